"""Verbs of the board register. Nothing here commits; who and when are arguments.

Every verb locks the cooperative first: whether a seat is free, and whose, is decided on what holds until the transaction ends.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values.fact_meaning import plain
from incubator.core import clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.register import queries
from incubator.register.models import Member
from incubator.register.models.board import BoardSeat, SeatEvent
from incubator.register.queries import board as seated
from incubator.register.rules import board as rules
from incubator.register.rules.bodies import committee_seats
from incubator.register.rules.happened import DECIDED, DIED, check_happened
from incubator.register.rules.membership import check_reach
from incubator.register.values import MembershipStanding, PersonKind
from incubator.register.values.board import BoardOrgan, BoardTerms, Candidate, Office, SeatChange, SeatRow, SeatStep

OFFICES_IN_DEEDS = {"voorzitter": Office.CHAIR, "secretaris": Office.SECRETARY, "penningmeester": Office.TREASURER}


def appoint(
    group: Cooperative,
    organ: BoardOrgan,
    step: SeatStep,
    *,
    member: Member | None = None,
    name: str = "",
    kind: PersonKind = PersonKind.NATURAL,
    leaves_committee: bool = False,
    author: User | None,
    now: datetime,
) -> BoardSeat:
    """Somebody gets a seat: a member, or a person from outside by name. The body that the statutes name has decided.

    With `leaves_committee` who comes into the board leaves the audit committee (BW 2:48(2)); else that is refused.
    """
    lock(group)
    _check_days(step, clock.local(now).date())
    name = member.name if member is not None else name.strip()
    if not name:
        raise RuleViolation(N_("Choose who it is, or fill in a name."), field="person")
    terms = seated.board_terms(group, step.on)
    rows = seated.rows_on(group, step.on, terms)
    is_member = member is not None and _is_member(member, step.on)
    natural = (member.kind if member is not None else kind) is PersonKind.NATURAL
    member_id = member.id if member is not None else None
    candidate = Candidate(name, organ, member_id, is_member, natural)
    if leaves_committee and organ is BoardOrgan.BOARD:
        rows = _without_committee(group, candidate, step, rows, author=author, now=now)
    rules.check_appointment(candidate, step, rows, terms)
    seat = BoardSeat(cooperative_id=group.id, organ=organ, name=name, kind=kind, member_id=member_id)
    db.session.add(seat)
    db.session.flush()
    _happen(seat, _completed(group, organ, step, terms), author=author, now=now)
    return seat


def _check_days(step: SeatStep, today: date) -> None:
    """A decision has been taken and a death has been; a seat can begin or end on a day to come."""
    check_happened(step.decided_on, today, DECIDED, field="decided_on")
    if step.kind is SeatChange.DEATH:
        check_happened(step.on, today, DIED)
    check_reach(step.on, today, field="on")


def _without_committee(
    group: Cooperative,
    candidate: Candidate,
    step: SeatStep,
    rows: list[SeatRow],
    *,
    author: User | None,
    now: datetime,
) -> list[SeatRow]:
    """Who comes into the board leaves the audit committee, the day before where that can be. Gives the bodies without that seat."""
    left = committee_seats(candidate, rows)
    for seat in seated.seats(group):
        for row in left:
            if row.seat_id == seat.id:
                last = max(row.since, step.on - timedelta(days=1))
                leaving = SeatStep(SeatChange.RESIGNATION, last, step.decided_on, note=step.note)
                change(seat, leaving, author=author, now=now)
    return [row for row in rows if row not in left]


def divide(
    group: Cooperative, holders: Mapping[Office, BoardSeat], step: SeatStep, *, author: User | None, now: datetime
) -> None:
    """Give these offices to these people, in a single decision: who had one of them has it no more. Raises `RuleViolation`."""
    lock(group)
    sitting = [(seat, row) for seat, row in seated.in_office(group, step.on) if row.organ is BoardOrgan.BOARD]
    _check_in_office(holders.values(), [seat for seat, _row in sitting])
    # First taken, then given: an office is held by a single person at every moment.
    for seat, row in sitting:
        kept = tuple(office for office in row.offices if office not in holders)
        if kept != row.offices:
            change(seat, replace(step, offices=kept), author=author, now=now)
    for seat, row in sitting:
        given = tuple(office for office, holder in holders.items() if holder is seat)
        if given:
            kept = tuple(office for office in row.offices if office not in holders)
            change(seat, replace(step, offices=(*kept, *given)), author=author, now=now)


def _check_in_office(chosen: Iterable[BoardSeat], sitting: Collection[BoardSeat]) -> None:
    for seat in chosen:
        if seat not in sitting:
            raise RuleViolation(N_("%(name)s is not in office, so gets no office."), name=seat.name)


def _completed(group: Cooperative, organ: BoardOrgan, step: SeatStep, terms: BoardTerms) -> SeatStep:
    """An appointment with what nobody filled in: the term of the statutes, and the year of which a committee sees the accounts."""
    if organ is BoardOrgan.BOARD and step.until is None:
        return replace(step, until=rules.term_end(step.on, terms))
    if organ is BoardOrgan.COMMITTEE and step.year is None:
        return replace(step, year=seated.year_of(group, step.on))
    return step


def _is_member(member: Member, day: date) -> bool:
    row = queries.row_on(member, day)
    return row is not None and row.standing is not MembershipStanding.ENDED


def change(seat: BoardSeat, step: SeatStep, *, author: User | None, now: datetime) -> SeatEvent:
    """Something happens to a seat, when the order of things and the statutes allow it."""
    group = seat.cooperative
    lock(group)
    _check_days(step, clock.local(now).date())
    terms = seated.board_terms(group, step.on)
    row, others = _row_and_others(seat, step, terms)
    rules.check_change(row, step, others, terms)
    if step.kind is SeatChange.REAPPOINTMENT:
        step = _completed(group, seat.organ, step, terms)
    # A later end gives way to an earlier one, and stays readable.
    if step.kind.ends:
        for event in seat.events:
            event.holds = event.holds and not event.kind.ends
        db.session.flush()
    return _happen(seat, step, author=author, now=now)


def _row_and_others(seat: BoardSeat, step: SeatStep, terms: BoardTerms) -> tuple[SeatRow, list[SeatRow]]:
    """The seat as it stands with all that is known, and the others on the day of the change."""
    row = seated.row_of(seat, max(step.on, _last_day(seat)), terms)
    if row is None:
        raise RuleViolation(N_("This cannot happen before the appointment."), field="on")
    others = [other for other in seated.rows_on(seat.cooperative, step.on, terms) if other.seat_id != seat.id]
    return row, others


def _last_day(seat: BoardSeat) -> date:
    return max((event.on_date for event in seated.counting(seat)), default=date.min)


def correct(event: SeatEvent, reason: str, *, author: User | None, now: datetime) -> SeatEvent:
    """What was entered by mistake counts no more; it stays readable, with the reason."""
    seat = event.seat
    lock(seat.cooperative)
    if not reason.strip():
        raise RuleViolation(N_("Write down why this is corrected."), field="note")
    if not event.holds or event.kind is SeatChange.CORRECTION:
        raise RuleViolation(N_("This cannot be corrected."))
    if event.kind is SeatChange.APPOINTMENT and len(seated.counting(seat)) > 1:
        raise RuleViolation(N_("Correct first what happened after the appointment."))
    event.holds = False
    db.session.flush()
    step = SeatStep(SeatChange.CORRECTION, event.on_date, event.decided_on, note=reason)
    correction = _happen(seat, step, author=author, now=now)
    correction.corrects_id = event.id
    # An end that had given way to the mistake holds again: the newest that was not corrected itself.
    if event.kind.ends:
        _restore_end(seat)
    db.session.flush()
    return correction


def _restore_end(seat: BoardSeat) -> None:
    corrected = {event.corrects_id for event in seat.events}
    for event in reversed(seat.events):
        if event.kind.ends and event.id not in corrected:
            event.holds = True
            return


def open_board(group: Cooperative, *, author: User | None, now: datetime) -> list[BoardSeat]:
    """Take over the first directors from the deed. A register with directors stays as it is, whoever sits elsewhere."""
    lock(group)
    deed = queries.recorded_deed(group)
    if deed is None or seated.has_directors(group):
        return []
    statutes = queries.statutes_in_force(group, deed.signed_on)
    terms = seated.board_terms(group, deed.signed_on)
    members = {plain(member.name): member for member in queries.members(group)}
    opened = []
    for director in statutes.first_board or statutes.board.directors:
        seat = BoardSeat(
            cooperative_id=group.id, organ=BoardOrgan.BOARD, name=director.name, kind=PersonKind(director.kind)
        )
        # The deed may write a name in another way than the register of members.
        member = members.get(plain(director.name))
        if member is not None:
            seat.name, seat.member_id = member.name, member.id
        db.session.add(seat)
        db.session.flush()
        step = SeatStep(
            SeatChange.APPOINTMENT,
            deed.signed_on,
            deed.signed_on,
            rules.DEED,
            _offices(director.function),
            rules.term_end(deed.signed_on, terms),
        )
        _happen(seat, step, author=author, now=now)
        opened.append(seat)
    return opened


def _offices(function: str) -> tuple[Office, ...]:
    """What a deed calls somebody: “voorzitter en penningmeester” is two offices."""
    lower = function.casefold()
    return tuple(office for word, office in OFFICES_IN_DEEDS.items() if word in lower or office.value in lower)


def _happen(seat: BoardSeat, step: SeatStep, *, author: User | None, now: datetime) -> SeatEvent:
    event = SeatEvent(
        seat=seat,
        kind=step.kind,
        on_date=step.on,
        decided_on=step.decided_on,
        decided_by=step.decided_by,
        offices=list(map(str, step.offices)),
        until=step.until,
        by_others=step.by_others,
        note=step.note,
        year=step.year,
        recorded_at=now,
        recorded_by_id=author.id if author else None,
    )
    db.session.add(event)
    db.session.flush()
    return event
