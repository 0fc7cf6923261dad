"""The words of tender documents, out of the table of content, as patterns."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parents[2] / "content" / "requirements.toml"


class WordPatterns:
    """Any of these words, each at the beginning of a word."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})", re.IGNORECASE)

    def within(self, text: str) -> bool:
        return self._pattern.search(text) is not None

    def all_ends(self, text: str) -> list[int]:
        """Where each of them ends, with the blank after it."""
        return [hit.end() for hit in self._pattern.finditer(text)]

    def begin(self, text: str) -> bool:
        return self._pattern.match(text) is not None


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@cache
def words(part: str, name: str = "words") -> WordPatterns:
    """The words of a part of the table: `words("award", "scale")`."""
    listed = _table()[part][name]
    return WordPatterns([listed] if isinstance(listed, str) else listed)


@cache
def roles() -> dict[str, str]:
    """What common words stand for in a sentence: who, must, may, when. Whole words in small letters."""
    return {word: role for role, listed in _table()["roles"].items() for word in listed.split()}


@cache
def word_classes() -> dict[str, str]:
    """The class of words that belong to a closed class: articles, prepositions, modal verbs, and who is spoken to or speaks."""
    return {word: name for name, listed in _table()["word_classes"].items() for word in listed.split()}


@cache
def particles() -> frozenset[str]:
    """What a verb in two parts leaves at the end: "voert ... uit"."""
    return frozenset(_table()["particles"]["words"].split())


@cache
def _ordered(part: str) -> list[tuple[str, WordPatterns]]:
    return [(kind, WordPatterns(patterns)) for kind, patterns in _table()[part]["order"]]


def promise_of(heading: str) -> str | None:
    """What a heading promises of what stands under it; an empty text promises nothing, None means that nobody knows the heading."""
    promised = [kind for kind, patterns in _ordered("headings") if patterns.within(heading)]
    # "Uitsluiting en selectie": what is a ground among them shows by its words.
    if promised[:1] == ["exclusion"] and "suitability" in promised:
        return "suitability"
    return promised[0] if promised else None


def label_in(cell: str, *, is_moscow: bool = False) -> str | None:
    """What a cell with a single label says of its row; an empty text asks nothing, None means that it is no such label.

    `is_moscow`: the letters M, S, C and W are labels too.
    """
    if is_moscow and words("labels", "moscow").begin(cell):
        return "requirement"
    if is_moscow and words("labels", "not_wanted").begin(cell):
        return ""
    for kind, patterns in _ordered("labels"):
        if patterns.begin(cell):
            return kind
    return None


def announced_in(text: str) -> str | None:
    """What the words before a list announce: by how they are built, else as a heading with these words would promise."""
    for kind, patterns in _ordered("announcements"):
        if patterns.within(text):
            return kind
    promise = promise_of(text)
    if promise is None and words("announcements", "demands").within(text):
        return "requirement"
    return promise
