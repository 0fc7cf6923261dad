"""What there is at most one of for each group, as one line of a group: one question instead of seven."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import BindParameter, Subquery, and_, bindparam, case, distinct, exists, func, not_, select

from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries.people import unguided
from incubator.core import clock
from incubator.core.prepared import IDS, Question, rows
from incubator.home.models import GroupActivity
from incubator.home.queries.activity import active_at, of_group
from incubator.ledger.models import LedgerLine
from incubator.notices.rules.statuses import oldest_plan
from incubator.register.models import DeedProposal, Member, MemberEvent
from incubator.register.values import ENDS, EventKind, ProposalState
from incubator.statutes.models import StatutesDraft, StatutesVersion
from incubator.watch import queries as watch
from incubator.watch.models import Match, MatchState, WatchProfile


class SingleAnswers(NamedTuple):
    """One line. None is what a group does not have.

    `coached`: somebody guides it now, the coach or who stands in while the coach is away; `waiting`: the questions of the
    interview still to come; `deed_since`, `corrects`: a deed that waits for a manager; `members` and `unpaid`: who were admitted
    and did not leave, and how many of them never paid in; `new_matches`: a group that watches and found nothing counts zero.
    """

    number: int
    coached: bool
    active_at: datetime
    waiting: Sequence[str] | None = None
    changed_at: datetime | None = None
    version_made_at: datetime | None = None
    deed_since: datetime | None = None
    corrects: bool | None = None
    members: int | None = None
    unpaid: int | None = None
    new_matches: int | None = None
    found_at: datetime | None = None


def lines(groups: Sequence[Cooperative], now: datetime) -> dict[int, SingleAnswers]:
    """The lines of these groups, by their number."""
    ids, today = [group.id for group in groups], clock.local(now).date()
    # A group that somebody takes away at this moment has a line with nothing in it.
    known = {group.id: SingleAnswers(group.id, False, group.created_at) for group in groups}
    for answer in rows(_lines(), ids=ids, now=now, oldest_plan=oldest_plan(now), today=today):
        known[answer[0]] = SingleAnswers._make(answer)
    return known


@cache
def _lines() -> Question:
    versions, members, watches = _newest_versions(), _members(), _watches()
    statement: Question = select(
        Cooperative.id,
        not_(unguided()),
        active_at,
        StatutesDraft.waiting,
        StatutesDraft.changed_at,
        versions.c.made_at,
        DeedProposal.proposed_at,
        DeedProposal.corrects,
        members.c.members,
        members.c.unpaid,
        watches.c.new_matches,
        watches.c.found_at,
    )
    # At most one row of each for a group: the draft and an open deed are unique.
    open_deed = and_(DeedProposal.cooperative_id == Cooperative.id, DeedProposal.state == ProposalState.PROPOSED)
    statement = (
        statement.outerjoin(GroupActivity, of_group)
        .outerjoin(StatutesDraft, StatutesDraft.cooperative_id == Cooperative.id)
        .outerjoin(DeedProposal, open_deed)
    )
    for counted in (versions, members, watches):
        statement = statement.outerjoin(counted, counted.c.cooperative_id == Cooperative.id)
    return statement.where(Cooperative.id.in_(IDS)).order_by(Cooperative.id)


def _newest_versions() -> Subquery:
    made_at = func.max(StatutesVersion.made_at).label("made_at")
    statement = select(StatutesVersion.cooperative_id, made_at).where(StatutesVersion.cooperative_id.in_(IDS))
    return statement.group_by(StatutesVersion.cooperative_id).subquery()


def _members() -> Subquery:
    today: BindParameter[date] = bindparam("today")
    happened = [MemberEvent.member_id == Member.id, MemberEvent.holds.is_(True)]
    admitted = exists().where(*happened, MemberEvent.kind == EventKind.ADMISSION, MemberEvent.on_date <= today)
    # On the last day somebody is a member still.
    left = exists().where(*happened, MemberEvent.kind.in_(ENDS), MemberEvent.on_date < today)
    paid = exists().where(LedgerLine.account_id == Member.account_id)
    unpaid = func.sum(case((paid, 0), else_=1)).label("unpaid")
    statement = select(Member.cooperative_id, func.count().label("members"), unpaid)
    statement = statement.where(Member.cooperative_id.in_(IDS), admitted, ~left)
    return statement.group_by(Member.cooperative_id).subquery()


def _watches() -> Subquery:
    is_new = and_(Match.profile_id == WatchProfile.id, Match.state == MatchState.NEW)
    # An outer join: a group that watches and found nothing counts zero, one that does not watch is absent.
    now: BindParameter[datetime] = bindparam("now")
    still_new = watch.still_new(now, bindparam("oldest_plan"))
    # A notice that fits two profiles of a group is one opportunity.
    new_matches = func.count(distinct(case((still_new, Match.notice_id)))).label("new_matches")
    found_at = func.min(case((still_new, Match.found_at))).label("found_at")
    statement = select(WatchProfile.cooperative_id, new_matches, found_at)
    statement = statement.outerjoin(Match, is_new).outerjoin(Match.notice)
    return statement.where(WatchProfile.cooperative_id.in_(IDS)).group_by(WatchProfile.cooperative_id).subquery()
