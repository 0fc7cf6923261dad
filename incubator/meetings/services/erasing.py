"""What meetings hold of somebody who left, and nobody needs any longer."""

from datetime import date

from sqlalchemy import select

from incubator.core import clock
from incubator.core.db import db
from incubator.core.quantities import months_later
from incubator.meetings.models import Convocation, Meeting, MeetingProxy
from incubator.meetings.services.forgetting import forget_name, forget_seat
from incubator.register.models import BoardSeat, Member
from incubator.register.services.personal import erased_name

CONTESTED_MONTHS = 12  # after which nobody can have a decision set aside for how it was convened (BW 2:15(5))


def erase(member: Member, today: date, everything: bool) -> None:
    """Addresses to which somebody was called go a year after the meeting; with `everything` all of them, and notes about proxies."""
    statement = select(Convocation).join(Convocation.meeting).where(Convocation.member_id == member.id)
    for call in db.session.scalars(statement):
        if everything or _is_long_ago(call.meeting, today):
            call.address = ""
    if everything:
        given = select(MeetingProxy).where(MeetingProxy.giver_id == member.id)
        for proxy in db.session.scalars(given):
            proxy.note = ""
        forget_name(member, erased_name(member), today)


def erase_of_seat(seat: BoardSeat, instead: str, today: date) -> None:
    """The same of who sat in a body and was no member, once the term of the law is over."""
    for call in db.session.scalars(select(Convocation).where(Convocation.seat_id == seat.id)):
        call.address = ""
    forget_seat(seat, instead, today)


def _is_long_ago(meeting: Meeting, today: date) -> bool:
    held_at = meeting.opened_at or meeting.begins_at
    if held_at is None:
        return meeting.cancelled_at is not None
    return months_later(clock.local(held_at).date(), CONTESTED_MONTHS) < today
