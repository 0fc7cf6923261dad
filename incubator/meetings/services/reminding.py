"""Reminders of meetings: the last day to call the members, and a meeting that is tomorrow. Nothing here commits."""

from datetime import datetime, timedelta

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import ParticipationRole
from incubator.core import clock
from incubator.meetings.messages import reminding as messages
from incubator.meetings.models import Meeting
from incubator.meetings.queries.calendar import called_between, to_be_called
from incubator.meetings.services.convening import last_day_to_call

DAYS_BEFORE = 7


def remind_all(*, now: datetime) -> int:
    """Each person hears once of each moment: the outbox knows it, so the job can be killed and run again. Gives how many mails."""
    today = clock.local(now).date()
    written = 0
    for meeting in to_be_called(now):
        send_by = last_day_to_call(meeting)
        if send_by is None or not 0 <= (send_by - today).days <= DAYS_BEFORE:
            continue
        is_last = send_by == today
        for reader in _conveners(meeting):
            written += messages.remind_to_call(meeting, reader, send_by, is_last=is_last)
    tomorrow = clock.local(now).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    for meeting in called_between(tomorrow, tomorrow + timedelta(days=1)):
        for reader in _who_comes(meeting):
            written += messages.remind_of_meeting(meeting, reader)
    return written


def _conveners(meeting: Meeting) -> list[User]:
    """Who sees to it that the members are called: who coordinates the group."""
    parts = cooperatives.participants(meeting.cooperative)
    return [part.user for part in parts if part.role is ParticipationRole.COORDINATOR]


def _who_comes(meeting: Meeting) -> list[User]:
    """Who was called and has an account; somebody who was called in two ways is one person."""
    people: dict[int, User] = {}
    for call in meeting.called:
        user = call.user
        if user is not None and user.is_active:
            people[user.id] = user
    return list(people.values())
