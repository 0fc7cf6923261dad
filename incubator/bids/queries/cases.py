"""A bid as the rules of procurement look at it: the notice, what the buyer asks, the dossier, and who bids along."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from sqlalchemy import select

from incubator.bids.models import (
    Bid,
    Partner,
    PartnerRole,
    PartnerState,
    Requirement,
    RequirementKind,
    RequirementState,
)
from incubator.bids.queries import asking, case_sides, nearness, requirements, work_terms
from incubator.bids.queries.declarations import declarations
from incubator.bids.queries.documents import route_of
from incubator.bids.rules import deciding, lots, planning
from incubator.bids.rules.asking import TermSource
from incubator.bids.rules.procurement import staffing
from incubator.bids.rules.procurement.regimes import regime_of
from incubator.bids.values.deciding import CertificateHeld, DecisionBasis
from incubator.bids.values.documents import ONLY_ADMITS
from incubator.bids.values.planning import PlanBasis, PlannedCriterion, PlannedPartner, PlannedProof
from incubator.bids.values.procurement import (
    AskedKind,
    AskedText,
    CriterionAsked,
    ProcurementCase,
)
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_amount, read_day
from incubator.core.quantities.writing import write_decimal
from incubator.formats.values import Criterion, ReadLot, ReadNotice
from incubator.notices.models import Notice
from incubator.watch.models import WorkRequest

CENTRAL, UTILITY = "central", "utility"
HELP_AT_HOME = "85312"
KINDS = {kind.value: kind for kind in AskedKind}
TOGETHER = frozenset({PartnerRole.LEAD, PartnerRole.MEMBER})
LENDING = (PartnerState.INVITED, PartnerState.AGREED)


def case_of(bid: Bid, *, now: datetime, work: Notice | WorkRequest | None = None) -> ProcurementCase:
    """What the rules look at; `work` is a newer publication of the same notice."""
    asked = work or bid.work
    partners, declared = partners_of(bid), declarations(bid)
    case = replace(
        _as_published(asked.content, bid.lots, now),
        origin=bid.origin,
        only_admits=route_of(bid) in ONLY_ADMITS,
        law=asking.law_of(bid),
        closes=_closes(bid, asked.content, asked.deadline),
        confirmed=case_sides.confirmed_criteria(bid),
        texts=tuple(_texts(bid, asked.content)),
        # Who bids alone leads nobody.
        combination=any(map(partial(_joins, bid), partners)),
        answers_published_on=case_sides.answers_published_on(bid),
        award_sent_on=case_sides.award_sent_on(bid),
        own=case_sides.own_side(bid, declared, _reference_years(cooperatives.holding_values(bid.cooperative))),
        partners=case_sides.partner_sides(bid, declared, partners),
    )
    if bid.invitation is not None:
        # The term of a bid runs from the invitation, and that is not published.
        case = replace(case, closes=_local(bid.deadline), sent_on=None)
    decision = bid.decision
    # What somebody read in the documents and filled in goes before what we read ourselves.
    if decision is None or decision.turnover_asked_cents is None:
        return case
    return replace(case, turnover_asked=Decimal(decision.turnover_asked_cents) / 100)


def _as_published(content: ReadNotice, ids: Sequence[str], now: datetime) -> ProcurementCase:
    """What the notice itself says."""
    return ProcurementCase(
        # A rule that came later does not hold for what was published before.
        on=content.published or clock.local(now).date(),
        now=clock.local(now),
        nature=content.nature or "services",
        cpv=_codes(content),
        buyer=_kind_of_buyer(content),
        value=lots.whole_value(content),
        months=lots.months(content, ids),
        legal_regime=content.legal_regime,
        procedure=content.procedure,
        sent_on=_sent_on(content),
        reserved=content.reserved,
        lots=max(1 + lots.is_divided(content), len(content.real_lots)),
        lots_bid_on=lots.bid_on(content, ids, now),
        most_lots=content.most_lots_bid,
        most_lots_won=content.most_lots_won,
        criteria=tuple(_criteria(content, ids)),
        home_care=any(code.startswith(HELP_AT_HOME) for code in content.cpv),
    )


def _joins(bid: Bid, partner: Partner) -> bool:
    return partner.role in TOGETHER and partner.cooperative_id != bid.cooperative_id


def plan_basis(bid: Bid, case: ProcurementCase, today: date) -> PlanBasis:
    """What the tasks of a bid follow from."""
    partners = []
    for partner in partners_of(bid):
        # The declaration of the group itself is a task of its own already.
        if partner.cooperative_id != bid.cooperative_id:
            partners.append(PlannedPartner(partner.id, partner.name, partner.role.value))
    closes = None if case.closes is None else case.closes.date()
    criteria, until = tuple(_planned_criteria(case)), _questions_until(bid, closes)
    proofs = []
    for row in requirements.proofs_missing(bid):
        proofs.append(PlannedProof(row.id, row.text, row.kind is RequirementKind.DOCUMENT))
    return PlanBasis(
        closes,
        regime_of(case),
        criteria,
        tuple(partners),
        questions_until=until,
        proofs=tuple(proofs),
        supplies_staff=staffing.supplies_staff(case),
        today=today,
        asks_first=bid.asks_first,
        law=case.law,
        origin=bid.origin,
        work=work_terms.of_bid(bid),
    )


def _questions_until(bid: Bid, closes: date | None) -> date | None:
    """The day in a sentence of the buyer that somebody confirmed; one on or after the closing day is about something else."""
    statement = select(Requirement).where(
        Requirement.bid_id == bid.id,
        Requirement.kind == RequirementKind.QUESTION_DEADLINE,
        Requirement.state == RequirementState.CONFIRMED,
    )
    term = asking.question_term(bid, db.session.scalars(statement.order_by(Requirement.position, Requirement.id)).all())
    if term.source is not TermSource.DOCUMENTS or term.on is None:
        return None
    return term.on if closes is None or term.on < closes else None


def decision_basis(bid: Bid, *, now: datetime, case: ProcurementCase | None = None) -> DecisionBasis:
    """What is known when a group decides whether it goes for this work. `case`: as it was read at this moment already."""
    case = case or case_of(bid, now=now)
    facts = cooperatives.holding_values(bid.cooperative)
    content, decision = bid.work.content, bid.decision
    near, names = nearness.of_places(facts.get("offer.places"), bid)
    basis = DecisionBasis(
        today=clock.local(now).date(),
        case=case,
        has_deed=cooperatives.has_deed(bid.cooperative),
        certificates=(
            *_certificates(facts.get("evidence.certificates")),
            *case_sides.certificates_of_library(bid.cooperative),
        ),
        hours_estimated=deciding.hours_of(lots.workloads(content, bid.lots), _amount(facts.get("finance.hourly_rate"))),
        near=near,
        place_names=names,
        place_derived=content.place_derived,
        other_work=nearness.is_other_work(facts.get("offer.sectors"), case.cpv, bid.work.title),
        has_closed_year=_has_closed_year(bid, facts, clock.local(now).date()),
        work_starts=work_terms.of_bid(bid).start,
        insurance=str(facts.get("evidence.insurance") or ""),
        open_knock_outs=tuple(_knock_outs_asked(bid)),
    )
    if decision is None:
        return basis
    return replace(
        basis,
        turnover_own_cents=decision.turnover_own_cents,
        hours_needed=decision.hours_needed,
        hours_available=decision.hours_available,
    )


def _knock_outs_asked(bid: Bid) -> Iterable[str]:
    """What stands on the list as a knock-out of the bidder or the work; by when it must be in stands elsewhere."""
    for row in requirements.open_knock_outs_of(bid):
        if row.kind not in {RequirementKind.TERM, RequirementKind.QUESTION_DEADLINE}:
            yield row.text


def _has_closed_year(bid: Bid, facts: dict[str, object], today: date) -> bool | None:
    """Whether a book year of the cooperative has ended; None when nobody wrote down when it began."""
    if not cooperatives.has_deed(bid.cooperative):
        return False
    try:
        return read_day(str(facts.get("identity.deed_date") or "")).year < today.year
    except RuleViolation:
        return None


def partners_of(bid: Bid) -> Sequence[Partner]:
    """Who bids along and has not withdrawn."""
    statement = select(Partner).where(Partner.bid_id == bid.id, Partner.state.in_(LENDING)).order_by(Partner.id)
    return db.session.scalars(statement).all()


def _codes(content: ReadNotice) -> tuple[str, ...]:
    """The main code first."""
    main = (content.main_cpv,) if content.main_cpv else ()
    return (*main, *filter(lambda code: code != content.main_cpv, content.cpv))


def _kind_of_buyer(content: ReadNotice) -> str:
    kind = "" if content.buyer is None else content.buyer.type or ""
    if CENTRAL in kind or kind == "cga":
        return CENTRAL
    if UTILITY in kind or kind in {"pub-undert", "spec-rights-entity"}:
        return UTILITY
    return "sub-central"


def _sent_on(content: ReadNotice) -> date | None:
    # A correction is sent later than the notice from which the term runs.
    if content.corrects is not None:
        return None
    if content.dispatched is not None:
        return clock.local(content.dispatched).date()
    return content.published


def _closes(bid: Bid, content: ReadNotice, moment: datetime | None) -> datetime | None:
    """The closing of the lots on which we bid, as this publication has it; `moment` is that of the whole."""
    ends = lots.closing(content, bid.lots, clock.now())
    return _local(moment if ends is None else ends.moment)


def _local(moment: datetime | None) -> datetime | None:
    """In the Netherlands, where a deadline is a day and an hour."""
    return None if moment is None else clock.local(moment)


def _criteria(content: ReadNotice, ids: Sequence[str]) -> Iterable[CriterionAsked]:
    names = {lot.id: _name_of(lot) for lot in lots.offered(content)}
    for criterion, lot in lots.criteria(content, ids):
        kind, weight = criterion.kind, criterion.weight
        yield CriterionAsked(kind, criterion.name, weight, criterion.weight_kind, names.get(lot, ""), lot)


def _name_of(lot: ReadLot) -> str:
    # The key of a system is no name.
    number = lots.lot_number(lot.id)
    return lot.title or (lot.id if number == lot.id else f"perceel {number}")


def _texts(bid: Bid, content: ReadNotice) -> Iterable[AskedText]:
    """Sentences of the notice, and what was recognised in the files of the buyer and not dropped."""
    for text in (content.title, content.description, *(lot.description for lot in lots.chosen(content, bid.lots))):
        if text:
            yield AskedText(text)
    yield from map(_of_criterion, content.criteria)
    statement = select(Requirement).where(Requirement.bid_id == bid.id, Requirement.state != RequirementState.DROPPED)
    for requirement in db.session.scalars(statement.order_by(Requirement.position, Requirement.id)):
        yield AskedText(requirement.text, KINDS.get(requirement.kind.value, AskedKind.OTHER))


def _of_criterion(criterion: Criterion) -> AskedText:
    return AskedText(f"{criterion.name} {criterion.description or ''}", AskedKind.AWARD)


def _reference_years(facts: dict[str, object]) -> tuple[int, ...]:
    years: list[int] = []
    references = facts.get("evidence.references")
    if isinstance(references, list):
        for reference in references:
            # "2023-2025" ends in 2025.
            typed = str(reference.get("year") or "")[-4:]
            if typed.isdecimal() and len(typed) == 4:
                years.append(int(typed))
    return tuple(years)


def _certificates(lines: object) -> tuple[CertificateHeld, ...]:
    return tuple(map(deciding.certificate, lines)) if isinstance(lines, list) else ()


def _amount(typed: object) -> Decimal | None:
    if typed is None:
        return None
    try:
        return read_amount(typed)
    except RuleViolation:
        return None


def _planned_criteria(case: ProcurementCase) -> Iterable[PlannedCriterion]:
    """The criteria of quality, each with a key that does not change when the weights do."""
    taken: set[str] = set()
    for criterion in case.criteria:
        if criterion.kind != "quality" or not criterion.name:
            continue
        weight = ""
        if criterion.weight is not None and criterion.weight_kind == "percentage":
            weight = f"{write_decimal(criterion.weight)}%"
        key = planning.key_of(criterion.name, criterion.lot_id)
        # The same name twice in a lot, with another description: the second is another task.
        while key in taken:
            key += "-2"
        taken.add(key)
        yield PlannedCriterion(key, criterion.name[:160], weight, criterion.lot or "")
