"""The award criteria of a bid: what people confirmed and what only the notice has, each with what was written on it."""

from collections.abc import Iterator, Mapping, Sequence

from incubator.bids.documents.approach import written_weight
from incubator.bids.models import Requirement, RequirementKind, RequirementState, Section
from incubator.bids.queries.amounts import may_stand
from incubator.bids.queries.documents import BidParts
from incubator.bids.rules import sections as section_rules
from incubator.bids.values.documents import OF_NOTICE, ScoredCriterion, ThreeParts
from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_number, write_decimal
from incubator.formats.values import Criterion, ReadLot, ReadNotice

KINDS = {"price": "Prijs", "cost": "Kosten", "quality": "Kwaliteit"}
WEIGHT_UNITS = {"percentage": "%", "points": " punten", "euro": " euro", "order": " (volgorde van belang)"}
OF_PERSON = "vastgelegd door een van ons"


def criteria_of(notice: ReadNotice, parts: BidParts, lots: Sequence[ReadLot]) -> Iterator[ScoredCriterion]:
    """First what people confirmed; then what only the notice has, and nobody dropped."""
    sections = {section.requirement_id: section for section in parts.sections if section.requirement_id}
    known = {row.text.strip().casefold(): row for row in parts.requirements if row.kind is RequirementKind.AWARD}
    confirmed = [row for row in known.values() if row.state is RequirementState.CONFIRMED]
    for row in confirmed:
        yield _confirmed(row, sections.get(row.id))
    for criterion, lot in _criteria_of_notice(notice, lots):
        standing = _standing(known, criterion)
        if standing is None:
            yield _of_notice(criterion, lot, None)
        # What was confirmed stands above, and what was dropped nowhere.
        elif standing.state is RequirementState.PROPOSED:
            yield _of_notice(criterion, lot, sections.get(standing.id))


def _standing(known: Mapping[str, Requirement], criterion: Criterion) -> Requirement | None:
    """The requirement that a criterion of the notice became: by its name, or by its description."""
    named = known.get(name_of_criterion(criterion).casefold())
    if named is not None or not criterion.description:
        return named
    return known.get(criterion.description.strip().casefold())


def _criteria_of_notice(notice: ReadNotice, lots: Sequence[ReadLot]) -> list[tuple[Criterion, str]]:
    """Each with its lot; one that every lot on which we bid repeats is of all of them."""
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


def _of_notice(criterion: Criterion, lot: str, section: Section | None) -> ScoredCriterion:
    described = criterion.description or ""
    return ScoredCriterion(
        kind=criterion.kind,
        name=name_of_criterion(criterion),
        weight=written_weight(criterion),
        description="" if described == criterion.name else described,
        lot=lot,
        origin=OF_NOTICE,
        text=_text(section),
        page_limit=_page_limit(section),
        amount_may_stand=section is not None and may_stand(section),
    )


def _confirmed(row: Requirement, section: Section | None) -> ScoredCriterion:
    kind = "price" if section_rules.is_price(row.text) else "quality"
    return ScoredCriterion(
        kind=kind,
        name=_short(row.text),
        weight=_weight(row),
        description="" if row.text == _short(row.text) else row.text,
        lot=row.lot or "",
        origin=place_of(row),
        text=_text(section),
        page_limit=_page_limit(section),
        amount_may_stand=section is not None and may_stand(section),
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


def _page_limit(section: Section | None) -> int | None:
    return None if section is None else section.page_limit


def _text(section: Section | None) -> ThreeParts | None:
    if section is None:
        return None
    return ThreeParts(section.what, section.view, section.proof)
