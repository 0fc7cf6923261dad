"""Searching notices: words and filters in, a page of notices with facets out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from incubator.core import search
from incubator.core.db import db
from incubator.core.reference import nuts
from incubator.notices.models import Notice, NoticeCpv, NoticeParty, NoticePlace, Organisation
from incubator.notices.queries.publications import status_at
from incubator.notices.values import Kind, LegalRegime, Reserved

INDEX = search.FullText(Notice.__table__, "search_title", "search_terms")  # type: ignore[arg-type]  # a Table at run time
INDEX.attach()

PAGE = 20
ORDERS = ("relevance", "published", "deadline", "value")


@dataclass(frozen=True, slots=True)
class Request:
    """What is searched. Empty means: no matter which."""

    words: str = ""
    cpv: str = ""  # a code or the beginning of one: 773 means everything below it
    place: str = ""  # NUTS or GM code
    buyer: int | None = None
    kinds: tuple[Kind, ...] = ()
    statuses: tuple[str, ...] = ()
    regime: LegalRegime | None = None
    reserved: Reserved | None = None
    min_value: int | None = None  # whole euros
    max_value: int | None = None
    deadline_within: int | None = None  # days
    published_since: date | None = None
    corrected_too: bool = False  # also publications that a later one corrects
    order: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that narrows the search, with the number of notices it would leave."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results."""

    notices: Sequence[Notice]
    total: int
    page: int
    facets: dict[str, list[Facet]]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def search_notices(request: Request, *, now: datetime, with_facets: bool = True) -> Found:
    """The notices that answer the request, best first, and what would narrow it."""
    statement, rank = _narrowed(select(Notice.id), request, now)
    total = db.session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    page = max(1, min(request.page, -(-total // PAGE) or 1))
    ordered = statement.order_by(*_order(request, rank)).limit(PAGE).offset((page - 1) * PAGE)
    ids = list(db.session.scalars(ordered))
    facets = _facets(request, now) if with_facets else {}
    return Found(_in_order(ids), total, page, facets)


def matching_ids(request: Request, *, now: datetime, limit: int = 5000) -> list[int]:
    """The ids of all that answer the request, best first: for exports and feeds."""
    statement, rank = _narrowed(select(Notice.id), request, now)
    return list(db.session.scalars(statement.order_by(*_order(request, rank)).limit(limit)))


def in_order(ids: Sequence[int]) -> Sequence[Notice]:
    """These notices, in this order."""
    return _in_order(ids)


def _in_order(ids: Sequence[int]) -> Sequence[Notice]:
    statement = (
        select(Notice).where(Notice.id.in_(ids)).options(selectinload(Notice.buyer), selectinload(Notice.identities))
    )
    found = {one.id: one for one in db.session.scalars(statement.order_by(Notice.id))}
    return [found[one] for one in ids if one in found]


def _narrowed(
    statement: Select[Any], request: Request, now: datetime
) -> tuple[Select[Any], ColumnElement[float] | None]:
    rank: ColumnElement[float] | None = None
    question = search.understand(request.words)
    if not question.empty:
        statement, rank = INDEX.narrow(statement, question, db.engine.dialect.name)
        for phrase in question.phrases:
            said = or_(
                Notice.title.icontains(phrase, autoescape=True), Notice.description.icontains(phrase, autoescape=True)
            )
            statement = statement.where(said)
    elif request.words.strip():
        statement = statement.where(Notice.id < 0)  # only words that mean nothing, such as "de": nothing answers it
    return statement.where(*_conditions(request, now)), rank


def _conditions(request: Request, now: datetime) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if request.cpv:
        beginning = request.cpv.rstrip("0") or request.cpv
        chosen.append(
            exists().where(NoticeCpv.notice_id == Notice.id, NoticeCpv.code.startswith(beginning, autoescape=True))
        )
    if request.place:
        chosen.append(_in_place(request.place))
    if request.buyer is not None:
        chosen.append(
            exists().where(
                NoticeParty.notice_id == Notice.id,
                NoticeParty.organisation_id == request.buyer,
                NoticeParty.role.in_(("buyer", "co-buyer")),
            )
        )
    if request.kinds:
        chosen.append(Notice.kind.in_(request.kinds))
    if request.statuses:
        chosen.append(status_at(now).in_(request.statuses))
    if request.regime is not None:
        chosen.append(Notice.legal_regime == request.regime)
    if request.reserved is not None:
        chosen.append(Notice.reserved == request.reserved)
    return [*chosen, *_measures(request, now)]


def _measures(request: Request, now: datetime) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if request.min_value is not None:
        chosen.append(Notice.value_cents >= request.min_value * 100)
    if request.max_value is not None:
        chosen.append(Notice.value_cents <= request.max_value * 100)
    if request.deadline_within is not None:
        chosen.append(and_(Notice.deadline >= now, Notice.deadline <= now + timedelta(days=request.deadline_within)))
    if request.published_since is not None:
        chosen.append(Notice.published >= request.published_since)
    if not request.corrected_too:
        later = aliased(Notice)
        chosen.append(~exists().where(later.corrects_id == Notice.id))
    return chosen


def _in_place(place: str) -> ColumnElement[bool]:
    """In this area: its own code, what lies inside it, and codes of the other NUTS version for the same place."""
    codes = nuts.codes_within(place)
    return exists().where(NoticePlace.notice_id == Notice.id, NoticePlace.code.in_(codes))


def _order(request: Request, rank: ColumnElement[float] | None) -> list[Any]:
    order = request.order or ("relevance" if rank is not None else "published")
    if order == "relevance" and rank is not None:
        return [rank.desc(), Notice.id.desc()]
    if order == "deadline":
        return [Notice.deadline.is_(None), Notice.deadline, Notice.id]
    if order == "value":
        return [Notice.value_cents.is_(None), Notice.value_cents.desc(), Notice.id.desc()]
    return [Notice.published.is_(None), Notice.published.desc(), Notice.id.desc()]


def _facets(request: Request, now: datetime) -> dict[str, list[Facet]]:
    """Counts per value. A filter does not narrow its own facet, so that one can change one's mind."""
    kinds = _counted(replace(request, kinds=()), now, Notice.kind)
    statuses = _counted(replace(request, statuses=()), now, status_at(now))
    divisions = _counted(replace(request, cpv=""), now, func.substr(Notice.main_cpv, 1, 2))
    buyers = _counted(replace(request, buyer=None), now, Notice.buyer_id, limit=10)
    return {
        "kind": [Facet(Kind(one.value).value, one.count) for one in kinds],
        "status": statuses,
        "cpv": divisions,
        "buyer": buyers,
    }


def _counted(request: Request, now: datetime, column: Any, limit: int = 50) -> list[Facet]:
    number = func.count().label("number")
    statement, _rank = _narrowed(select(column.label("value"), number).select_from(Notice), request, now)
    grouped = statement.group_by("value").order_by(number.desc(), "value").limit(limit)
    return [Facet(str(value), count) for value, count in db.session.execute(grouped) if value is not None]


def organisations(ids: Sequence[int]) -> dict[int, Organisation]:
    """Organisations by id, for the names of facets."""
    statement = select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.id)
    return {one.id: one for one in db.session.scalars(statement)}
