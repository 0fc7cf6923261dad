"""How long our bid stays valid (gestanddoeningstermijn, rule P-21), counted from the closing day. Plain Python."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from incubator.bids.values.validity import BidTerm
from incubator.core.quantities.writing import write_day
from incubator.formats import texts
from incubator.formats.tender_terms import DeadlineFor
from incubator.formats.values import ReadLot, ReadNotice

LENGTHS = {
    "day": ("dag", "dagen"),
    "week": ("week", "weken"),
    "month": ("maand", "maanden"),
    "year": ("jaar", "jaar"),
}
AFTER = "na de uiterste dag van indienen"


def terms_of(notice: ReadNotice, lots: Sequence[ReadLot], due: datetime | None = None) -> list[BidTerm]:
    """The terms of the lots on which we bid; one for the whole where they are the same.

    `due` is the moment by which who was invited bids: in a procedure in two stages the deadline of the notice is not that of the bid.
    """
    terms = list(dict.fromkeys(_terms(notice, lots, due)))
    if len({(each.term, each.last) for each in terms}) == 1:
        return [BidTerm(terms[0].term, terms[0].last)]
    return terms


def _terms(notice: ReadNotice, lots: Sequence[ReadLot], due: datetime | None) -> Iterator[BidTerm]:
    for lot in lots:
        term = notice.validity_of(lot)
        if term is not None:
            yield BidTerm(term, term.last_day(_closes(notice, lot, due)), lot.id)
    if not lots and notice.validity is not None:
        yield BidTerm(notice.validity, notice.validity.last_day(_closes(notice, None, due)))


def _closes(notice: ReadNotice, lot: ReadLot | None, due: datetime | None) -> date | None:
    moment = due
    if moment is None and notice.closes_for is not DeadlineFor.TENDER:
        moment = notice.tenders_due
    elif moment is None:
        moment = (lot.deadline if lot is not None else None) or notice.deadline
    return None if moment is None else moment.astimezone(texts.AMSTERDAM).date()


def last_day(terms: Sequence[BidTerm]) -> date | None:
    """The day until which the whole bid stays valid: the last over the lots. None when a day cannot be counted."""
    days = [each.last for each in terms if each.last is not None]
    return max(days) if len(days) == len(terms) and days else None


def in_dutch(each: BidTerm) -> str:
    """ "tot en met 30 mei 2026 (90 dagen na de uiterste dag van indienen)", as documents say it."""
    if each.term.number is None:
        return f"tot en met {write_day(each.last)}" if each.last is not None else ""
    singular, plural = LENGTHS[each.term.unit or "day"]
    length = f"{each.term.number} {singular if each.term.number == 1 else plural} {AFTER}"
    return f"tot en met {write_day(each.last)} ({length})" if each.last is not None else f"tot {length}"
