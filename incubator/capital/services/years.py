"""A year as it is prepared: its result, the rule, and the hours of members."""

from collections.abc import Iterable
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.capital.models import CapitalYear, CapitalYearMember, YearState
from incubator.capital.queries import dividing, rules_in_force, standing
from incubator.capital.rules import years as rules
from incubator.capital.rules.hours_file import check_most
from incubator.capital.values.entering import Worked, WorkTerms, YearFigures
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_


def begin_year(group: Cooperative, year: int, *, by: User, now: datetime) -> CapitalYear:
    """Begin the division of a financial year, with the rule of the statutes in force on its last day.

    Raises `RuleViolation` for a year that is not over or was begun before, and without a deed.
    """
    lock(group)
    for known in standing.years(group):
        if known.year == year:
            raise RuleViolation(N_("This year was begun already."), field="year")
    ends_on = dividing.year_end(group, year)
    rules.check_begin(ends_on, clock.local(now).date())
    statutes = rules_in_force.statutes_needed(group, ends_on)
    begun = CapitalYear(
        cooperative_id=group.id,
        year=year,
        ends_on=ends_on,
        rule=dividing.stored_rule(rules_in_force.rule_of(statutes)),
        self_management=rules_in_force.is_self_managed(statutes),
        changed_at=now,
        changed_by_id=by.id,
    )
    for row in dividing.members_of_year(group, ends_on):
        begun.members.append(CapitalYearMember(member_id=row.member_id))
    db.session.add(begun)
    db.session.flush()
    return begun


def opened(year: CapitalYear, *, by: User, now: datetime) -> None:
    """Let nobody else change this year, and note who does. Raises `RuleViolation` when it was booked."""
    lock(year.cooperative)
    lock(year)
    if year.state is YearState.POSTED:
        raise RuleViolation(rules.POSTED)
    year.changed_at, year.changed_by_id = now, by.id


def check_seen(year: CapitalYear, seen: str) -> None:
    """Nobody books other figures than were on the page. `seen` is its revision, empty for who sends none. Raises `Conflict`."""
    lock(year.cooperative)
    lock(year)
    if seen and seen != str(year.revision):
        raise Conflict(rules.CHANGED)


def enter_figures(year: CapitalYear, figures: YearFigures, *, by: User, now: datetime) -> None:
    """The result of the year and what the meeting decided. Raises `RuleViolation` when the statutes say otherwise."""
    opened(year, by=by, now=now)
    statutes = rules_in_force.rule_of(rules_in_force.statutes_needed(year.cooperative, year.ends_on))
    rules.check_figures(figures, statutes, year.ends_on, clock.local(now).date())
    year.surplus_cents, year.surplus_source = figures.surplus_cents, figures.surplus_source
    year.adopted_on, year.decision = figures.adopted_on, figures.decision
    chosen = {part: str(getattr(figures, part)) for part in dividing.PARTS}
    year.rule = year.rule | chosen
    db.session.flush()


def adopt_accounts(group: Cooperative, year: int, on: date, decision: str, *, by: User, now: datetime) -> CapitalYear:
    """The general meeting adopted the accounts of a year (BW 2:58(1)); a year that nobody began yet begins with it.

    Raises `RuleViolation` for a year that is not over, and for one that was booked on another decision.
    """
    lock(group)
    known = standing.year_of(group, year) or begin_year(group, year, by=by, now=now)
    # Entered by hand and booked before the chair pressed the button: it rests on this decision already.
    if known.state is YearState.POSTED and known.adopted_on == on:
        return known
    opened(known, by=by, now=now)
    rules.check_adoption(on, decision, known.ends_on, clock.local(now).date())
    known.adopted_on, known.decision = on, decision
    db.session.flush()
    return known


def enter_hours(year: CapitalYear, worked: Iterable[Worked], source: str, *, by: User, now: datetime) -> int:
    """Hours and pay of members, with where they come from. Gives how many members it is about.

    Raises `RuleViolation` for who was no member in this year, and for more hours than a year has.
    """
    opened(year, by=by, now=now)
    known = {entered.member.number: entered for entered in _with_all_members(year)}
    count = 0
    for line in worked:
        if line.number not in known:
            raise RuleViolation(
                N_("In this year there was no member with number %(number)s."), field="hours", number=line.number
            )
        check_most(line.hours_hundredths, year.ends_on, field=f"hours_{line.number}")
        entered = known[line.number]
        entered.hours_hundredths, entered.source = line.hours_hundredths, source
        if line.wage_cents is not None:
            entered.wage_cents = line.wage_cents
        count += 1
    db.session.flush()
    return count


def _with_all_members(year: CapitalYear) -> list[CapitalYearMember]:
    """Who was a member in the year, also who was entered in the register after the year was begun."""
    there = {entered.member_id for entered in year.members}
    for row in dividing.members_of_year(year.cooperative, year.ends_on):
        if row.member_id not in there:
            year.members.append(CapitalYearMember(member_id=row.member_id))
    db.session.flush()
    return year.members


def enter_work(year: CapitalYear, terms: WorkTerms, *, by: User, now: datetime) -> None:
    """What is known of the work of the year. Raises `RuleViolation` when more members than people were employed."""
    lock(year.cooperative)
    lock(year)
    rules.check_work(terms)
    # Whether the scheme is used decides what leaves with a member: once booked it stays as it was.
    if year.state is YearState.DRAFT:
        year.self_management = terms.self_management
    year.employed, year.members_employed = terms.employed, terms.members_employed
    year.sector_terms, year.pay_source = terms.sector_terms, terms.pay_source
    year.highest_pay_cents, year.lowest_pay_cents = terms.highest_pay_cents, terms.lowest_pay_cents
    year.changed_at, year.changed_by_id = now, by.id
    db.session.flush()
