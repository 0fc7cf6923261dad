"""When the work of a bid starts and ends: what the buyer answered, what somebody confirmed in its papers, what the notice says."""

from collections.abc import Iterator

from sqlalchemy import select

from incubator.bids.models import (
    Bid,
    BidEffect,
    BuyerFile,
    BuyerQuestion,
    EffectKind,
    Requirement,
    RequirementKind,
    RequirementState,
)
from incubator.bids.rules import work_terms as rules
from incubator.bids.values.work_terms import StatedDay, WorkTerm
from incubator.core.db import db


def of_bid(bid: Bid) -> WorkTerm:
    """The days that a planning goes by, and where they come from."""
    rows = list(_confirmed(bid))
    starts, ends = [], []
    for row in rows:
        start, end = rules.start_day(row.text), rules.end_day(row.text)
        if start is not None:
            starts.append(StatedDay(start, row.text, row.id))
        if end is not None and end != start:
            ends.append(StatedDay(end, row.text, row.id))
    return rules.settled(_by_notice(bid), starts, ends, _answered(bid))


def _by_notice(bid: Bid) -> WorkTerm:
    """Of a single lot its own days go before those of the whole."""
    content = bid.work.content
    start, end, months = content.contract_start, content.contract_end, content.duration_months
    chosen = [lot for lot in content.real_lots if lot.id in bid.lots]
    if len(chosen) == 1:
        start, end = chosen[0].start or start, chosen[0].end or end
        months = chosen[0].duration_months or months
    return WorkTerm(start, end, months)


def _confirmed(bid: Bid) -> Iterator[Requirement]:
    """The terms that somebody confirmed, the newest last; of a file that has a newer version they hold no more."""
    replaced = select(BuyerFile.replaces_id).where(BuyerFile.bid_id == bid.id, BuyerFile.replaces_id.is_not(None))
    statement = select(Requirement).where(
        Requirement.bid_id == bid.id,
        Requirement.kind == RequirementKind.TERM,
        Requirement.state == RequirementState.CONFIRMED,
        Requirement.file_id.is_(None) | Requirement.file_id.not_in(replaced),
    )
    for row in db.session.scalars(statement.order_by(Requirement.id)):
        if not row.lot or not bid.lots or row.lot in bid.lots:
            yield row


def _answered(bid: Bid) -> StatedDay | None:
    """The new first day in an answer of the buyer, as somebody wrote it down; of several the last."""
    statement = (
        select(BidEffect.due_on, BidEffect.note, BuyerQuestion.answer)
        .outerjoin(BuyerQuestion, BidEffect.question_id == BuyerQuestion.id)
        .where(BidEffect.bid_id == bid.id, BidEffect.kind == EffectKind.START, BidEffect.due_on.is_not(None))
        .order_by(BidEffect.id.desc())
    )
    found_last = db.session.execute(statement).first()
    if found_last is None or found_last.due_on is None:
        return None
    return StatedDay(found_last.due_on, found_last.answer or found_last.note)
