"""Who may vote at a meeting, who is there, and who votes for whom."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db
from incubator.meetings.models import Meeting, MeetingProxy, Presence
from incubator.meetings.values import MeetingKind
from incubator.meetings.values.holding import Elector, ProxyGiven
from incubator.register import queries as register
from incubator.register.queries import board as seated
from incubator.register.values import MembershipStanding
from incubator.register.values.board import SeatRow, SeatStanding
from incubator.statutes.queries.in_force import in_force
from incubator.statutes.values.terms import StatutesTerm


def day_of(meeting: Meeting) -> date:
    """The day of the meeting in the Netherlands: the one on which it was opened, else for which it was called."""
    # It may close after midnight: the day on which it was opened decides who is a member.
    moment = meeting.opened_at or meeting.begins_at or clock.now()
    return clock.local(moment).date()


def electors(meeting: Meeting) -> list[Elector]:
    """Who may vote, suspended ones too: the members of that day, and in the board the directors who are in office then."""
    if meeting.kind is MeetingKind.BOARD and seated.has_directors(meeting.cooperative):
        return list(map(_director, seated.directors_on(meeting.cooperative, day_of(meeting))))
    return _members(meeting)


def _director(row: SeatRow) -> Elector:
    """A director, member or not: who votes in the board does so by the office."""
    return Elector(
        row.member_id if row.member_id is not None else -row.seat_id,
        row.seat_id,
        row.name,
        since=row.since,
        until=row.ended_on,
        suspended=row.standing is SeatStanding.SUSPENDED,
    )


def _members(meeting: Meeting) -> list[Elector]:
    """The members of that day. Of a board that no register knows: who was written down as present."""
    day, attending = day_of(meeting), here(meeting)
    entitled = []
    for member in register.members(meeting.cooperative):
        row = register.row_on(member, day)
        if row is None or row.standing is MembershipStanding.ENDED:
            continue
        if meeting.kind is MeetingKind.BOARD and member.id not in attending:
            continue
        elector = Elector(
            member.id,
            row.number,
            row.name,
            since=row.admitted_on,
            until=row.ended_on,
            # On the board everyone votes as a director: what a member has in the general meeting is something else.
            votes=1 if meeting.kind is MeetingKind.BOARD else row.votes,
            suspended=row.standing is MembershipStanding.SUSPENDED,
            email_consent=member.email_consent and bool(member.email),
        )
        entitled.append(elector)
    return entitled


def may_come(meeting: Meeting) -> dict[int, str]:
    """Who has a place in the meeting, by number with the name: the members of that day, or the directors."""
    if meeting.kind is MeetingKind.BOARD and seated.has_directors(meeting.cooperative):
        return {elector.person: elector.name for elector in electors(meeting)}
    rows = register.register_on(meeting.cooperative, day_of(meeting), ended=False)
    return {row.member_id: row.name for row in rows}


def presences(meeting: Meeting) -> Sequence[Presence]:
    """Who came, whether still there or not."""
    statement = select(Presence).where(Presence.meeting_id == meeting.id)
    both = joinedload(Presence.member), joinedload(Presence.seat)
    return db.session.scalars(statement.options(*both).order_by(Presence.id)).all()


def here(meeting: Meeting) -> set[int]:
    """Who is there now, by number."""
    return {presence.person for presence in presences(meeting) if presence.left_at is None}


def proxies(meeting: Meeting) -> Sequence[MeetingProxy]:
    """The proxies that hold, by the order in which they came."""
    statement = (
        select(MeetingProxy)
        .where(MeetingProxy.meeting_id == meeting.id, MeetingProxy.withdrawn_at.is_(None))
        .options(joinedload(MeetingProxy.giver), joinedload(MeetingProxy.holder))
        .order_by(MeetingProxy.id)
    )
    return db.session.scalars(statement).all()


def proxies_given(meeting: Meeting) -> list[ProxyGiven]:
    return [ProxyGiven(proxy.giver_id, proxy.holder_id) for proxy in proxies(meeting)]


def elsewhere_term(group: Cooperative, on: date) -> StatutesTerm | None:
    """What the statutes say of voting by who is not in the room (BW 2:38(6)), with its article; None when they do not allow it."""
    terms = in_force(group, on)
    term = terms.term("electronic_voting") if terms is not None else None
    return term if term is not None and term.value is True else None
