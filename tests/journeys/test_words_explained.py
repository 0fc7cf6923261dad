"""A word of the glossary shows what it means where it stands: by the keyboard, by a tap on a phone, and without scripts as a link."""

import re

from playwright.sync_api import expect

from tests.journeys import browsing

TEXT = "/kennis/kascommissie"


def test_by_the_keyboard_one_goes_from_a_word_into_its_explanation_and_back(demo, visit):
    page = visit(demo.address, viewport=browsing.DESK).new_page()
    page.goto(TEXT)
    word, explained = page.locator(".lesson a.word").first, page.locator("#word-explained")
    word.focus()
    expect(explained).to_contain_text("minstens twee leden")
    expect(word).to_have_attribute("aria-describedby", "word-explained")
    page.keyboard.press("Tab")
    expect(page.locator("#word-explained a")).to_be_focused()
    page.keyboard.press("Escape")
    expect(word).to_be_focused()
    expect(explained).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#word-explained button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(explained).to_be_hidden()
    expect(word).to_be_focused()
    page.keyboard.press("Enter")
    expect(explained).to_be_visible()
    page.keyboard.press("Escape")
    expect(explained).to_be_hidden()
    assert page.url.endswith(TEXT)


def test_on_a_phone_a_tap_shows_it_within_the_screen_and_another_word_takes_its_place(demo, visit):
    page = visit(demo.address, viewport=browsing.PHONE, has_touch=True).new_page()
    page.goto(TEXT)
    words, explained = page.locator(".lesson a.word"), page.locator("#word-explained")
    for place in (0, 3):
        words.nth(place).tap()
        expect(explained).to_be_visible()
        box = explained.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= browsing.PHONE["width"]
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= browsing.PHONE["height"]
    expect(page.locator("[aria-describedby=word-explained]")).to_have_count(1)
    page.touchscreen.tap(5, 5)
    expect(explained).to_be_hidden()
    assert page.url.endswith(TEXT)


def test_without_scripts_a_word_leads_to_its_explanation_below_the_text(demo, visit):
    page = visit(demo.address, viewport=browsing.PHONE, java_script_enabled=False).new_page()
    page.goto(TEXT)
    page.locator(".lesson a[href^='#woord-']").first.click()
    expect(page).to_have_url(re.compile("#woord-kascommissie$"))
    expect(page.locator("#woord-kascommissie")).to_be_in_viewport()
