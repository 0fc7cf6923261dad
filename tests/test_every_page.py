"""Every page that can be reached from the start page, as each person of the demo: it answers, it is in order, no link is dead.

A list of pages that are alike (the questions of the interview, the facts, the places of the statutes) is walked from one end to the
other twice, by the first who come across it; of such a list the others open a handful, to see whether it is in order for them too.
"""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from lxml import html

from incubator.accounts import queries as accounts
from incubator.core.db import db
from incubator.seed import filling
from tests.routes import LISTS, ONE_FORM, OPENED_ELSEWHERE, Routes

MOST_PAGES = 260
VISITOR = ""
PEOPLE = [
    VISITOR,
    "aisha@example.org",
    "fatima@example.org",
    "lotte@example.org",
    "priya@example.org",
    "marijke@example.org",
    "annemiek@example.org",
]
FOLLOWED = re.compile(r"^/(?!static/)")
# Pages of one thing out of many: a handful of each is enough.
ALIKE = re.compile(r"\d+|[?].*$")
GROUP = re.compile(r"(?<=^/cooperaties/)[^/]+|(?<=^/leren/)[^/]+")
HANDFUL = 4
WALKS = 2  # so often is a list walked from one end to the other


@pytest.fixture(scope="module")
def demo(make_demo):
    """An application with the demo in it, for all crawls of this module."""
    app = make_demo()
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


class Walk:
    """Which pages are opened: `walked` counts the pages of lists for all persons, the rest is of this person alone."""

    def __init__(self, routes, walked):
        self._routes, self._walked = routes, walked
        self._kinds = Counter()

    def opens(self, link):
        kind, endpoint = ALIKE.sub("*", link), self._routes.endpoint(link)
        if endpoint in OPENED_ELSEWHERE:
            kind = endpoint
        elif endpoint in LISTS | ONE_FORM:
            page = GROUP.sub("*", kind)
            self._walked[page] += 1
            kind = kind if self._walked[page] <= WALKS else endpoint
        self._kinds[kind] += 1
        return self._kinds[kind] <= HANDFUL


@pytest.fixture(scope="module")
def walked():
    return Counter()


def links_of(source):
    page = html.document_fromstring(source)
    for link in page.iter("a"):
        target = urlsplit(link.get("href") or "")
        if not target.scheme and not target.netloc and FOLLOWED.match(target.path):
            yield target.path + (f"?{target.query}" if target.query else "")


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.split("@")[0] or "visitor")
def test_every_page_that_can_be_reached_is_in_order(demo, sign_in, walked, person):
    client = demo.test_client()
    if person:
        sign_in(client, accounts.by_email(person))
    waiting, seen, walk = ["/"], {"/"}, Walk(Routes(demo), walked)
    while waiting and len(seen) < MOST_PAGES * 4:
        path = waiting.pop(0)
        answer = client.get(path)
        assert answer.status_code in {200, 302}, f"{path}: {answer.status_code}"
        if answer.mimetype != "text/html" or answer.status_code == 302:
            answer.close()
            continue
        for link in links_of(answer.get_data(as_text=True)):
            if link not in seen and walk.opens(link):
                seen.add(link)
                waiting.append(link)
    assert len(seen) > (10 if person else 5)


def test_the_demo_is_filled_once(demo):
    assert filling.fill() == ()


def test_the_demo_says_whom_one_can_be(demo):
    page = demo.test_client().get("/").get_data(as_text=True)
    assert "Log in als Fatima el Idrissi" in page


def test_a_persona_is_one_click(demo):
    client = demo.test_client()
    fatima = accounts.by_email("fatima@example.org")
    assert client.post(f"/demo/{fatima.id}").status_code == 302
    assert "Dag Fatima" in client.get("/").get_data(as_text=True)


def test_without_the_demo_there_are_no_personas(app, client):
    assert client.post("/demo/1").status_code == 404
