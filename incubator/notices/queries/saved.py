"""Saved searches: those of a person, with what is new; those that are due to be looked at."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.notices.models import Notice, SavedSearch, SearchAnswer

MOST_SHOWN = 50


def saved_search(viewer: User, search_id: int) -> SavedSearch | None:
    """A search that this person keeps; of somebody else it is not there."""
    statement = select(SavedSearch).where(SavedSearch.id == search_id, SavedSearch.user_id == viewer.id)
    return db.session.scalar(statement)


def searches_of(viewer: User) -> list[tuple[SavedSearch, int]]:
    """The searches that this person keeps, each with the number of answers that are new to them."""
    fresh = func.count(SearchAnswer.notice_id).filter(SearchAnswer.seen.is_(False))
    statement = (
        select(SavedSearch, fresh)
        .outerjoin(SearchAnswer, SearchAnswer.search_id == SavedSearch.id)
        .where(SavedSearch.user_id == viewer.id)
        .group_by(SavedSearch.id)
        .order_by(SavedSearch.created_at.desc(), SavedSearch.id.desc())
    )
    return [(row[0], row[1]) for row in db.session.execute(statement)]


def fresh_answers(search: SavedSearch) -> Sequence[Notice]:
    """What came to answer a search since its owner looked last, the newest first."""
    statement = (
        select(Notice)
        .join(SearchAnswer, SearchAnswer.notice_id == Notice.id)
        .where(SearchAnswer.search_id == search.id, SearchAnswer.seen.is_(False), Notice.merged_into_id.is_(None))
        .options(selectinload(Notice.buyer))
        .order_by(Notice.published.desc(), Notice.id.desc())
        .limit(MOST_SHOWN)
    )
    return db.session.scalars(statement).all()


def by_stamp(stamp: str | None) -> SavedSearch | None:
    """The search of which a mail holds this stamp; None when it was removed since."""
    number, _dot, _moment = (stamp or "").partition(".")
    search = db.session.get(SavedSearch, int(number)) if number.isdecimal() and len(number) < 10 else None
    return search if search is not None and search.stamp == stamp else None


def of_address(address: str) -> Sequence[SavedSearch]:
    """The searches that a visitor subscribed to, confirmed or not."""
    statement = select(SavedSearch).where(SavedSearch.address == address).order_by(SavedSearch.id)
    return db.session.scalars(statement).all()


def confirmed_numbers() -> list[int]:
    """The numbers of all searches that may have new answers."""
    statement = select(SavedSearch.id).where(SavedSearch.confirmed_at.is_not(None)).order_by(SavedSearch.id)
    return list(db.session.scalars(statement))


def unmailed(now: datetime) -> Iterator[tuple[SavedSearch, list[Notice]]]:
    """Searches with answers that nobody was mailed about, owner by owner."""
    statement = (
        select(SearchAnswer)
        .join(SearchAnswer.search)
        .where(SearchAnswer.mailed_at.is_(None), SearchAnswer.found_at <= now)
        .options(
            joinedload(SearchAnswer.search).joinedload(SavedSearch.user),
            joinedload(SearchAnswer.notice).joinedload(Notice.buyer),
        )
        .order_by(SavedSearch.user_id, SavedSearch.address, SavedSearch.id, SearchAnswer.notice_id.desc())
    )
    by_search: dict[int, tuple[SavedSearch, list[Notice]]] = {}
    for answer in db.session.scalars(statement):
        by_search.setdefault(answer.search_id, (answer.search, []))[1].append(answer.notice)
    yield from by_search.values()
