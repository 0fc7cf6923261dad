"""The lots of a form of the Official Journal before eForms: on how many one may bid, and which of them a change is about."""

import re
from typing import Any

from incubator.formats import cleaning, over_lots, ted_walk
from incubator.formats.fields import distinct

DIVISION = "OBJECT_CONTRACT/LOT_DIVISION"  # section II.1.6
MOST_LOTS = 1000
_RANGE = re.compile(r"^(\d{1,3})\s*(?:-|–|t/m|tot en met|to)\s*(\d{1,3})$", re.ASCII | re.IGNORECASE)
_NUMBERS = re.compile(r"[0-9A-Za-z.]{1,3}|" + _RANGE.pattern.strip("^$"), re.ASCII | re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;&+]|\ben\b|\band\b|\bet\b)\s*", re.IGNORECASE)
_WORD = re.compile(r"^(?:perce(?:el|len)|lots?)\s+", re.IGNORECASE)
_ALL = frozenset({"alle", "all", "allemaal", "tous", "toutes"})


def most_lots(form: Any, count: int) -> dict[str, Any]:
    """On how many of its lots one may bid, and how many one may win; None for all of them.

    A form may describe all its lots in one block: then there are more of them than `count`.
    """
    bid, won = _number(form, "LOT_MAX_NUMBER"), _number(form, "LOT_MAX_ONE_TENDERER")
    if ted_walk.first(form, f"{DIVISION}/LOT_ONE_ONLY") is not None:
        bid = 1
    return over_lots.most_lots(bid, won, count if count > 1 else MOST_LOTS)


def _number(form: Any, name: str) -> int | None:
    number = cleaning.amount(ted_walk.line(form, f"{DIVISION}/{name}"))
    return None if number is None else int(number)


def numbers(written: str | None) -> tuple[str, ...]:
    """The lots that LOT_NO names: "1", "1, 2 en 4", "percelen 2 t/m 5"; empty where it names all or none."""
    whole = (written or "").strip()
    text = _WORD.sub("", whole)
    if text.casefold() in _ALL:
        return ()
    parts = _BETWEEN.split(text)
    # A name may hold a comma, or "en"; a lot alone goes by the name that the form gives it.
    if not all(map(_NUMBERS.fullmatch, parts)) or (len(parts) == 1 and not _RANGE.match(text)):
        return distinct((whole,))
    lots: list[str] = []
    for part in parts:
        match = _RANGE.match(part)
        # A range that runs backwards is a name of the buyer's own.
        if match and int(match[1]) < int(match[2]):
            lots += map(str, range(int(match[1]), int(match[2]) + 1))
        else:
            lots.append(part)
    return distinct(lots)
