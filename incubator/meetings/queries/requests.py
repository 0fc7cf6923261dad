"""Reads about meetings that members ask for."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.meetings.models import Meeting, MeetingRequest, RequestSupport
from incubator.meetings.queries.terms import terms_on
from incubator.meetings.rules.asking import request_terms
from incubator.meetings.values import MeetingState
from incubator.meetings.values.case import MeetingTerms
from incubator.meetings.values.planning import RequestTerms
from incubator.register import queries as register
from incubator.register.models import Member
from incubator.register.values import MembershipStanding

CALLED = (MeetingState.CONVENED, MeetingState.OPEN, MeetingState.CLOSED, MeetingState.APPROVED)


def requests(group: Cooperative) -> Sequence[MeetingRequest]:
    """The requests of a cooperative, the newest first."""
    statement = select(MeetingRequest).where(MeetingRequest.cooperative_id == group.id)
    statement = statement.options(selectinload(MeetingRequest.supports).joinedload(RequestSupport.member))
    return db.session.scalars(statement.order_by(MeetingRequest.id.desc()).limit(100)).all()


def request(viewer: User, slug: str, number: int) -> MeetingRequest | None:
    """A request in a cooperative within sight. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    statement = select(MeetingRequest).where(MeetingRequest.cooperative_id == group.id, MeetingRequest.number == number)
    return db.session.scalar(
        statement.options(
            selectinload(MeetingRequest.supports).joinedload(RequestSupport.member),
            joinedload(MeetingRequest.asked_by),
        )
    )


def next_number(group: Cooperative) -> int:
    highest = db.session.scalar(
        select(func.max(MeetingRequest.number)).where(MeetingRequest.cooperative_id == group.id)
    )
    return (highest or 0) + 1


def just_asked(group: Cooperative, title: str, *, since: datetime) -> MeetingRequest | None:
    """The request of this name that was made just now: a button that was pressed twice."""
    statement = select(MeetingRequest).where(
        MeetingRequest.cooperative_id == group.id, MeetingRequest.title == title, MeetingRequest.asked_at > since
    )
    return db.session.scalar(statement.limit(1))


def supporters(group: Cooperative, day: date) -> list[Member]:
    """Who can stand behind a request: members who have a vote that day."""
    voting = {
        row.member_id
        for row in register.register_on(group, day, ended=False)
        if row.standing is MembershipStanding.MEMBER
    }
    return [member for member in register.members(group) if member.id in voting]


def standing(request: MeetingRequest, day: date) -> RequestTerms:
    """How many votes stand behind a request, of how many, and how many it takes."""
    terms = terms_on(request.cooperative, day) or MeetingTerms()
    voting = {}
    for member in supporters(request.cooperative, day):
        voting[member.id] = register.votes_on(member, day) if terms.weighted else 1
    votes = sum(voting.get(support.member_id, 0) for support in request.supports)
    return request_terms(votes, sum(voting.values()), terms)


def convened_for(request: MeetingRequest) -> Sequence[Meeting]:
    """The meetings on this request that the members were called to."""
    statement = select(Meeting).where(Meeting.request_id == request.id, Meeting.state.in_(CALLED))
    return db.session.scalars(statement.order_by(Meeting.id)).all()


def meetings_for(request: MeetingRequest) -> Sequence[Meeting]:
    """Every meeting that was planned on this request."""
    return db.session.scalars(select(Meeting).where(Meeting.request_id == request.id).order_by(Meeting.id)).all()


def member_of(group: Cooperative, user: User) -> Member | None:
    """The member in the register that this user is."""
    statement = select(Member).where(Member.cooperative_id == group.id, Member.user_id == user.id)
    return db.session.scalar(statement.order_by(Member.id).limit(1))
