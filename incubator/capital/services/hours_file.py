"""Hours from a file: looked at first, then entered, all lines or none."""

from collections.abc import Sequence
from datetime import datetime

from incubator.accounts.models import User
from incubator.capital.models import CapitalYear
from incubator.capital.queries import dividing
from incubator.capital.rules.hours_file import COLUMNS, check_most
from incubator.capital.services.years import enter_hours
from incubator.capital.values.entering import Worked
from incubator.capital.values.hours import HoursFile, HoursLine, HoursRead, MemberHours
from incubator.cooperatives.values.fact_meaning import plain
from incubator.core.csv_files import LineTrouble
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register.values import Row

MEND_FIRST = N_("Nothing was recorded: first mend what is listed here.")


def look(year: CapitalYear, file: HoursFile) -> HoursRead:
    """What taking in this file would do; nothing is stored."""
    rows = dividing.members_of_year(year.cooperative, year.ends_on)
    entered: dict[int, MemberHours] = {}
    lines_of: dict[int, int] = {}
    troubles = list(file.troubles)
    for line in file.lines:
        column = "number" if line.number else "name"
        try:
            row = _named(line, rows)
            _check_first(row, lines_of.setdefault(row.number, line.line), line.line)
            column = "hours"
            check_most(line.hours_hundredths, year.ends_on)
        except RuleViolation as broken_rule:
            troubles.append(LineTrouble(line.line, COLUMNS[column][0], broken_rule))
            continue
        other = line.name if line.name and plain(line.name) != plain(row.name) else ""
        entered[row.number] = MemberHours(row.number, row.name, line.hours_hundredths, line.wage_cents, other)
    unnamed = [row.name for row in rows if row.number not in lines_of]
    troubles.sort(key=lambda trouble: trouble.line)
    return HoursRead(tuple(entered.values()), tuple(unnamed), tuple(troubles))


def _named(line: HoursLine, rows: Sequence[Row]) -> Row:
    """The member that a line names. Raises `RuleViolation` for nobody, and for a name that several have."""
    if line.number:
        for row in rows:
            if row.number == line.number:
                return row
        raise RuleViolation(N_("In this year there was no member with number %(number)s."), number=line.number)
    alike = [row for row in rows if plain(row.name) == plain(line.name)]
    if not alike:
        raise RuleViolation(N_("In this year there was no member with the name %(name)s."), name=line.name)
    if len(alike) > 1:
        raise RuleViolation(N_("Several members are called %(name)s: write the number too."), name=line.name)
    return alike[0]


def _check_first(row: Row, first: int, line: int) -> None:
    if first != line:
        raise RuleViolation(N_("%(name)s stands on line %(line)s already."), name=row.name, line=first)


def take_in(year: CapitalYear, file: HoursFile, source: str, *, by: User, now: datetime) -> HoursRead:
    """Write down the hours of everyone whom the file names. Raises `RuleViolation` when a line is wrong; then nothing is stored."""
    lock(year.cooperative)
    outcome = look(year, file)
    if outcome.troubles or not outcome.entered:
        raise RuleViolation(MEND_FIRST)
    # A file without pay leaves the pay as it was entered.
    known = {entered.member.number: entered.wage_cents for entered in year.members}
    worked = []
    for line in outcome.entered:
        wage = known.get(line.number, 0) if line.wage_cents is None else line.wage_cents
        worked.append(Worked(line.number, line.hours_hundredths, wage))
    enter_hours(year, worked, source, by=by, now=now)
    return outcome
