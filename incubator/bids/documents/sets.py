"""Which documents a bid has: a line for each kind - for whom, when, for what, and how it is made. To add one, add a line.

`spread` is what a kind has a document for: the whole bid, each lot, or each reference. `reads` is what it is made of; when one of
those changes, the page says that the document is older.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from incubator.bids.documents import joining
from incubator.bids.documents.gaps import PRICE, TOGETHER, UEA, Gap, by_chapter, gaps_of
from incubator.bids.documents.internal import check_list, open_points_and_facts
from incubator.bids.documents.kinds import BidDocumentKind, Made, MadeDocument, PlannedDocument
from incubator.bids.documents.letters import cover_letter, reserved_of, reserved_statement
from incubator.bids.documents.offers import proposal, quotation
from incubator.bids.documents.people import team_and_cvs
from incubator.bids.documents.plan import admission, plan_of_approach
from incubator.bids.documents.planning import planning
from incubator.bids.documents.prices import INCOMPLETE, NO_VAT, calculation, price_sheet
from incubator.bids.documents.references import earlier_work, reference_sheet
from incubator.bids.documents.risks import risk_sheet
from incubator.bids.rules import pricing
from incubator.bids.rules.lots import lot_number
from incubator.bids.values.documents import ADMISSIONS, PRICED_KINDS, Audience, BidSource, ProcurementRoute
from incubator.bids.values.joint import PartySheet
from incubator.core import files
from incubator.core.i18n import mark as N_
from incubator.core.quantities import write_enumeration
from incubator.core.word import Document, Open, Text, to_bytes

PUBLIC = frozenset({ProcurementRoute.EU, ProcurementRoute.SAS, ProcurementRoute.NATIONAL, ProcurementRoute.PUBLIC})
WITH_ADMISSION = PUBLIC | ADMISSIONS
EVERY = frozenset(ProcurementRoute)
SELECTION = frozenset({ProcurementRoute.SELECTION})
# Who is only admitted, or only asks to take part, has no work yet to plan.
WITH_PLANNING = WITH_ADMISSION - SELECTION - {ProcurementRoute.DYNAMIC}
LETTERS = frozenset({"letter", "request-letter"})
# With more lots than this one plan is about all of them: somebody has to choose first.
MOST_LOTS = 8
FACTS, SECTIONS, REQUIREMENTS, PRICES, TASKS, PARTNERS = (
    "facts",
    "sections",
    "requirements",
    "price",
    "tasks",
    "partners",
)
DECLARATIONS, JOINT, QUESTIONS, LIBRARY, FINDINGS = "declarations", "joint", "questions", "library", "findings"
# What decides which papers there are, and so what a letter names.
ENCLOSED = (DECLARATIONS, JOINT, LIBRARY)
WORK = "work"  # when it starts and ends
SIGNERS = "signers"  # who declared for each: that is who signs
# What a kind can have a document for, beside the whole bid.
LOT, REFERENCE, DECLARATION, THIRD, BY_TWO = "lot", "reference", "declaration", "third", "by-two"
# Sent by itself in the round of questions, long before the bid.
APART = frozenset({"questions"})
# The same as a file that goes along already, in another form: a letter names it with the other.
TWINS = frozenset({"espd"})
NO_PRICE = "Er is nog geen prijs: zonder regels wordt het prijzenblad niet gemaakt"
NO_DECLARATION = "Het eigen UEA is nog niet begonnen"
OF_PARTIES = frozenset({DECLARATION, THIRD, BY_TWO})


def _parts(*names: str) -> frozenset[str]:
    return frozenset(names)


def _is_reserved(source: BidSource) -> bool:
    return reserved_of(source) is not None


def _letter(source: BidSource) -> Document:
    """The letter names what goes along: everything for the buyer but itself. What cannot be made yet is open in it."""
    by_kind: dict[str, list[PlannedDocument]] = {}
    for planned in planned_of(source, Audience.BUYER):
        if planned.kind.key not in APART | LETTERS | TWINS:
            by_kind.setdefault(planned.kind.key if not planned.party else planned.title, []).append(planned)
    attached = [_attached(alike, source) for alike in by_kind.values()]
    # Above the threshold a bid without one is set aside, so its absence is not passed over in silence.
    if source.route is ProcurementRoute.EU and not source.declarations:
        attached.append((Open("UEA: nog niet gemaakt", NO_DECLARATION, UEA),))
    return cover_letter(source, tuple(attached))


def _attached(alike: Sequence[PlannedDocument], source: BidSource) -> Text:
    """A line for documents of one kind: a reader of a letter counts no files."""
    first = alike[0]
    if first.kind.key == "price" and not _has_lines(source):
        return (Open(f"{first.called}: nog niet gemaakt", NO_PRICE, PRICE),)
    if len(alike) == 1:
        return f"{first.title}, ook als XML" if first.kind.spread == DECLARATION else first.title
    if first.lot:
        return f"{first.called}, perceel {write_enumeration([lot_number(planned.lot) for planned in alike])}"
    return f"{first.called} {write_enumeration([str(number) for number in range(1, len(alike) + 1)])}"


def _has_lines(source: BidSource) -> bool:
    return source.price is not None and bool(source.price.lines)


def gaps_of_set(source: BidSource) -> list[Gap]:
    """Everything that is open in the documents for the buyer."""
    gaps: list[Gap] = []
    for planned in planned_of(source, Audience.BUYER):
        # The XML holds what its Word holds: what is open there would be listed twice.
        if planned.kind.file_kind is not files.XML:
            gaps += _gaps(planned, planned.kind.make(planned.source))
    return gaps


def _open_points(source: BidSource) -> Document:
    return open_points_and_facts(source, gaps_of_set(source))


BUYER, INTERNAL = Audience.BUYER, Audience.INTERNAL
KINDS = (
    BidDocumentKind(
        "letter", N_("Letter with the bid"), "Inschrijvingsbrief", BUYER, WITH_ADMISSION - SELECTION, _letter,
        _parts(FACTS, PARTNERS, REQUIREMENTS, PRICES, SIGNERS, *ENCLOSED),
    ),
    BidDocumentKind(
        "request-letter", N_("Letter with the request to take part"), "Aanmeldingsbrief", BUYER, SELECTION, _letter,
        _parts(FACTS, PARTNERS, REQUIREMENTS, SIGNERS, *ENCLOSED),
    ),
    BidDocumentKind(
        "request", N_("Request to take part"), "Aanmelding", BUYER, SELECTION, admission, _parts(FACTS, REQUIREMENTS, PARTNERS),
    ),
    BidDocumentKind(
        "plan", N_("Plan of approach"), "Plan van aanpak", BUYER, PUBLIC, plan_of_approach,
        _parts(FACTS, SECTIONS, REQUIREMENTS, PARTNERS, PRICES), spread=LOT,
    ),
    BidDocumentKind(
        "admission", N_("Request for admission"), "Aanmelding", BUYER, ADMISSIONS - SELECTION, admission,
        _parts(FACTS, SECTIONS, REQUIREMENTS, PARTNERS),
    ),
    BidDocumentKind(
        "reserved", N_("Statement on a reserved contract"), "Verklaring bij een voorbehouden opdracht", BUYER, WITH_ADMISSION,
        reserved_statement, _parts(FACTS, SIGNERS), when=_is_reserved,
    ),
    BidDocumentKind(
        "references", N_("Reference"), "Referentie", BUYER, WITH_ADMISSION, reference_sheet, _parts(FACTS, REQUIREMENTS, LIBRARY),
        spread=REFERENCE,
    ),
    BidDocumentKind("team", N_("Team and curricula vitae"), "Team en cv's", BUYER, WITH_ADMISSION, team_and_cvs, _parts(FACTS, LIBRARY)),
    BidDocumentKind("planning", N_("Planning"), "Planning", BUYER, WITH_PLANNING, planning, _parts(TASKS, WORK)),
    BidDocumentKind(
        "price", N_("Price sheet"), "Prijzenblad", BUYER, PUBLIC, price_sheet, _parts(PRICES), file_kind=files.SHEET,
    ),
    BidDocumentKind(
        "questions", N_("Questions to the buyer"), "Vragen aan de opdrachtgever", BUYER, WITH_ADMISSION, joining.asked_of_buyer,
        _parts(REQUIREMENTS, QUESTIONS),
    ),
    BidDocumentKind(
        "uea", N_("Own declaration (UEA)"), "UEA", BUYER, WITH_ADMISSION, joining.declaration, _parts(DECLARATIONS),
        spread=DECLARATION, page=UEA,
    ),
    BidDocumentKind(
        "espd", N_("Own declaration for the system of the buyer (XML)"), "UEA als XML", BUYER, WITH_ADMISSION,
        joining.declaration_xml, _parts(DECLARATIONS), spread=DECLARATION, file_kind=files.XML, page=UEA,
    ),
    BidDocumentKind(
        "combination", N_("Statement of the combination"), "Verklaring van de combinatie", BUYER, WITH_ADMISSION,
        joining.statement_of_combination, _parts(JOINT), when=joining.is_joint, page=TOGETHER,
    ),
    BidDocumentKind(
        "third-party", N_("Statement of the third party"), "Verklaring van een derde", BUYER, WITH_ADMISSION,
        joining.statement_of_third, _parts(JOINT), spread=THIRD, page=TOGETHER,
    ),
    BidDocumentKind(
        "proxy", N_("Proxy (volmacht)"), "Volmacht", BUYER, WITH_ADMISSION, joining.proxy, _parts(JOINT), spread=BY_TWO, page=TOGETHER,
    ),
    BidDocumentKind(
        "agreement", N_("Cooperation agreement"), "Samenwerkingsovereenkomst", INTERNAL, WITH_ADMISSION, joining.agreement,
        _parts(JOINT), when=joining.is_joint, page=TOGETHER,
    ),
    BidDocumentKind(
        "quotation", N_("Quotation"), "Offerte", BUYER, frozenset({ProcurementRoute.PRIVATE}), quotation,
        _parts(FACTS, SECTIONS, REQUIREMENTS, PRICES, SIGNERS),
    ),
    BidDocumentKind(
        "proposal", N_("Proposal of your challenge"), "Voorstel", BUYER, frozenset({ProcurementRoute.CHALLENGE}), proposal,
        _parts(FACTS, SECTIONS, REQUIREMENTS, PRICES, SIGNERS),
    ),
    BidDocumentKind(
        "internal", N_("Open points and sources"), "Open punten en bronnen", INTERNAL, EVERY, _open_points,
        _parts(FACTS, SECTIONS, REQUIREMENTS, PRICES, PARTNERS),
    ),
    BidDocumentKind("checklist", N_("List before handing in"), "Controlelijst", INTERNAL, EVERY, check_list, _parts(TASKS, REQUIREMENTS)),
    BidDocumentKind("risks", N_("Risks"), "Risico's", INTERNAL, EVERY, risk_sheet, _parts(FACTS, REQUIREMENTS, PRICES, FINDINGS)),
    BidDocumentKind(
        "calculation", N_("Calculation of the price"), "Calculatie", INTERNAL, EVERY, calculation, _parts(PRICES),
        file_kind=files.SHEET,
    ),
)  # fmt: skip
PARTIES: dict[str, Callable[[BidSource], Iterable[PartySheet]]] = {THIRD: joining.relied_on, BY_TWO: joining.by_two}
BY_KEY = {kind.key: kind for kind in KINDS}


def planned_of(source: BidSource, audience: Audience | None = None) -> list[PlannedDocument]:
    """The documents of a bid, in the order in which they go along; what is internal comes last."""
    planned: list[PlannedDocument] = []
    for kind in KINDS:
        if audience in {None, kind.audience} and source.route in kind.routes and kind.when(source):
            planned += _spread(kind, source)
    return planned


def _spread(kind: BidDocumentKind, source: BidSource) -> Iterator[PlannedDocument]:
    if kind.spread == LOT:
        yield from _by_lot(kind, source)
    elif kind.spread == REFERENCE:
        for number, _reference in enumerate(earlier_work(source) or [None]):
            yield PlannedDocument(kind, replace(source, reference=number), part=str(number))
    elif kind.spread == DECLARATION:
        for known in source.declarations:
            about = replace(source, declaration=known)
            yield PlannedDocument(kind, about, part=str(known.partner), party=known.sheet.operator.name)
    elif kind.spread in PARTIES:
        for party in PARTIES[kind.spread](source):
            yield PlannedDocument(kind, replace(source, party=party), part=str(party.number), party=party.name)
    else:
        yield PlannedDocument(kind, replace(source, lot=None))


def _by_lot(kind: BidDocumentKind, source: BidSource) -> Iterator[PlannedDocument]:
    """A document for each lot; of very many lots one that holds them all."""
    if 1 < len(source.lots) <= MOST_LOTS:
        for lot in source.lots:
            yield PlannedDocument(kind, replace(source, lot=lot), lot=lot.id)
        return
    only = source.lots[0] if len(source.lots) == 1 else None
    yield PlannedDocument(kind, replace(source, lot=only))


def goes_along(kind: str, audience: Audience) -> bool:
    """Whether a document is part of what is handed in."""
    return audience is Audience.BUYER and kind not in APART


def made(planned: PlannedDocument, worn: Mapping[str, Mapping[str, Any]] | None = None) -> MadeDocument:
    """The document itself. Raises `RuleViolation` for one that may not leave, such as a price without lines."""
    price = planned.source.price
    if planned.kind.key == "price":
        pricing.check_lines(price.lines if price is not None else ())
    if planned.kind.key in PRICED_KINDS and price is not None:
        pricing.check_may_leave(price.wage)
    content = planned.kind.make(planned.source)
    # What is internal lists gaps, and has none of its own.
    gaps = _gaps(planned, content) if planned.kind.audience is Audience.BUYER else []
    if isinstance(content, Document):
        content = to_bytes(content, worn)
    return MadeDocument(planned, content, tuple(gaps))


def _gaps(planned: PlannedDocument, content: Made) -> list[Gap]:
    if isinstance(content, Document):
        gaps = gaps_of(planned.title, content)
        # A declaration has a hundred questions, and a page that lists them: here a chapter is enough.
        if planned.kind.spread == DECLARATION:
            gaps = list(by_chapter(gaps))
        return [replace(gap, page=gap.page or planned.kind.page) for gap in gaps]
    missing = "" if planned.kind.file_kind is files.XML else _missing_of_price(planned.source)
    return [Gap(planned.title, "", missing, PRICE)] if missing else []


def _missing_of_price(source: BidSource) -> str:
    """What a price sheet lacks before a buyer can have it; empty when it is whole."""
    price = source.price
    if price is None or not price.lines:
        return NO_PRICE
    if price.totals.unpriced:
        return INCOMPLETE
    return NO_VAT if price.terms.vat_hundredths is None else ""
