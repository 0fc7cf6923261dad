"""Reads about questions, within what someone may know."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, and_, bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import Role, User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries.groups import in_sight
from incubator.core.db import db
from incubator.core.prepared import GROUP, VIEWER, Question
from incubator.questions.models import Message, Thread
from incubator.questions.values import CLAUSE, COMMENTS, SECTION

PAGE = 30


def threads(group: Cooperative) -> Sequence[Thread]:
    """The questions of a group: what waits for an answer first, then the latest. What was said of a text stands beside it."""
    statement = select(Thread).where(Thread.cooperative_id == group.id, Thread.work_kind.not_in(COMMENTS))
    return db.session.scalars(statement.order_by(_settled(), Thread.last_at.desc(), Thread.id.desc())).all()


def threads_about_clauses(group: Cooperative) -> Sequence[Thread]:
    """What was said of the clauses of the statutes of a group, in the order in which it began, with every answer."""
    return _comments(group, CLAUSE)


def threads_about_sections(group: Cooperative) -> Sequence[Thread]:
    """The same of the sections of its bids."""
    return _comments(group, SECTION)


def _comments(group: Cooperative, kind: str) -> Sequence[Thread]:
    return db.session.scalars(_threads_about(), {"group": group.id, "kind": kind}).all()


@cache
def _threads_about() -> Question:
    statement: Question = select(Thread).options(selectinload(Thread.messages).joinedload(Message.author))
    return statement.where(Thread.cooperative_id == GROUP, Thread.work_kind == bindparam("kind")).order_by(Thread.id)


def open_comments(group: Cooperative, kind: str, ref: str) -> Sequence[Thread]:
    """The comments on one text that nobody settled, the oldest first."""
    about = (Thread.cooperative_id == group.id, Thread.work_kind == kind, Thread.work_ref == ref)
    return db.session.scalars(select(Thread).where(*about, Thread.settled_at.is_(None)).order_by(Thread.id)).all()


def _settled() -> ColumnElement[bool]:
    return Thread.settled_at.is_not(None)


def thread(viewer: User, slug: str, thread_id: int) -> Thread | None:
    """A question in a group within sight. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    statement = (
        select(Thread)
        .where(Thread.id == thread_id, Thread.cooperative_id == group.id)
        .options(selectinload(Thread.messages).joinedload(Message.author))
    )
    return db.session.scalar(statement)


def just_asked(group: Cooperative, subject: str, *, by: User, since: datetime) -> Thread | None:
    """The question under this subject that this person asked just now."""
    statement = (
        select(Thread)
        .join(Thread.messages)
        .where(
            Thread.cooperative_id == group.id,
            Thread.subject == subject,
            Thread.opened_at > since,
            Message.author_id == by.id,
        )
    )
    return db.session.scalars(statement.order_by(Thread.id)).first()


def waiting_for_coach(viewer: User) -> Sequence[Thread]:
    """The questions of groups within sight that no coach answered yet, the oldest first."""
    statement = (
        select(Thread)
        .join(Thread.cooperative)
        .options(joinedload(Thread.cooperative))
        .where(cooperatives.within_sight(viewer), _waits_for_coach())
    )
    return db.session.scalars(statement.order_by(Thread.last_at, Thread.id).limit(PAGE)).all()


def count_waiting_for_coach(viewer: User) -> int:
    return db.session.scalar(_number_waiting(viewer.role), {"viewer": viewer.id}) or 0


@cache
def _number_waiting(role: Role) -> Question:
    statement: Question = select(func.count()).select_from(Thread).join(Thread.cooperative)
    return statement.where(in_sight(role, VIEWER), _waits_for_coach())


def _waits_for_coach() -> ColumnElement[bool]:
    # A comment on a text is for everyone who reads it: no coach owes it an answer.
    return and_(Thread.from_group, Thread.settled_at.is_(None), Thread.work_kind.not_in(COMMENTS))
