"""Every kind of page of the demo in a real browser: what axe-core finds, how it fits, and what the browser complains about.

Pages of one kind (one route) look alike: a few of each are opened, half of what is new first in the dark. So every kind is seen in
both colour schemes, on a phone and on a desk.

What axe-core finds depends on the elements of a page and on their style, not on the words in them: a page is judged by it when an
element stands there in a way that no page before had (its name, its attributes, whether it says something and has a label, those of all
that it stands in) or its headings follow each other in a new way, whoever opened that page. Of such a page only what is new is judged,
with what it stands in; what the page is as a whole (its title, headings, landmarks) is judged of all of it. How a page fits depends on
the words too: of each kind two are opened, and every page with something new. All persons are looked at by one worker, so that what one
of them showed is not judged again for the next.
"""

from collections import Counter
from itertools import pairwise
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
# What a page is as a whole; the other rules look at an element and what is near it.
OF_THE_WHOLE = [
    "aria-hidden-body",
    "bypass",
    "document-title",
    "heading-order",
    "html-has-lang",
    "html-lang-valid",
    "landmark-banner-is-top-level",
    "landmark-complementary-is-top-level",
    "landmark-contentinfo-is-top-level",
    "landmark-main-is-top-level",
    "landmark-no-duplicate-banner",
    "landmark-no-duplicate-contentinfo",
    "landmark-no-duplicate-main",
    "landmark-one-main",
    "landmark-unique",
    "meta-refresh",
    "meta-viewport",
    "page-has-heading-one",
    "region",
    "skip-link",
]
AXE_PAGE = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": OF_THE_WHOLE}}
AXE = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
AXE_PART = {**AXE, "rules": {rule: {"enabled": False} for rule in OF_THE_WHOLE}}
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
# Every element as it stands on the page, what scripts made of it included, as a number: the same shape as `shape_of` gives.
NUMBERS = """(meaning) => {
  const numbers = new Map();
  const labelled = (element) => element.labels ? (element.labels.length ? "labelled" : "bare") : "";
  const shape = (element) => [element.tagName, element.textContent.trim() ? "says" : "", labelled(element),
    ...[...element.attributes].map(({name, value}) => meaning.includes(name) ? `${name}=${value}` : name).sort()].join(" ");
  const number = (text) => [...text].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(0), 16777619), 2166136261) >>> 0;
  for (const element of document.querySelectorAll("*"))
    numbers.set(element, number(`${numbers.get(element.parentElement)} ${shape(element)}`));
  window.numbered = numbers;
  return [...numbers.values()].join(" ");
}"""
# The elements with these numbers, with what they stand in where that can make a difference: a list, a table, what has a role.
NEW = """(numbers) => {
  const fresh = new Set(numbers), within = new Set();
  for (const [element, number] of window.numbered) {
    if (!fresh.has(number) || !document.body.contains(element)) continue;
    const whole = element.closest("table, ul, ol, dl, [role], [aria-hidden]");
    within.add(element.parentElement.matches("html, body, main, header, footer") ? element : element.parentElement);
    if (whole) within.add(whole);
  }
  window.fresh = [...within];
  return window.fresh.length;
}"""
AXE_FINDS = "async ([part, options]) => (await (part ? axe.run({include: window.fresh}, options) : axe.run(options))).violations"

# Of these attributes the value makes a difference to style or meaning; of the others only that they are there.
MEANING = {"class", "role", "type", "lang"}
FIELDS = ("input", "select", "textarea")
OF_EACH_KIND = 2
LOOKS = (
    (("light", browsing.DESK), ("dark", browsing.PHONE)),
    (("light", browsing.PHONE), ("dark", browsing.DESK)),
)


def shape_of(element, labelled):
    attributes = [(name, element.get(name) if name in MEANING else "") for name in sorted(element.attrib)]
    speaks = any(map(str.strip, element.itertext()))
    return element.tag, speaks, labelled(element), tuple(attributes)


def has_label(page):
    """Whether a field has a label, around it or elsewhere."""
    names = {label.get("for") for label in page.iter("label")}
    inside = {field for label in page.iter("label") for field in label.iter(*FIELDS)}
    return lambda element: element.tag in FIELDS and (element.get("id") in names or element in inside)


def parts_of(page):
    """Every element of a page as style and structure see it, with all that it stands in; and how its headings follow each other."""
    parts, above, labelled = set(), {None: ()}, has_label(page)
    for element in page.iter(etree.Element):
        above[element] = (*above[element.getparent()], shape_of(element, labelled))
        parts.add(above[element])
    levels = [heading.tag for heading in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    return parts | set(pairwise(levels))


class Judged:
    """What was opened in the browser so far, by whomever."""

    def __init__(self):
        self._parts, self._kinds, self._numbers = set(), Counter(), set()

    def how(self, kind, page):
        """Whether something on this page is new, and whether it needs opening."""
        parts = parts_of(page)
        new = not parts <= self._parts
        opens = new or self._kinds[kind] < OF_EACH_KIND
        self._parts |= parts
        self._kinds[kind] += opens
        return new, opens

    def fresh(self, page):
        """The numbers of elements that were not judged before, of an open page."""
        numbers = set(page.evaluate(NUMBERS, sorted(MEANING)).split())
        fresh = numbers - self._numbers
        self._numbers |= fresh
        return sorted(map(int, fresh))


@pytest.fixture(scope="module")
def judged():
    return Judged()


def pages_of(app, person, alike, skipped=(), start="/", answers=None):
    """The addresses that this person can reach from the start page (or another) by kind, and the pages: some of each.

    In `answers` are kept those of them that were not asked for again (`browsing.given_again`).
    """
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
        if answers is not None:
            answers[path] = answer
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


def what_axe_finds(page, options, *, part=False):
    """What is wrong with a page, or with the part of it that is new; axe-core is brought only to a page that it judges."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    return [
        f"{violation['id']} ({violation['help']}): {node['target']} {node.get('failureSummary', '')[:300]}"
        for violation in page.evaluate(AXE_FINDS, [part, options])
        for node in violation["nodes"][:3]
    ]


@pytest.fixture(scope="module")
def public(demo):
    """The kinds of pages that a visitor reaches, which others need not show again."""
    return {kind for kind, _path, _page in pages_of(demo.app, VISITOR, 1)}


@pytest.mark.xdist_group("every-page-in-a-browser")
@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person or "visitor")
def test_every_page_is_accessible_and_fits_and_the_browser_has_no_complaint(demo, visit, judged, public, person):
    page = visit(demo.address).new_page()
    if person:
        page.goto("/")
        with demo.app.app_context():
            name = accounts.by_email(f"{person}@example.org").name
        with page.expect_navigation():
            page.get_by_role("button", name=f"Log in als {name}").click()
    wrong, answers = [], {}
    pages = list(pages_of(demo.app, person, PEOPLE[person], public if person else (), answers=answers))
    with browsing.given_again(demo.app, answers):
        for number, (kind, path, source) in enumerate(pages):
            new, opens = judged.how(kind, source)
            if opens:
                look = LOOKS[number % 2] if new else (("light", NARROWEST),)
                page.emulate_media(color_scheme=look[0][0], reduced_motion="reduce")
                page.set_viewport_size(look[0][1])
                page.goto(path)
                faults = [*what_is_new(page, judged, look)] if new else []
                wrong += [f"{path}: {fault}" for fault in (*faults, *what_sticks_out(page, new))]
    assert len(pages) > 8
    assert not wrong, "\n".join(wrong)


def what_is_new(page, judged, looks):
    """What is wrong with the page, and with elements that stand here for the first time."""
    yield from what_axe_finds(page, AXE_PAGE)
    fresh = page.evaluate(NEW, judged.fresh(page))
    for (scheme, size), options in zip(looks, (AXE_PART, AXE_AGAIN), strict=True):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        if fresh:
            faults = what_axe_finds(page, options, part=True)
            yield from (f"({scheme}, {size['width']}) {fault}" for fault in faults)
    yield from page.evaluate(SMALL_TARGETS)


def what_sticks_out(page, new):
    """At the width where least fits; where something stands for the first time also where the style sheet puts more side by side."""
    for size in (NARROWEST, ZOOMED) if new else (NARROWEST,):
        page.set_viewport_size(size)
        yield from page.evaluate(STICKS_OUT)
