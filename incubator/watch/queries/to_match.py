"""Notices that are to be matched, and each as the engine takes it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from operator import attrgetter

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased, selectinload

from incubator.core.db import db
from incubator.formats.values import ReadLot, ReadNotice, Reserved
from incubator.notices.models import Notice
from incubator.notices.queries import statuses
from incubator.notices.rules.statuses import oldest_plan
from incubator.watch.queries.endings import end_of, ends_before_long
from incubator.watch.values import ACTIONABLE, MatchableNotice

EURO = "EUR"
RECENT = timedelta(days=365)  # a plan without a deadline is looked at for a year


def notices_to_match(notice_ids: Sequence[int], now: datetime) -> Sequence[Notice]:
    """Those of these notices that can still be acted on and that no later publication corrects; and contracts that end before long."""
    worth_it = or_(_can_be_acted_on(now), ends_before_long(now))
    statement = select(Notice).where(Notice.id.in_(notice_ids), worth_it).order_by(Notice.id)
    return db.session.scalars(statement).all()


def portions_to_match(now: datetime, size: int = 500) -> Iterator[Sequence[Notice]]:
    """All notices that can still be acted on, some at a time; without a deadline those of the last year. Contracts that end too."""
    statement = select(Notice).where(or_(can_be_matched(now), ends_before_long(now)))
    last = 0
    while portion := db.session.scalars(statement.where(Notice.id > last).order_by(Notice.id).limit(size)).all():
        yield portion
        last = portion[-1].id


def can_be_matched(now: datetime) -> ColumnElement[bool]:
    """Whether a notice can still be acted on; without a deadline it is of the last year."""
    recent = (now - RECENT).date()
    return and_(_can_be_acted_on(now), or_(Notice.deadline.is_not(None), Notice.published >= recent))


def newest_to_match(now: datetime, limit: int) -> Sequence[Notice]:
    """The newest notices that can still be acted on."""
    statement = select(Notice).where(_can_be_acted_on(now)).options(selectinload(Notice.buyer))
    return db.session.scalars(statement.order_by(Notice.id.desc()).limit(limit)).all()


def _can_be_acted_on(now: datetime) -> ColumnElement[bool]:
    return and_(
        Notice.kind.in_(ACTIONABLE),
        statuses.can_be_acted_on(now, oldest_plan(now)),
        _is_the_last_publication(),
    )


@cache
def _is_the_last_publication() -> ColumnElement[bool]:
    """No later publication corrects it."""
    later = aliased(Notice)
    return ~exists().where(later.corrects_id == Notice.id)


def matchable(notice: Notice, now: datetime) -> MatchableNotice:
    """A stored notice as the engine takes it at this moment."""
    content = notice.content
    deadline = notice.deadline_at(now)
    return MatchableNotice(
        id=notice.id,
        title=notice.title,
        description=_description(notice, content),
        lots=_texts_of_lots(notice, content.lots),
        cpv=_with_lots(notice.cpv, map(attrgetter("cpv"), content.lots)),
        main_cpv=notice.main_cpv,
        places=_with_lots(notice.places, map(attrgetter("places"), content.lots)),
        value=_euros(notice),
        value_doubted=_value_is_doubted(content),
        lot_values=tuple(_values_of_lots(content.lots)),
        deadline=deadline.moment if deadline else None,
        language=notice.language,
        nature=notice.nature,
        kind=notice.kind,
        reserved=notice.reserved or _reserved(content.lots),
        buyer=notice.buyer_id,
        ends=end_of(notice, now),
    )


def _value_is_doubted(content: ReadNotice) -> bool:
    return any(doubt.field.startswith("value") for doubt in content.doubts)


def _description(notice: Notice, content: ReadNotice) -> str:
    """The description, and the keywords that the buyer added."""
    parts = (notice.description, " ".join(content.keywords))
    return "\n".join(filter(None, parts))


def _texts_of_lots(notice: Notice, lots: Sequence[ReadLot]) -> str:
    """Titles and descriptions of the lots, each once; what the notice itself says already counts there."""
    texts: dict[str | None, None] = {}
    for lot in lots:
        texts |= {lot.title: None, lot.description: None}
    # A title that is repeated for each lot would count as much as a title and a lot together.
    for known in (notice.title, notice.description):
        texts.pop(known, None)
    return "\n".join(filter(None, texts))


def _with_lots(own: Iterable[str], of_lots: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Codes of the notice and then those of its lots, each once."""
    codes = dict.fromkeys(own)
    for codes_of_lot in of_lots:
        codes |= dict.fromkeys(codes_of_lot)
    return tuple(codes)


def _euros(notice: Notice) -> int | None:
    """The value in whole euros; None when it is not known, or in another currency."""
    if notice.value_cents is None or notice.value_currency not in {None, EURO}:
        return None
    return notice.value_cents // 100


def _values_of_lots(lots: Sequence[ReadLot]) -> Iterator[int]:
    """What each lot is worth in whole euros, where that is known; a group of lots is no lot."""
    for lot in lots:
        if lot.kind == "lot" and lot.value is not None and lot.value.currency == EURO:
            yield int(lot.value.amount)


def _reserved(lots: Sequence[ReadLot]) -> Reserved | None:
    """For whom the first reserved lot is."""
    for lot in lots:
        if lot.reserved is not None:
            return lot.reserved
    return None
