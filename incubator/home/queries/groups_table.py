"""The table of groups: all that someone guides, with as many questions for five hundred as for one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.sql.elements import ColumnElement

from incubator.accounts.models import Role, User
from incubator.cooperatives.models import CoachAssignment, Cooperative
from incubator.cooperatives.queries.groups import within_sight
from incubator.cooperatives.queries.people import GUIDES, unguided
from incubator.core.db import db
from incubator.core.reference import municipalities
from incubator.home.models import GroupActivity
from incubator.home.queries.activity import active_at, of_group
from incubator.home.queries.situations import situations
from incubator.home.rules import groups_table as rules
from incubator.home.rules.groups_table import GroupLine, GroupsAsked, Guide
from incubator.home.rules.steps import next_step, stands_still
from incubator.home.values import Situation, days_still
from incubator.reviews.models import ReviewCase, Round
from incubator.reviews.values import WITH_COACH

PAGE = 10  # groups on one page: as cards on a phone it is still to be looked through


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A line of the table, with where the group stands."""

    line: GroupLine
    group: Cooperative
    situation: Situation

    @property
    def stands_still(self) -> bool:
        return stands_still(self.situation)


@dataclass(frozen=True, slots=True)
class GroupsTable:
    """One page of the rows that answer, how many there are in all, and every line that the reader could ask for."""

    rows: Sequence[GroupRow]
    total: int
    page: int
    everyone: Sequence[GroupLine]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def groups_table(viewer: User, asked: GroupsAsked, *, now: datetime, page: int | None = 1) -> GroupsTable:
    """The rows of one page, the last when there are not as many; without a page all of them, for a file."""
    groups, lines = _groups(viewer, now)
    answering = rules.in_order(rules.answering(lines, asked), asked.order)
    if asked.turn is not None:
        # Whose turn it is follows from all pillars, and is in no column: each group that is left has to be looked at.
        rows = [row for row in _rows(answering, groups, now) if next_step(row.situation).turn is asked.turn]
        chosen = _page(len(rows), page)
        return GroupsTable(rows[_slice(chosen)], len(rows), chosen or 1, lines)
    chosen = _page(len(answering), page)
    rows = _rows(answering[_slice(chosen)], groups, now)
    return GroupsTable(rows, len(answering), chosen or 1, lines)


def _page(total: int, page: int | None) -> int | None:
    if page is None:
        return None
    return min(page, max(1, -(-total // PAGE)))


def _slice(page: int | None) -> slice:
    if page is None:
        return slice(None)
    return slice((page - 1) * PAGE, page * PAGE)


def _rows(lines: Sequence[GroupLine], groups: dict[int, Cooperative], now: datetime) -> list[GroupRow]:
    where = situations([groups[line.id] for line in lines], now=now)
    return [GroupRow(line, groups[line.id], where[line.id]) for line in lines]


def _groups(viewer: User, now: datetime) -> tuple[dict[int, Cooperative], list[GroupLine]]:
    """What the reader guides, and the groups without a coach whose work every coach can take."""
    statement = select(Cooperative, active_at, within_sight(viewer).label("in_sight"))
    statement = statement.outerjoin(GroupActivity, of_group)
    statement = statement.where(_to_guide(viewer)).order_by(Cooperative.id)
    rows = db.session.execute(statement).all()
    guides = _guides([group.id for group, _at, _in_sight in rows])
    lines = []
    for group, at, in_sight in rows:
        lines.append(_line(group, at, now, tuple(guides[group.id]), in_sight=bool(in_sight)))
    return {group.id: group for group, _at, _in_sight in rows}, lines


def _line(
    group: Cooperative, active_at: datetime, now: datetime, guides: tuple[Guide, ...], *, in_sight: bool
) -> GroupLine:
    return GroupLine(
        id=group.id,
        slug=group.slug,
        name=group.name,
        phase=group.phase,
        municipality=municipalities.name_of(group.municipality) or "",
        neighbourhood=group.neighbourhood or "",
        cohort=group.cohort or "",
        coaches=guides,
        active_at=active_at,
        still_days=days_still(active_at, now),
        in_sight=in_sight,
    )


def _to_guide(viewer: User) -> ColumnElement[bool]:
    sight = within_sight(viewer)
    if viewer.role is not Role.COACH:
        return sight
    waiting = select(ReviewCase.cooperative_id).join(ReviewCase.rounds).where(Round.stage.in_(WITH_COACH))
    return or_(sight, and_(unguided(), Cooperative.id.in_(waiting)))


def _guides(ids: Sequence[int]) -> defaultdict[int, list[Guide]]:
    """Who can sign in and guides these groups, by the number of the group."""
    statement = select(CoachAssignment.cooperative_id, User.id, User.name).join(CoachAssignment.user)
    statement = statement.where(CoachAssignment.cooperative_id.in_(ids), GUIDES)
    guides: defaultdict[int, list[Guide]] = defaultdict(list)
    for number, user, name in db.session.execute(statement.order_by(User.name, CoachAssignment.id)):
        guides[number].append(Guide(user, name))
    return guides
