"""Verbs of planning a meeting. Nothing here commits; who and when are arguments."""

from dataclasses import fields
from datetime import date, datetime, timedelta

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.services import A_MOMENT
from incubator.core import agenda, clock
from incubator.core.agenda import Appointment
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.messages import convening as messages
from incubator.meetings.models import AgendaItem, Meeting, MeetingRequest
from incubator.meetings.queries import meetings as queries
from incubator.meetings.queries.terms import terms_on
from incubator.meetings.rules import planning
from incubator.meetings.rules.days import deadlines
from incubator.meetings.rules.standard_items import standard_items, year_of_accounts
from incubator.meetings.values import ItemKind, MeetingKind, MeetingState
from incubator.meetings.values.planning import MeetingPlan, PlannedItem
from incubator.statutes import queries as statutes

GENERAL, BOARD = N_("General meeting: %(meeting)s"), N_("Board meeting: %(meeting)s")
LAST_DAY_TO_CALL = N_("Last day to call the members: %(meeting)s")
INSPECTION = N_("From today on the proposal lies there for the members: %(meeting)s")
USUAL_LENGTH = timedelta(hours=2)  # in calendars; nobody says beforehand how long a meeting takes


def plan(
    group: Cooperative, planned: MeetingPlan, *, by: User, now: datetime, request: MeetingRequest | None = None
) -> Meeting:
    """Plan a meeting with the items that such a meeting begins with; pressed twice it is one. Raises `RuleViolation`."""
    lock(group)
    if statutes.effective(group, clock.local(now).date()) is None:
        raise RuleViolation(planning.WITHOUT_DEED)
    planning.check_plan(planned, now=now)
    known = queries.just_planned(group, planned.title, since=now - A_MOMENT)
    if known is not None:
        return known
    meeting = Meeting(
        cooperative=group,
        number=queries.next_number(group),
        created_at=now,
        created_by_id=by.id,
        request=request,
        title="",
    )
    _write(meeting, planned)
    db.session.add(meeting)
    db.session.flush()
    _begin_agenda(meeting, now=now)
    put_in_agenda(meeting)
    return meeting


def _write(meeting: Meeting, planned: MeetingPlan) -> None:
    for field in fields(planned):
        setattr(meeting, field.name, getattr(planned, field.name))


def _begin_agenda(meeting: Meeting, *, now: datetime) -> None:
    """The standard items, and for those who asked for the meeting what they asked for."""
    day = clock.local(meeting.begins_at or now).date()
    terms = terms_on(meeting.cooperative, day)
    year = year_of_accounts(day, terms.financial_year_end if terms is not None else "")
    minutes = queries.has_minutes_to_approve(meeting.cooperative)
    items = standard_items(meeting.kind, meeting.purpose, year=year, first_minutes=minutes)
    if meeting.request is not None:
        items.insert(-1, PlannedItem(meeting.request.title, words=meeting.request.words, proposed_by="verzoekers"))
    for position, item in enumerate(items, start=1):
        meeting.items.append(
            AgendaItem(
                position=position,
                kind=item.kind,
                title=item.title,
                words=item.words,
                proposal=item.proposal,
                proposed_by=item.proposed_by,
                subject=_subject(item.kind, year),
            )
        )
    db.session.flush()


def _subject(kind: ItemKind, year: int) -> dict[str, int]:
    """Of which financial year the accounts and what hangs on them are."""
    if kind in {ItemKind.ACCOUNTS, ItemKind.DISCHARGE, ItemKind.DISTRIBUTION}:
        return {"year": year}
    return {}


def change(meeting: Meeting, planned: MeetingPlan, *, now: datetime) -> None:
    """Another day, place or name, as long as nobody was called. Raises `RuleViolation`."""
    lock(meeting)
    planning.check_draft(meeting.state)
    planning.check_plan(planned, now=now)
    _write(meeting, planned)
    meeting.revision += 1
    put_in_agenda(meeting)


def set_moment(meeting: Meeting, begins_at: datetime, *, now: datetime) -> None:
    """The day that was chosen of those that were compared. Raises `RuleViolation`."""
    lock(meeting)
    planning.check_draft(meeting.state)
    planning.check_moment(begins_at, now=now, field="day")
    meeting.begins_at = begins_at
    meeting.revision += 1
    put_in_agenda(meeting)


def cancel(meeting: Meeting, because: str, *, by: User, now: datetime) -> int:
    """It does not go on: out of the agenda. Gives how many who were called get a mail. Raises `RuleViolation`."""
    lock(meeting)
    planning.check_goes_on(meeting.state)
    was_convened = meeting.round > 0
    meeting.state = MeetingState.CANCELLED
    meeting.cancelled_at, meeting.cancelled_because = now, because
    meeting.revision += 1
    db.session.flush()
    take_out_of_agenda(meeting)
    if not was_convened:
        return 0
    return sum(messages.call_off(call, by=by) for call in meeting.called)


def take_out_of_agenda(meeting: Meeting) -> None:
    for what in ("", "-send", "-inspection"):
        agenda.remove(_key(meeting, what))


def _key(meeting: Meeting, what: str) -> str:
    return f"meeting{what}:{meeting.id}"


def put_in_agenda(meeting: Meeting) -> None:
    """The meeting itself, the last day to call the members to it, and the day from which a proposal lies there.

    What stands there already is moved, so that a calendar knows it for the same.
    """
    days = _days_of(meeting)
    for what in ("-send", "-inspection"):
        if what not in days:
            agenda.remove(_key(meeting, what))
    if meeting.begins_at is None or meeting.state not in planning.BEFORE:
        agenda.remove(_key(meeting, ""))
        return
    title = BOARD if meeting.kind is MeetingKind.BOARD else GENERAL
    appointment = Appointment(meeting.begins_at + USUAL_LENGTH, meeting.place, sequence=meeting.revision)
    _put(meeting, "", title, meeting.begins_at, appointment)
    for what, (words, day) in days.items():
        _put(meeting, what, words, day)


def _days_of(meeting: Meeting) -> dict[str, tuple[str, date]]:
    """The whole days that go with a general meeting, by the statutes of its day."""
    days: dict[str, tuple[str, date]] = {}
    send_by, inspection_from = _deadlines(meeting)
    if send_by is not None and meeting.state is MeetingState.DRAFT:
        days["-send"] = (LAST_DAY_TO_CALL, send_by)
    if inspection_from is not None:
        days["-inspection"] = (INSPECTION, inspection_from)
    return days


def last_day_to_call(meeting: Meeting) -> date | None:
    """The last day on which the members can be called to a general meeting that is planned; None when it has no such day."""
    return _deadlines(meeting)[0]


def _deadlines(meeting: Meeting) -> tuple[date | None, date | None]:
    general = meeting.kind is MeetingKind.GENERAL and meeting.state in planning.BEFORE
    if meeting.begins_at is None or not general:
        return None, None
    day = clock.local(meeting.begins_at).date()
    terms = terms_on(meeting.cooperative, day)
    if terms is None:
        return None, None
    due = deadlines(terms, day, [item.kind for item in meeting.items])
    return due.send_by, due.inspection_from


def _put(meeting: Meeting, what: str, title: str, due: datetime | date, appointment: Appointment | None = None) -> None:
    """A line in the agenda of the group; a day without an hour is a whole day."""
    agenda.put(
        _key(meeting, what),
        title,
        due,
        source="meetings",
        cooperative_id=meeting.cooperative_id,
        url=f"/cooperaties/{meeting.cooperative.slug}/vergaderingen/{meeting.number}",
        appointment=appointment,
        meeting=meeting.title[:120],
    )
