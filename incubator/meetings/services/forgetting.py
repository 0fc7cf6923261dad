"""The name of who left, taken out of decisions that nobody has to keep any longer (A-09, BW 2:10(3))."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import select

from incubator.core import audit
from incubator.core.db import db
from incubator.meetings.models import AgendaItem, Meeting, Resolution, VotingRound
from incubator.meetings.queries.electorate import day_of
from incubator.register.models import BoardSeat, Member
from incubator.register.queries import members
from incubator.register.queries.board import seats
from incubator.register.rules import CALENDAR_YEAR_END, kept_until


def forget_name(member: Member, instead: str, today: date) -> None:
    """In decisions, votes and agendas of long ago. Where somebody else bears the name too it stays: it may be theirs."""
    name = member.name.casefold()
    if any(other.id != member.id and other.name.casefold() == name for other in members(member.cooperative)):
        return
    if any(seat.member_id != member.id and seat.name.casefold() == name for seat in seats(member.cooperative)):
        return
    _forget(member.cooperative_id, member.name, instead, today)


def forget_seat(seat: BoardSeat, instead: str, today: date) -> None:
    """The same of who sat in a body and was no member; a later seat of the same person keeps the name."""
    name = seat.name.casefold()
    if any(other.name.casefold() == name for other in members(seat.cooperative)):
        return
    if any(other.id != seat.id and other.name.casefold() == name for other in seats(seat.cooperative)):
        return
    _forget(seat.cooperative_id, seat.name, instead, today)


def _forget(cooperative_id: int, name: str, instead: str, today: date) -> None:
    pattern = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    over = []
    for meeting in db.session.scalars(select(Meeting).where(Meeting.cooperative_id == cooperative_id)):
        if kept_until(day_of(meeting), "", CALENDAR_YEAR_END) < today:
            over.append(meeting.id)
    _forget_in(over, pattern, instead)


def _forget_in(meetings: Collection[int], pattern: re.Pattern[str], instead: str) -> None:
    for model, columns in FORGOTTEN:
        changed: list[int] = []
        for row in db.session.scalars(select(model).where(model.meeting_id.in_(meetings))):
            for column in columns:
                before = getattr(row, column)
                after = _without(before, pattern, instead)
                if after != before:
                    setattr(row, column, after)
                    changed.append(row.id)
        db.session.flush()
        audit.forget(model.__tablename__, changed, columns)


FORGOTTEN: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Resolution, ("text", "elected", "act_words")),
    (VotingRound, ("question", "options", "left_out", "outcome", "ruling")),
    (AgendaItem, ("title", "words", "proposal", "proposed_by", "subject")),
)


def _without(value: Any, pattern: re.Pattern[str], instead: str) -> Any:
    """The same value with another name in it, however deep it lies."""
    if isinstance(value, str):
        return pattern.sub(instead, value)
    if isinstance(value, list):
        return [_without(part, pattern, instead) for part in value]
    if isinstance(value, dict):
        return {key: _without(part, pattern, instead) for key, part in value.items()}
    return value
