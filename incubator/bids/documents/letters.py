"""Letters to the buyer: with the bid, on conditions of a reserved contract, and with questions about the procurement."""

from collections.abc import Iterator, Sequence

from incubator.bids.documents.facts import fact, written_name
from incubator.bids.documents.frame import (
    buyer_name,
    document,
    front,
    key_facts,
    lot_name,
    lots_of,
    reference_of,
    signature,
)
from incubator.bids.documents.gaps import QUESTIONS, REQUIREMENTS, TOGETHER, of_fact
from incubator.bids.documents.people import others
from incubator.bids.values.documents import OF_NOTICE, BidSource, ProcurementRoute
from incubator.core.quantities import write_day
from incubator.core.word import Block, Bullets, Document, Heading, Open, Paragraph, Steps, Table
from incubator.formats.values import Reserved

BY_LAW = {
    ProcurementRoute.EU: "de Europese aanbesteding",
    ProcurementRoute.SAS: "de procedure voor sociale en andere specifieke diensten",
    ProcurementRoute.NATIONAL: "de nationale procedure",
    ProcurementRoute.PUBLIC: "de aanbesteding",
    ProcurementRoute.OPEN_HOUSE: "de toelatingsprocedure (open house)",
    ProcurementRoute.PRIVATE: "uw aanvraag",
}


def cover_letter(source: BidSource, attached: Sequence[str] = ()) -> Document:
    """The letter that goes on top; it makes no conditions, for a conditional bid is set aside."""
    # An admission is asked for, not bid on: other words, and no term of validity.
    is_admission = source.route is ProcurementRoute.OPEN_HOUSE
    title = "Verzoek om toelating" if is_admission else "Inschrijvingsbrief"
    notice = source.notice
    reference = reference_of(notice)
    about = f" met kenmerk {reference}" if reference else ""
    deed = "doet" if source.has_deed else "wil, zodra zij is opgericht,"
    does = "een verzoek om toelating" if is_admission else "een inschrijving"
    ask = f"{written_name(source)} {deed} {does}" + ("" if source.has_deed else " doen")
    blocks: list[Block] = [
        *front(source, title),
        Paragraph(f"Aan {buyer_name(notice) or 'de opdrachtgever'}"),
        Paragraph(f"{ask} voor {BY_LAW[source.route]} “{notice.title}”{about}{_published(source)}."),
        key_facts(source),
        *_about_lots(source),
        *_promise(source, is_admission=is_admission),
        *_attachments(attached),
        *_by_law(source),
        *signature(source),
    ]
    return document(source, title, blocks)


def _published(source: BidSource) -> str:
    if source.notice.published is None:
        return ""
    return f", gepubliceerd op {write_day(source.notice.published)}"


def _about_lots(source: BidSource) -> Iterator[Block]:
    lots = lots_of(source)
    # One lot stands among the facts above.
    if len(lots) > 1:
        yield Paragraph("Wij schrijven in op deze percelen:")
        yield Bullets(tuple(lot_name(lot).removeprefix("Perceel ") for lot in lots))


def _promise(source: BidSource, *, is_admission: bool) -> Iterator[Block]:
    if is_admission:
        yield Paragraph(
            "In deze procedure wordt niet gegund op criteria: wie aan de voorwaarden voldoet, wordt toegelaten. "
            "Per voorwaarde leest u in onze aanmelding hoe wij daaraan voldoen."
        )
        return
    until = Open(
        "datum", "Tot wanneer staat de inschrijving? Zie de gestanddoeningstermijn in de stukken", REQUIREMENTS
    )
    # Who is not founded yet bids on a condition: the letter does not say otherwise.
    opening = "Onze inschrijving is onvoorwaardelijk. " if source.has_deed else ""
    yield Paragraph((f"{opening}Wij doen onze inschrijving gestand tot ", until, "."))


def _attachments(attached: Sequence[str]) -> Iterator[Block]:
    if attached:
        yield Paragraph("Bij deze brief horen:")
        yield Bullets(tuple(attached))


def _by_law(source: BidSource) -> Iterator[Block]:
    """Who bids together says so; the declarations themselves are documents of their own."""
    yield from others(source)
    contact = fact(source.facts, "contact.name", "Contactpersoon")
    yield Paragraph(("Voor vragen over deze inschrijving belt of mailt u ", *contact, "."))


def reserved_statement(source: BidSource) -> Document:
    """On a reserved contract: condition by condition what is known of us, and what still has to be shown."""
    kind = reserved_of(source)
    sheltered = kind is Reserved.SHELTERED
    law = f"artikel {20 if sheltered else 77} Richtlijn 2014/24/EU"
    # The Dutch act holds for Dutch buyers only.
    if sheltered and (source.notice.buyer is None or source.notice.buyer.country != "BE"):
        law = f"artikel 2.82 Aw 2012, {law}"
    blocks = [
        *front(source, "Verklaring bij een voorbehouden opdracht"),
        key_facts(source),
        Paragraph(f"De opdrachtgever heeft deze opdracht voorbehouden ({law}). Zo voldoen wij aan de voorwaarden:"),
        Table(("Voorwaarde", "Ons antwoord"), tuple(_conditions(source, sheltered)), "Voorwaarden", (1, 1)),
        *signature(source),
    ]
    return document(source, "Verklaring bij een voorbehouden opdracht", blocks)


def reserved_of(source: BidSource) -> Reserved | None:
    """For whom the procurement, or a lot on which we bid, is reserved."""
    for lot in source.lots:
        if lot.reserved is not None:
            return lot.reserved
    return source.notice.reserved


def _conditions(source: BidSource, sheltered: bool) -> Iterator[tuple[str, tuple[str | Open, ...]]]:
    # Article 20 asks who works there, article 77 for what and by whom it is run.
    if sheltered:
        yield (
            "Ons hoofddoel is maatschappelijke en professionele integratie van mensen met een handicap of een achterstand",
            fact(source.facts, "purpose.text", "Staat integratie van kwetsbare mensen als hoofddoel in de statuten?"),
        )
        yield (
            "Ten minste 30% van onze werknemers behoort tot deze groep",
            (
                Open(
                    "percentage en bewijs",
                    "Hoeveel procent van de werknemers hoort tot de doelgroep? Onder 30% kunnen jullie hier niet inschrijven",
                    of_fact("people.members_count"),
                ),
            ),
        )
        return
    yield (
        "Ons doel is een taak van algemeen belang die met deze diensten te maken heeft",
        fact(source.facts, "purpose.text", "Staat de taak van algemeen belang in de statuten?"),
    )
    profit = Open(
        "artikel in de statuten", "Herinvesteren wij de winst voor dit doel? Noem het artikel", of_fact("purpose.text")
    )
    yield "Winst gaat weer naar dit doel; uitkeren gebeurt alleen naar deelname", (profit,)
    yield (
        "Zeggenschap of eigendom ligt bij werknemers, gebruikers of belanghebbenden",
        fact(source.facts, "governance.decision_method", "Hoe wij besluiten nemen"),
    )
    earlier = Open("ja of nee", "Kregen wij in de afgelopen drie jaar zo'n opdracht van deze opdrachtgever?", TOGETHER)
    yield "Wij kregen in de afgelopen drie jaar geen voorbehouden opdracht voor deze diensten van u", (earlier,)


def questions_to_buyer(source: BidSource) -> Document:
    """Questions for the nota van inlichtingen: they are public, so no plan and no price stands in them."""
    asked = list(_questions(source))
    blocks: list[Block] = [
        *front(source, "Vragen aan de opdrachtgever"),
        key_facts(source),
        Paragraph("Wij vragen u deze vragen te beantwoorden in de nota van inlichtingen."),
        Heading("Onze vragen"),
    ]
    if asked:
        blocks.append(Steps(tuple(asked)))
    blocks.append(
        Paragraph(
            (Open("eigen vragen, met de plaats in de stukken", "Welke vragen hebben jullie zelf nog?", QUESTIONS),)
        )
    )
    return document(source, "Vragen aan de opdrachtgever", blocks)


def _questions(source: BidSource) -> Iterator[str]:
    """What the notice itself leaves open; nothing is asked that it answers."""
    # Who is admitted is not scored: asking for criteria would only show that one did not understand.
    if source.route is not ProcurementRoute.OPEN_HOUSE:
        yield from _about_criteria(source)
    if not _has_term(source):
        yield "Wat is de looptijd van de overeenkomst, met eventuele verlengingen?"
    if source.deadline is None:
        yield "Wat is de uiterste dag en het uur van inschrijving?"
    for doubt in source.notice.doubts:
        yield f"In de aankondiging staat bij “{doubt.field}”: “{doubt.value or 'niets'}”. Klopt dit?"


def _about_criteria(source: BidSource) -> Iterator[str]:
    if not source.criteria:
        yield "In de aankondiging vinden wij geen gunningscriteria. Welke criteria gelden, en met welke weging?"
    # Beside criteria with their weights out of the documents the bare words of the notice ask nothing.
    weighed = any(criterion.weight for criterion in source.criteria)
    for criterion in source.criteria:
        if not criterion.weight and not (weighed and criterion.origin == OF_NOTICE):
            yield f"Hoe zwaar weegt het criterium “{criterion.name[:120]}”?"


def _has_term(source: BidSource) -> bool:
    """Whether the notice says how long the work lasts."""
    if source.notice.duration_months is not None or source.notice.contract_end is not None:
        return True
    return any(lot.duration_months or lot.end for lot in source.lots)
