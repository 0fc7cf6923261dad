"""The register of rules as a CSV file: written for spreadsheets, and read with what is wrong in it by line and column."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from incubator.challenges.rules.regulation_checks import check_overlap, check_regulation
from incubator.challenges.rules.regulation_rows import read_regulation, written_regulation
from incubator.challenges.rules.regulation_table import (
    AS_IN_ROWS,
    COLUMNS,
    HEADING_OF,
    HEADINGS,
    Row,
    read_line,
    written_line,
)
from incubator.challenges.rules.regulation_typed import check_row
from incubator.challenges.values import Regulation
from incubator.core import csv_files
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.tables import Column, csv_table

LARGEST_FILE = 5_000_000  # bytes
MOST_LINES = 5_000
MOST_PROBLEMS = 50
NO_REGISTER = N_("This is no CSV file with the columns of the register.")


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Where in a file something is wrong (line 1 is that of the headings), and what."""

    line: int
    column: str
    broken_rule: RuleViolation


@dataclass(frozen=True, slots=True)
class RegulationFile:
    """What a file holds: the rules of each authority in it, or what is wrong."""

    rules: Mapping[str, tuple[Regulation, ...]]
    problems: tuple[FileProblem, ...] = ()
    lines: int = 0


def written_file(rules: Mapping[str, Sequence[Regulation]]) -> bytes:
    """Every regulation on a line, authorities in the order of their codes."""
    columns = [Column(column.heading, column.width) for column in COLUMNS]
    lines = []
    for code in sorted(rules):
        for regulation in rules[code]:
            # Empty English is the Dutch again: a row leaves out what is the same.
            lines.append(written_line(written_regulation(regulation)))
    return csv_table(columns, lines)


def read_file(content: bytes, today: date) -> RegulationFile:
    """The rules in a file; with a problem anywhere there are none."""
    try:
        numbered = list(_lines(_text(content)))
    except RuleViolation as broken_rule:
        return _refused([FileProblem(1, broken_rule.field or "", broken_rule)])
    problems: list[FileProblem] = []
    rules: dict[str, tuple[Regulation, ...]] = {}
    for number, line in numbered:
        for broken in _take(line, rules, today):
            problems.append(FileProblem(number, broken.field or "", broken))
    if problems:
        return _refused(problems)
    return RegulationFile(rules, lines=len(numbered))


def _take(line: Mapping[str, str], rules: dict[str, tuple[Regulation, ...]], today: date) -> list[RuleViolation]:
    """Put the regulation of a line with those of its authority; else say what is wrong, each with its column."""
    row, broken = read_line(line)
    broken = broken or list(map(_as_column, check_row(row)))
    if broken:
        return broken
    try:
        rules[row["code"]] = _added(rules.get(row["code"], ()), row, today)
    except RuleViolation as broken_rule:
        return [_as_column(broken_rule)]
    return []


def _refused(problems: Sequence[FileProblem]) -> RegulationFile:
    return RegulationFile({}, tuple(problems[:MOST_PROBLEMS]))


def _added(before: tuple[Regulation, ...], row: Row, today: date) -> tuple[Regulation, ...]:
    """The rules of an authority with one more. Raises `RuleViolation` for days that contradict each other."""
    regulation = read_regulation({name: value for name, value in row.items() if value is not None})
    check_regulation(regulation, today)
    if regulation in before:
        raise RuleViolation(N_("This line says the same as an earlier one of this authority."), field="code")
    check_overlap(before, regulation)
    return (*before, regulation)


def _as_column(broken_rule: RuleViolation) -> RuleViolation:
    """The same, with the heading of the column instead of the field."""
    field = AS_IN_ROWS.get(broken_rule.field or "", broken_rule.field or "")
    return RuleViolation(broken_rule.message, field=HEADING_OF.get(field, field), **broken_rule.params)


def _text(content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise RuleViolation(N_("This file is too large: at most five megabytes."))
    return csv_files.decoded(content)


def _lines(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines by heading, each with the number of its first line. Raises `RuleViolation` about the headings."""
    if "\x00" in text or not text.strip():
        raise RuleViolation(NO_REGISTER)
    lines = csv_files.numbered_lines(text)
    try:
        _number, headings = next(lines)
        names = [heading.strip().lstrip("'") for heading in headings]
        _check_headings(names)
        for count, (number, cells) in enumerate(lines):
            if count >= MOST_LINES:
                raise RuleViolation(N_("This file has more than %(most)s lines."), most=MOST_LINES)
            yield number, _by_heading(number, cells, names)
    except csv.Error as error:
        raise RuleViolation(NO_REGISTER) from error


def _by_heading(number: int, cells: list[str], headings: Sequence[str]) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(headings) :]):
        raise RuleViolation(N_("Line %(row)s has more cells than there are headings."), row=number, field="code")
    padded = [*cells, *[""] * (len(headings) - len(cells))]
    return dict(zip(headings, padded, strict=False))


def _check_headings(headings: Sequence[str]) -> None:
    missing = [heading for heading in HEADINGS if heading not in headings]
    strange = [heading for heading in headings if heading not in HEADINGS]
    if strange:
        raise RuleViolation(
            N_("The column “%(name)s” is not known. The columns are: %(names)s."),
            field=strange[0][:60],
            name=strange[0][:60],
            names=", ".join(HEADINGS),
        )
    if missing:
        raise RuleViolation(N_("These columns are missing: %(names)s."), field=missing[0], names=", ".join(missing))
    if len(headings) > len(HEADINGS):
        double, _times = Counter(headings).most_common(1)[0]
        raise RuleViolation(N_("The column “%(name)s” is there twice."), field=double, name=double)
