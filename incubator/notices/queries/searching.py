"""Searching notices: words and filters in, a page of notices with facets out.

All is one statement: the rows that answer the words are found (and ranked) once, and counted and cut from there.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, String, cast, func, literal, select, type_coerce, union_all
from sqlalchemy.orm import selectinload

from incubator.core.db import db
from incubator.core.prepared import IDS, Question
from incubator.core.reference import cpv
from incubator.notices.models import Notice, NoticeCpv, NoticeParty, Organisation
from incubator.notices.queries import counting, mending, narrowing, organisations
from incubator.notices.queries.openings import kept_figures, newest
from incubator.notices.queries.requests import LAST_PAGE, ORDERS, PAGE, Facet, Request, SearchResults
from incubator.notices.queries.statuses import next_deadline, status_at
from incubator.notices.queries.understanding import understood

__all__ = [
    "ORDERS",
    "PAGE",
    "Facet",
    "Request",
    "SearchResults",
    "count",
    "counted",
    "in_order",
    "matching_ids",
    "named",
    "narrowed",
    "search_notices",
]
MOST_BUYERS = 10


NEARLY_NOTHING = 2  # answers: then somebody may have meant another word


def has_notices() -> bool:
    """Whether there is any notice to search in."""
    return db.session.scalar(select(Notice.id).limit(1)) is not None


def search_notices(request: Request, *, now: datetime, with_facets: bool = True) -> SearchResults:
    """The notices that answer the request, best first, and what would narrow it.

    Words that nothing answers are searched again without their typing errors, unless they are meant as they are.
    """
    request, typed = understood(request, now)
    results = replace(_searched(request, now, with_facets), typed=typed)
    if not request.words or request.exact or results.total > NEARLY_NOTHING or request.page > 1:
        return results
    if results.answers_words:
        return replace(results, meant=mending.mended(request.words, rare=NEARLY_NOTHING))
    words = mending.mended(request.words)
    if not words:
        return results
    mended = _searched(replace(request, words=words), now, with_facets)
    if mended.answers_words:
        return replace(mended, mended=words, typed=typed)
    # What helps nobody is not put in the place of what was typed; what comes nearest is looked for with it.
    return replace(results, meant=words)


def counted(request: Request, *, now: datetime) -> list[Any]:
    """The counts beside a search, without its rows: to be kept."""
    return [row for row in _counted_and_cut(request, now, page=1, with_facets=True) if row[0] != "page"]


def _opening(request: Request, now: datetime) -> SearchResults | None:
    """The page as it opens, from kept counts; None when there are none, or not a whole page to show."""
    kept = kept_figures(request, now)
    if kept is None:
        return None
    ids = newest(request, now)
    if len(ids) < PAGE:
        return None
    rows, counted_at = kept
    pairs = counting.pairs_in(rows)
    total = counting.total_of(request, pairs)
    return SearchResults(in_order(ids), total, 1, counting.facets_of(request, pairs, rows), counted_at=counted_at)


def _searched(request: Request, now: datetime, with_facets: bool) -> SearchResults:
    opening = _opening(request, now) if with_facets else None
    if opening is not None:
        return opening
    page = min(request.page, LAST_PAGE)
    rows = _counted_and_cut(request, now, page, with_facets)
    pairs = counting.pairs_in(rows)
    total = counting.total_of(request, pairs)
    last = max(1, -(-total // PAGE))
    # An old address may ask for a page that is no more: the last one answers it.
    if page > last:
        page = last
        rows += _counted_and_cut(request, now, page, with_facets=False)
    facets = {}
    if with_facets:
        facets = counting.facets_of(request, pairs, rows)
    left_out = narrowing.question_of(request).left_out
    return SearchResults(
        in_order(_ids_of_page(rows)), total, page, facets, answers_words=bool(pairs), left_out=left_out
    )


def _ids_of_page(rows: list[Any]) -> list[int]:
    # A union keeps no order: the place of each was counted along.
    ids = []
    for what, row_id, _status, _place in sorted(rows, key=itemgetter(3)):
        if what == "page":
            ids.append(int(row_id))
    return ids


def matching_ids(request: Request, *, now: datetime, limit: int = 5000) -> list[int]:
    """The ids of all that answer the request, best first: for exports and feeds."""
    return matching_ids_and_words(request, now=now, limit=limit)[0]


def matching_ids_and_words(request: Request, *, now: datetime, limit: int) -> tuple[list[int], str]:
    """The same, with the words that were searched instead; "" when those that were typed have answers."""
    request, _typed = understood(request, now)
    ids = _matching(request, now, limit)
    if ids or not request.words or request.exact:
        return ids, ""
    words = mending.mended(request.words)
    if not words:
        return ids, ""
    return _matching(replace(request, words=words), now, limit), words


def count(request: Request, *, now: datetime) -> int:
    """How many answer the request."""
    answering = narrowed(understood(request, now)[0], now)
    return db.session.scalar(select(func.count()).select_from(answering)) or 0


def narrowed(request: Request, now: datetime) -> CTE:
    """What answers the request, to be counted."""
    return _narrowed(request, _answering(request, now))


def _matching(request: Request, now: datetime, limit: int) -> list[int]:
    answering = _answering(request, now)
    return list(db.session.scalars(_best(request, _narrowed(request, answering)).limit(limit)))


def in_order(ids: Sequence[int]) -> Sequence[Notice]:
    """These notices, in this order."""
    notices: dict[int, Notice] = {}
    for start in range(0, len(ids), 500):
        for notice in db.session.scalars(_with_these_ids(), {"ids": ids[start : start + 500]}):
            notices[notice.id] = notice
    return [notices[notice_id] for notice_id in ids if notice_id in notices]


@cache
def _with_these_ids() -> Question:
    statement: Question = select(Notice).options(selectinload(Notice.buyer), selectinload(Notice.identities))
    return statement.where(Notice.id.in_(IDS)).order_by(Notice.id)


def named(ids: Sequence[int]) -> dict[int, Organisation]:
    """Organisations by id, for the names of facets."""
    if not ids:
        return {}
    statement = select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.id)
    return {organisation.id: organisation for organisation in db.session.scalars(statement)}


def _counted_and_cut(request: Request, now: datetime, page: int, with_facets: bool) -> list[Any]:
    """Rows of (what it is, value, status, number): counts per kind and status, the page, and the facets."""
    answering = _answering(request, now)
    chosen = _narrowed(request, answering)
    number = func.count().label("number")
    pairs = select(literal("pair"), answering.c.kind, answering.c.status, number).group_by(
        answering.c.kind, answering.c.status
    )
    best = _best(request, chosen).limit(PAGE).offset((page - 1) * PAGE).subquery("best")
    cut = select(literal("page"), _text(best.c.id), literal(""), func.row_number().over())
    parts: list[Select[Any]] = [pairs, cut.select_from(best)]
    if with_facets:
        parts.append(_divisions(request, chosen))
        if request.buyer is None:
            parts.append(_buyers(chosen))
    return list(db.session.execute(union_all(*parts)))


def _answering(request: Request, now: datetime) -> CTE:
    """What answers words and filters, whatever its kind and status: those are counted first and chosen then."""
    ranked = bool(narrowing.question_of(request).required) and request.order in ("", "relevance")
    rows, conditions = narrowing.searched(request, ranked=ranked)
    row = rows.c
    status = status_at(now, row).label("status")
    columns = [row.id, type_coerce(row.kind, String).label("kind"), status, row.rank]
    columns += [row.published, next_deadline(now, row).label("deadline"), row.value_cents, row.contract_end]
    statement = select(*columns).where(*conditions, *narrowing.moments(request, row, now))
    return statement.cte("found").prefix_with("MATERIALIZED")


def _narrowed(request: Request, answering: CTE) -> CTE:
    chosen: list[ColumnElement[bool]] = []
    if request.kinds:
        chosen.append(answering.c.kind.in_([kind.value for kind in request.kinds]))
    if request.statuses:
        chosen.append(answering.c.status.in_(request.statuses))
    return select(answering).where(*chosen).cte("narrowed") if chosen else answering


def _best(request: Request, answering: CTE) -> Select[Any]:
    row = answering.c
    order = request.order or ("relevance" if narrowing.question_of(request).required else "published")
    by: dict[str, list[ColumnElement[Any]]] = {
        "relevance": [row.rank.desc(), row.id.desc()],
        "deadline": [row.deadline.is_(None), row.deadline, row.id],
        "ends": [row.contract_end.is_(None), row.contract_end, row.id],
        "value": [row.value_cents.is_(None), row.value_cents.desc(), row.id.desc()],
        "published": [row.published.is_(None), row.published.desc(), row.id.desc()],
    }
    return select(row.id).order_by(*by[order])


def _divisions(request: Request, narrowed: CTE) -> Select[Any]:
    """How many notices have a code in each division; below a chosen code one digit further."""
    digits = len(cpv.significant(request.cpv)) + 1 if request.cpv else 2
    value = func.substr(NoticeCpv.code, 1, min(digits, 8)).label("value")
    number = func.count(NoticeCpv.notice_id.distinct()).label("number")
    joined = select(literal("cpv"), value, literal(""), number).join(narrowed, narrowed.c.id == NoticeCpv.notice_id)
    if request.cpv:
        joined = joined.where(narrowing.under(request.cpv))
    return joined.group_by(value)


def _buyers(narrowed: CTE) -> Select[Any]:
    shown = organisations.shown_as().label("shown")
    number = func.count(NoticeParty.notice_id.distinct()).label("number")
    counted = (
        select(shown, number)
        .select_from(NoticeParty)
        .join(narrowed, narrowed.c.id == NoticeParty.notice_id)
        .join(Organisation, Organisation.id == NoticeParty.organisation_id)
        .where(NoticeParty.role.in_(organisations.BUYERS))
        .group_by(shown)
        .order_by(number.desc(), shown)
        .limit(MOST_BUYERS)
        .subquery("buyers")
    )
    return select(literal("buyer"), _text(counted.c.shown), literal(""), counted.c.number)


def _text(column: ColumnElement[int]) -> ColumnElement[str]:
    return cast(column, String)
