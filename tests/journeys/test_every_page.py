"""Every kind of page of the demo in a real browser: what axe-core finds, how it fits, and what the browser complains about.

Pages of one kind (one route) look alike: a few of each per person are opened, half of them first in the dark. So every kind is
seen in both colour schemes, on a phone and on a desk.
"""

from collections import Counter
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask.testing import FlaskClient
from lxml import html
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from incubator.accounts import queries as accounts
from tests.journeys import browsing

VISITOR = ""
# How many pages of one kind each person opens; who comes later sees mostly what others saw, with other buttons.
PEOPLE = {VISITOR: 2, "lotte": 2, "fatima": 2, "marijke": 1, "annemiek": 1}
AXE = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# What can differ once only the width and the colours change: the same page is not read twice for its headings and names.
AXE_AGAIN = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"],
    },
}
NARROWEST = {"width": 320, "height": 700}  # also a desk of 1280 at 400 %
ZOOMED = {"width": 640, "height": 450}  # a desk of 1280 at 200 %
SMALL_TARGETS = """() => [...document.querySelectorAll("button, summary, select, input:not([type=hidden]), textarea, nav a, a.btn")]
  .filter((element) => element.checkVisibility())
  .map((element) => [element, element.getBoundingClientRect()])
  .filter(([element, box]) => box.width > 1 && (box.width < 24 || box.height < 24) && getComputedStyle(element).display !== "inline")
  .map(([element, box]) => `${element.outerHTML.slice(0, 90)} is ${Math.round(box.width)} x ${Math.round(box.height)}`)"""
STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const out = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > wide + 1);
  return out.slice(-3).map((element) => `${element.outerHTML.slice(0, 90)} sticks out at ${wide}`);
}"""


def shift(number: int) -> object:
    """So that two workers share the load."""
    return pytest.mark.xdist_group(f"browser-{number % 2 + 1}")


def pages_of(app, person, alike, skipped=()):
    """The addresses that this person can reach from the start page by kind: some of each."""
    client = FlaskClient(app, use_cookies=True)
    if person:
        with app.app_context(), client.session_transaction() as cookie:
            cookie["_user_id"] = accounts.by_email(f"{person}@example.org").get_id()
            cookie["_fresh"] = True
    routes = app.url_map.bind("localhost")
    waiting, kinds, seen = ["/"], Counter(), {"/"}
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        if answer.mimetype != "text/html" or answer.status_code != 200:
            answer.close()
            continue
        yield routes.match(urlsplit(path).path)[0], path
        for link in html.document_fromstring(answer.get_data(as_text=True)).iter("a"):
            target = urlsplit(link.get("href") or "")
            address = target.path + (f"?{target.query}" if target.query else "")
            if target.netloc or address in seen or not target.path.startswith("/"):
                continue
            try:
                kind = (routes.match(target.path)[0], bool(target.query))
            except (HTTPException, RequestRedirect):
                kind = ("?", False)
            if kinds[kind] < alike and kind[0] not in skipped:
                kinds[kind] += 1
                seen.add(address)
                waiting.append(address)


def what_axe_finds(page, options):
    violations = page.evaluate("(options) => axe.run(options)", options)["violations"]
    return [
        f"{violation['id']} ({violation['help']}): {node['target']} {node.get('failureSummary', '')[:300]}"
        for violation in violations
        for node in violation["nodes"][:3]
    ]


@pytest.mark.parametrize(
    "person", [pytest.param(person, id=person or "visitor", marks=shift(count)) for count, person in enumerate(PEOPLE)]
)
def test_every_page_is_accessible_and_fits_and_the_browser_has_no_complaint(demo, visit, person):
    context = visit(demo.address)
    context.add_init_script(AXE_SCRIPT)
    page = context.new_page()
    public = set()
    if person:
        public = {kind for kind, _path in pages_of(demo.app, VISITOR, 1)}
        page.goto("/")
        with demo.app.app_context():
            name = accounts.by_email(f"{person}@example.org").name
        page.get_by_role("button", name=f"Log in als {name}").click()
    wrong, opened = [], 0
    for _kind, path in list(pages_of(demo.app, person, PEOPLE[person], public)):
        opened += 1
        looks = [("light", browsing.DESK), ("dark", browsing.PHONE)]
        if opened % 2:
            looks = [("light", browsing.PHONE), ("dark", browsing.DESK)]
        page.emulate_media(color_scheme=looks[0][0], reduced_motion="reduce")
        page.set_viewport_size(looks[0][1])
        page.goto(path)
        for (scheme, size), options in zip(looks, (AXE, AXE_AGAIN), strict=True):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(size)
            wrong += [f"{path} ({scheme}, {size['width']}): {fault}" for fault in what_axe_finds(page, options)]
        wrong += [f"{path}: {fault}" for fault in page.evaluate(SMALL_TARGETS)]
        for size in (NARROWEST, ZOOMED):
            page.set_viewport_size(size)
            wrong += [f"{path}: {fault}" for fault in page.evaluate(STICKS_OUT)]
    assert opened > 8
    assert not wrong, "\n".join(wrong)
