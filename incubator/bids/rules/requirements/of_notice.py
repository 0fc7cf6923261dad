"""What the notice itself asks, without any file: its criteria, its terms, for whom it is reserved, and what its texts ask."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from incubator.bids.rules import lots as lot_rules
from incubator.bids.rules.requirements.recognising import recognised
from incubator.bids.rules.validity import in_dutch, terms_of
from incubator.bids.values.law import OUR_LAW, ProcurementLaw, of_directive
from incubator.bids.values.requirements import CriterionWeight, Recognised, RequirementKind
from incubator.core.quantities import write_count, write_day
from incubator.formats.papers.gathering import MARKER
from incubator.formats.papers.values import PaperFormat, PaperPage, Passage, PassageStyle, ReadPaper
from incubator.formats.tender_terms import DeadlineFor
from incubator.formats.values import Criterion, ReadLot, ReadNotice, Reserved

UNITS = {"percentage", "points", "order"}
# For whom, and where that stands: in Dutch law, and in the directive for a buyer abroad.
RESERVED_FOR = {
    Reserved.SHELTERED: (
        "De opdracht is voorbehouden aan sociale werkplaatsen en aan ondernemers die mensen met een arbeidsbeperking of een "
        "achterstand laten meedoen",
        "art. 2.82 Aanbestedingswet 2012",
        of_directive("20"),
    ),
    Reserved.PUBLIC_SERVICE_MISSION: (
        "De opdracht is voorbehouden aan organisaties met een publieke taak die van hun werknemers of gebruikers zijn",
        "art. 2.82a Aanbestedingswet 2012",
        of_directive("77"),
    ),
}

OF_BIDDERS = frozenset({RequirementKind.EXCLUSION, RequirementKind.SUITABILITY})
# A description tells what the work is: "een verzekering", "gekwalificeerde professionals" are what is bought, not who may bid.
BIDDER = r"(?:inschrijvers?|gegadigden?|ondernemers?|onderneming|aanbieders?|deelnemers?|kandida(?:at|ten)|u|jullie|tenderers?|bidders?)"
MUST = r"(?:moet(?:en)?|dien(?:t|en)|beschikt|beschikken|bezit|voldoe(?:t|n)|kan aantonen|must|shall|worden? uitgesloten|verplicht)"
ASKS_BIDDER = re.compile(rf"\b{BIDDER}\b[^.;]{{0,160}}\b{MUST}\b|\b{MUST}\b[^.;]{{0,60}}\b{BIDDER}\b", re.IGNORECASE)
TELLS_WORK = re.compile(
    r"(?:(?:de|deze|het|dit)\s+)?(?:\w+\s+)?(?:opdracht|dienst(?:verlening)?|raamovereenkomst|overeenkomst|project|doel(?:stelling)?|perceel|levering)"
    r"(?:\s+\w+){0,4}\s+(?:betreft|omvat|bestaat|is|behelst|houdt)\b",
    re.IGNORECASE,
)


def asks_of_bidder(text: str) -> bool:
    """Whether a sentence of a description says who may bid, or what a bidder must have, and not what the work is."""
    return TELLS_WORK.match(text.strip()) is None and ASKS_BIDDER.search(text) is not None


def asked_in_notice(
    notice: ReadNotice,
    deadline: str,
    chosen: Sequence[str],
    law: ProcurementLaw = OUR_LAW,
    *,
    asks_first: bool | None = None,
) -> list[Recognised]:
    """What a notice asks of who bids on these lots. `deadline` is the moment in words, empty where it has none; `law` of the buyer.

    `asks_first` is what has to be in by then, where more is known of it than the notice says.
    """
    if asks_first is None:
        asks_first = notice.closes_for is not DeadlineFor.TENDER
    lots = lot_rules.chosen(notice, chosen)
    due = closing_sentence(deadline, asks_first=asks_first) if deadline else ""
    asked = [*_terms(notice, due, lots), *_reserved(notice, lots, law), *_criteria(notice, lots)]
    asked += _texts(notice.description, None)
    for lot in lots:
        asked += _texts(lot.description, _name(lot, lots))
    # The criteria of lots are often the same words.
    once: dict[tuple[RequirementKind, str, str], Recognised] = {}
    for demand in asked:
        once.setdefault(demand.same_as, demand)
    return list(once.values())


def closing_sentence(deadline: str, *, asks_first: bool) -> str:
    """By when what must be in, in Dutch."""
    due = "aanmelding (het verzoek om mee te doen)" if asks_first else "inschrijving"
    return f"De {due} is uiterlijk binnen op {deadline}."


def _terms(notice: ReadNotice, due: str, lots: Sequence[ReadLot]) -> Iterator[Recognised]:
    if due:
        yield Recognised(due, RequirementKind.TERM, None, knock_out=True)
    yield from _durations(notice, lots)
    if notice.contract_start:
        yield Recognised(f"De opdracht begint op {write_day(notice.contract_start)}.", RequirementKind.TERM, None)
    for each in terms_of(notice, lots):
        text = f"De inschrijving moet gestand blijven {in_dutch(each)}."
        yield Recognised(text, RequirementKind.TERM, None, lot=each.lot or None)


def _durations(notice: ReadNotice, lots: Sequence[ReadLot]) -> Iterator[Recognised]:
    """How long the work lasts: for each lot by itself where they differ."""
    terms = {lot.id: lot.duration_months or notice.duration_months for lot in lots}
    different = set(terms.values())
    if len(different) < 2:
        terms = {"": next(iter(different), notice.duration_months)}
    for lot, months in terms.items():
        if months:
            text = f"De opdracht duurt {write_count(months)} maanden."
            yield Recognised(text, RequirementKind.TERM, None, lot=lot or None)


def _reserved(notice: ReadNotice, lots: Sequence[ReadLot], law: ProcurementLaw) -> Iterator[Recognised]:
    if notice.reserved is not None:
        yield _reserved_for(notice.reserved, law, None)
    for lot in lots:
        if lot.reserved is not None and lot.reserved is not notice.reserved:
            yield _reserved_for(lot.reserved, law, _name(lot, lots))


def _reserved_for(whom: Reserved, law: ProcurementLaw, lot: str | None) -> Recognised:
    words, dutch, directive = RESERVED_FOR[whom]
    text = f"{words}{law.bracketed(dutch, directive)}."
    return Recognised(text, RequirementKind.SUITABILITY, None, knock_out=True, lot=lot)


def _criteria(notice: ReadNotice, lots: Sequence[ReadLot]) -> Iterator[Recognised]:
    """The criteria of the lots; what all lots have is of the whole."""
    for criterion, lot in lot_rules.criteria(notice, [lot.id for lot in lots]):
        yield of_criterion(criterion, lot or None)


def of_criterion(criterion: Criterion, lot: str | None) -> Recognised:
    """An award criterion as something that the notice asks."""
    text = criterion.name
    if criterion.description and criterion.description != criterion.name:
        text = f"{criterion.name}: {criterion.description}"
    return Recognised(text, RequirementKind.AWARD, _weight(criterion), lot=lot)


def _weight(criterion: Criterion) -> CriterionWeight | None:
    if criterion.weight is None or criterion.weight_kind not in UNITS:
        return None
    number = criterion.weight.normalize()
    # 4E+1 is how a decimal writes 40.
    return CriterionWeight(format(number if number else Decimal(0), "f"), str(criterion.weight_kind))


def _name(lot: ReadLot, lots: Sequence[ReadLot]) -> str | None:
    return lot.id if len(lots) > 1 else None


def _texts(text: str | None, lot: str | None) -> Iterator[Recognised]:
    """The sentences of a description that ask something."""
    passages = []
    for number, line in enumerate((text or "").splitlines(), 1):
        if line.strip():
            style = PassageStyle.ITEM if MARKER.match(line.strip()) else PassageStyle.TEXT
            passages.append(Passage(number, line.strip(), style))
    paper = ReadPaper(PaperFormat.WORD, (PaperPage(1, tuple(passages)),), 1)
    for demand in recognised(paper):
        if demand.kind in OF_BIDDERS and not asks_of_bidder(demand.text):
            continue
        yield Recognised(demand.text, demand.kind, demand.weight, knock_out=demand.knock_out, lot=lot)
