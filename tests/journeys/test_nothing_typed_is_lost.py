"""What is typed is stored, or comes back: signed out meanwhile, another tab, another person, no connection."""

import re

import pytest
from playwright.sync_api import expect

from incubator.accounts import queries as accounts
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.learning import queries as learning
from incubator.learning import services
from tests.journeys import people

FOUNDER, COACH = "fatima@example.org", "coby@example.org"
EXERCISE = "/leren/de-sopdoek/past-een-werkcooperatie-bij-ons/opdracht"
FACT = "/cooperaties/de-sopdoek/dossier/wat-jullie-doen"
TEXT = "Wij maken kantoren schoon, overdag en zonder giftige middelen."


@pytest.fixture
def group(site):
    """A group with a founder and a coach."""
    people.account(site.app, "founder", FOUNDER, "Fatima de Founder")
    people.account(site.app, "coach", COACH, "Coby de Coach")
    people.a_group_at_work(FOUNDER, COACH)
    return site


@pytest.fixture
def context(group, visit):
    return visit(group.address)


def state(page):
    return page.locator(".autosave-state")


def signs_out(context):
    page = context.new_page()
    page.goto("/")
    page.get_by_role("navigation").get_by_role("button", name="Uitloggen").click()
    people.shows(page, "Je bent uitgelogd")
    return page


def signs_in_again(page, email):
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(people.PASSWORD)
    people.button(page, "Inloggen")


COPIES = "Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"


def has_copies(page, count):
    """Waits until the browser keeps `count` copies: a page forgets a copy in its script, after its address has changed."""
    page.wait_for_function(f"() => {COPIES} === {count}")


@pytest.fixture
def complaints(complaints):
    """That a save was refused is what these journeys are about: the browser may say so."""
    yield complaints
    complaints[:] = [line for line in complaints if not re.search(r"/bewaren(: Failed to load.*ERR_FAILED)?$", line)]


def test_who_is_signed_out_elsewhere_sees_that_nothing_is_saved_and_gets_the_text_back(context):
    page = people.signs_in(context, FOUNDER)
    page.goto(EXERCISE)
    signs_out(context)
    page.locator("#work").fill(TEXT)
    expect(state(page)).to_contain_text("Nog niet bewaard: je bent uitgelogd.")
    page.get_by_role("link", name="Log opnieuw in").click()
    signs_in_again(page, FOUNDER)
    expect(page).to_have_url(re.compile(f"{EXERCISE}$"))
    expect(page.locator("#work")).to_have_value(TEXT)
    expect(state(page)).to_contain_text("Bewaard om")
    has_copies(page, 0)
    page.reload()
    expect(page.locator("#work")).to_have_value(TEXT)


def test_saving_goes_on_by_itself_after_signing_in_again_in_another_tab(context):
    page = people.signs_in(context, FOUNDER)
    page.goto(EXERCISE)
    signs_out(context)
    people.signs_in(context, FOUNDER)
    page.locator("#work").fill(TEXT)
    expect(state(page)).to_contain_text("Bewaard om")
    has_copies(page, 0)


def test_another_person_on_the_same_browser_never_sees_or_saves_the_text(context):
    page = people.signs_in(context, FOUNDER)
    page.goto(EXERCISE)
    signs_out(context)
    people.signs_in(context, COACH)
    page.locator("#work").fill(TEXT)
    expect(state(page)).to_contain_text("Nog niet bewaard")
    page.goto(EXERCISE)
    people.shows(page, "niet beantwoord")
    assert TEXT not in page.content()


def test_who_signs_out_on_purpose_leaves_no_text_behind(context):
    page = people.signs_in(context, FOUNDER)
    page.goto(EXERCISE)
    page.route("**/bewaren", lambda route: route.abort())
    page.locator("#work").fill(TEXT)
    expect(state(page)).to_contain_text("Nog niet bewaard")
    has_copies(page, 1)
    page.get_by_role("navigation").get_by_role("button", name="Uitloggen").click()
    people.shows(page, "Je bent uitgelogd")
    has_copies(page, 0)


def test_a_redirect_is_not_taken_for_saved(context):
    page = people.signs_in(context, FOUNDER)
    page.goto(EXERCISE)
    page.route("**/bewaren", lambda route: route.fulfill(status=302, headers={"Location": "/"}))
    page.locator("#work").fill(TEXT)
    expect(state(page)).to_contain_text("Nog niet bewaard")
    has_copies(page, 1)


def test_an_answer_without_a_version_is_not_taken_for_saved(context):
    page = people.signs_in(context, FOUNDER)
    page.goto(EXERCISE)
    page.route("**/bewaren", lambda route: route.fulfill(status=200, body="<p>Log in</p>", content_type="text/html"))
    page.locator("#work").fill(TEXT)
    expect(state(page)).to_contain_text("Nog niet bewaard")
    has_copies(page, 1)


def test_a_form_sent_after_signing_out_is_back_after_signing_in(context):
    page = people.signs_in(context, FOUNDER)
    page.goto(FACT)
    signs_out(context)
    page.locator("#value").fill(TEXT)
    people.button(page, "Bewaren")
    people.shows(page, "Daarom is dit niet bewaard")
    signs_in_again(page, FOUNDER)
    expect(page).to_have_url(re.compile(f"{FACT}$"))
    expect(page.locator("#value")).to_have_value(TEXT)
    people.shows(page, "staat weer in de velden")
    people.button(page, "Bewaren")
    expect(page).not_to_have_url(re.compile(f"{FACT}$"))
    has_copies(page, 0)


def test_the_form_of_a_visit_before_this_one_leads_back_to_what_was_typed(context):
    page = people.signs_in(context, FOUNDER)
    page.goto(FACT)
    signs_out(context)
    people.signs_in(context, FOUNDER)
    page.locator("#value").fill(TEXT)
    people.button(page, "Bewaren")
    people.shows(page, "Het formulier is verlopen")
    page.get_by_role("link", name="Terug naar het formulier").click()
    expect(page.locator("#value")).to_have_value(TEXT)


def test_two_tabs_of_one_form_show_both_texts(context):
    first = people.signs_in(context, FOUNDER)
    first.goto(EXERCISE)
    second = context.new_page()
    second.goto(EXERCISE)
    first.locator("#work").fill("Wij koken.")
    expect(state(first)).to_contain_text("Bewaard om")
    second.locator("#work").fill("Wij maken schoon.")
    expect(state(second)).to_contain_text("iemand anders heeft intussen iets bewaard")
    people.button(second, "Bewaren")
    expect(second.locator("#work")).to_have_value("Wij maken schoon.")
    people.shows(second, "Wij koken.")


def test_the_text_of_a_tab_that_was_closed_comes_back(context):
    page = people.signs_in(context, FOUNDER)
    types_without_connection(page, "Wij maken schoon.")
    page.close()
    other = context.new_page()
    other.goto(EXERCISE)
    expect(other.locator("#work")).to_have_value("Wij maken schoon.")
    expect(state(other)).to_contain_text("Bewaard om")


def test_text_that_comes_back_does_not_write_over_what_others_saved_since(group, context):
    page = people.signs_in(context, FOUNDER)
    types_without_connection(page, "Wij maken schoon.")
    page.close()
    someone_else_writes("Wij koken.")
    other = context.new_page()
    other.goto(EXERCISE)
    expect(other.locator("#work")).to_have_value("Wij maken schoon.")
    expect(state(other)).to_contain_text("iemand anders heeft intussen iets bewaard")
    people.button(other, "Bewaren")
    expect(other.locator("#work")).to_have_value("Wij maken schoon.")
    people.shows(other, "Wij koken.")


def types_without_connection(page, text):
    page.goto(EXERCISE)
    page.route("**/bewaren", lambda route: route.abort())
    page.locator("#work").fill(text)
    expect(state(page)).to_contain_text("Nog niet bewaard")


def someone_else_writes(text):
    writer = accounts.by_email(FOUNDER)
    where = learning.place(writer, "de-sopdoek", "past-een-werkcooperatie-bij-ons")
    with transaction(actor=SYSTEM):
        services.save(where, {"work": text}, began_with=0, by=writer, now=clock.now())


def test_work_that_was_handed_in_elsewhere_still_shows_what_was_typed(context):
    page = people.signs_in(context, FOUNDER)
    page.goto(EXERCISE)
    for field, text in people.IDEA.items():
        page.locator(f"[name='{field}']").fill(text)
    expect(state(page)).to_contain_text("Bewaard om")
    other = context.new_page()
    other.goto(EXERCISE)
    people.hands_in(other)
    page.locator("#buyers").fill("De woningcorporatie.")
    expect(state(page)).to_contain_text("ligt nu bij de coach")
    page.reload()
    people.shows(page, "Dit typte je hier eerder")
    people.shows(page, "De woningcorporatie.")
    people.button(page, "Gooi deze tekst weg")
    expect(page.get_by_role("main")).not_to_contain_text("De woningcorporatie.")
    has_copies(page, 0)
