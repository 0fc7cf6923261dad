"""What the documents of a bid are made of, gathered out of its rows: Dutch, whatever the language of the page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from flask_babel import force_locale

from incubator.bids.documents.offers import proposal, quotation
from incubator.bids.documents.plan import admission, plan_of_approach
from incubator.bids.messages import declaration_sheets, evidence
from incubator.bids.messages.asking import asked_of
from incubator.bids.messages.bidding import known_of
from incubator.bids.messages.criteria import criteria_of, place_of
from incubator.bids.messages.deciding import words_of
from incubator.bids.messages.partners import ROLES_NL, joint_work
from incubator.bids.models import Bid, PartnerState, Requirement, RequirementState
from incubator.bids.queries import amounts, asking, bidding, sections, work_terms
from incubator.bids.queries import documents as queries
from incubator.bids.queries.bidders import Bidders, bidders_of
from incubator.bids.queries.documents import BidParts
from incubator.bids.queries.validity import invited_by
from incubator.bids.rules import lots, pricing
from incubator.bids.rules.validity import terms_of
from incubator.bids.values.documents import (
    BidPrice,
    BidSource,
    ListedRequirement,
    ListedTask,
    OwnChapter,
    ProcurementRoute,
    ThreeParts,
)
from incubator.bids.values.joint import PartySheet
from incubator.bids.values.pricing import PriceTerms
from incubator.bids.values.procurement import ProcurementCase
from incubator.bids.values.validity import BidTerm
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.core.word import Document
from incubator.formats.values import ReadLot, ReadNotice

DIRECT_DOCUMENTS = {ProcurementRoute.PRIVATE: quotation, ProcurementRoute.CHALLENGE: proposal}


def source_of(
    bid: Bid, *, made_at: datetime, base_url: str, parts: BidParts | None = None, case: ProcurementCase | None = None
) -> BidSource:
    """Everything that documents take, as it stands at this moment; `parts` and `case` where they were read already."""
    parts = parts or queries.parts_of(bid)
    notice = _notice_of(bid)
    facts = known_of(bid.cooperative, clock.local(made_at).date())
    on_lots = bidding.chosen_lots(bid)
    among = bidders_of(bid)
    risks, doubts = evidence.risks(bid, made_at, case)
    return BidSource(
        notice=notice,
        route=queries.route_of(bid),
        facts=facts,
        cooperative=bid.cooperative.name,
        has_deed=cooperatives.has_deed(bid.cooperative) or "identity.deed_date" in facts,
        is_local=sections.is_ours(bid),
        lots=on_lots,
        deadline=bid.deadline,
        made_at=made_at,
        validity=_validity(bid, notice, on_lots),
        law=asking.law_of(bid),
        criteria=tuple(criteria_of(notice, parts, on_lots)),
        chapters=tuple(_chapters(parts)),
        tasks=tuple(_tasks(bid)),
        work=work_terms.of_bid(bid),
        requirements=tuple(map(_listed, _kept(parts.requirements))),
        price=price_of(parts),
        buyer_amounts=amounts.of_buyer(bid, parts.requirements),
        buyer_sheets=queries.price_sheets_of(parts),
        partners=tuple(_partners(bid, parts, among)),
        colleagues=tuple(evidence.colleagues(bid.cooperative)),
        earlier=tuple(evidence.earlier_jobs(bid.cooperative)),
        risks=risks,
        doubts=doubts,
        joint=joint_work(bid, clock.local(made_at).date(), among),
        declarations=tuple(declaration_sheets.given(bid, made_at, among)),
        asked=asked_of(asking.questions(bid)),
        place=f"{base_url.rstrip('/')}/cooperaties/{bid.cooperative.slug}/inschrijvingen/{bid.id}" if base_url else "",
    )


def _validity(bid: Bid, notice: ReadNotice, lots: tuple[ReadLot, ...]) -> tuple[BidTerm, ...]:
    """How long the bid must stay valid; a request to take part binds nobody to a price."""
    if bid.asks_first:
        return ()
    return tuple(terms_of(notice, lots, invited_by(bid)))


def _notice_of(bid: Bid) -> ReadNotice:
    """What the bid is about, with the day by which it must be in: that of its lots, or of the invitation once there is one."""
    notice = bid.work.content
    if bid.invitation is None and lots.closing(notice, bid.lots, clock.now()) is None:
        return notice
    return replace(notice, deadline=bid.deadline, deadline_day_only=bid.deadline_day_only)


def main_document_of(bid: Bid, *, made_at: datetime, case: ProcurementCase | None = None) -> Document:
    """What is written first: the plan, the quotation for a client that asked for one, or the proposal of a challenge."""
    source = source_of(bid, made_at=made_at, base_url="", case=case)
    if source.route is ProcurementRoute.SELECTION:
        return admission(source)
    return DIRECT_DOCUMENTS.get(source.route, plan_of_approach)(source)


def _chapters(parts: BidParts) -> Iterator[OwnChapter]:
    for section in parts.sections:
        if section.requirement_id is None:
            text = ThreeParts(section.what, section.view, section.proof)
            allowed = amounts.may_stand(section)
            yield OwnChapter(section.title, section.lot or "", text, section.page_limit, amount_may_stand=allowed)


def _tasks(bid: Bid) -> Iterator[ListedTask]:
    # The document is Dutch, whatever the reader's language.
    with force_locale("nl"):
        for task in bid.tasks:
            if task.removed_at is None:
                owner = task.owner.name if task.owner else ""
                yield ListedTask(words_of(task), task.source, owner, task.due_on, task.done_at is not None)


def _kept(requirements: Sequence[Requirement]) -> list[Requirement]:
    return [row for row in requirements if row.state is not RequirementState.DROPPED]


def _listed(row: Requirement) -> ListedRequirement:
    return ListedRequirement(
        kind=row.kind.value,
        text=row.text,
        lot=row.lot or "",
        is_confirmed=row.state is RequirementState.CONFIRMED,
        is_done=row.done_at is not None,
        is_knock_out=row.knock_out,
        waived_because=row.waived_because,
        answered_in=row.answered_in,
        place=place_of(row),
    )


def _partners(bid: Bid, parts: BidParts, among: Bidders) -> Iterator[PartySheet]:
    """The others: who agreed to take part."""
    for partner in parts.partners:
        if partner.cooperative_id != bid.cooperative_id and partner.state is PartnerState.AGREED:
            name, kvk = among.identities[partner.id]
            yield PartySheet(name, kvk, ROLES_NL[partner.role], task=partner.task, number=partner.id)


def price_of(parts: BidParts) -> BidPrice | None:
    """The price as it stands, with what it comes to; None before anybody began."""
    if parts.price is None and not parts.price_lines:
        return None
    terms = PriceTerms() if parts.price is None else queries.terms_of(parts.price)
    lines = queries.priced(parts.price_lines)
    reckoned = pricing.totals(lines, terms)
    checked = parts.price.wage_at if parts.price is not None else None
    day = clock.local(checked).date() if checked is not None else None
    return BidPrice(terms, lines, reckoned, pricing.beside_the_wage(reckoned, terms), day)
