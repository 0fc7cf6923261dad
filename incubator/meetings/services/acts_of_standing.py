"""What decisions about suspension and about the offices of the board set going, by the verbs of the registers."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import months_later
from incubator.meetings.models import Resolution
from incubator.meetings.services.acts_of_people import AWAITS_MEMBER, BOARD, member_of_item, seat_of_item
from incubator.meetings.values.holding import ActOutcome, ActState
from incubator.register import queries as register
from incubator.register import services as register_services
from incubator.register.models import BoardSeat
from incubator.register.queries import board as seated
from incubator.register.rules import BOARD as THE_BOARD
from incubator.register.services import board
from incubator.register.values import Decision
from incubator.register.values.board import Office, SeatChange, SeatStep
from incubator.statutes.rules.organs import organ

SUSPENDED = N_(
    "%(name)s is suspended until and including %(day)s: it stands in the register of members. Let this member know why."
)
DIRECTOR_SUSPENDED = N_("%(name)s is suspended as a director: it stands in the register of the board.")
LAPSES = N_(
    "%(name)s is suspended as a director. By your statutes it lapses on %(day)s when nobody dismissed this person by then."
)
DIVIDED = N_("The offices stand in the register of the board: %(names)s. Report it to the KVK within a week.")
AWAITS_LENGTH = N_("Enter the suspension in the register of members: the agenda does not say how long it lasts.")
AWAITS_SUSPENDED = N_("Enter the suspension in the register of the board: the agenda does not say of whom.")
AWAITS_OFFICES = N_("Enter the offices in the register of the board: the agenda does not say who gets which.")
OTHER_BODY = N_("By the statutes another body decides on a suspension: %(organ)s. Let that body decide.")


def suspend_member(resolution: Resolution, by: User, now: datetime) -> ActOutcome:
    """A member is suspended for a number of months, where the statutes give the right and by the body that they name."""
    member = member_of_item(resolution)
    if member is None:
        return ActOutcome(ActState.AWAITS, AWAITS_MEMBER, owner=BOARD)
    months = resolution.item.subject.get("lasts")
    if not isinstance(months, int):
        return ActOutcome(ActState.AWAITS, AWAITS_LENGTH, owner=BOARD)
    day = resolution.decided_on
    named = organ(register.statutes_in_force(member.cooperative, day).suspension.organ) or THE_BOARD
    if named != resolution.decided_by:
        raise RuleViolation(OTHER_BODY, organ=named)
    until = months_later(day, months)
    reason = resolution.item.words or resolution.text
    decision = Decision(named, day, day, note=f"{reason} ({resolution.reference})")
    register_services.suspend(member, decision, until, author=by, now=now)
    return ActOutcome(ActState.DONE, SUSPENDED, {"name": member.name, "day": f"{until:%d-%m-%Y}"})


def suspend_director(resolution: Resolution, by: User, now: datetime) -> ActOutcome:
    """B-05: who appointed a director suspends at any time; the register asks whether it was that body."""
    seat = seat_of_item(resolution)
    if seat is None:
        return ActOutcome(ActState.AWAITS, AWAITS_SUSPENDED, owner=BOARD)
    day = resolution.decided_on
    step = SeatStep(SeatChange.SUSPENSION, day, day, resolution.decided_by, note=resolution.reference)
    board.change(seat, step, author=by, now=now)
    months = seated.board_terms(seat.cooperative, day).suspension_months
    if months is None:
        return ActOutcome(ActState.DONE, DIRECTOR_SUSPENDED, {"name": seat.name})
    lapses = months_later(day, months)
    return ActOutcome(ActState.DONE, LAPSES, {"name": seat.name, "day": f"{lapses:%d-%m-%Y}"})


def divide_offices(resolution: Resolution, by: User, now: datetime) -> ActOutcome:
    """B-06: the board, or the body that the statutes name, says who is chair, secretary and treasurer."""
    group, day = resolution.meeting.cooperative, resolution.decided_on
    sitting = {seat.id: seat for seat in seated.seats(group)}
    holders: dict[Office, BoardSeat] = {}
    for office in Office:
        seat = sitting.get(resolution.item.subject.get(office.value) or 0)
        if seat is not None:
            holders[office] = seat
    if not holders:
        return ActOutcome(ActState.AWAITS, AWAITS_OFFICES, owner=BOARD)
    step = SeatStep(SeatChange.OFFICES, day, day, resolution.decided_by, note=resolution.reference)
    board.divide(group, holders, step, author=by, now=now)
    names = dict.fromkeys(seat.name for seat in holders.values())
    return ActOutcome(ActState.DONE, DIVIDED, {"names": ", ".join(names)})
