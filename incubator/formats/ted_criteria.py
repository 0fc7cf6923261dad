"""Award criteria of TED's forms of 2014, with the weights that buyers write as free text."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from incubator.formats import cleaning, ted_walk
from incubator.formats.values import Criterion

_NUMBER = r"\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?"
_PERCENTAGE = re.compile(rf"({_NUMBER})\s*%", re.ASCII)
_NUMBERS = re.compile(_NUMBER, re.ASCII)
# "1e", "2de": a place in an order, and no weight.
_ORDINAL = re.compile(r"\d(?:e|ste|de|st|nd|rd|th)\b", re.ASCII | re.IGNORECASE)
# "30 van 100", "40 (van de 100)", "40 punten / 1000": so many of all that can be had.
_OUT_OF = re.compile(
    rf"({_NUMBER})\s*(?:punten|points)?\s*\(?(?:van(?: de)?|out of|op|of|/)\s*(?:max(?:\.|imaal)?\s*)?10{{1,3}}\b",
    re.ASCII | re.IGNORECASE,
)
# How TenderNed fills in a criterion of a concession, which has no field for a weight; 0 where it is not told.
_NAMED = re.compile(r"^Naam:\s*(?P<name>.*\S)\s+Weegfactor:\s*(?P<weight>\S+)$")


def read(block: Any) -> Iterator[Criterion]:
    """The criteria in `AC`: by kind (II.2.5); in forms of concessions (F24, F25) by name alone, the weightiest first."""
    for kind in ("quality", "cost", "price"):
        for element in ted_walk.every(block, f"AC_{kind.upper()}"):
            name = ted_walk.line(element, "AC_CRITERION") or kind
            yield Criterion(kind, name, None, *weight(ted_walk.line(element, "AC_WEIGHTING") or ""))
    for element in ted_walk.every(block, "AC_CRITERION"):
        if written := cleaning.line(ted_walk.words(element)):
            yield _of_concession(written)


def _of_concession(written: str) -> Criterion:
    match = _NAMED.match(written)
    if match is None:
        return Criterion("quality", written)
    number, kind = weight(match["weight"])
    return Criterion("quality", match["name"], None, *((number, kind) if number else (None, None)))


def weight(written: str) -> tuple[Decimal | None, str | None]:
    """`30 %` is a percentage, `30` and `30 van 100` are points. What holds no number, or could mean several, says nothing."""
    kind, listed = "percentage", _PERCENTAGE.findall(written)
    if not listed:
        kind, listed = "points", _OUT_OF.findall(written) or _NUMBERS.findall(written)
    if len(listed) != 1 or _ORDINAL.search(written):
        return None, None
    number = cleaning.amount(listed[0].replace(" ", "").replace(",", "."))
    return (None, None) if number is None else (number, kind)
