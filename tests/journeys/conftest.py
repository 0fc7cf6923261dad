"""The application as people meet it: served on a port of its own, in a browser."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from incubator.core.db import db
from tests.journeys import browsing


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this folder needs the browser."""
    for item in items:
        if "/journeys/" in str(item.path):
            item.add_marker("browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a file; each test has a visit of its own.

    Not longer: while it is open an event loop runs in this process, and tests of the queue begin one of their own.
    """
    if browsing.program() is None:
        pytest.skip(browsing.NEEDED)
    with sync_playwright() as playwright:
        running = browsing.launch(playwright)
        yield running
        running.close()


def as_for_people(app: Flask) -> Flask:
    """Not as for tests: forged forms are refused, errors are pages. A browser asks for a style sheet or a font once."""
    app.config.update(TESTING=False, WTF_CSRF_ENABLED=True, SEND_FILE_MAX_AGE_DEFAULT=3600)
    return app


@pytest.fixture
def site(make_app: Callable[..., Flask], upgrade: Callable[[Flask], None], mailbox) -> Iterator[SimpleNamespace]:
    """An empty incubator that mails for real: `site.app`, `site.address`, `site.mailbox`."""

    def make(address: str) -> Flask:
        wishes = {"base_url": address, "mail_url": mailbox.url, "mail_from": "incubator@example.org"}
        app = as_for_people(make_app(**wishes))
        with app.app_context():
            upgrade(app)
        return app

    with browsing.serving(make) as (app, address), app.app_context():
        yield SimpleNamespace(app=app, address=address, mailbox=mailbox)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def demo(make_demo: Callable[..., Flask]) -> Iterator[SimpleNamespace]:
    """The demo, for who only reads: `demo.app`, `demo.address`."""

    def make(address: str) -> Flask:
        return as_for_people(make_demo(base_url=address))

    with browsing.serving(make) as (app, address):
        yield SimpleNamespace(app=app, address=address)
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def complaints() -> Iterator[browsing.Complaints]:
    """What the browser complained about: nothing, or the test fails."""
    heard = browsing.Complaints()
    yield heard
    assert heard == []


@pytest.fixture
def visit(browser: Browser, complaints: browsing.Complaints) -> Iterator[Callable[..., BrowserContext]]:
    """`visit(address, viewport=...)`: a person with a browser of their own."""
    visits: list[BrowserContext] = []

    def begin(address: str, **wishes: object) -> BrowserContext:
        begun = browsing.a_visit(browser, address, **wishes)
        begun.on("page", complaints.listen)
        visits.append(begun)
        return begun

    yield begin
    for context in visits:
        context.close()


@pytest.fixture
def person(site, sign_in, visit):
    """`person(user, size)`: the page of somebody who is signed in."""

    def enter(user, size):
        client = site.app.test_client()
        sign_in(client, user)
        context = visit(site.address, viewport=size)
        context.add_cookies([{"name": "session", "value": client.get_cookie("session").value, "url": site.address}])
        return context.new_page()

    return enter
