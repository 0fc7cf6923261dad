"""What a page wears and what it weighs: the token file of a municipality, the colour scheme, the bytes of a first visit."""

import pytest

from incubator.core.theme import classes_in
from tests.journeys import browsing

# In the form in which municipalities publish their tokens on npm; names as theirs, colours of our own.
TOKENS = """
/** Do not edit directly, this file was auto-generated. */
@media (width >= 35em) { .zonnewijk-theme--wide { --utrecht-heading-1-font-size: 30px; } }
.zonnewijk-theme {
  --zonnewijk-color-plum: rgb(80, 20, 90);
  --utrecht-document-background-color: rgb(250, 250, 255);
  --utrecht-document-color: rgb(20, 20, 40);
  --utrecht-heading-1-color: rgb(80, 20, 91);
  --utrecht-link-color: rgb(10, 60, 160);
  --utrecht-button-primary-action-background-color: var(--zonnewijk-color-plum);
  --utrecht-button-primary-action-color: rgb(255, 255, 254);
  --utrecht-form-control-border-color: rgb(90, 90, 110);
  --utrecht-form-control-background-color: rgb(255, 255, 253);
  --utrecht-focus-background-color: rgb(255, 230, 80);
  --utrecht-focus-outline-color: rgb(0, 0, 1);
  --utrecht-page-footer-background-color: rgb(60, 10, 70);
  --utrecht-page-footer-color: rgb(255, 250, 255);
}
"""
WORN = [
    ("body", "background-color", "rgb(250, 250, 255)"),
    ("body", "color", "rgb(20, 20, 40)"),
    ("h1", "color", "rgb(80, 20, 91)"),
    ("main a:not(.btn)", "color", "rgb(10, 60, 160)"),
    ("main .btn", "background-color", "rgb(80, 20, 90)"),
    ("main .btn", "color", "rgb(255, 255, 254)"),
    ("#email", "border-top-color", "rgb(90, 90, 110)"),
    ("#email", "background-color", "rgb(255, 255, 253)"),
    (".site-footer", "background-color", "rgb(60, 10, 70)"),
    (".site-footer a", "color", "rgb(255, 250, 255)"),
    (".site-header", "background-color", "rgb(250, 250, 255)"),
]
COLOUR = "([name, property]) => getComputedStyle(document.querySelector(name)).getPropertyValue(property)"


@pytest.mark.parametrize("name", ["zonnewijk-theme", "gemeente-x"])
def test_a_token_file_of_a_municipality_recolours_every_part(site, visit, name):
    folder = site.app.extensions["incubator"].instance
    (folder / "theme.css").write_text(TOKENS.replace("zonnewijk-theme", name), encoding="utf-8")
    page = visit(site.address, viewport=browsing.DESK, color_scheme="dark", reduced_motion="reduce").new_page()
    page.goto("/inloggen")
    worn = [(where, what, page.evaluate(COLOUR, [where, what])) for where, what, _colour in WORN]
    assert worn == WORN
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(COLOUR, [":focus", "background-color"]) == "rgb(255, 230, 80)"
    assert page.evaluate(COLOUR, [":focus", "outline-color"]) == "rgb(0, 0, 1)"


def test_only_classes_that_set_tokens_are_worn():
    assert (
        classes_in("/* .no { --x: 1 } */ .a-theme, .b { --x: 1 } .c { color: red } .d p { --x: 1 } :root { --x: 1 }")
        == "a-theme b"
    )


def test_the_first_page_weighs_at_most_200_kilobytes_and_comes_from_here(demo, visit):
    page = visit(demo.address, viewport=browsing.PHONE).new_page()
    tracer = page.context.new_cdp_session(page)
    received, hosts = [], set()
    tracer.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    tracer.send("Network.enable")
    page.goto("/", wait_until="networkidle")
    assert len(received) > 4
    assert sum(received) <= 200 * 1024
    assert hosts == {demo.address.removeprefix("http://")}


def test_someone_chooses_dark_and_it_stays(demo, visit):
    page = visit(demo.address, viewport=browsing.PHONE, color_scheme="light").new_page()
    page.goto("/over")
    light = page.evaluate(COLOUR, ["body", "background-color"])
    with page.expect_navigation(url="**/over"):
        page.get_by_role("button", name="Donker").click()
    assert page.evaluate(COLOUR, ["body", "background-color"]) != light
    page.goto("/kennis/")
    assert page.evaluate(COLOUR, ["body", "background-color"]) != light
