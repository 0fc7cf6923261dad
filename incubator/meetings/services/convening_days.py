"""Verbs of comparing days for a meeting. Nothing here commits."""

from collections.abc import Mapping
from datetime import datetime

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.core.db import db, lock, still_there
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.messages import convening as messages
from incubator.meetings.models import DateAnswer, DateOption, Meeting
from incubator.meetings.rules import planning
from incubator.meetings.services.convening import set_moment
from incubator.meetings.values import Suiting


def propose_day(meeting: Meeting, begins_at: datetime, *, now: datetime) -> DateOption:
    """A moment at which the meeting could be; the same moment once. Raises `RuleViolation`."""
    lock(meeting)
    planning.check_draft(meeting.state)
    planning.check_moment(begins_at, now=now, field="day")
    if any(option.begins_at == begins_at for option in meeting.options):
        raise RuleViolation(N_("This moment is in the list already."), field="day")
    if len(meeting.options) >= planning.MOST_DAYS:
        raise RuleViolation(
            N_("More than %(most)s days is more than people look through."), field="day", most=planning.MOST_DAYS
        )
    option = DateOption(meeting=meeting, begins_at=begins_at)
    db.session.add(option)
    db.session.flush()
    return option


def drop_day(option: DateOption) -> None:
    """Take a moment out of the list, with what people said of it. Raises `RuleViolation`; `Conflict` when it is gone."""
    meeting = lock(still_there(option).meeting)
    planning.check_draft(meeting.state)
    db.session.delete(lock(option))
    db.session.flush()


def ask_everyone(meeting: Meeting, *, by: User, now: datetime) -> int:
    """Ask who takes part by mail which days suit. Gives how many get one. Raises `RuleViolation` without days."""
    lock(meeting)
    planning.check_draft(meeting.state)
    if not meeting.options:
        raise RuleViolation(N_("Add a few days first. Then there is something to choose from."))
    readers = [part.user for part in cooperatives.participants(meeting.cooperative) if part.user_id != by.id]
    return sum(messages.ask_days(meeting, reader, by=by, now=now) for reader in readers)


def answer_days(meeting: Meeting, user: User, answers: Mapping[int, Suiting | None], *, now: datetime) -> None:
    """Which moments suit somebody, by the number of the moment; what they left open stays open. Raises `RuleViolation`."""
    lock(meeting)
    planning.check_draft(meeting.state)
    for option in meeting.options:
        suiting = answers.get(option.id)
        known = next((answer for answer in option.answers if answer.user_id == user.id), None)
        if suiting is None:
            continue
        if known is None:
            option.answers.append(DateAnswer(user_id=user.id, suiting=suiting, answered_at=now))
        else:
            known.suiting, known.answered_at = suiting, now
    db.session.flush()


def choose_day(option: DateOption, *, now: datetime) -> None:
    """The meeting is at this moment. Raises `RuleViolation` when it has been, `Conflict` when it was taken out of the list."""
    meeting = lock(still_there(option).meeting)
    set_moment(meeting, lock(option).begins_at, now=now)
