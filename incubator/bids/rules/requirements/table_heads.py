"""What a table is about, by what stands above its columns and above the table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from incubator.bids.rules.requirements.moments import names_moment
from incubator.bids.rules.requirements.vocabulary import label_in, promise_of, words
from incubator.bids.rules.requirements.weights import weight_in

LONGEST_HEADING = 60  # letters of a cell above a column
SHORT_WORD = 12
COLUMNS = ("weight", "date", "requirement", "document", "suitability", "exclusion", "knock_out", "kind", "other")
PAST_COLUMNS = 10_000
LOT = re.compile(r"\bperceel\s*(?:\d{1,3}|[a-z])\b", re.IGNORECASE)
KINDS = ("exclusion", "suitability", "requirement", "document")


@dataclass(frozen=True, slots=True)
class TableHead:
    """What is known of a table before its rows."""

    kind: str
    headings: tuple[str, ...] = ()
    weight_column: int | None = None
    is_scale: bool = False
    announced: str = ""  # what stands above the table promises

    @property
    def answer_column(self) -> int:
        """Where the buyer answers, in a table of questions; else beyond the last column."""
        asked = any(heading.lower().startswith("vraag") for heading in self.headings)
        for place, heading in enumerate(self.headings):
            if asked and words("question", "answer_column").begin(heading):
                return place
        return PAST_COLUMNS


def head_of(cells: Sequence[str], promise: str) -> tuple[TableHead, bool]:
    """The head of a table from its first row, and whether that row is one."""
    if not _is_head(cells):
        return TableHead(promise, announced=promise), False
    headings = tuple(map(str.strip, cells))
    column = _weight_column(headings)
    if column is None and (promise == "award" or _are_criteria(headings, promise)):
        column = next(filter(lambda place: LOT.search(headings[place]), range(len(headings))), None)
    if _is_scale(headings, column):
        return TableHead("", headings, is_scale=True, announced=promise), True
    # Where something is weighed, criteria are listed.
    if column is not None and (promise in ("award", "", "question") or _are_criteria(headings, promise)):
        return TableHead("award", headings, column, announced=promise), True
    return TableHead(_kind(headings, promise), headings, column, announced=promise), True


def _is_head(cells: Sequence[str]) -> bool:
    filled = list(filter(None, cells))
    # Above a first column of names often stands nothing.
    if len(filled) < 2 - (
        len(cells) > 1 and not cells[0] and any(map(words("columns", "weight").within, filled))
    ) or any(map(_is_content, filled)):
        return False
    return any(map(_is_known, filled)) or promise_of(filled[0]) is not None


def _is_content(cell: str) -> bool:
    """Too much, or too exact, to stand above a column."""
    if len(cell) > LONGEST_HEADING or (cell.endswith(".") and len(cell) > SHORT_WORD):
        return True
    return names_moment(cell) or weight_in(cell) is not None


def _is_known(cell: str) -> bool:
    return any(words("columns", name).within(cell) for name in COLUMNS)


def _column(headings: Sequence[str], name: str) -> int | None:
    """The last column of a kind: a table of criteria may give points and then what they come to."""
    columns = _columns(headings, name)
    return columns[-1] if columns else None


def _columns(headings: Sequence[str], name: str) -> list[int]:
    return [place for place, heading in enumerate(headings) if heading and words("columns", name).within(heading)]


def _weight_column(headings: Sequence[str]) -> int | None:
    """What counts goes before the mark that can be had: "Weging" before "Max. score"."""
    columns = _columns(headings, "weight")
    counting = [place for place in columns if "score" not in headings[place].lower()]
    return next(reversed(counting or columns), None)


def _is_scale(headings: Sequence[str], weight_column: int | None) -> bool:
    """A table of what marks mean, instead of what criteria count for."""
    criteria = any("criteri" in heading.lower() or "onderdeel" in heading.lower() for heading in headings)
    filled = next(filter(None, headings), "")
    return not criteria and weight_column != 0 and words("award", "scale_headings").begin(filled)


def _are_criteria(headings: Sequence[str], promise: str) -> bool:
    """What counts is weighed, whatever the heading above the table was."""
    if promise in ("exclusion", "suitability"):
        return False
    return any("criteri" in heading.lower() or words("columns", "weighs").begin(heading) for heading in headings)


def _kind(headings: Sequence[str], promise: str) -> str:
    if _column(headings, "date") is not None and promise not in KINDS:
        return "term"
    for name in ("exclusion", "suitability"):
        if _column(headings, name) is not None and promise not in ("requirement", "document"):
            return name
    if promise in KINDS or promise in ("award", "term"):
        return promise
    for name in ("requirement", "document"):
        if _column(headings, name) is not None:
            return name
    return promise


def label_of(cells: Sequence[str], headings: Sequence[str]) -> str | None:
    """The kind that a row gives itself in a column for that, as in `label_in`; None where it gives none."""
    if not any(map(words("columns", "kind").begin, headings)):
        return None
    of_letters = partial(label_in, is_moscow=any(map(words("columns", "moscow").begin, headings)))
    labels = [label for label in map(of_letters, cells) if label is not None]
    return labels[-1] if labels else None
