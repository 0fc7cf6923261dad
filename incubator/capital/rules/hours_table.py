"""Hours of members as they are pasted from a spreadsheet."""

import csv
import re

from incubator.capital.values.entering import Worked
from incubator.core.csv_files import numbered_lines
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_cents, read_count, read_number

UNREADABLE = N_("Line %(line)s cannot be read: “%(text)s”. Write the number of the member, and then the hours.")
NO_LINES = N_("There is no line with a number and hours in what was pasted.")
# With its sign: an amount below nothing is refused, and not passed over for the pay behind it.
BEGINS_AS_NUMBER = re.compile(r"[-+−]?\s*\d")
TWICE = N_("Line %(line)s: member %(number)s stood there before.")


def read_hours(text: str) -> list[Worked]:
    """The lines, without their headings. Raises `RuleViolation` with the first line that cannot be read."""
    worked: dict[int, Worked] = {}
    try:
        lines = list(numbered_lines(text, strict=False))
    except csv.Error as error:
        raise RuleViolation(NO_LINES, field="pasted") from error
    for place, (line, cells) in enumerate(lines):
        # The first line may name the columns.
        if place == 0 and not cells[0].strip().isdecimal():
            continue
        read = _line(line, cells)
        if read.number in worked:
            raise RuleViolation(TWICE, field="pasted", line=line, number=read.number)
        worked[read.number] = read
    if not worked:
        raise RuleViolation(NO_LINES, field="pasted")
    return list(worked.values())


def _line(line: int, cells: list[str]) -> Worked:
    filled = [cell.strip() for cell in cells]
    try:
        number = read_count(filled[0])
        # Sheets write 1600 and 1.600,50 alike; a name may stand between the number and the hours.
        amounts = [cell for cell in filled[1:] if BEGINS_AS_NUMBER.match(cell)]
        hours = read_number(amounts[0]) * 100
        wage = read_cents(amounts[1]) if len(amounts) > 1 else 0
    except (RuleViolation, IndexError) as error:
        raise RuleViolation(UNREADABLE, field="pasted", line=line, text=" ".join(filled)[:80]) from error
    if hours < 0 or hours != int(hours):
        raise RuleViolation(UNREADABLE, field="pasted", line=line, text=" ".join(filled)[:80])
    return Worked(number, int(hours), wage)
