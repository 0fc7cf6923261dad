"""Purchasing policies as a table that people fill in with a spreadsheet: all of it is right, or nothing is taken."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from incubator.challenges.values.buyers import BoughtKind, BuyingBand, PolicyTerms
from incubator.core import csv_files
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_amount, read_day, read_number
from incubator.core.tables import FORMULA

# The columns in the order in which they are written, in Dutch: it is a Dutch table for Dutch policies.
BAND_COLUMNS = {
    BoughtKind.WORKS: ("werken: één offerte tot", "werken: meer offertes tot"),
    BoughtKind.SERVICES: ("leveringen en diensten: één offerte tot", "leveringen en diensten: meer offertes tot"),
    BoughtKind.SOCIAL: ("sociale diensten: één offerte tot", "sociale diensten: meer offertes tot"),
}
CODE, NAME, SOURCE, URL, CHECKED_ON, MARK = "code", "naam", "bron", "adres", "nagekeken op", "zekerheid"
SINCE, UNTIL, SHARE, SHARE_FROM = "geldt vanaf", "geldt tot", "social return (%)", "social return vanaf"
LOCAL, COOPERATIVES = "lokaal inkopen", "coöperaties"
COLUMNS = (
    *(CODE, NAME, *BAND_COLUMNS[BoughtKind.WORKS], *BAND_COLUMNS[BoughtKind.SERVICES]),
    *(*BAND_COLUMNS[BoughtKind.SOCIAL], SHARE, SHARE_FROM, LOCAL, COOPERATIVES),
    *(SOURCE, URL, CHECKED_ON, MARK, SINCE, UNTIL),
)
TO_THRESHOLD = "Europese drempel"
LONGEST_CELL = 2_000
MOST_LINES = 5_000
NO_HEADING = N_("The file is empty: its first line names the columns.")
MISSING = N_("These columns are missing: %(names)s.")
UNKNOWN = N_("These columns are not known: %(names)s.")
TWICE = N_("These columns stand there twice: %(names)s.")
TOO_LONG = N_("This text is longer than %(most)s letters.")
TOO_MANY = N_("The file has more than %(most)s lines.")
WHOLE = N_("Fill in whole euros.")


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A line of the table, read. `number` is that of the line in the file."""

    number: int
    code: str
    terms: PolicyTerms


def read_policies(text: str) -> tuple[list[PolicyLine], list[str]]:
    """The lines of a table, and what is wrong with it: which line, which column and why. Raises `RuleViolation` for other columns."""
    rows = csv_files.numbered_lines(text)
    lines: list[PolicyLine] = []
    problems: list[str] = []
    number = 0
    try:
        number, first = next(rows, (1, []))
        headings = _headings(first)
        for number, cells in rows:
            _take(number, headings, cells, lines, problems)
            if number > MOST_LINES:
                raise RuleViolation(TOO_MANY, most=MOST_LINES)
    except csv.Error as error:
        problems.append(f"line {number + 1}: this is no table: {error}")
    return lines, problems


def _headings(written: list[str]) -> list[str]:
    headings = [" ".join(heading.split()) for heading in written]
    if not any(headings):
        raise RuleViolation(NO_HEADING)
    _refuse(MISSING, sorted(set(COLUMNS) - set(headings)))
    _refuse(UNKNOWN, sorted(set(headings) - set(COLUMNS)))
    _refuse(TWICE, sorted(Counter(headings) - Counter(set(headings))))
    return headings


def _refuse(message: str, names: list[str]) -> None:
    if names:
        raise RuleViolation(message, names=", ".join(names)[:500])


def _take(number: int, headings: list[str], cells: list[str], lines: list[PolicyLine], problems: list[str]) -> None:
    """Read one line; what is wrong with it goes to the problems, so that all are named at once."""
    if len(cells) != len(headings):
        problems.append(f"line {number}: {len(cells)} cells under {len(headings)} columns")
        return
    row = dict(zip(headings, map(_plain, cells), strict=True))
    wrong = list(_unreadable(row))
    for column, reason in wrong:
        problems.append(f"line {number}, column “{column}”: {reason}")
    if not wrong:
        lines.append(PolicyLine(number, row[CODE], _terms(row)))


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    text = cell.strip()
    if text.startswith("'") and text[1:].lstrip().startswith(FORMULA):
        return text[1:].strip()
    return text


def _unreadable(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column, cell in row.items():
        try:
            if len(cell) > LONGEST_CELL:
                raise RuleViolation(TOO_LONG, most=LONGEST_CELL)
            READERS.get(column, str)(cell)
        except RuleViolation as broken_rule:
            yield column, str(broken_rule)


def _amount(cell: str) -> int | None:
    if not cell:
        return None
    amount = read_amount(cell)
    if amount != int(amount):
        raise RuleViolation(WHOLE)
    return int(amount)


def _limit(cell: str) -> int | None:
    if cell.casefold() == TO_THRESHOLD.casefold():
        return None
    return _amount(cell)


def _share(cell: str) -> int | None:
    if not cell:
        return None
    return int(read_number(cell.removesuffix("%").strip()) * 100)


def _day(cell: str) -> date | None:
    if not cell:
        return None
    return read_day(cell)


READERS: dict[str, Any] = {SHARE: _share, SHARE_FROM: _amount, CHECKED_ON: _day, SINCE: _day, UNTIL: _day}
for _single, _several in BAND_COLUMNS.values():
    READERS |= {_single: _amount, _several: _limit}


def _terms(row: Mapping[str, str]) -> PolicyTerms:
    bands = {}
    for kind, (single, several) in BAND_COLUMNS.items():
        band = BuyingBand(
            _amount(row[single]), _limit(row[several]), row[several].casefold() == TO_THRESHOLD.casefold()
        )
        if band.is_known:
            bands[kind] = band
    return PolicyTerms(
        bands=bands,
        source=row[SOURCE],
        url=row[URL] or None,
        checked_on=_day(row[CHECKED_ON]),
        mark=row[MARK].upper(),
        since=_day(row[SINCE]),
        until=_day(row[UNTIL]),
        social_return=_share(row[SHARE]),
        social_return_from=_amount(row[SHARE_FROM]),
        local_buying=row[LOCAL],
        cooperatives=row[COOPERATIVES],
    )
