"""What holds for every page on a phone, looked at in a browser: it fits, it is not too long, fingers and screen readers can use it."""

from playwright.sync_api import Page

from tests.journeys import browsing
from tests.journeys.test_every_page import AXE, SMALL_TARGETS, STICKS_OUT, what_axe_finds

LONGEST = 4000  # pixels
_SIZE = "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"


def size(page: Page) -> tuple[int, int]:
    """The height and the width in pixels of all of the page that was asked for last.

    A click waits until the next page begins to arrive; what of it is there by then may be nothing at all.
    Its letters come after it, and others are wider.
    """
    page.wait_for_load_state()
    page.evaluate("document.fonts.ready.then(() => true)")
    height, width = page.evaluate(_SIZE)
    return height, width


def what_does_not_fit(page: Page) -> list[str]:
    """How the page is too long or too wide, in words; empty when it fits."""
    height, width = size(page)
    fits = height <= LONGEST and width <= browsing.PHONE["width"]
    return [] if fits else [f"{page.url} is {width} wide and {height} high"]


def what_is_wrong(page: Page) -> list[str]:
    """All that is wrong with a page on a phone: its size, what sticks out, what is small for a finger, and what axe finds."""
    return [
        *what_does_not_fit(page),
        *page.evaluate(STICKS_OUT),
        *page.evaluate(SMALL_TARGETS),
        *what_axe_finds(page, AXE),
    ]
