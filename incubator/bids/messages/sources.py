"""What the documents of a bid are made of, gathered out of its rows: Dutch, whatever the language of the page."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from flask_babel import force_locale, gettext

from incubator.bids.documents.approach import written_weight
from incubator.bids.documents.plan import plan_of_approach
from incubator.bids.messages.bidding import known_of
from incubator.bids.models import Bid, BidTask, PartnerState, Requirement, RequirementKind, RequirementState, Section
from incubator.bids.queries import bidding
from incubator.bids.queries import documents as queries
from incubator.bids.queries.documents import BidParts
from incubator.bids.rules import checklist, pricing, routes
from incubator.bids.values.documents import (
    BidPrice,
    BidSource,
    ListedRequirement,
    ListedTask,
    OwnChapter,
    ScoredCriterion,
    ThreeParts,
)
from incubator.bids.values.pricing import PricedLine, PriceTerms
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_number, write_decimal
from incubator.core.reference import municipalities
from incubator.core.word import Document
from incubator.formats.values import Criterion, ReadLot

FIXED = {task.key: task for task in checklist.TASKS}
KINDS = {"price": "Prijs", "cost": "Kosten", "quality": "Kwaliteit"}
WEIGHT_UNITS = {"percentage": "%", "points": " punten", "euro": " euro", "order": " (volgorde van belang)"}
OF_NOTICE, OF_PERSON = "volgens de aankondiging", "vastgelegd door een van ons"
TERMS = tuple(PriceTerms.__dataclass_fields__)


def source_of(bid: Bid, *, made_at: datetime, base_url: str, parts: BidParts | None = None) -> BidSource:
    """Everything that documents take, as it stands at this moment."""
    parts = parts or queries.parts_of(bid)
    notice = bid.work.content
    facts = known_of(bid.cooperative, clock.local(made_at).date())
    lots = chosen_lots(bid)
    return BidSource(
        notice=notice,
        route=routes.route_of(notice, is_asked=bid.request_id is not None),
        facts=facts,
        cooperative=bid.cooperative.name,
        has_deed=cooperatives.has_deed(bid.cooperative) or "identity.deed_date" in facts,
        is_local=routes.is_in(notice, _municipality(bid)),
        lots=lots,
        deadline=bid.work.deadline,
        made_at=made_at,
        criteria=tuple(_criteria(bid, parts, lots)),
        chapters=tuple(_chapters(parts)),
        tasks=tuple(_tasks(bid)),
        requirements=tuple(map(_listed, _kept(parts.requirements))),
        price=price_of(parts),
        buyer_sheets=queries.spreadsheets_of(parts),
        partners=tuple(_partners(bid, parts)),
        place=f"{base_url.rstrip('/')}/cooperaties/{bid.cooperative.slug}/inschrijvingen/{bid.id}" if base_url else "",
    )


def plan_of(bid: Bid, *, made_at: datetime) -> Document:
    """The plan of approach about all lots on which we bid."""
    return plan_of_approach(source_of(bid, made_at=made_at, base_url=""))


def chosen_lots(bid: Bid) -> tuple[ReadLot, ...]:
    """The lots on which we bid, in the order of the notice; all of them where nobody chose."""
    lots = bidding.lots_to_choose(bid.work)
    return tuple(lot for lot in lots if lot.id in bid.lots) or tuple(lots)


def _municipality(bid: Bid) -> str | None:
    """Where the group is: by its own page, which names a municipality by its code."""
    if bid.cooperative.municipality:
        return bid.cooperative.municipality
    seat = cooperatives.holding_values(bid.cooperative).get("identity.seat")
    known = municipalities.municipality_by_name(str(seat)) if seat else None
    return known.code if known else None


def _criteria(bid: Bid, parts: BidParts, lots: Sequence[ReadLot]) -> Iterator[ScoredCriterion]:
    """First what people confirmed; then what only the notice has, and nobody dropped."""
    sections = {section.requirement_id: section for section in parts.sections if section.requirement_id}
    known = {row.text.strip().casefold(): row for row in parts.requirements if row.kind is RequirementKind.AWARD}
    confirmed = [row for row in known.values() if row.state is RequirementState.CONFIRMED]
    for row in confirmed:
        yield _confirmed(row, sections.get(row.id))
    handled = {row.text.strip().casefold() for row in confirmed}
    for criterion, lot in _criteria_of_notice(bid, lots):
        name = name_of_criterion(criterion)
        standing = known.get(name.casefold()) or known.get((criterion.description or "").strip().casefold())
        is_dropped = standing is not None and standing.state is RequirementState.DROPPED
        if is_dropped or name.casefold() in handled or (standing is not None and standing in confirmed):
            continue
        section = sections.get(standing.id) if standing is not None else None
        yield _of_notice(criterion, name, lot, section)


def _criteria_of_notice(bid: Bid, lots: Sequence[ReadLot]) -> list[tuple[Criterion, str]]:
    """Each with its lot; one that every lot on which we bid repeats is of all of them."""
    notice = bid.work.content
    of_all: dict[Criterion, str] = dict.fromkeys(notice.criteria, "")
    of_lots: dict[Criterion, list[str]] = {}
    for lot in lots:
        for criterion in dict.fromkeys(lot.criteria):
            of_lots.setdefault(criterion, []).append(lot.id)
    listed = list(of_all.items())
    for criterion, names in of_lots.items():
        if criterion in of_all:
            continue
        if len(names) == len(lots):
            listed.append((criterion, ""))
        else:
            listed += [(criterion, name) for name in names]
    return listed


def name_of_criterion(criterion: Criterion) -> str:
    """What the buyer calls it."""
    # eForms gives a criterion without a name its kind for a name: "price".
    return KINDS.get(criterion.name, criterion.name).strip()


def _of_notice(criterion: Criterion, name: str, lot: str, section: Section | None) -> ScoredCriterion:
    described = criterion.description or ""
    return ScoredCriterion(
        kind=criterion.kind,
        name=name,
        weight=written_weight(criterion),
        description="" if described == criterion.name else described,
        lot=lot,
        origin=OF_NOTICE,
        text=_text(section),
        page_limit=section.page_limit if section else None,
    )


def _confirmed(row: Requirement, section: Section | None) -> ScoredCriterion:
    kind = "price" if row.text.strip().casefold() in {"prijs", "price", "laagste prijs"} else "quality"
    return ScoredCriterion(
        kind=kind,
        name=_short(row.text),
        weight=_weight(row),
        description="" if row.text == _short(row.text) else row.text,
        lot=row.lot or "",
        origin=place_of(row),
        text=_text(section),
        page_limit=section.page_limit if section else None,
    )


def _short(text: str) -> str:
    """A criterion is a heading: the first sentence of what the buyer wrote."""
    first = text.strip().splitlines()[0] if text.strip() else ""
    return first[:160]


def _weight(row: Requirement) -> str:
    if row.weight is None:
        return ""
    try:
        number = write_decimal(read_number(row.weight, "en"))
    except RuleViolation:
        number = row.weight
    return f"{number}{WEIGHT_UNITS.get(row.weight_unit or '', '')}"


def place_of(row: Requirement) -> str:
    """Where a requirement was read: in the notice, in a file with its page, or written down by somebody."""
    if row.file is not None:
        page = f", bladzijde {row.page}" if row.page else ""
        return f"{row.file.name}{page}"
    return OF_NOTICE if row.origin.value == "notice" else OF_PERSON


def _text(section: Section | None) -> ThreeParts | None:
    if section is None:
        return None
    return ThreeParts(section.what, section.view, section.proof)


def _chapters(parts: BidParts) -> Iterator[OwnChapter]:
    for section in parts.sections:
        if section.requirement_id is None:
            yield OwnChapter(section.title, section.lot or "", ThreeParts(section.what, section.view, section.proof))


def _tasks(bid: Bid) -> Iterator[ListedTask]:
    for task in bid.tasks:
        owner = task.owner.name if task.owner else ""
        yield ListedTask(_words(task), _source(task), owner, task.due_on, task.done_at is not None)


def _words(task: BidTask) -> str:
    if task.typed:
        return task.words
    words = task.words or (FIXED[task.key].words if task.key in FIXED else "")
    with force_locale("nl"):
        return str(gettext(words, **task.params)) if words else task.key


def _source(task: BidTask) -> str:
    if task.source or task.key not in FIXED:
        return task.source
    return FIXED[task.key].source


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


def _partners(bid: Bid, parts: BidParts) -> Iterator[str]:
    """The others: who agreed to take part."""
    for partner in parts.partners:
        if partner.cooperative_id != bid.cooperative_id and partner.state is PartnerState.AGREED:
            yield partner.name


def price_of(parts: BidParts) -> BidPrice | None:
    """The price as it stands, with what it comes to; None before anybody began."""
    if parts.price is None and not parts.price_lines:
        return None
    terms = PriceTerms()
    if parts.price is not None:
        terms = PriceTerms(**{name: getattr(parts.price, name) for name in TERMS})
    lines = tuple(
        PricedLine(row.kind, row.what, row.quantity_hundredths, row.unit, row.cost_cents, row.lot)
        for row in parts.price_lines
    )
    reckoned = pricing.totals(lines, terms)
    checked = parts.price.wage_at if parts.price is not None else None
    day = clock.local(checked).date() if checked is not None else None
    return BidPrice(terms, lines, reckoned, pricing.beside_the_wage(reckoned, terms), day)
