"""Markdown to safe HTML: raw HTML in the text is shown, never run."""

from functools import cache, lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")


@lru_cache(maxsize=500)  # lessons and articles: reading one takes as long as all the rest of its page
def render(text: str) -> Markup:
    """The text as HTML that is safe to put in a page."""
    # Cleaned although raw HTML is off: a second lock on the same door.
    return Markup(nh3.clean(_reader().render(text)))  # noqa: S704 - nh3 has cleaned it
