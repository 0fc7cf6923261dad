"""What can go wrong with a bid, for who makes it; it stays in the house."""

from collections.abc import Iterator

from incubator.bids.documents.foreign_law import written_law
from incubator.bids.documents.frame import document, internal_front
from incubator.bids.documents.letters import doubted, reserved_of
from incubator.bids.values.documents import ADMISSIONS, DIRECT, BidSource, ProcurementRoute
from incubator.bids.values.law import of_directive
from incubator.core.word import Block, Bullets, Document, Heading, Paragraph, Table
from incubator.formats.values import Reserved

# Facts of the law on procurement: art. 2.48-2.50 Aw 2012.
DYNAMIC_SYSTEM = (
    "Dit is een dynamisch aankoopsysteem: toelating is nog geen opdracht.",
    "Zolang het loopt kunnen jullie erbij komen{law}. Spreek af wie elke uitnodiging leest: de tijd per opdracht is kort, en plan en "
    "prijs vraagt de opdrachtgever pas dan.",
)
WEIGHTS_MISSING = "P-12"  # the rule that notes it


def risk_sheet(source: BidSource) -> Document:
    """What can go wrong with this bid, as far as we can see it."""
    rows = tuple(_risks(source))
    blocks: list[Block] = [
        *internal_front(source, "Risico's van deze inschrijving", "Bespreek dit voor jullie verder schrijven."),
        Table(("Risico", "Wat jullie kunnen doen"), rows, "Risico's", (1, 1)),
    ]
    if not rows:
        blocks[-1] = Paragraph("Uit de aankondiging en het dossier komt geen bijzonder risico naar voren.")
    if source.doubts:
        blocks += [Heading("Vragen die jullie aan de opdrachtgever kunnen stellen"), Bullets(source.doubts)]
    return document(source, "Risico's", blocks, is_internal=True)


def _risks(source: BidSource) -> Iterator[tuple[str, str]]:
    # First what decides whether one can bid at all.
    if not source.has_deed:
        yield (
            "De coöperatie is nog niet opgericht en kan zelf niet inschrijven.",
            "Richt eerst op, of laat een partner die bestaat inschrijven en doe mee als onderaannemer.",
        )
    for requirement in source.requirements:
        if requirement.is_knock_out and not requirement.is_done and not requirement.waived_because:
            yield (
                f"Knock-out: {requirement.text[:300]}",
                "Regel het, vraag ernaar bij de opdrachtgever, of schrijf niet in.",
            )
    for risk in source.risks:
        yield risk.what, risk.do or "Jullie hoeven hier nu niets voor te doen."
    yield from _risks_of_procurement(source)
    yield from _risks_of_price(source)


def _risks_of_procurement(source: BidSource) -> Iterator[tuple[str, str]]:
    notice = source.notice
    if source.route is ProcurementRoute.DYNAMIC:
        what, do = DYNAMIC_SYSTEM
        yield what, do.format(law=source.law.bracketed("art. 2.48-2.50 Aw 2012", of_directive("34")))
    if not source.criteria and source.route not in ADMISSIONS | DIRECT and not _is_seen(source):
        yield "Wij kennen de gunningscriteria niet.", "Lees de stukken en leg de criteria vast, met hun weging."
    yield from _risks_of_reserved(source)
    if not source.law.is_dutch:
        yield (
            f"Voor deze aanbesteding geldt niet het Nederlandse recht, maar {written_law(source.law)}.",
            "Lees de eisen over documenten en taal in de stukken na, en laat een advocaat die dit recht kent meekijken.",
        )
    if "evidence.references" not in source.facts:
        yield (
            "Er zijn nog geen referenties.",
            "Zoek een partner die ze heeft, of vraag of een vergelijkbare ervaring ook telt.",
        )
    for doubt in notice.doubts:
        about = doubted(doubt) or "een gegeven"
        yield f"De aankondiging is onduidelijk over: {about}.", "Vraag het na bij de opdrachtgever."


def _is_seen(source: BidSource) -> bool:
    """Whether a rule of procurement noted already that the criteria are missing."""
    return any(risk.rule == WEIGHTS_MISSING for risk in source.risks)


def _risks_of_reserved(source: BidSource) -> Iterator[tuple[str, str]]:
    if reserved_of(source) is Reserved.SHELTERED:
        yield (
            "Voorbehouden: ten minste 30% van de werknemers moet uit de doelgroep komen.",
            "Voldoen jullie niet? Dan is inschrijven niet mogelijk.",
        )
    elif reserved_of(source) is not None:
        yield (
            "Voorbehouden: doel, winst en zeggenschap moeten kloppen met artikel 77 van de richtlijn.",
            "Vul de verklaring in.",
        )


def _risks_of_price(source: BidSource) -> Iterator[tuple[str, str]]:
    # Who asks to be admitted gives no price yet.
    if source.route in ADMISSIONS:
        return
    price = source.price
    if price is None or not price.lines:
        yield "Er is nog geen prijs.", "Reken de prijs uit op de pagina Prijs."
        return
    if price.totals.unpriced:
        lines = "1 regel" if price.totals.unpriced == 1 else f"{price.totals.unpriced} regels"
        yield f"Aan {lines} van de prijs ontbreekt iets.", "Vul het aantal en de kosten aan."
    if price.wage is None:
        yield "De prijs is nog niet naast het loon gelegd.", "Vul het loon in, met de bron (cao of minimumloon)."
    elif price.wage.is_low:
        law = source.law.bracketed("art. 2.116 Aw 2012", of_directive("69"))
        yield (
            f"De prijs per uur is lager dan het loon kost{law}.",
            "Leg het uit, of verhoog de prijs.",
        )
