"""Hours from a file: looked at first, then entered, all lines or none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from incubator.accounts.models import User
from incubator.capital.models import CapitalYear, CapitalYearMember
from incubator.capital.queries import dividing
from incubator.capital.rules.hours_file import COLUMNS, check_most
from incubator.capital.services.years import enter_hours
from incubator.capital.values.entering import Worked
from incubator.capital.values.hours import HoursFile, HoursLine, HoursRead, MemberHours
from incubator.cooperatives.values.fact_meaning import plain
from incubator.core.csv_files import CHANGED_SINCE, MEND_FIRST, LineTrouble
from incubator.core.db import lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.sealing import fingerprint
from incubator.register.values import Row


def look(year: CapitalYear, file: HoursFile) -> HoursRead:
    """What taking in this file would do; nothing is stored."""
    rows = dividing.members_of_year(year.cooperative, year.ends_on)
    known = {written.member.number: written for written in year.members}
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
        hours = MemberHours(row.number, row.name, line.hours_hundredths, line.wage_cents, other)
        entered[row.number] = _beside(hours, known.get(row.number))
    unnamed = [row.name for row in rows if row.number not in lines_of]
    troubles.sort(key=lambda trouble: trouble.line)
    return HoursRead(tuple(entered.values()), tuple(unnamed), tuple(troubles))


def _beside(hours: MemberHours, written: CapitalYearMember | None) -> MemberHours:
    """With what somebody wrote down before. A line of a year that nobody filled in yet has no source."""
    if written is None or not written.source:
        return hours
    return replace(hours, before=written.hours_hundredths, wage_before=written.wage_cents)


def mark_of(outcome: HoursRead) -> str:
    """A mark that is another one as soon as anything of what was shown is: a line, a member, or what stood there before."""
    return fingerprint("hours-file", repr((outcome.entered, outcome.unnamed)))


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


def take_in(
    year: CapitalYear, file: HoursFile, source: str, *, by: User, now: datetime, seen: str | None = None
) -> HoursRead:
    """Write down the hours of everyone whom the file names. `seen` is the mark of what was shown; None: nobody looked before.

    Raises `RuleViolation` when a line is wrong, and `Conflict` when it would be something else than was shown; then nothing is stored.
    """
    lock(year.cooperative)
    lock(year)
    outcome = look(year, file)
    if outcome.troubles or not outcome.entered:
        raise RuleViolation(MEND_FIRST)
    if seen is not None and seen != mark_of(outcome):
        raise Conflict(CHANGED_SINCE)
    # A file without pay leaves the pay as it was entered.
    worked = [Worked(line.number, line.hours_hundredths, line.wage_cents) for line in outcome.entered]
    enter_hours(year, worked, source, by=by, now=now)
    return outcome
