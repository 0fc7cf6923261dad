"""Keyboard alone: sign in, and hand in an exercise. Where one is, is always visible."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import browsing, people
from tests.learning.conftest import WRITTEN

WHERE = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  return {
    name: (element.innerText || element.labels?.[0]?.innerText || element.getAttribute("aria-label") || "").trim(),
    id: element.id, tag: element.tagName,
    seen: element.matches("main, h1") || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
  };
}"""


def tab_to(page, target, *, back=False):
    """Press Tab until the wanted element has the focus; every stop on the way must be visible."""
    for _step in range(80):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        here = page.evaluate(WHERE)
        assert here["seen"], f"no visible focus on {here}"
        if target in (here["id"], here["name"]):
            return
    raise AssertionError(f"{target} cannot be reached on {page.url}")


def go(page, key="Enter"):
    """Press the key that leads to another page, and be there."""
    with page.expect_navigation():
        page.keyboard.press(key)


def write(page, field, text):
    tab_to(page, field)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def sign_in_by_keyboard(page, email, password):
    page.goto("/inloggen")
    page.keyboard.press("Tab")
    assert page.evaluate(WHERE)["name"] == "Naar de tekst"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    write(page, "email", email)
    write(page, "password", password)
    go(page)


@pytest.fixture
def nadia(site):
    """A founder with a group that has begun, and a coach."""
    people.account(site.app, "founder", "nadia@example.org", "Nadia Haddad")
    people.account(site.app, "coach", "coby@example.org", "Coby de Coach")
    people.a_group_at_work("nadia@example.org", "coby@example.org")
    return "nadia@example.org"


def test_someone_signs_in_and_hands_in_an_exercise_with_the_keyboard_alone(site, visit, nadia):
    page = visit(site.address, viewport=browsing.DESK).new_page()
    sign_in_by_keyboard(page, nadia, "verkeerd wachtwoord")
    expect(page.locator("#error-summary")).to_be_focused()
    write(page, "password", people.PASSWORD)
    tab_to(page, "Inloggen")
    go(page)
    people.shows(page, "Dag Nadia")
    tab_to(page, "Naar de les")
    go(page)
    tab_to(page, "Begin met lezen")
    go(page)
    tab_to(page, "Volgende deel")
    go(page, "Space")
    page.goto("/leren/de-sopdoek/samen-beslissen/opdracht")
    for field, text in WRITTEN.items():
        write(page, field, text)
    write_nothing_in(page, "method")
    tab_to(page, "Controleer jullie antwoorden")
    go(page)
    expect(page.locator("#error-summary")).to_be_focused()
    tab_to(page, "Verder schrijven")
    go(page)
    write(page, "method", WRITTEN["method"])
    tab_to(page, "Controleer jullie antwoorden")
    go(page)
    tab_to(page, "Inleveren bij coach")
    go(page)
    people.shows(page, "Ontvangstbewijs")


def write_nothing_in(page, field):
    """Go back to a field and empty it."""
    tab_to(page, field, back=True)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")


def test_the_menu_of_a_phone_opens_with_the_keyboard_and_without_scripts(demo, visit):
    page = visit(demo.address, viewport=browsing.PHONE, java_script_enabled=False).new_page()
    page.goto("/")
    menu = page.locator(".site-menu summary")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".site-menu").get_by_role("link", name="Aankondigingen")).to_be_visible()
