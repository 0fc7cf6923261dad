"""Rules about the board (B-rules of the fact base): plain Python, days are arguments."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later
from incubator.register.rules.membership import BOOK_2, MembershipRule
from incubator.register.values.board import (
    BoardOrgan,
    BoardTerms,
    Candidate,
    Office,
    SeatChange,
    SeatRow,
    SeatStanding,
    SeatStep,
)

FROM_MEMBERS = MembershipRule("B-01", "BW 2:37(1)", BOOK_2)
BY_MEMBERS = MembershipRule("B-02", "BW 2:37(2)", BOOK_2)
BY_OTHERS = MembershipRule("B-03", "BW 2:37(3)", BOOK_2)
DISMISSAL = MembershipRule("B-05", "BW 2:37(6)", BOOK_2)
OFFICES = MembershipRule("B-06", "BW 2:37(7)", BOOK_2)
SUPERVISORS = MembershipRule("B-11", "BW 2:47(1)", date(2021, 7, 1))
SUPERVISES = N_("Who supervises the board does not sit in it (article 2:47 BW).")
ONLY_MEMBERS = N_("The statutes let nobody but the members appoint directors (article 2:37(3) BW).")
FEWER_THAN_HALF = N_("Others may appoint fewer than half of the directors (article 2:37(3) BW).")
MEMBERS_APPOINT = N_("The general meeting appoints the supervisory board (article 2:47 BW).")
OUTSIDE_BOARD = N_("The audit committee is of members who are not on the board (article 2:48(2) BW).")
MEMBERS_CHOOSE = N_("The general meeting appoints the audit committee (article 2:48(2) BW).")
LOOKS_INTO = N_("%(name)s is on the audit committee (article 2:48(2) BW). Tick below that this person leaves it.")
COMMITTEE = MembershipRule("A-07", "BW 2:48(2)", BOOK_2)
DEED, GENERAL_MEETING = "akte van oprichting", "ALV"
LEAST_OF_COMMITTEE = 2
LONGEST_TERM = 100  # years; what statutes say beyond a life is no term
# Who signs together must be two people: by these clauses the chair is not also the other.
APART = {"voorzitter+secretaris": Office.SECRETARY, "voorzitter+penningmeester": Office.TREASURER}


def seat_on(row: SeatRow, steps: Iterable[SeatStep], day: date, suspension_months: int | None) -> SeatRow | None:
    """How a seat stood that day, from what happened to it; None before the appointment. `row` says whose seat it is."""
    known = []
    for step in steps:
        # An end shows from the day it was decided, so that everyone sees who is leaving; the rest from its day.
        shown_from = min(step.on, step.decided_on) if step.kind.ends else step.on
        if shown_from <= day:
            known.append(step)
    if not any(step.kind is SeatChange.APPOINTMENT for step in known):
        return None
    for step in sorted(known, key=lambda step: step.on):
        row = _after(row, step)
    return replace(row, standing=_standing(row, day, suspension_months))


def _after(row: SeatRow, step: SeatStep) -> SeatRow:
    if step.kind.ends:
        return replace(row, ended_on=step.on)
    match step.kind:
        case SeatChange.APPOINTMENT:
            return _appointed(replace(row, since=step.on, offices=step.offices), step)
        case SeatChange.REAPPOINTMENT:
            return _appointed(row, step)
        case SeatChange.OFFICES:
            return replace(row, offices=step.offices)
        case SeatChange.SUSPENSION:
            return replace(row, suspended_on=step.on)
        case SeatChange.LIFTING:
            return replace(row, suspended_on=None)
    return row


def _appointed(row: SeatRow, step: SeatStep) -> SeatRow:
    years = row.years if step.year is None else (*row.years, (step.year, step.on))
    return replace(row, until=step.until, appointed_by=step.decided_by, by_others=step.by_others, years=years)


def _standing(row: SeatRow, day: date, suspension_months: int | None) -> SeatStanding:
    """The last day is a day in office; a suspension without dismissal lapses when the statutes say after how long."""
    if row.ended_on is not None and row.ended_on < day:
        return SeatStanding.ENDED
    if row.until is not None and row.until < day:
        return SeatStanding.TERM_OVER
    if row.suspended_on is None:
        return SeatStanding.IN_OFFICE
    if suspension_months is not None and day >= months_later(row.suspended_on, suspension_months):
        return SeatStanding.IN_OFFICE
    return SeatStanding.SUSPENDED


def of_organ(rows: Iterable[SeatRow], organ: BoardOrgan) -> list[SeatRow]:
    """Who sits in a body still, suspended or not."""
    gone = {SeatStanding.ENDED, SeatStanding.TERM_OVER}
    return [row for row in rows if row.organ is organ and row.standing not in gone]


def check_appointment(person: Candidate, step: SeatStep, rows: Sequence[SeatRow], terms: BoardTerms) -> None:
    """Raise `RuleViolation` when the law or the statutes of that day do not allow this appointment."""
    _check_not_seated(person, rows)
    if person.organ is BoardOrgan.COMMITTEE:
        _check_committee(person, step, rows)
    elif person.organ is BoardOrgan.SUPERVISORS:
        _check_supervisor(person, step, rows, terms)
    else:
        _check_director(person, step, rows, terms)
        check_offices(step.offices, rows, terms)
    # The term of the statutes is that of the board: a committee looks into the accounts of a year, however long that takes.
    check_term(step, terms if person.organ is BoardOrgan.BOARD else replace(terms, term_years=None))


def _check_not_seated(person: Candidate, rows: Sequence[SeatRow]) -> None:
    for row in of_organ(rows, person.organ):
        if person.sits_in(row):
            raise RuleViolation(N_("%(name)s is in office already."), field="person", name=person.name)


def _check_apart(person: Candidate, rows: Sequence[SeatRow], organ: BoardOrgan, why: str) -> None:
    if any(person.sits_in(row) for row in of_organ(rows, organ)):
        raise RuleViolation(why, field="person", name=person.name)


def _check_director(person: Candidate, step: SeatStep, rows: Sequence[SeatRow], terms: BoardTerms) -> None:
    board = of_organ(rows, BoardOrgan.BOARD)
    if FROM_MEMBERS.holds_on(step.on) and not (person.is_member or terms.outsiders):
        raise RuleViolation(
            N_(
                "%(name)s is no member on that day. Directors are members, unless the statutes say otherwise (article 2:37(1) BW)."
            ),
            field="person",
            name=person.name,
        )
    _check_apart(person, rows, BoardOrgan.SUPERVISORS, SUPERVISES)
    _check_apart(person, rows, BoardOrgan.COMMITTEE, LOOKS_INTO)
    _check_appointed_by(step, board, terms)
    if terms.most is not None and len(board) >= terms.most:
        raise RuleViolation(
            N_(
                "The statutes allow %(most)s directors, and there are as many already (article %(article)s of the statutes)."
            ),
            field="person",
            most=terms.most,
            article=terms.board_article or "?",
        )


def _check_appointed_by(step: SeatStep, board: Sequence[SeatRow], terms: BoardTerms) -> None:
    # The deed appoints the first board: nobody else could.
    if step.decided_by == DEED:
        return
    if not step.by_others:
        if step.decided_by != terms.appointed_by and BY_MEMBERS.holds_on(step.decided_on):
            raise RuleViolation(
                N_("Directors are appointed by: %(organ)s (article 2:37(2) BW)."),
                field="decided_by",
                organ=terms.appointed_by,
            )
        return
    others = sum(row.by_others for row in board) + 1
    if not terms.appointed_by_others:
        raise RuleViolation(ONLY_MEMBERS, field="decided_by")
    if 2 * others >= len(board) + 1:
        raise RuleViolation(FEWER_THAN_HALF, field="decided_by")


def _check_supervisor(person: Candidate, step: SeatStep, rows: Sequence[SeatRow], terms: BoardTerms) -> None:
    if not terms.has_supervisors:
        raise RuleViolation(N_("The statutes have no supervisory board (article 2:47 BW)."), field="organ")
    if not person.natural:
        raise RuleViolation(N_("Only people can be on a supervisory board (article 2:47(1) BW)."), field="person")
    _check_apart(person, rows, BoardOrgan.BOARD, SUPERVISES)
    if step.decided_by not in {GENERAL_MEETING, DEED}:
        raise RuleViolation(MEMBERS_APPOINT, field="decided_by")


def _check_committee(person: Candidate, step: SeatStep, rows: Sequence[SeatRow]) -> None:
    if any(person.sits_in(row) for row in of_organ(rows, BoardOrgan.BOARD)) or not person.is_member:
        raise RuleViolation(OUTSIDE_BOARD, field="person")
    _check_chosen_by_members(step)


def _check_chosen_by_members(step: SeatStep) -> None:
    if step.decided_by != GENERAL_MEETING:
        raise RuleViolation(MEMBERS_CHOOSE, field="decided_by")


def check_offices(offices: Iterable[Office], others: Iterable[SeatRow], terms: BoardTerms) -> None:
    """An office is held by a single person; who must sign together is not the same person."""
    offices = frozenset(offices)
    for row in of_organ(others, BoardOrgan.BOARD):
        if offices & frozenset(row.offices):
            raise RuleViolation(
                N_("%(name)s has this office already. Change that first."), field="offices", name=row.name
            )
    apart = APART.get(terms.representation)
    if apart is not None and {Office.CHAIR, apart} <= offices:
        raise RuleViolation(
            N_(
                "By the statutes these two sign together, so they are two people (article %(article)s of the statutes)."
            ),
            field="offices",
            article=terms.representation_article or "?",
        )


def check_term(step: SeatStep, terms: BoardTerms) -> None:
    """No longer than the statutes allow, and not over before it begins."""
    if step.until is None:
        return
    if step.until < step.on:
        raise RuleViolation(N_("A term cannot end before it begins."), field="until")
    latest = term_end(step.on, terms)
    if latest is not None and step.until > latest:
        raise RuleViolation(
            N_("By the statutes a term lasts at most %(years)s years (article %(article)s of the statutes)."),
            field="until",
            years=terms.term_years,
            article=terms.board_article or "?",
        )


def term_end(on: date, terms: BoardTerms) -> date | None:
    """The last day of a term that begins on a day; None when the statutes know no term."""
    if not terms.term_years or terms.term_years < 0:
        return None
    return months_later(on, 12 * min(terms.term_years, LONGEST_TERM))


def check_change(row: SeatRow, step: SeatStep, others: Sequence[SeatRow], terms: BoardTerms) -> None:
    """Raise `RuleViolation` when this cannot happen to this seat, or the wrong body decided on it."""
    _check_order(row, step)
    if step.kind in {SeatChange.DISMISSAL, SeatChange.SUSPENSION}:
        _check_dismissing(row, step, terms)
    if step.kind is SeatChange.OFFICES:
        if step.decided_by != terms.officers_by:
            raise RuleViolation(
                N_("The offices are given by: %(organ)s (article 2:37(7) BW)."),
                field="decided_by",
                organ=terms.officers_by,
            )
        check_offices(step.offices, others, terms)
    if step.kind is SeatChange.REAPPOINTMENT:
        _check_reappointment(row, step, others, terms)


def _check_reappointment(row: SeatRow, step: SeatStep, others: Sequence[SeatRow], terms: BoardTerms) -> None:
    if row.organ is BoardOrgan.COMMITTEE:
        _check_chosen_by_members(step)
        check_term(step, replace(terms, term_years=None))
        return
    _check_appointed_by(step, others, terms)
    check_term(step, terms)


def _check_order(row: SeatRow, step: SeatStep) -> None:
    if row.ended_on is not None and not (step.kind.ends and step.on < row.ended_on):
        raise RuleViolation(N_("This person has left office or will leave."), field="on")
    if step.on < row.since:
        raise RuleViolation(N_("This cannot happen before the appointment."), field="on")
    if step.kind is SeatChange.SUSPENSION and row.standing is SeatStanding.SUSPENDED:
        raise RuleViolation(N_("This person is suspended already."), field="on")
    if step.kind is SeatChange.LIFTING and row.standing is not SeatStanding.SUSPENDED:
        raise RuleViolation(N_("This person is not suspended."), field="on")


def _check_dismissing(row: SeatRow, step: SeatStep, terms: BoardTerms) -> None:
    """B-05: who appointed can always suspend and dismiss; a supervisory board can suspend whom the members appointed (B-11)."""
    if row.by_others:
        return
    allowed = {terms.appointed_by if row.organ is BoardOrgan.BOARD else GENERAL_MEETING}
    if step.kind is SeatChange.SUSPENSION and terms.has_supervisors:
        allowed.add(BoardOrgan.SUPERVISORS.value)
    if DISMISSAL.holds_on(step.decided_on) and step.decided_by not in allowed:
        raise RuleViolation(
            N_("Who appointed a director decides on suspension and dismissal: %(organ)s (article 2:37(6) BW)."),
            field="decided_by",
            organ=", ".join(sorted(allowed)),
        )


def sat_between(row: SeatRow, first: date, last: date) -> bool:
    """Whether somebody was on the board on any day of a period; who was suspended was on it still."""
    left = min(filter(None, (row.ended_on, row.until)), default=date.max)
    return row.organ is BoardOrgan.BOARD and row.since <= last and left > first


def chosen_for(row: SeatRow, year: int) -> date | None:
    """When somebody was chosen to look into the accounts of a year. Who left before the year was over does not look into them."""
    if row.organ is not BoardOrgan.COMMITTEE:
        return None
    if row.ended_on is not None and row.ended_on.year <= year:
        return None
    return dict(row.years).get(year)


def complete_since(rows: Iterable[SeatRow], year: int) -> date | None:
    """Since when the audit committee for the accounts of a year has its two members; None as long as it has not."""
    begun = sorted(filter(None, (chosen_for(row, year) for row in rows)))
    return begun[LEAST_OF_COMMITTEE - 1] if len(begun) >= LEAST_OF_COMMITTEE else None
