"""Hours of members as they are pasted from a spreadsheet: by the names of the columns, or by their places."""

import csv
import re
from collections.abc import Sequence

from incubator.capital.rules.hours_file import has_headings, read_hours_file
from incubator.capital.values.entering import Worked
from incubator.core.csv_files import numbered_lines
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_cents, read_count, read_number

FIELD = "pasted"
UNREADABLE = N_("Line %(line)s cannot be read: “%(text)s”. Write the number of the member, and then the hours.")
NO_LINES = N_("There is no line with a number and hours in what was pasted.")
TWICE = N_("Line %(line)s: member %(number)s stood there before.")
NO_HOURS = N_("Line %(line)s: there are no hours where we look for them, in column %(column)s. Write 0 for no hours.")
NO_HEADINGS = N_(
    "Line %(line)s has more columns than we know: “%(text)s”. Name the columns on the first line: Nummer, Uren, Loon."
)
UNKNOWN_HEADINGS = N_(
    "We do not know these columns: “%(text)s”. Call them Nummer, Uren and, if you divide by pay, Loon."
)
IN_COLUMN = N_("Line %(line)s: we cannot use what stands in the column %(column)s.")
NO_NUMBER = N_("Line %(line)s names no number of a member. By name alone you bring hours as a file.")
# With its sign: an amount below nothing is refused, and not passed over for the pay behind it.
BEGINS_AS_NUMBER = re.compile(r"[-+−]?\s*\d")
SHOWN = 80
Line = tuple[int, list[str]]


def read_hours(text: str) -> list[Worked]:
    """The lines, each member once; pay is None where there is none. Raises `RuleViolation` with the first line that cannot be read."""
    lines = _headed(text) if has_headings(text) else _by_place(text)
    worked: dict[int, Worked] = {}
    for line, read in lines:
        if read.number in worked:
            raise RuleViolation(TWICE, field=FIELD, line=line, number=read.number)
        worked[read.number] = read
    if not worked:
        raise RuleViolation(NO_LINES, field=FIELD)
    return list(worked.values())


def _headed(text: str) -> list[tuple[int, Worked]]:
    """The lines of a table that names its columns, read as a file is read."""
    try:
        file = read_hours_file(text)
    except RuleViolation as broken_rule:
        raise RuleViolation(broken_rule.message, field=FIELD, **broken_rule.params) from broken_rule
    for trouble in file.troubles:
        raise RuleViolation(IN_COLUMN, field=FIELD, line=trouble.line, column=trouble.column) from trouble.broken_rule
    worked = []
    for line in file.lines:
        if not line.number:
            raise RuleViolation(NO_NUMBER, field=FIELD, line=line.line)
        worked.append((line.line, Worked(line.number, line.hours_hundredths, line.wage_cents)))
    return worked


def _by_place(text: str) -> list[tuple[int, Worked]]:
    """The lines of a table without names: number, perhaps a name, hours, perhaps pay. Nothing is passed over to find a number."""
    lines = _filled(text)
    has_names = any(_is_name(cells) for _line, cells in lines)
    hours_at = 2 if has_names else 1
    worked = []
    for line, cells in lines:
        if has_names and len(cells) > 1 and cells[1] and not _is_name(cells):
            raise _unreadable(line, cells)
        worked.append((line, _worked(line, cells, hours_at)))
    return worked


def _filled(text: str) -> list[Line]:
    """The lines as lists of cells, without the empty ones behind the last that holds something."""
    try:
        lines = list(numbered_lines(text, strict=False))
    except csv.Error as error:
        raise RuleViolation(NO_LINES, field=FIELD) from error
    filled = []
    for line, typed in lines:
        cells = [cell.strip() for cell in typed]
        while not cells[-1]:
            cells.pop()
        filled.append((line, cells))
    # Names of columns that we do not know: which of them are the hours would be a guess.
    if filled and not any(map(BEGINS_AS_NUMBER.match, filled[0][1])):
        raise RuleViolation(UNKNOWN_HEADINGS, field=FIELD, text=_shown(filled[0][1]))
    return filled


def _is_name(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and bool(cells[1]) and not BEGINS_AS_NUMBER.match(cells[1])


def _worked(line: int, cells: Sequence[str], hours_at: int) -> Worked:
    if len(cells) > hours_at + 2:
        raise RuleViolation(NO_HEADINGS, field=FIELD, line=line, text=_shown(cells))
    if len(cells) <= hours_at or not cells[hours_at]:
        raise RuleViolation(NO_HOURS, field=FIELD, line=line, column=hours_at + 1)
    try:
        number = read_count(cells[0])
        hours = read_number(cells[hours_at]) * 100
        wage = read_cents(cells[hours_at + 1]) if len(cells) > hours_at + 1 else None
    except RuleViolation as error:
        raise _unreadable(line, cells) from error
    if hours < 0 or hours != int(hours):
        raise _unreadable(line, cells)
    return Worked(number, int(hours), wage)


def _unreadable(line: int, cells: Sequence[str]) -> RuleViolation:
    return RuleViolation(UNREADABLE, field=FIELD, line=line, text=_shown(cells))


def _shown(cells: Sequence[str]) -> str:
    return " ".join(cells)[:SHOWN]
