"""A real browser and a real server: what tests of journeys and the README's screenshots have in common."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from wsgiref.types import StartResponse, WSGIEnvironment

import waitress
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Response
from werkzeug.test import TestResponse

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
# The first draws no window around the page, which takes more than half the work of the second; pages are read by the same engine.
PROGRAMS = ("chromium-headless-shell", "chromium")
NEEDED = "Debian's chromium is absent, so no page can be opened in a browser: apt-get install chromium-headless-shell"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def program() -> str | None:
    """Where Debian's browser is."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)


@contextmanager
def serving(make: Callable[[str], Flask]) -> Iterator[tuple[Flask, str]]:
    """Serve an application on a free port, with the server that `incubator serve` uses; it is made once its address is known."""
    listener = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    app = make(address)
    server = waitress.create_server(app, sockets=[listener], threads=4, clear_untrusted_proxy_headers=False)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield app, address
    finally:
        server.trigger.pull_trigger(server.close)
        thread.join(timeout=10)


@contextmanager
def given_again(app: Flask, answers: dict[str, TestResponse]) -> Iterator[None]:
    """Who asks for an address of which the answer is known gets that, once: what a crawl read need not be made again to be shown."""
    makes = app.wsgi_app

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        asked = environ["PATH_INFO"] + (f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else "")
        known = answers.pop(asked, None) if environ["REQUEST_METHOD"] == "GET" else None
        if known is None:
            return makes(environ, start)
        start(known.status, list(known.headers))
        return [known.get_data()]

    app.wsgi_app = answer  # type: ignore[method-assign]
    try:
        yield
    finally:
        app.wsgi_app = makes  # type: ignore[method-assign]


class Complaints(list[str]):
    """What the browser complains about: errors in scripts, refused by the content security policy, failed requests."""

    def listen(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.append(f"{page.url}: {error}"))
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        # the browser repeats in its own words that a form was answered with 422: that is no fault of the page
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            self.append(f"{message.location.get('url')}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and response.request.resource_type != "document"):
            self.append(f"{response.status} {response.url}")


def a_visit(browser: Browser, address: str, **wishes: object) -> BrowserContext:
    """A browser of its own for one person: Dutch, and no look at anybody else's cookies."""
    context = browser.new_context(base_url=address, locale="nl-NL", timezone_id="Europe/Amsterdam", **wishes)
    context.set_default_timeout(10_000)
    return context
