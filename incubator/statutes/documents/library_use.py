"""Which statutes have a clause of the library, and how a text with placeholders reads on a page."""

import re
from dataclasses import dataclass
from functools import cache

from incubator.core.word import Open
from incubator.statutes.documents.clauses import articles
from incubator.statutes.documents.library import library
from incubator.statutes.documents.library_changes import REF, SLOT
from incubator.statutes.documents.wording import Word, words
from incubator.statutes.values import Statutes, read
from incubator.statutes.values.schema import example

CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")


def stands_in(clause: str, statutes: Statutes) -> bool:
    """Whether a clause is in the deed of these statutes, or was placed by them in another paper."""
    if clause in dict(statutes.placement):
        return True
    return any(written.id == clause for article in articles(statutes) for written in article.clauses)


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A run of a text: what stands in it, or what a placeholder gives in the example; `slot` is how the text writes it."""

    text: str
    slot: str = ""


def pieces(text: str) -> list[TextPiece]:
    """A text of the library for reading. Nothing in it is a template: what is no placeholder of ours is text."""
    runs = []
    for index, piece in enumerate(SLOT.split(text)):
        if index % 2:
            runs.append(TextPiece(_example_of(piece), f"{{{piece}}}"))
        elif piece:
            runs.append(TextPiece(piece))
    return runs


def _example_of(slot: str) -> str:
    """What a placeholder gives with the answers of the example; nothing where these choose otherwise."""
    if slot.startswith(REF):
        return _titles().get(slot.removeprefix(REF), "")
    return "".join(_in_words(part) for part in _example_words().get(slot, ()))


def _in_words(part: object) -> str:
    if isinstance(part, Open):
        return f"[{part.text}]"
    # An answer that the example gave in a code is another choice than the one that this clause is for.
    if not isinstance(part, str) or CODE.fullmatch(part):
        return ""
    return part


@cache
def _example_words() -> dict[str, Word]:
    return words(read(example()))


@cache
def _titles() -> dict[str, str]:
    """How a page calls what a text refers to."""
    titles: dict[str, str] = {}
    for article in library():
        titles[article["id"]] = f"artikel “{article['title']}”"
        titles |= {raw["id"]: f"een lid van artikel “{article['title']}”" for raw in article["clause"]}
    return titles
