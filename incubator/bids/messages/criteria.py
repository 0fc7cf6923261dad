"""The award criteria of a bid: what people confirmed and what only the notice has, each with what was written on it."""

from collections.abc import Iterator, Sequence

from incubator.bids.documents.approach import written_weight
from incubator.bids.models import Requirement, RequirementKind, Section
from incubator.bids.queries.amounts import may_stand
from incubator.bids.queries.documents import BidParts
from incubator.bids.rules import criteria as criterion_rules
from incubator.bids.rules import lots as lot_rules
from incubator.bids.rules import sections as section_rules
from incubator.bids.values.documents import OF_NOTICE, ScoredCriterion, ThreeParts
from incubator.core.errors import RuleViolation
from incubator.core.quantities import read_number, write_decimal
from incubator.formats.values import Criterion, ReadLot, ReadNotice

WEIGHT_UNITS = {"percentage": "%", "points": " punten", "euro": " euro", "order": " (volgorde van belang)"}
OF_PERSON = "vastgelegd door een van ons"


def criteria_of(notice: ReadNotice, parts: BidParts, lots: Sequence[ReadLot]) -> Iterator[ScoredCriterion]:
    """First what people confirmed for these lots; then what only the notice has, and nobody dropped."""
    ids = [lot.id for lot in lots]
    sections = _by_requirement(parts)
    rows = _rows_of(notice, parts, ids)
    shown: set[int] = set()
    for row, lot in rows:
        if row.is_confirmed:
            shown.add(row.id)
            yield _confirmed(row, lot, sections.get(row.id))
    for criterion, lot, known in _only_proposed(notice, parts, ids):
        number = 0 if known is None else known.id
        shown.add(number)
        yield _of_notice(criterion, lot, sections.get(number))
    # What somebody wrote on a criterion that the notice no longer names stays until somebody drops it.
    for row, lot in rows:
        if row.is_proposed and row.id not in shown and _is_written(sections.get(row.id)):
            yield _confirmed(row, lot, sections.get(row.id))


def _by_requirement(parts: BidParts) -> dict[int, Section]:
    return {section.requirement_id: section for section in parts.sections if section.requirement_id}


def _rows_of(notice: ReadNotice, parts: BidParts, ids: Sequence[str]) -> list[tuple[Requirement, str]]:
    """The award criteria on the list, each with the key of its lot, as far as the bid is on it."""
    rows = []
    for row in parts.requirements:
        lot = criterion_rules.lot_called(notice, row.lot)
        if row.kind is RequirementKind.AWARD and lot_rules.is_about(lot, notice, ids):
            rows.append((row, lot))
    return rows


def _only_proposed(
    notice: ReadNotice, parts: BidParts, ids: Sequence[str]
) -> Iterator[tuple[Criterion, str, Requirement | None]]:
    """The criteria of the notice with the requirement that each became, if any; what was confirmed or dropped is left out."""
    rows = [(row, row.worded) for row in parts.requirements if row.kind is RequirementKind.AWARD]
    standing = criterion_rules.RequirementsByWords(notice, rows)
    for criterion, lot in _of_each_lot(standing, lot_rules.criteria(notice, ids), ids):
        known = standing.of(criterion, lot)
        if known is None or known.is_proposed:
            yield criterion, lot, known


def _of_each_lot(
    standing: criterion_rules.RequirementsByWords[Requirement],
    asked: Sequence[tuple[Criterion, str]],
    ids: Sequence[str],
) -> Iterator[tuple[Criterion, str]]:
    """One of all lots that somebody confirmed or wrote on for some of them is looked at lot by lot."""
    for criterion, lot in asked:
        if lot == lot_rules.WHOLE and any(_own_row(standing, criterion, each) for each in ids):
            yield from ((criterion, each) for each in ids)
        else:
            yield criterion, lot


def _own_row(standing: criterion_rules.RequirementsByWords[Requirement], criterion: Criterion, lot: str) -> bool:
    row = standing.of(criterion, lot)
    return row is not None and bool(row.lot)


def _is_written(section: Section | None) -> bool:
    return section is not None and bool(section.what or section.view or section.proof)


def _of_notice(criterion: Criterion, lot: str, section: Section | None) -> ScoredCriterion:
    described = criterion.description or ""
    return ScoredCriterion(
        kind=criterion.kind,
        name=criterion_rules.name_of(criterion),
        weight=written_weight(criterion),
        description="" if described == criterion.name else described,
        lot=lot,
        origin=OF_NOTICE,
        text=_text(section),
        page_limit=_page_limit(section),
        amount_may_stand=section is not None and may_stand(section),
    )


def _confirmed(row: Requirement, lot: str, section: Section | None) -> ScoredCriterion:
    kind = "price" if section_rules.is_price(row.text) else "quality"
    return ScoredCriterion(
        kind=kind,
        name=_short(row.text),
        weight=_weight(row),
        description="" if row.text == _short(row.text) else row.text,
        lot=lot,
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
