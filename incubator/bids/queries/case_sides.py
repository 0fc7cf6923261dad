"""What a bid and its partners show to the rules of procurement: proofs, declarations, who signs, and the price."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from incubator.bids.messages import declaration_pages
from incubator.bids.models import (
    Answer,
    Bid,
    BuyerQuestion,
    Declaration,
    LibraryKind,
    Partner,
    PartnerRole,
    PriceLine,
    PriceSheet,
    Requirement,
    RequirementKind,
    RequirementState,
)
from incubator.bids.queries import declarations as queries
from incubator.bids.queries import documents, results
from incubator.bids.queries.bidders import Bidders, bidders_of
from incubator.bids.rules import espd_criteria as criteria
from incubator.bids.rules import pricing, sections
from incubator.bids.rules.checking import PAPERS
from incubator.bids.values.deciding import CertificateHeld
from incubator.bids.values.pricing import PriceTerms, PriceTotals, WageComparison
from incubator.bids.values.procurement import CriterionAsked, OwnSide, PartnerSide
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.formats.espd_values import YES

# A proof by the name under which the library keeps it.
EXTRACT, TAX, CONDUCT = (paper.words for paper in PAPERS)
HUNDRED = Decimal(100)


def certificates_of_library(group: Cooperative) -> Iterator[CertificateHeld]:
    """What the group keeps in its library, beside what its dossier names: each until its last day."""
    statement = select(Answer.title, Answer.valid_until).where(
        Answer.cooperative_id == group.id, Answer.kind == LibraryKind.CERTIFICATE
    )
    for title, until in db.session.execute(statement.order_by(Answer.id)):
        yield CertificateHeld(title, until)


def own_side(bid: Bid, declarations: Sequence[Declaration], years: tuple[int, ...]) -> OwnSide:
    """What is known of the group that bids; None is what nobody knows."""
    issued = _issued(bid)
    known = {declaration.partner.cooperative_id: declaration for declaration in declarations}
    own = known.get(bid.cooperative_id)
    price, cost = price_and_cost(bid)
    return OwnSide(
        reference_years=(*years, *_years(bid)),
        extract_on=_newest(issued, EXTRACT),
        tax_statement_on=_newest(issued, TAX),
        conduct_on=_newest(issued, CONDUCT),
        signatory_on_extract=_may_sign(own),
        exclusion_ground=has_ground(own),
        price=price,
        own_cost=cost,
    )


def partner_sides(
    bid: Bid, declarations: Sequence[Declaration], partners: Sequence[Partner]
) -> tuple[PartnerSide, ...]:
    """Who bids along, and whether its own papers are there."""
    known = {declaration.partner_id: declaration for declaration in declarations}
    among = bidders_of(bid) if known else None
    sides = []
    for partner in partners:
        declaration = known.get(partner.id)
        declared = declaration is not None and _is_given(declaration, bid)
        # Who lends something binds itself with its own declaration: without that there is nothing in writing.
        bound = declared if partner.role is PartnerRole.RELIED_ON else None
        side = PartnerSide(partner.name, partner.role.value, declaration=declared, binding_statement=bound)
        side = replace(side, is_ours=partner.cooperative_id == bid.cooperative_id)
        if declaration is not None and among is not None and not declared:
            side = replace(side, begun=True, answered=_answered(declaration, bid, among))
        sides.append(side)
    return tuple(sides)


def _is_given(declaration: Declaration, bid: Bid) -> bool:
    """Our own is ready as soon as somebody declared; of another we only know what it gave."""
    is_own = declaration.partner.cooperative_id == bid.cooperative_id
    return (declaration.grounds_at if is_own else declaration.ready_at) is not None


def _answered(declaration: Declaration, bid: Bid, among: Bidders) -> tuple[int, int] | None:
    """How many of its questions have an answer, of how many; None of a declaration that another cooperative fills in."""
    if queries.filled_in_by(declaration.partner) != bid.cooperative_id:
        return None
    parts = declaration_pages.states(declaration, among)
    asked = sum(part.questions for part in parts if not part.not_asked)
    return asked - declaration_pages.left_of(parts), asked


def confirmed_criteria(bid: Bid) -> tuple[CriterionAsked, ...]:
    """The award criteria that somebody confirmed, with their weight."""
    statement = select(Requirement).where(
        Requirement.bid_id == bid.id,
        Requirement.kind == RequirementKind.AWARD,
        Requirement.state == RequirementState.CONFIRMED,
    )
    criteria_asked = []
    for row in db.session.scalars(statement.order_by(Requirement.position, Requirement.id)):
        weight = None if row.weight is None else Decimal(row.weight)
        kind = "price" if sections.is_price(row.text) else "quality"
        criteria_asked.append(CriterionAsked(kind, row.text, weight, row.weight_unit, row.lot))
    return tuple(criteria_asked)


def answers_published_on(bid: Bid) -> date | None:
    """When the buyer published its last answers."""
    statement = select(func.max(BuyerQuestion.answered_on)).where(BuyerQuestion.bid_id == bid.id)
    return db.session.scalar(statement)


def award_sent_on(bid: Bid) -> date | None:
    """When the buyer sent the decision that stands."""
    decision = results.standing_decision(bid)
    return None if decision is None else decision.sent_on


def _issued(bid: Bid) -> list[tuple[str, date]]:
    statement = select(Answer.title, Answer.begun_on).where(
        Answer.cooperative_id == bid.cooperative_id,
        Answer.kind == LibraryKind.CERTIFICATE,
        Answer.begun_on.is_not(None),
    )
    return [(title, on) for title, on in db.session.execute(statement) if on is not None]


def _years(bid: Bid) -> list[int]:
    """When the references of the library were done."""
    statement = select(Answer.ended_on).where(
        Answer.cooperative_id == bid.cooperative_id, Answer.kind == LibraryKind.REFERENCE
    )
    return [ended.year for ended in db.session.scalars(statement) if ended is not None]


def _newest(issued: list[tuple[str, date]], name: re.Pattern[str]) -> date | None:
    return max((on for title, on in issued if name.search(title)), default=None)


def _may_sign(own: Declaration | None) -> bool | None:
    """Whether who declared is among those who were entered as signing; None where either is not known."""
    if own is None or not own.grounds_name or not own.partner.signatories:
        return None
    entered = map(str.casefold, own.partner.signatories)
    return any(own.grounds_name.strip().casefold() in name for name in entered)


def has_ground(own: Declaration | None) -> bool | None:
    """Whether a declaration says yes to a ground for exclusion; None while nobody declared about them."""
    if own is None:
        return None
    answers = queries.stored_answers(own)
    for criterion in queries.request_of(own.partner.bid).criteria:
        question = criteria.main_question(criterion)
        # Where buyers differ in what a yes means, a yes says nothing by itself.
        if question is None or criteria.words_of(criterion).code in criteria.ONE_BY_ONE:
            continue
        given = answers.get(question.id, ())
        if criteria.is_exclusion(criterion) and given and given[0].text == YES:
            return True
    return None if own.grounds_at is None else False


def wage_of(bid: Bid) -> WageComparison | None:
    """What an hour costs in the price beside the wage that was entered; None while one of the two is not known."""
    sheet, rows = documents.price_of(bid), documents.price_lines(bid)
    if sheet is None or not rows:
        return None
    terms, reckoned = _reckoned(sheet, rows)
    return pricing.beside_the_wage(reckoned, terms)


def _reckoned(sheet: PriceSheet, rows: Sequence[PriceLine]) -> tuple[PriceTerms, PriceTotals]:
    terms = documents.terms_of(sheet)
    return terms, pricing.totals(documents.priced(rows), terms)


def price_and_cost(bid: Bid) -> tuple[Decimal | None, Decimal | None]:
    """The price without VAT, and what the work costs at least: hours at the wage that must be paid, the rest as entered."""
    sheet, rows = documents.price_of(bid), documents.price_lines(bid)
    if sheet is None or not rows:
        return None, None
    terms, reckoned = _reckoned(sheet, rows)
    # Half a price compares with nothing.
    if reckoned.unpriced:
        return None, None
    wage = pricing.beside_the_wage(reckoned, terms)
    hours = Decimal(reckoned.hours)
    if wage is not None:
        hours = max(hours, Decimal(wage.least_cents) * reckoned.hours_hundredths / HUNDRED)
    return Decimal(reckoned.net) / HUNDRED, (hours + reckoned.other) / HUNDRED
