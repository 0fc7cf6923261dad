"""Contracts out of a file of columns, as an answer to a request for information holds them.

Columns are recognised by their names in any order; semicolons, commas or tabs; the encodings of Excel. Nothing is guessed: a column
or line that is not understood is named, and then nothing of the file is taken.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from incubator.challenges.rules import contracts
from incubator.challenges.rules.naming import known_authority
from incubator.challenges.values.contracts import ContractAnswers
from incubator.core import csv_files, quantities
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.reference.municipalities import plain

LARGEST, MOST_LINES, MOST_COLUMNS, LONGEST_TEXT = 1_000_000, 2_000, 200, 300
COLUMNS = {
    "authority_code": (
        "gemeente",
        "opdrachtgever",
        "overheid",
        "aanbestedende dienst",
        "authority",
        "buyer",
        "municipality",
    ),
    "title": (
        "titel",
        "opdracht",
        "contract",
        "omschrijving",
        "naam contract",
        "onderwerp",
        "title",
        "description",
        "name",
    ),
    "supplier": ("leverancier", "opdrachtnemer", "aannemer", "contractant", "supplier", "contractor"),
    "cpv": ("cpv", "cpv code", "cpvcode"),
    "starts_on": ("start", "startdatum", "begin", "begindatum", "ingangsdatum", "start date", "starts on"),
    "months": ("looptijd", "maanden", "looptijd maanden", "looptijd in maanden", "duur", "months", "duration"),
    "options": ("opties", "verlengingen", "aantal verlengingen", "aantal opties", "options", "renewals"),
    "option_months": (
        "maanden per optie",
        "maanden per verlenging",
        "optie maanden",
        "option months",
        "months per option",
    ),
    "ends_on": ("einde", "einddatum", "eind", "einddatum contract", "end", "end date", "ends on"),
    "value_cents": ("waarde", "bedrag", "contractwaarde", "waarde contract", "value", "amount"),
    "source": ("bron", "source"),
    "source_on": ("datum bron", "brondatum", "source date"),
}
FIELD_OF = {name: key for key, names in COLUMNS.items() for name in names}
CPV = re.compile(r"(\d{8})(-\d)?", re.ASCII)

EMPTY = N_("There is nothing in this file.")
A_SPREADSHEET = N_(
    "This is a workbook of Excel. Save it as CSV (in Excel: File, and then CSV as its kind) and choose that file."
)
TOO_LARGE = N_("This file is too large: at most %(most)s lines.")
NO_TABLE = N_("We cannot read this as a table. Save it as CSV and choose that file.")
MISSING_COLUMN = N_("The column “%(column)s” is missing. These columns are there: %(there)s.")
TWICE = N_("Two columns say the same: “%(column)s” and “%(other)s”. Leave one of them out.")
NO_END_COLUMN = N_("There is no column with the end, and not both the start and the duration.")
MISSING_CELL = N_("“%(column)s” is empty.")
TOO_LONG = N_("“%(column)s” is longer than %(most)s letters.")
NO_AUTHORITY = N_("“%(value)s” is no municipality, province or water board that we know.")
NO_CPV = N_("“%(value)s” is no CPV code of eight digits.")
LINE_TOO_LONG = N_("This line has more cells than there are columns.")


@dataclass(frozen=True, slots=True)
class FileTrouble:
    """What is wrong, and where: the number of the line as a spreadsheet counts, or None for the whole file."""

    line: int | None
    sentence: str
    params: dict[str, object] = field(default_factory=dict)
    column: str = ""


class WrongCell(RuleViolation):
    """What stands in a cell cannot be read; `column` is the name of its column."""

    def __init__(self, broken_rule: RuleViolation, column: str) -> None:
        super().__init__(broken_rule.message)
        self.params = broken_rule.params
        self.column = column[:60]


@dataclass(frozen=True, slots=True)
class ContractFile:
    """What a file holds: contracts, or troubles. Unread columns are named, so that nobody thinks they were taken along."""

    contracts: tuple[ContractAnswers, ...] = ()
    troubles: tuple[FileTrouble, ...] = ()
    unread: tuple[str, ...] = ()


def decoded(content: bytes) -> str:
    """The text of a file, in the encodings that spreadsheets save in. Raises `RuleViolation`."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise RuleViolation(A_SPREADSHEET)
    if len(content) > LARGEST:
        raise RuleViolation(TOO_LARGE, most=MOST_LINES)
    return csv_files.decoded(content)


def read_contracts(text: str, *, authority: str | None, source: str, today: date) -> ContractFile:
    """The contracts of a file. `authority` and `source` are for files without such columns."""
    try:
        header, lines = _table(text)
        fields, unread = _fields(header)
        standing = {"authority_code": authority or "", "source": source}
        _check_columns(fields, standing, header)
    except RuleViolation as broken_rule:
        return ContractFile(troubles=(FileTrouble(None, broken_rule.message, broken_rule.params),))
    read, troubles = [], []
    for number, cells in lines:
        try:
            read.append(_contract(_named(cells, fields, header), standing, header, fields, today))
        except WrongCell as wrong:
            troubles.append(FileTrouble(number, wrong.message, wrong.params, wrong.column))
        except RuleViolation as broken_rule:
            troubles.append(FileTrouble(number, broken_rule.message, broken_rule.params))
    if not read and not troubles:
        troubles.append(FileTrouble(None, EMPTY))
    return ContractFile(tuple(read), tuple(troubles), unread)


def _table(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The names of the columns, and the lines that are not empty, each with its number."""
    rows: list[tuple[int, list[str]]] = []
    try:
        # What comes out of a Woo answer was made by many programs: read as far as it goes.
        for number, cells in csv_files.numbered_lines(text, strict=False):
            rows.append((number, [cell.strip() for cell in cells]))
            if len(rows) > MOST_LINES + 1:
                raise RuleViolation(TOO_LARGE, most=MOST_LINES)
    except csv.Error as error:
        raise RuleViolation(NO_TABLE) from error
    if not rows:
        raise RuleViolation(EMPTY)
    if len(rows[0][1]) > MOST_COLUMNS:
        raise RuleViolation(NO_TABLE)
    return rows[0][1], rows[1:]


def _fields(header: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Which column holds what, and the names of those that nobody reads."""
    fields: dict[str, int] = {}
    unread = []
    for place, written in enumerate(header):
        key = FIELD_OF.get(_name(written))
        if key is None:
            unread.append(written[:60])
        elif key in fields:
            raise RuleViolation(TWICE, column=header[fields[key]][:60], other=written[:60])
        else:
            fields[key] = place
    return fields, tuple(filter(None, unread))


def _name(written: str) -> str:
    """A name of a column without capitals, brackets, marks and signs between words."""
    bare = re.sub(r"\(.*?\)|€", " ", written)
    return " ".join(re.sub(r"[_:/.-]+", " ", plain(bare)).split())


def _check_columns(fields: Mapping[str, int], standing: Mapping[str, str], header: Sequence[str]) -> None:
    there = ", ".join(filter(None, header))[:200]
    for key in ("title", "authority_code", "source"):
        if key not in fields and not standing.get(key):
            raise RuleViolation(MISSING_COLUMN, column=COLUMNS[key][0], there=there)
    if "ends_on" not in fields and not {"starts_on", "months"} <= set(fields):
        raise RuleViolation(NO_END_COLUMN)


def _named(cells: Sequence[str], fields: Mapping[str, int], header: Sequence[str]) -> dict[str, str]:
    if len(cells) > len(header) and any(cells[len(header) :]):
        raise RuleViolation(LINE_TOO_LONG)
    filled = [*cells, *[""] * len(header)]
    return {key: filled[place] for key, place in fields.items()}


def _contract(
    cells: Mapping[str, str], standing: Mapping[str, str], header: Sequence[str], fields: Mapping[str, int], today: date
) -> ContractAnswers:
    values: dict[str, Any] = {}
    for key, typed in _filled(cells, standing):
        try:
            values[key] = READERS[key](typed)
        except RuleViolation as broken_rule:
            column = header[fields[key]] if key in fields else COLUMNS[key][0]
            raise WrongCell(broken_rule, column) from broken_rule
    for key in ("title", "authority_code", "source"):
        if not values.get(key):
            raise RuleViolation(MISSING_CELL, column=COLUMNS[key][0])
    answers = ContractAnswers(**values)
    contracts.check(answers, today)
    return answers


def _filled(cells: Mapping[str, str], standing: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What each cell holds, or else what stands for the whole file."""
    for key in COLUMNS:
        typed = cells.get(key) or standing.get(key, "")
        if typed:
            yield key, typed


def _text(typed: str) -> str:
    if len(typed) > LONGEST_TEXT:
        raise RuleViolation(TOO_LONG, column=typed[:20], most=LONGEST_TEXT)
    return typed


def _authority(typed: str) -> str:
    try:
        return known_authority(typed)
    except RuleViolation as unknown:
        # The sentence of a JSON file names its key; a table has a column.
        raise RuleViolation(NO_AUTHORITY, value=typed[:60]) from unknown


def _cpv(typed: str) -> str:
    code = CPV.match(typed)
    if code is None:
        raise RuleViolation(NO_CPV, value=typed[:20])
    return code[1]


def _months(typed: str) -> int:
    """A number of months, also as "24 maanden" or "2 jaar"."""
    words = typed.lower().split()
    count = quantities.read_count(words[0])
    if words[1:] and words[1].startswith(("jaar", "jaren", "year")):
        count *= 12
    return _within(count, 1, contracts.LONGEST)


def _within(count: int, least: int, most: int) -> int:
    if not least <= count <= most:
        raise RuleViolation(N_("This has to be a number from %(least)s to %(most)s."), least=least, most=most)
    return count


def _options(typed: str) -> int:
    return _within(quantities.read_count(typed), 0, contracts.MOST_OPTIONS)


def _option_months(typed: str) -> int:
    return _within(_months(typed), 1, contracts.LONGEST_OPTION)


READERS: dict[str, Callable[[str], Any]] = {
    "authority_code": _authority,
    "title": _text,
    "supplier": _text,
    "cpv": _cpv,
    "starts_on": quantities.read_day,
    "months": _months,
    "options": _options,
    "option_months": _option_months,
    "ends_on": quantities.read_day,
    "value_cents": quantities.read_cents,
    "source": _text,
    "source_on": quantities.read_day,
}
