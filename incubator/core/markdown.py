"""Markdown to safe HTML: raw HTML in the text is shown, never run."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

# On a phone a table is moved aside to read the rest of it: by the keyboard too.
ALLOWED = nh3.ALLOWED_ATTRIBUTES | {"table": nh3.ALLOWED_ATTRIBUTES.get("table", set()) | {"tabindex"}}


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
    reader.add_render_rule("table_open", _table)
    reader.add_render_rule("th_open", _heading_begins)
    reader.add_render_rule("th_close", _heading_ends)
    return reader


def _table(renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    tokens[place].attrSet("tabindex", "0")
    return str(renderer.renderToken(tokens, place, options, env))


def _heading_begins(renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    _settle(tokens[place], tokens[place + 1])
    return str(renderer.renderToken(tokens, place, options, env))


def _heading_ends(renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: Any) -> str:
    _settle(tokens[place], tokens[place - 1])
    return str(renderer.renderToken(tokens, place, options, env))


def _settle(heading: Token, inside: Token) -> None:
    """A heading without words is no heading: who listens to the page would hear of a column without a name."""
    if not inside.content.strip():
        heading.tag = "td"


@lru_cache(maxsize=500)  # lessons and articles: reading one takes as long as all the rest of its page
def render(text: str) -> Markup:
    """The text as HTML that is safe to put in a page."""
    # Cleaned although raw HTML is off: a second lock on the same door.
    return Markup(nh3.clean(_reader().render(text), attributes=ALLOWED))  # noqa: S704 - nh3 has cleaned it
