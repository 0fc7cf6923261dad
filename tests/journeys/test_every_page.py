"""Every kind of page of the demo in a real browser: what axe-core finds, how it fits, and what the browser complains about.

Pages of one kind (one route) look alike: a few of each are opened, half of them first in the dark. So every kind is seen in both
colour schemes, on a phone and on a desk.

What axe-core finds depends on the elements of a page and on their style, not on the words in them: a page is judged by it when an
element stands there in a way that no page before had (its name, its attributes, those of all that it stands in), whoever opened that
page. How a page fits depends on the words too: of each kind two are opened, and every page with something new. All persons are looked
at by one worker, so that what one of them showed is not judged again for the next.
"""

from collections import Counter
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask.testing import FlaskClient
from lxml import etree, html
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from incubator.accounts import queries as accounts
from tests.journeys import browsing

VISITOR = ""
# How many pages of one kind are read for each person; who comes later sees mostly what others saw, with other buttons.
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


# Of these attributes the value makes a difference to style or meaning; of the others only that they are there.
MEANING = {"class", "role", "type", "lang"}
OF_EACH_KIND = 2
LOOKS = (
    (("light", browsing.DESK), ("dark", browsing.PHONE)),
    (("light", browsing.PHONE), ("dark", browsing.DESK)),
)


def shape_of(element):
    attributes = [(name, element.get(name) if name in MEANING else "") for name in sorted(element.attrib)]
    return element.tag, tuple(attributes)


def parts_of(page):
    """Every element of a page as style and structure see it, with all that it stands in."""
    parts, above = set(), {None: ()}
    for element in page.iter(etree.Element):
        above[element] = (*above[element.getparent()], shape_of(element))
        parts.add(above[element])
    return parts


class Judged:
    """What was opened in the browser so far, by whomever."""

    def __init__(self):
        self._parts, self._kinds = set(), Counter()

    def how(self, kind, page):
        """Whether something on this page is new, and whether it needs opening."""
        parts = parts_of(page)
        new = not parts <= self._parts
        opens = new or self._kinds[kind] < OF_EACH_KIND
        self._parts |= parts
        self._kinds[kind] += opens
        return new, opens


@pytest.fixture(scope="module")
def judged():
    return Judged()


def pages_of(app, person, alike, skipped=(), start="/"):
    """The addresses that this person can reach from the start page (or another) by kind, and the pages: some of each."""
    client = FlaskClient(app, use_cookies=True)
    if person:
        with app.app_context(), client.session_transaction() as cookie:
            cookie["_user_id"] = accounts.by_email(f"{person}@example.org").get_id()
            cookie["_fresh"] = True
    routes = app.url_map.bind("localhost")
    waiting, kinds, seen = [start], Counter(), {start}
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        if answer.mimetype != "text/html" or answer.status_code != 200:
            answer.close()
            continue
        page = html.document_fromstring(answer.get_data(as_text=True))
        yield routes.match(urlsplit(path).path)[0], path, page
        for link in page.iter("a"):
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


@pytest.fixture(scope="module")
def public(demo):
    """The kinds of pages that a visitor reaches, which others need not show again."""
    return {kind for kind, _path, _page in pages_of(demo.app, VISITOR, 1)}


@pytest.mark.xdist_group("every-page-in-a-browser")
@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person or "visitor")
def test_every_page_is_accessible_and_fits_and_the_browser_has_no_complaint(demo, visit, judged, public, person):
    context = visit(demo.address)
    context.add_init_script(AXE_SCRIPT)
    page = context.new_page()
    if person:
        page.goto("/")
        with demo.app.app_context():
            name = accounts.by_email(f"{person}@example.org").name
        page.get_by_role("button", name=f"Log in als {name}").click()
    wrong, known = [], 0
    for kind, path, source in list(pages_of(demo.app, person, PEOPLE[person], public if person else ())):
        known += 1
        new, opens = judged.how(kind, source)
        if opens:
            looks = LOOKS[known % 2]
            page.emulate_media(color_scheme=looks[0][0], reduced_motion="reduce")
            page.set_viewport_size(looks[0][1])
            page.goto(path)
            faults = [*what_is_new(page, looks)] if new else []
            wrong += [f"{path}: {fault}" for fault in (*faults, *what_sticks_out(page))]
    assert known > 8
    assert not wrong, "\n".join(wrong)


def what_is_new(page, looks):
    """What is wrong with elements that stand here for the first time."""
    for (scheme, size), options in zip(looks, (AXE, AXE_AGAIN), strict=True):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        yield from (f"({scheme}, {size['width']}) {fault}" for fault in what_axe_finds(page, options))
    yield from page.evaluate(SMALL_TARGETS)


def what_sticks_out(page):
    for size in (NARROWEST, ZOOMED):
        page.set_viewport_size(size)
        yield from page.evaluate(STICKS_OUT)
