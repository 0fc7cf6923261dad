"""What the people of a journey do, step by step, in the words of the pages. Each step ends on a page that says it worked."""

import io
import re
from urllib.parse import urlsplit

from docx import Document
from flask.cli import ScriptInfo
from playwright.sync_api import BrowserContext, Page, expect

from incubator import cli as console
from incubator.accounts import queries as accounts
from incubator.cooperatives import queries as cooperatives_known
from incubator.cooperatives import services as cooperatives
from incubator.core import clock, runner
from incubator.core.db import SYSTEM, transaction
from incubator.learning import queries as lessons
from incubator.statutes import services as statutes
from incubator.statutes.values.interview import chapters
from incubator.statutes.values.prefilling import with_values
from incubator.statutes.values.schema import example

PASSWORD = "fietsen door de lindelaan"
IDEA = {
    "work": "Wij maken kantoren en buurthuizen schoon in Lombok, overdag en zonder giftige middelen.",
    "needs": "vast werk in de buurt\neen eerlijk loon",
    "people-0-name": "Nadia Haddad",
    "people-1-name": "Kees Mulder",
    "neighbourhood": "Lombok",
    "buyers": "De gemeente. Kees kent de beheerder van het buurthuis.",
}
CORE = {
    "name": "Coöperatief Schoonmaakbedrijf De Sopdoek U.A.",
    "seat": "Utrecht",
    "business": "het schoonmaken van gebouwen",
    "purpose": "De coöperatie zorgt dat haar leden werk en inkomen hebben, door met hen arbeidsovereenkomsten te sluiten, "
    "in een bedrijf dat gebouwen schoonmaakt.",
    "members": "Wie een half jaar heeft meegewerkt. Het bestuur beslist.",
    "contribution": "250",
    "board": "3",
}
INTERVIEW = {  # what the lessons did not ask: question -> fields to fill, boxes to tick
    "overeenkomsten": {"purpose__member_agreement_types": "arbeidsovereenkomst"},
    "eisen": {"member_requirements-own": "werken in de coöperatie"},
    "toelating": {"admission__organ": "bestuur"},
    "plichten": {"member_obligations__listed-own": "de afspraken over veiligheid volgen"},
    "opzeggen": {"resignation__notice": "tegen het einde van het boekjaar, met een termijn van vier weken"},
    "ontzetting": {"expulsion__organ": "bestuur"},
    "beroep": {"expulsion__appeal__term_months": "1"},
    "terug": {"exit__claim_basis": "paid_in"},
    "aantal-bestuurders": {"board__max": "5"},
    "termijn": {"board__term_years": "3"},
    "allen-weg": {
        "board__absence_clause__all_directors-own": "de persoon die de algemene vergadering daarvoor elk jaar aanwijst"
    },
    "tekenen": {"board__representation": "twee_bestuurders"},
    "oproep-hoe": {"convening__how": "brief"},
    "oproep-termijn": {"convening__notice_days": "14"},
    "wijziging": {"amendment__majority": "2/3"},
    "volmacht": {"votes__proxy__allowed": "n"},
    "verdelen": {"surplus__annual__basis": "labour_hours"},
    "bestemming": {"surplus__dissolution__destination-own": "een andere coöperatie in Utrecht"},
    "boekjaar": {"fiscal_year__end": "31 december"},
    "eerste-bestuur": {"first_board-0-name": "Nadia Haddad", "first_board-1-name": "Kees Mulder"},
}
FOUNDERS = ("Nadia Haddad", "Kees Mulder")
ANSWERS = with_values(  # the same group, for who does not go through the interview
    example(),
    {
        "name": CORE["name"],
        "purpose.text": CORE["purpose"],
        "capital.contribution_cents": 25_000,
        "deed.founders": [
            {"name": name, "kind": "natural", "present": True, "written_poa": False} for name in FOUNDERS
        ],
        "first_board": list(FOUNDERS),
    },
)
LEFT_AS_IT_IS = {
    "aantal-bestuurders",
    "eerste-bestuur",
}  # two founders cannot make a board of three: the check says so, and they go on
FILLED_IN_BEFORE = {
    "bedrijf",
    "naam",
    "aansprakelijkheid",
    "zetel",
    "behoeften",
    "doel",
    "inleg",
    "verhouding",
    "benoeming",
    "oprichters",
}


def button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def sends(page: Page, name: str) -> None:
    """Press a button that sends a form, and be where it leads: who goes on at once may be gone before the answer is there."""
    with page.expect_navigation():
        button(page, name)


def link(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def shows(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("main")).to_contain_text(text)


def word(page: Page, press: str) -> tuple[object, str]:
    """Download a Word document and open it: the document and all its text."""
    with page.expect_download() as coming:
        page.get_by_role("main").get_by_text(press).first.click()
    with open(coming.value.path(), "rb") as file:
        document = Document(io.BytesIO(file.read()))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return document, "\n".join(texts)


def command(app, *words: str, typed: str = "") -> str:
    """Give a command, as on the console; what it printed."""
    done = app.test_cli_runner().invoke(console.cli, words, obj=ScriptInfo(create_app=lambda: app), input=typed)
    assert done.exit_code == 0, done.output
    return done.stdout


def post(site) -> None:
    """Let the timetable send what waits, through the real mail server."""
    runner.run_now("send-mail")


def address_in(text: str, part: str) -> str:
    return re.search(rf"http://\S*{part}\S*", text).group().rstrip(".>)")


def signs_up(page: Page, site) -> None:
    page.goto("/")
    link(page, "Begin met je groep")
    page.get_by_label("Je naam").fill("Nadia Haddad")
    page.get_by_label("E-mailadres").fill("nadia@example.org")
    button(page, "Stuur me de link")
    shows(page, "Kijk in je mail")
    post(site)
    page.goto(address_in(site.mailbox.text(), "/wachtwoord/"))
    page.locator("#password").fill(PASSWORD)
    page.locator("#again").fill(PASSWORD)
    button(page, "Mijn wachtwoord bewaren")
    shows(page, "Dag Nadia")


def starts_a_group(page: Page) -> None:
    link(page, "Begin een groep")
    page.locator("#name").fill("De Sopdoek")
    page.locator("#municipality").fill("Utrecht")
    page.locator("#neighbourhood").fill("Lombok")
    page.get_by_role("main").locator("form button[type=submit]").click()
    shows(page, "Iemand uitnodigen")


def account(app, role: str, email: str, name: str) -> None:
    """The manager of the incubator makes accounts on the command line."""
    command(app, "users", "add", "--role", role, "--name", name, "--password-stdin", email, typed=f"{PASSWORD}\n")


def a_group_at_work(founder: str, coach: str) -> None:
    """A group that began with the lessons, for journeys that start there."""
    with transaction(actor=SYSTEM):
        group = cooperatives.start_group(
            "De Sopdoek",
            municipality="GM0344",
            neighbourhood="Lombok",
            founder=accounts.by_email(founder),
            now=clock.now(),
            today=clock.today(),
        )
        cooperatives.assign_coach(group, accounts.by_email(coach), today=clock.today())


def signs_in(context: BrowserContext, email: str) -> Page:
    page = context.new_page()
    page.goto("/inloggen")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    button(page, "Inloggen")
    shows(page, "Dag")
    return page


def couples_the_coach(page: Page) -> None:
    page.goto("/cooperaties/de-sopdoek")
    link(page, "Kies een coach")
    page.get_by_role("main").locator("form button[type=submit]").click()
    shows(page, "Coby de Coach")


def writes_the_first_exercise(page: Page, *, scripts: bool) -> None:
    """Follows the next step of the start page; half-way the page is lost, the text is not."""
    page.goto("/")
    shows(page, "Jullie volgende stap")
    expect(page.get_by_role("main").locator(".path").first).to_contain_text("jullie zijn hier")
    link(page, "Naar de les")
    shows(page, "Wat jullie nodig hebben")
    reads_a_lesson(page, "past-een-werkcooperatie-bij-ons")
    page.locator("#work").fill(IDEA["work"])
    if scripts:
        expect(page.locator(".autosave-state")).to_contain_text("Bewaard om")
    else:
        sends(page, "Bewaren")
        shows(page, "Bewaard")
    page.reload()
    expect(page.locator("#work")).to_have_value(IDEA["work"])
    for field, text in IDEA.items():
        page.locator(f"[name='{field}']").fill(text)


def reads_a_lesson(page: Page, slug: str) -> None:
    """All its pieces, with an answer to what is asked in the first, then the questions at the end: up to the exercise."""
    page.goto(f"/leren/de-sopdoek/{slug}")
    link(page, "Begin met lezen")
    page.locator(".asked-option--right summary").first.click()
    expect(page.locator(".asked-option--right p").first).to_be_visible()
    pieces = len(lessons.library().lessons[slug].written.pieces)
    for _piece in range(pieces - 1):
        sends(page, "Volgende deel")
    sends(page, "Naar de vragen")
    for question in page.locator(".self-check").all():
        question.locator("input").first.check()
    button(page, "Kijk mijn antwoorden na")
    shows(page, re.compile(r"\d van \d goed"))
    link(page, "Naar de opdracht")


def hands_in(page: Page) -> None:
    button(page, "Controleer jullie antwoorden")
    button(page, "Inleveren bij coach")
    shows(page, "Jullie coach")


def takes_the_oldest(page: Page) -> None:
    page.goto("/nakijken/")
    shows(page, "De Sopdoek")
    shows(page, re.compile("zojuist|minuut|minuten|seconde"))
    page.get_by_role("main").locator(".list-rows a").first.click()
    sends(page, "Ik ga dit lezen")


def returns_it_with_a_remark(page: Page) -> None:
    takes_the_oldest(page)
    page.locator("#remark-buyers").fill("Welke andere klanten kun je bellen?")
    page.locator("#verdict").fill("Bijna goed: noem nog één klant.")
    button(page, "Terug naar de groep")
    shows(page, "Niets meer te doen")


def improves_it(page: Page) -> None:
    page.goto("/")
    link(page, "Naar de opmerkingen")
    shows(page, "Welke andere klanten kun je bellen?")
    shows(page, "Bijna goed: noem nog één klant.")
    expect(page.locator("#work")).to_have_value(IDEA["work"])
    page.locator("#buyers").fill(IDEA["buyers"] + " En de woningcorporatie.")


def sees_what_changed_and_approves(page: Page) -> None:
    takes_the_oldest(page)
    expect(page.locator("ins").first).to_contain_text("En de woningcorporatie")
    shows(page, "niet veranderd")
    approves(page)


def approves(page: Page) -> None:
    page.locator("#verdict").fill("Helder. Ga zo door.")
    button(page, "Goedkeuren")
    shows(page, "Niets meer te doen")


def writes_the_core_of_the_statutes(page: Page) -> None:
    page.goto("/leren/de-sopdoek/naam-doel-en-leden/opdracht")
    for field, text in CORE.items():
        page.locator(f"#{field}").fill(text)
    answer(page, "suffix", "U.A.")


def begins_the_interview(page: Page) -> None:
    page.goto("/cooperaties/de-sopdoek/statuten/")
    link(page, "Verder met de vragen")


def answers_the_first_chapter(page: Page) -> None:
    begins_the_interview(page)
    answers_a_chapter(page, chapters()[0].id, {})
    link(page, "Verder met het volgende hoofdstuk")


def has_answered_the_interview(app) -> None:
    """All answers at once, for journeys that are about what comes after it."""
    with app.app_context(), transaction(actor=SYSTEM):
        group = cooperatives_known.cooperative_by_slug("de-sopdoek")
        statutes.import_answers(group, ANSWERS, author=accounts.by_email("nadia@example.org"), now=clock.now())


def looks_at_the_check(page: Page) -> None:
    page.goto("/cooperaties/de-sopdoek/statuten/")
    link(page, "Bekijk de toets")


def answers_the_interview(page: Page) -> None:
    """What the lessons said is there already; only the rest is asked."""
    begins_the_interview(page)
    known = {
        "naam": {"name": CORE["name"]},
        "zetel": {"seat__municipality": "Utrecht"},
        "doel": {"purpose__text": CORE["purpose"]},
        "bedrijf": {"purpose__business": CORE["business"]},
        "behoeften": {"purpose__material_needs-own": IDEA["needs"]},
        "inleg": {"capital__contribution_cents": "250,00"},
        "aantal-bestuurders": {"board__min": "3"},
        "oprichters": {"deed__founders-0-name": "Nadia Haddad", "deed__founders-1-name": "Kees Mulder"},
    }
    for chapter in chapters():
        answers_a_chapter(page, chapter.id, known)
        press = "Verder met het volgende hoofdstuk" if chapter is not chapters()[-1] else "Bekijk de toets"
        link(page, press)
        if chapter is not chapters()[-1]:
            link(page, "Beantwoord de vragen van dit hoofdstuk")
    assert known == {}, "these questions were never put"
    expect(page).to_have_url(re.compile("/toets$"))


def answers_a_chapter(page: Page, chapter: str, known: dict[str, dict[str, str]]) -> None:
    """Question by question, until the chapter itself is shown; `known` is what should stand there already."""
    while not place_of(page).endswith(f"/hoofdstuk/{chapter}"):
        name = place_of(page).rpartition("/")[2]
        for field, value in known.pop(name, {}).items():
            expect(page.locator(f"[name='{field}']")).to_have_value(value)
        answers_or_leaves_open(page, name)


def place_of(page: Page) -> str:
    """The address without what stands after #, which a browser takes along to the next page."""
    return urlsplit(page.url).path


def answers_or_leaves_open(page: Page, name: str) -> None:
    """One question: an answer, what stood there, or nothing yet."""
    fields = INTERVIEW.get(name, {})
    for field, value in fields.items():
        answer(page, field, value)
    leaves_open = not fields and name not in FILLED_IN_BEFORE
    button(page, "Dat weten we nog niet" if leaves_open else "Bewaren en verder")
    if name in LEFT_AS_IT_IS:
        shows(page, "Kijk hier eerst naar")
        link(page, "Laat het zo en ga verder")


def answer(page: Page, field: str, text: str) -> None:
    place = page.locator(f"[name='{field}']")
    own_words = page.locator(f"[name='{field.removesuffix('-own')}'][value='own']")
    if field.endswith("-own") and own_words.count():
        own_words.check()
    if place.first.get_attribute("type") in {"radio", "checkbox"}:
        page.locator(f"[name='{field}'][value='{text}']").check()
    else:
        place.fill(text)


def takes_a_version_to_the_notary(page: Page) -> None:
    shows(page, re.compile(r"artikel 2:\d+"))
    page.goto("/cooperaties/de-sopdoek/statuten/")
    button(page, "Maak een versie in Word")
    document, text = word(page, "Download het Word-document")
    assert CORE["name"] in text
    assert "Nadia Haddad" in text
    assert "vier weken" in text
    headings = [
        paragraph for paragraph in document.paragraphs if paragraph.style.name.startswith(("Heading", "Artikel"))
    ]
    assert len(headings) > 15
    assert any(heading.style.element.findall(".//{*}numPr") for heading in headings), (
        "articles are numbered by Word itself"
    )


def records_the_deed(page: Page, today) -> None:
    page.goto("/cooperaties/de-sopdoek")
    link(page, "Leg de akte vast")
    link(page, "Leg de akte vast")
    page.locator("#signed_on").fill(today.isoformat())
    page.locator("#notary").fill("mr. N. Otaris te Utrecht")
    page.locator("#kvk").fill("1234567")
    button(page, "Leg de akte vast")
    shows(page, "Een KVK-nummer heeft 8 cijfers.")
    expect(page.locator("#notary")).to_have_value("mr. N. Otaris te Utrecht")
    page.locator("#kvk").fill("81234567")
    sends(page, "Leg de akte vast")
    link(page, "Ledenregister")
    shows(page, "Nadia Haddad")
    shows(page, "Kees Mulder")


def says_what_work_to_look_for(page: Page) -> None:
    page.goto("/")
    link(page, "Vul in wat jullie zoeken")
    shows(page, IDEA["work"])  # the coach approved it: it is changed in the lesson, not here
    answer(page, "trades", "schoonmaak")
    button(page, "Bewaar en zoek opnieuw")
    expect(page).to_have_url(re.compile("/kansen$"))
