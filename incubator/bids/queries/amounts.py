"""Reads about amounts in the plan of a bid: which the buyer named itself, and which may not reach the buyer."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from incubator.bids.models import Bid, Requirement, RequirementState, Section
from incubator.bids.queries import documents
from incubator.bids.queries import sections as written
from incubator.bids.queries.documents import BidParts
from incubator.bids.rules import amounts, sections
from incubator.bids.values.origins import WorkOrigin
from incubator.formats.values import ReadLot, ReadNotice


def of_buyer(bid: Bid, asked: Sequence[Requirement]) -> frozenset[Decimal]:
    """The amounts that the notice and what was read in the documents name. `asked` are the requirements of the bid."""
    notice = bid.work.content
    texts = [*_texts_of(notice), *(row.text for row in asked if row.state is not RequirementState.DROPPED)]
    known = set(amounts.named_by_buyer(texts))
    for owner in _owners(notice):
        if owner.value is not None:
            known.add(owner.value.amount)
    return frozenset(known)


def _owners(notice: ReadNotice) -> tuple[ReadNotice | ReadLot, ...]:
    """What may name an amount: the whole and its lots."""
    return (notice, *notice.real_lots)


def _texts_of(notice: ReadNotice) -> Iterator[str]:
    for owner in _owners(notice):
        yield from filter(None, (owner.title, owner.description))
        for criterion in owner.criteria:
            yield f"{criterion.name}. {criterion.description or ''}"


def may_stand(section: Section) -> bool:
    """Whether an amount may stand in a section: the criterion itself asks for it, or somebody said why."""
    if section.amount_because:
        return True
    return section.requirement is not None and amounts.asks_amount(section.requirement.text)


def kept_from_buyer(bid: Bid, parts: BidParts | None = None) -> dict[int, list[str]]:
    """By the number of the section the amounts that hold the plan back; sections without them are left out.

    Nothing is held back for a client that asked a quotation, for a challenge, nor where the buyer asks the price in the plan.
    """
    parts = parts or documents.parts_of(bid)
    if not is_watched(bid, parts):
        return {}
    theirs = of_buyer(bid, parts.requirements)
    kept = {}
    for section in parts.sections:
        standing = kept_in(section, theirs)
        # A section of a lot on which the bid is not reaches nobody.
        if standing and written.is_of_bid(bid, section.lot):
            kept[section.id] = standing
    return kept


def is_watched(bid: Bid, parts: BidParts) -> bool:
    """Whether amounts stay out of the plan of this bid."""
    # A request to take part has no plan.
    if bid.asks_first:
        return False
    return bid.origin is WorkOrigin.NOTICE and not (parts.price is not None and parts.price.in_plan)


def kept_in(section: Section, theirs: frozenset[Decimal]) -> list[str]:
    """The amounts in the text of a section, and in a heading of our own, that may not go along."""
    if may_stand(section) or sections.is_price(section.title):
        return []
    texts = [*written.texts_of(section).values()]
    if section.requirement_id is None:
        texts.insert(0, section.title)
    return amounts.kept_from_buyer("\n".join(texts), theirs)
