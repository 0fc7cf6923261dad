"""`make screenshots`: the pictures of the README, taken of the demo."""

import shutil
import sys
import tempfile
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from incubator.app import create_app
from incubator.config import ROOT
from incubator.core import schema
from incubator.seed import filling
from tests.journeys import browsing

FOLDER = ROOT / "docs" / "images"
MOST_BYTES = 250_000
PICTURES = (  # name, whose page, size, colour scheme
    ("front", "", browsing.DESK, "light"),
    ("cooperative", "Lotte Hendriks", browsing.DESK, "light"),
    ("phone", "Fatima el Idrissi", {"width": 390, "height": 844}, "dark"),
)


def take(browser: Browser, address: str) -> None:
    for name, person, size, scheme in PICTURES:
        visit = browsing.a_visit(browser, address, viewport=size, color_scheme=scheme, reduced_motion="reduce")
        page = visit.new_page()
        page.goto("/")
        if person:
            page.get_by_role("button", name=f"Log in als {person}").click()
            page.get_by_role("heading", name="Dag").wait_for()
        picture = FOLDER / f"{name}.png"
        page.screenshot(path=picture, animations="disabled")
        if picture.stat().st_size > MOST_BYTES:
            sys.exit(f"{picture} is larger than {MOST_BYTES} bytes")
        print(picture.relative_to(ROOT), picture.stat().st_size)
        visit.close()


def main() -> None:
    if browsing.program() is None:
        sys.exit(browsing.NEEDED)
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp())

    def make(address: str) -> Flask:
        app = create_app(
            instance=folder, secret_key="only-for-pictures-" * 2, base_url=address, demo=True, timetable=False
        )
        with app.app_context():
            schema.upgrade()
            filling.fill()
        return app

    try:
        with browsing.serving(make) as (_app, address), sync_playwright() as playwright:
            browser = browsing.launch(playwright)
            take(browser, address)
            browser.close()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
