"""A criterion of the notice beside the requirement that it became: found back by its words and its lot. Plain Python."""

import re
from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from incubator.bids.values.requirements import words_of
from incubator.formats.values import Criterion, ReadNotice

KINDS = {"price": "Prijs", "cost": "Kosten", "quality": "Kwaliteit"}
NUMBER = re.compile(r"(\d+)\D*$")


R = TypeVar("R")


def name_of(criterion: Criterion) -> str:
    """What the buyer calls it."""
    # eForms gives a criterion without a name its kind for a name: "price".
    return KINDS.get(criterion.name, criterion.name).strip()


def lot_called(notice: ReadNotice, written: str | None) -> str:
    """The key of a lot that somebody wrote as "2" or "Perceel 2"; what the notice does not have stays as it was written."""
    text = (written or "").strip()
    keys = {lot.id for lot in notice.real_lots}
    number = NUMBER.search(text)
    if not text or text in keys or number is None:
        return text
    for key in sorted(keys):
        known = NUMBER.search(key)
        if known is not None and int(known[1]) == int(number[1]):
            return key
    return text


class WordedRequirement(NamedTuple):
    """What is compared of a requirement: its words, its lot as it was read or typed, and what people decided about it."""

    text: str
    lot: str | None
    is_confirmed: bool
    is_proposed: bool


class RequirementsByWords(Generic[R]):
    """The requirements of a bid by their words and their lot; of several alike the confirmed one counts, then the proposed."""

    def __init__(self, notice: ReadNotice, rows: Sequence[tuple[R, WordedRequirement]]) -> None:
        self._known: dict[tuple[str, str], R] = {}
        for row, worded in sorted(rows, key=_certainty):
            self._known[words_of(worded.text), lot_called(notice, worded.lot)] = row

    def of(self, criterion: Criterion, lot: str) -> R | None:
        """The requirement that a criterion of a lot became; one without a lot is of all lots. None when there is none yet."""
        for words in _words(criterion):
            row = self._known.get((words, lot)) or self._known.get((words, ""))
            if row is not None:
                return row
        return None


def _certainty(row: tuple[object, WordedRequirement]) -> int:
    return 2 if row[1].is_confirmed else int(row[1].is_proposed)


def _words(criterion: Criterion) -> Iterator[str]:
    """How it may stand on the list: by name and description together, by its name, or by its description; the surest first."""
    described = (criterion.description or "").strip()
    names = dict.fromkeys((name_of(criterion), criterion.name, f"{KINDS.get(criterion.kind, '')}: {criterion.name}"))
    if described:
        for name in names:
            yield words_of(f"{name}: {described}")
    yield from map(words_of, names)
    if described:
        yield words_of(described)
