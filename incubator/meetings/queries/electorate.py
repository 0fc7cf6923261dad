"""Who may vote at a meeting, who is there, and what the statutes of the day say of proxies."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db
from incubator.meetings.models import Meeting, MeetingProxy, Presence
from incubator.meetings.values.holding import Elector, ProxyGiven, ProxyTerms
from incubator.register import queries as register
from incubator.register.values import MembershipStanding
from incubator.statutes.queries.in_force import in_force


def day_of(meeting: Meeting) -> date:
    """The day of the meeting in the Netherlands: the one on which it was opened, else for which it was called."""
    moment = meeting.opened_at or meeting.begins_at or clock.now()
    return clock.local(moment).date()


def electors(meeting: Meeting) -> list[Elector]:
    """The members of the day of the meeting, by number; a suspended member may come and has no vote (BW 2:38(1))."""
    entitled = []
    for row in register.register_on(meeting.cooperative, day_of(meeting), ended=False):
        suspended = row.standing is MembershipStanding.SUSPENDED
        entitled.append(Elector(row.member_id, row.number, row.name, suspended=suspended))
    return entitled


def presences(meeting: Meeting) -> Sequence[Presence]:
    """Who came, whether still there or not."""
    statement = select(Presence).where(Presence.meeting_id == meeting.id).options(joinedload(Presence.member))
    return db.session.scalars(statement.order_by(Presence.id)).all()


def here(meeting: Meeting) -> set[int]:
    """Who is there now, by number of the member."""
    return {presence.member_id for presence in presences(meeting) if presence.left_at is None}


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


def proxy_terms(group: Cooperative, on: date) -> ProxyTerms:
    """What the statutes of that day say of proxies; without a deed the law alone."""
    terms = in_force(group, on)
    if terms is None:
        return ProxyTerms()
    allowed, most = terms.term("proxy_allowed"), terms.term("proxy_max")
    number = most.article if most is not None else None
    return ProxyTerms(
        allowed=allowed is None or bool(allowed.value),
        most=int(most.value) if most is not None else None,
        article=number or "",
    )


def may_vote_from_elsewhere(group: Cooperative, on: date) -> bool:
    """Whether the statutes let members vote who are not in the room (BW 2:38(6))."""
    terms = in_force(group, on)
    term = terms.term("electronic_voting") if terms is not None else None
    return term is not None and term.value is True
