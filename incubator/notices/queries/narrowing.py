"""What narrows a search of notices: words and filters as conditions on the rows of the full-text index."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, exists, func, or_, select

from incubator.core import asking, clock, search
from incubator.core.db import db
from incubator.core.reference import cpv, nuts
from incubator.formats.values import NoticeKind
from incubator.notices.models import Notice, NoticeCpv, NoticeParty, NoticePlace
from incubator.notices.queries import organisations
from incubator.notices.queries.requests import Request
from incubator.notices.queries.statuses import next_deadline
from incubator.notices.rules.filters_typed import About, TypedPeriod
from incubator.notices.rules.other_words import WordsOfNotices

CONTRACTS = (NoticeKind.AWARD, NoticeKind.MODIFICATION)  # what tells when a contract ends
INDEX = search.FullText(
    Notice.__table__,  # type: ignore[arg-type]  # a Table at run time
    "search_title",
    "search_terms",
    (
        *("kind", "status", "deadline", "last_deadline", "published", "value_cents", "buyer_id"),
        *("legal_regime", "reserved", "merged_into_id", "contract_end"),
    ),
    covering="ix_notices_searched",
)
INDEX.attach()
IN_LOTS = ("title", "description", "buyer_reference")


def question_of(request: Request) -> asking.SearchQuestion:
    """What the words of a search ask for, in all the ways that notices say it."""
    return asking.understand(request.words, WordsOfNotices())


def searched(request: Request, *, ranked: bool) -> tuple[FromClause, list[ColumnElement[bool]]]:
    """The rows to look at, and the conditions of words and filters; kind and status are left to the caller, who counts them."""
    question = question_of(request)
    dialect = db.engine.dialect.name
    rows = INDEX.rows(question, dialect, ranked=ranked)
    conditions = INDEX.exactly(rows.c.id, question, dialect, lambda row_id, phrase: _holds(row_id, phrase, dialect))
    conditions.append(rows.c.merged_into_id.is_(None))  # an alias of another publication
    if question.hollow:
        conditions.append(rows.c.id < 0)  # only words such as "de": nothing answers them
    if not request.corrected_too and not question.only_codes:
        conditions.append(rows.c.id.not_in(select(Notice.corrects_id).where(Notice.corrects_id.is_not(None))))
    return rows, [*conditions, *_filters(request, rows.c)]


def _holds(row_id: ColumnElement[int], phrase: str, dialect: str) -> ColumnElement[bool]:
    """Whether the title, the description, the buyer's name or number, or a lot holds exactly these words."""
    exact = Notice.__table__.alias("exact")
    buyer = exact.c.data["buyer"]["name"].as_string()
    of_lots: list[ColumnElement[Any]]
    if dialect == "sqlite":
        lots = func.json_each(exact.c.data, "$.lots").table_valued("value", name="lots")
        of_lots = [func.json_extract(lots.c.value, f"$.{name}") for name in IN_LOTS]
    else:
        lots = func.json_array_elements(exact.c.data["lots"]).table_valued("value", name="lots")
        of_lots = [lots.c.value.op("->>")(name) for name in IN_LOTS]

    def holds(text: ColumnElement[Any]) -> ColumnElement[bool]:
        return func.coalesce(search.plain(text, dialect), "").contains(phrase, autoescape=True)

    in_lots = exists().select_from(lots).where(or_(*map(holds, of_lots)))
    here = (*map(holds, (exact.c.title, exact.c.description, exact.c.buyer_reference, buyer)), in_lots)
    return exists().select_from(exact).where(exact.c.id == row_id, or_(*here))


def _filters(request: Request, row: Any) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if request.cpv:
        chosen.append(row.id.in_(select(NoticeCpv.notice_id).where(under(request.cpv))))
    if request.place:
        codes = nuts.codes_within(request.place)
        chosen.append(row.id.in_(select(NoticePlace.notice_id).where(NoticePlace.code.in_(codes))))
    if request.buyer is not None:
        bought = select(NoticeParty.notice_id).where(
            NoticeParty.organisation_id.in_(organisations.merged_with(request.buyer)),
            NoticeParty.role.in_(organisations.BUYERS),
        )
        chosen.append(row.id.in_(bought))
    if request.regime is not None:
        chosen.append(row.legal_regime == request.regime)
    if request.reserved is not None:
        chosen.append(row.reserved == request.reserved)
    # A notice without a value answers no question about amounts: nobody can tell.
    if request.min_value is not None:
        chosen.append(row.value_cents >= request.min_value * 100)
    if request.max_value is not None:
        chosen.append(row.value_cents <= request.max_value * 100)
    return chosen


def moments(request: Request, row: Any, now: datetime) -> list[ColumnElement[bool]]:
    """The conditions on days."""
    chosen: list[ColumnElement[bool]] = []
    if request.deadline_within is not None:
        # What closed already is not what closes within a week.
        deadline = next_deadline(now, row)
        chosen.append(and_(deadline >= now, deadline <= now + timedelta(days=request.deadline_within)))
    if request.published_since is not None:
        chosen.append(row.published >= request.published_since)
    if request.first_seen_from is not None:
        chosen.append(row.id.in_(select(Notice.id).where(Notice.first_seen_at >= request.first_seen_from)))
    for period in request.periods:
        chosen += _within(period, row, now)
    return chosen


def _within(period: TypedPeriod, row: Any, now: datetime) -> Iterator[ColumnElement[bool]]:
    """The conditions of a period on the day that it is about."""
    first: date | datetime | None = period.first
    last: date | datetime | None = period.last
    column = row.published
    if period.about is About.CLOSES:
        column = next_deadline(now, row)
        first, last = clock.start_of_day(period.first), clock.start_of_day(_day_after(period.last))
    elif period.about is About.ENDS:
        column = row.contract_end
        yield row.kind.in_(CONTRACTS)
    if first is not None:
        yield column >= first
    if last is not None:
        yield column < last if period.about is About.CLOSES else column <= last


def _day_after(day: date | None) -> date | None:
    return None if day in {None, date.max} else day + timedelta(days=1)


def under(code: str) -> ColumnElement[bool]:
    """A CPV code and all below it, as a range: that is what an index can find."""
    beginning = cpv.significant(code)
    # After 99 comes nothing of two digits: then the range has no end.
    after = str(int(beginning) + 1).rjust(len(beginning), "0")
    chosen = NoticeCpv.code >= beginning
    return and_(chosen, NoticeCpv.code < after) if len(after) == len(beginning) else chosen
