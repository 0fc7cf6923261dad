"""Keeping searches: by people with an account, and by visitors who confirm a mail address."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import delete, func, inspect, select, update

from incubator.accounts.models import User
from incubator.core import digests
from incubator.core.db import db, insert_once, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.mail import Pace
from incubator.notices.messages import saved as messages
from incubator.notices.models import SavedSearch, SearchAnswer
from incubator.notices.queries import saved as queries
from incubator.notices.queries.requests import Request
from incubator.notices.queries.searching import matching_ids

MOST_KEPT = 40  # searches of one person
MOST_OF_A_VISITOR = 10
MOST_UNCONFIRMED = 3  # of one address, so that nobody fills the mailbox of another
UNCONFIRMED_KEPT = timedelta(days=7)
OVERLAP = timedelta(days=2)  # an import may last so long: what it stored is seen by others only when it ends
LOOKED_BACK = timedelta(days=14)
ANSWERS_KEPT = timedelta(days=90)
MOST_ANSWERS = 500  # of one look

KEPT_ALREADY = N_("You keep this search already.")
TOO_MANY = N_("You keep 40 searches. Remove one first.")


def digest_of(question: dict[str, Any]) -> str:
    """The same for the same question, in whatever order its address names it."""
    return hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()


def save(user: User, name: str, question: dict[str, Any], pace: Pace, request: Request, *, now: datetime) -> int:
    """Keep a search for a person; what answers it now is not new. Raises `RuleViolation`."""
    lock(user)
    own = select(func.count()).select_from(SavedSearch).where(SavedSearch.user_id == user.id)
    if (db.session.scalar(own) or 0) >= MOST_KEPT:
        raise RuleViolation(TOO_MANY)
    search = _stored({"user_id": user.id, "address": None, "language": user.language}, name, question, pace, now)
    if search is None:
        raise RuleViolation(KEPT_ALREADY)
    search.confirmed_at = now
    _note_answers(search, request, now, seen=True)
    return search.id


def _stored(
    owner: dict[str, Any], name: str, question: dict[str, Any], pace: Pace, now: datetime
) -> SavedSearch | None:
    """A new row; None when the owner keeps the same search already."""
    digest = digest_of(question)
    values = {**owner, "name": name, "question": question, "digest": digest, "pace": pace, "created_at": now}
    if not insert_once(SavedSearch, values):
        return None
    mine = (SavedSearch.user_id == owner["user_id"], SavedSearch.address == owner["address"])
    is_mine = mine[0] if owner["user_id"] is not None else mine[1]
    return db.session.scalars(select(SavedSearch).where(is_mine, SavedSearch.digest == digest)).one()


def subscribe(
    address: str,
    name: str,
    question: dict[str, Any],
    pace: Pace,
    *,
    language: str,
    filters: Sequence[str],
    now: datetime,
) -> None:
    """Ask the owner of an address whether they want this search by mail. What becomes of it, the asker is not told."""
    known = queries.of_address(address)
    waiting = [search for search in known if search.confirmed_at is None]
    digest = digest_of(question)
    search = next((search for search in known if search.digest == digest), None)
    if search is None:
        if len(known) >= MOST_OF_A_VISITOR or len(waiting) >= MOST_UNCONFIRMED:
            return
        owner = {"user_id": None, "address": address, "language": language}
        search = _stored(owner, name, question, pace, now)
    if search is not None and search.confirmed_at is None:
        messages.ask_to_confirm(search, filters, now=now)


def confirm(search: SavedSearch, request: Request, *, now: datetime) -> None:
    """From now on new answers are mailed."""
    if search.confirmed_at is None:
        search.confirmed_at = now
        _note_answers(search, request, now, seen=True)


def stop(search: SavedSearch, *, all_of_owner: bool = False) -> None:
    """Mail nothing more about a search, or about any search of its owner.

    Of a visitor the address is forgotten with it; what a person with an account keeps stays on their page.
    """
    kept = db.session.get(SavedSearch, _number(search), populate_existing=True)
    if kept is None:  # stopped at the same moment
        return
    chosen = SavedSearch.id == kept.id
    if kept.user_id is not None:
        if all_of_owner:
            chosen = SavedSearch.user_id == kept.user_id
        db.session.execute(update(SavedSearch).where(chosen).values(pace=Pace.NONE))
        return
    if all_of_owner:
        chosen = SavedSearch.address == kept.address
    _remove(chosen)


def _number(search: SavedSearch) -> int:
    """Its number, also when somebody removed its row a moment ago."""
    identity: tuple[int, ...] = inspect(search).identity or (0,)
    return identity[0]


def change(search: SavedSearch, name: str, pace: Pace) -> None:
    """Another name, or another pace of mails."""
    search = lock(search)
    search.name, search.pace = name, pace


def remove(search: SavedSearch) -> None:
    _remove(SavedSearch.id == _number(search))


def _remove(chosen: Any) -> None:
    # One statement each: of two who remove the same at once, neither finds a row that is gone.
    answers = SearchAnswer.search_id.in_(select(SavedSearch.id).where(chosen))
    db.session.execute(delete(SearchAnswer).where(answers).execution_options(synchronize_session=False))
    db.session.execute(delete(SavedSearch).where(chosen).execution_options(synchronize_session=False))


def mark_seen(search: SavedSearch) -> None:
    """What answers this search is no news any more."""
    answers = SearchAnswer.search_id == _number(search)
    db.session.execute(update(SearchAnswer).where(answers).values(seen=True))


def look(search: SavedSearch, request: Request, *, now: datetime) -> int:
    """Note what came to answer a search since it was kept. Gives how many publications that are."""
    return _note_answers(search, request, now, seen=False)


def _note_answers(search: SavedSearch, request: Request, now: datetime, *, seen: bool) -> int:
    began = search.confirmed_at or search.created_at
    since = max(began - OVERLAP, now - LOOKED_BACK)
    asked = replace(request, first_seen_from=since, order="published", exact=True, page=1)
    number = 0
    for notice_id in matching_ids(asked, now=now, limit=MOST_ANSWERS):
        values = {"search_id": search.id, "notice_id": notice_id, "found_at": now, "seen": seen}
        values["mailed_at"] = now if seen else None
        number += insert_once(SearchAnswer, values)
    return number


def mail_due(*, now: datetime) -> int:
    """Write to those whose search has new answers and whose moment it is; one mail for each person. Gives how many mails."""
    due = [(search, notices) for search, notices in queries.unmailed(now) if _is_due(search, now)]
    number = 0
    for _owner, group in groupby(due, key=lambda entry: (entry[0].user_id, entry[0].address)):
        searches = list(group)
        messages.send_answers(searches, now=now)
        number += 1
        for search, _notices in searches:
            search.mailed_at = now
            waiting = (SearchAnswer.search_id == search.id, SearchAnswer.mailed_at.is_(None))
            db.session.execute(update(SearchAnswer).where(*waiting).values(mailed_at=now))
    return number


def _is_due(search: SavedSearch, now: datetime) -> bool:
    if search.user is not None and not search.user.is_active:
        return False
    moment = digests.due_at(search.pace, search.mailed_at or search.confirmed_at or search.created_at)
    return moment is not None and moment <= now


def forget_old(*, now: datetime) -> int:
    """Remove what nobody confirmed, and answers of long ago. Gives the number of searches."""
    unconfirmed = (SavedSearch.confirmed_at.is_(None), SavedSearch.created_at < now - UNCONFIRMED_KEPT)
    gone = db.session.execute(delete(SavedSearch).where(*unconfirmed).returning(SavedSearch.id)).all()
    db.session.execute(delete(SearchAnswer).where(SearchAnswer.found_at < now - ANSWERS_KEPT))
    return len(gone)


def forget_searches(user: User, _now: datetime) -> None:
    """An account goes, and its searches with it."""
    _remove(SavedSearch.user_id == user.id)


def exported(user: User) -> list[dict[str, Any]]:
    """What someone's own download says of their searches."""
    searches = []
    for search, _fresh in queries.searches_of(user):
        searches.append({"name": search.name, "question": search.question, "mails": search.pace.value})
    return searches
