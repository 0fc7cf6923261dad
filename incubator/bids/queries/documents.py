"""Reads about what documents of a bid are made of, and about the documents that were made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.bids.models import (
    Bid,
    BidDocument,
    BuyerFile,
    DocumentLook,
    DocumentTemplate,
    Partner,
    PartnerState,
    PdfState,
    PriceLine,
    PriceSheet,
    Requirement,
    Section,
)
from incubator.bids.queries import bidding
from incubator.bids.rules import lots, routes
from incubator.bids.values.documents import ProcurementRoute
from incubator.bids.values.pricing import TERMS, PricedLine, PriceTerms
from incubator.cooperatives import queries as cooperatives
from incubator.core.db import db


@dataclass(frozen=True, slots=True)
class BidParts:
    """The rows of which documents are made, read once."""

    requirements: Sequence[Requirement]
    sections: Sequence[Section]
    partners: Sequence[Partner]
    price: PriceSheet | None
    price_lines: Sequence[PriceLine]
    buyer_files: Sequence[BuyerFile]


def parts_of(bid: Bid) -> BidParts:
    """Everything but what was dropped or has withdrawn."""
    requirements = (
        select(Requirement)
        .where(Requirement.bid_id == bid.id)
        .options(selectinload(Requirement.file))
        .order_by(Requirement.position, Requirement.id)
    )
    sections = select(Section).where(Section.bid_id == bid.id).order_by(Section.position, Section.id)
    partners = (
        select(Partner)
        .where(Partner.bid_id == bid.id, Partner.state.in_((PartnerState.INVITED, PartnerState.AGREED)))
        .order_by(Partner.id)
    )
    buyer_files = select(BuyerFile).where(BuyerFile.bid_id == bid.id).order_by(BuyerFile.id)
    return BidParts(
        db.session.scalars(requirements).all(),
        db.session.scalars(sections).all(),
        db.session.scalars(partners).all(),
        price_of(bid),
        price_lines(bid),
        db.session.scalars(buyer_files).all(),
    )


def price_of(bid: Bid) -> PriceSheet | None:
    return db.session.scalar(select(PriceSheet).where(PriceSheet.bid_id == bid.id))


def price_lines(bid: Bid) -> Sequence[PriceLine]:
    """The lines that count: of the whole, and of the lots on which the bid is."""
    notice = bid.work.content
    return [line for line in every_price_line(bid) if lots.counts(line.lot, notice, bid.lots)]


def lines_fallen_away(bid: Bid) -> Sequence[PriceLine]:
    """The lines of lots on which the bid no longer is: they stay, and count nowhere."""
    notice = bid.work.content
    return [line for line in every_price_line(bid) if not lots.counts(line.lot, notice, bid.lots)]


def every_price_line(bid: Bid) -> Sequence[PriceLine]:
    return db.session.scalars(select(PriceLine).where(PriceLine.bid_id == bid.id).order_by(PriceLine.id)).all()


def terms_of(sheet: PriceSheet) -> PriceTerms:
    """What was agreed about the whole price, as the rules take it."""
    return PriceTerms(**{name: getattr(sheet, name) for name in TERMS})


def priced(rows: Iterable[PriceLine]) -> tuple[PricedLine, ...]:
    """The lines of a price as the rules take them."""
    lines = []
    for row in rows:
        lines.append(PricedLine(row.kind, row.what, row.quantity_hundredths, row.unit, row.cost_cents, row.lot))
    return tuple(lines)


def price_line(viewer: User, slug: str, bid_id: int, line_id: int) -> PriceLine | None:
    """A line of the price of a bid within sight. A loader for `guarded`."""
    owner = bidding.bid(viewer, slug, bid_id)
    if owner is None:
        return None
    return db.session.scalar(select(PriceLine).where(PriceLine.id == line_id, PriceLine.bid_id == owner.id))


def state_of(bid: Bid, parts: BidParts) -> dict[str, Any]:
    """What the documents are made from beside facts, as it stands now: small enough to keep beside each document."""
    return {
        "sections": _revisions(parts.sections),
        "requirements": _requirement_states(parts.requirements),
        "tasks": _task_states(bid),
        "partners": _revisions(parts.partners),
        "price": _price_state(parts),
        "notice": _work_state(bid),
        "lots": list(bid.lots),
        "deed": cooperatives.has_deed(bid.cooperative),
    }


def _revisions(rows: Iterable[Section | Partner | PriceLine]) -> dict[str, Any]:
    # Keys of JSON are texts: numbers would come back as something else than was stored.
    return {str(row.id): row.revision for row in rows}


def _requirement_states(rows: Iterable[Requirement]) -> dict[str, Any]:
    """Beside the revision what documents show of it, for who ticks a line does not rewrite it."""
    return {str(row.id): [row.revision, row.state.value, row.done_at is not None] for row in rows}


def _task_states(bid: Bid) -> dict[str, Any]:
    return {str(task.id): [task.done_at is not None, str(task.due_on or ""), task.owner_id] for task in bid.tasks}


def facts_of(bid: Bid) -> dict[str, Any]:
    """The facts that hold, by key."""
    return dict(cooperatives.holding_values(bid.cooperative))


def _price_state(parts: BidParts) -> list[Any]:
    revision = parts.price.revision if parts.price is not None else None
    return [revision, _revisions(parts.price_lines)]


def _work_state(bid: Bid) -> str:
    if bid.notice is not None:
        return f"{bid.notice_id}:{bid.notice.content_hash}"
    request = bid.work
    return f"{bid.request_id}:{request.title}:{request.deadline}:{request.content.description}"


def newest_documents(bid: Bid) -> list[BidDocument]:
    """Of each document the one that was made last."""
    newest = (
        select(func.max(BidDocument.id))
        .where(BidDocument.bid_id == bid.id)
        .group_by(BidDocument.kind, BidDocument.lot, BidDocument.part)
    )
    statement = (
        select(BidDocument)
        .where(BidDocument.id.in_(newest))
        .options(selectinload(BidDocument.file), selectinload(BidDocument.pdf), selectinload(BidDocument.made_by))
        .order_by(BidDocument.id)
    )
    return list(db.session.scalars(statement))


def document_of(viewer: User, slug: str, bid_id: int, document_id: int) -> BidDocument | None:
    """A document of a bid within sight. A loader for `guarded`."""
    owner = bidding.bid(viewer, slug, bid_id)
    if owner is None:
        return None
    statement = select(BidDocument).where(BidDocument.id == document_id, BidDocument.bid_id == owner.id)
    return db.session.scalar(statement)


def waiting_for_pdf(most: int) -> list[BidDocument]:
    """The documents of which the PDF still has to be made, the oldest first."""
    statement = (
        select(BidDocument)
        .where(BidDocument.pdf_state == PdfState.WAITING)
        .options(selectinload(BidDocument.file))
        .order_by(BidDocument.id)
        .limit(most)
    )
    return list(db.session.scalars(statement))


def look() -> DocumentLook | None:
    """The look that holds; None is ours."""
    statement = select(DocumentLook).where(DocumentLook.ended_at.is_(None)).order_by(DocumentLook.id.desc())
    return db.session.scalars(statement).first()


def looks() -> Sequence[DocumentLook]:
    """Every look that was put there, the newest first."""
    statement = select(DocumentLook).options(selectinload(DocumentLook.file), selectinload(DocumentLook.put_by))
    return db.session.scalars(statement.order_by(DocumentLook.id.desc()).limit(20)).all()


def templates() -> Sequence[DocumentTemplate]:
    statement = select(DocumentTemplate).options(selectinload(DocumentTemplate.file))
    return db.session.scalars(statement.order_by(DocumentTemplate.name, DocumentTemplate.id)).all()


def templates_in_use(route: str) -> list[DocumentTemplate]:
    """The templates of the managers for this kind of procurement."""
    return [template for template in templates() if template.in_use and route in template.routes]


def template(viewer: User, template_id: int) -> DocumentTemplate | None:
    """One template. A loader for `guarded`."""
    return db.session.get(DocumentTemplate, template_id)


def price_sheets_of(parts: BidParts) -> tuple[str, ...]:
    """The price sheets of the buyer, by name: they are filled in by hand and never altered here."""
    older = {row.replaces_id for row in parts.buyer_files}
    return tuple(row.name for row in parts.buyer_files if row.is_price_sheet and row.id not in older)


def route_of(bid: Bid) -> ProcurementRoute:
    """By which road the work of a bid is given, as it stands now: who is invited has left the first of two stages behind."""
    return routes.route_of(
        bid.work.content,
        origin=bid.origin,
        is_invited=bid.invitation is not None,
        asks_first=bid.asks_first,
    )


def road_is_open(bid: Bid) -> bool:
    """Whether nobody knows yet if this is a request to take part: it is made as a bid, and somebody looks in the documents."""
    return bid.may_ask_first and is_asked_after(bid)


def is_asked_after(bid: Bid) -> bool:
    """Whether the papers of the buyer have to tell the road: the notice leaves it open, and it is no admission to a system."""
    return bid.road_left_open and route_of(bid) not in {ProcurementRoute.DYNAMIC, ProcurementRoute.OPEN_HOUSE}
