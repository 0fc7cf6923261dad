"""The table of roles, and whether a title begins with one of them: "advice on green keeping" is no green keeping."""

import tomllib
from functools import cache
from itertools import chain
from typing import Any

from incubator.core import text
from incubator.watch.matching.trades import CONTENT

AND = frozenset({"en", "of", "and", "or", "&", "/", "+"})


@cache
def table() -> dict[str, dict[str, Any]]:
    """The roles in their order, as `content/roles.toml` has them."""
    return tomllib.loads((CONTENT / "roles.toml").read_text(encoding="utf-8"))


@cache
def _leading() -> frozenset[str]:
    """The stems of the words that make all that follows into what they are for."""
    listed = chain.from_iterable(role.get("leads", ()) for role in table().values())
    return frozenset(text.stem(text.fold(word)) for word in listed)


def leading(title: str, general: frozenset[str]) -> frozenset[str]:
    """The terms of the role with which a title begins, words that every contract has left out; none when it begins with the work itself."""
    pieces = title.split()
    for position, piece in enumerate(pieces):
        terms = frozenset(text.terms(piece))
        if terms & _leading():
            return frozenset() if _goes_on(pieces[position:]) else terms
        if not terms <= general or _goes_on(pieces[position:]):
            return frozenset()
    return frozenset()


def _goes_on(pieces: list[str]) -> bool:
    """Whether the first of these is only one of several things: "advice and green keeping" is green keeping too."""
    return pieces[0].endswith((",", "/", ";")) or "/" in pieces[0] or (len(pieces) > 1 and pieces[1].lower() in AND)
