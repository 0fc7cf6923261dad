"""Members from a file: looked at first, then entered, all of them or none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.csv_files import CHANGED_SINCE, MEND_FIRST, LineTrouble
from incubator.core.db import lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.sealing import fingerprint
from incubator.register import queries, rules
from incubator.register.models import Member
from incubator.register.services.membership import check_admission, end_as_recorded
from incubator.register.services.payments import enter_payment
from incubator.register.services.recording import enter_person, happen
from incubator.register.values import EntryKind, EventKind, MemberLine, MembersFile, TakenIn

LARGEST_NUMBER = 999_999  # more members nobody has, and the numbers after it still fit in the table
COLUMN_OF_FIELD = {"decided_by": "organ", "on": "since"}


def look(group: Cooperative, file: MembersFile, *, with_alike: bool, now: datetime) -> TakenIn:
    """What taking in this file would do; nothing is stored."""
    founded_on = queries.founded_on(group)
    entered, alike, troubles = [], [], list(file.troubles)
    members = queries.members(group)
    numbers = {member.number for member in members}
    known: set[str] = set().union(*(rules.known_by(member.name, member.email) for member in members))
    for line in file.lines:
        try:
            _check_line(group, line, numbers, now)
        except RuleViolation as broken_rule:
            troubles.append(LineTrouble(line.line, _column_of(line, broken_rule), broken_rule))
            continue
        by = rules.known_by(line.person.name, line.person.email)
        if not known.isdisjoint(by) and not with_alike:
            alike.append(line)
            continue
        numbers.add(line.number)
        known |= by
        entered.append(line)
    early = tuple(line for line in entered if rules.is_before_founding(line.admission.on, founded_on))
    return TakenIn(tuple(entered), tuple(alike), tuple(troubles), early)


def mark_of(outcome: TakenIn) -> str:
    """A mark that is another one as soon as anything of what was shown is: a line, or who seems to be there already."""
    return fingerprint("members-file", repr((outcome.entered, outcome.alike)))


def _check_line(group: Cooperative, line: MemberLine, numbers: set[int], now: datetime) -> None:
    check_admission(group, line.admission, now=now)
    rules.check_admission_day(line.admission.on, line.admission.decided_on)
    _check_number(line.number, numbers)
    today = clock.local(now).date()
    rules.check_reach(line.end.on if line.end else today, today, field="last_day", months=rules.MONTHS_TO_END)


def _check_number(number: int, numbers: set[int]) -> None:
    if number > LARGEST_NUMBER:
        raise RuleViolation(N_("A number of a member is at most %(most)s."), field="number", most=LARGEST_NUMBER)
    if number and number in numbers:
        raise RuleViolation(N_("The number %(number)s is taken already."), field="number", number=number)


def _column_of(line: MemberLine, broken_rule: RuleViolation) -> str:
    """In which column of the file the mistake stands, by the field that the rule names."""
    field = broken_rule.field or "on"
    # A file without a day of the decision has one column for both.
    if field == "decided_on" and line.admission.decided_on == line.admission.on:
        field = "on"
    return rules.COLUMNS[COLUMN_OF_FIELD.get(field, field)][0]


def take_in(
    group: Cooperative,
    file: MembersFile,
    *,
    with_alike: bool,
    before_deed: bool | None = None,
    seen: str | None = None,
    author: User | None,
    now: datetime,
) -> TakenIn:
    """Enter everybody whom the file names, and who is not in the register. Raises `RuleViolation` when a line is wrong.

    `seen` is the mark of what was shown: `Conflict` when others would be entered now; None: nobody looked before.
    Days before the deed are asked about, unless `before_deed` says that they are right; None: nobody is there to ask.
    """
    lock(group)
    outcome = look(group, file, with_alike=with_alike, now=now)
    if outcome.troubles:
        raise RuleViolation(MEND_FIRST)
    if seen is not None and seen != mark_of(outcome):
        raise Conflict(CHANGED_SINCE)
    if not outcome.entered:
        raise RuleViolation(N_("There is nobody to take in: all of them seem to be in the register already."))
    if outcome.early and before_deed is False:
        raise RuleViolation(N_("Some days are before the deed. Look at them, and tick that they are right."))
    _enter(group, outcome.entered, author=author, now=now)
    return outcome


def _enter(group: Cooperative, lines: Sequence[MemberLine], *, author: User | None, now: datetime) -> None:
    # Who has no number in the file gets the next one: that may be none that another line has.
    for line in sorted(lines, key=lambda each: not each.number):
        member = enter_person(group, line.person, line.number)
        happen(member, EventKind.ADMISSION, line.admission, author=author, now=now)
        if line.paid_cents:
            _pay(member, line, author=author, now=now)
        if line.end is not None:
            # The file does not say when it was decided: who is on it as leaving is known to leave.
            end = replace(line.end, decided_on=min(line.end.on, clock.local(now).date()))
            end_as_recorded(member, EventKind(line.end_kind), end, author=author, now=now)


def _pay(member: Member, line: MemberLine, *, author: User | None, now: datetime) -> None:
    on = min(line.admission.on, clock.local(now).date())
    enter_payment(member, EntryKind.CONTRIBUTION, line.paid_cents, on=on, author=author, now=now)
