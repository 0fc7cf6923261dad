"""Letters to the buyer: with the bid, and on conditions of a reserved contract; and the questions that a notice raises."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from incubator.bids.documents.correspondence import GREETING, letter, letter_source
from incubator.bids.documents.facts import fact
from incubator.bids.documents.frame import (
    Row,
    document,
    facts_of_work,
    front,
    key_facts,
    number_row,
    signature,
)
from incubator.bids.documents.gaps import REQUIREMENTS, TOGETHER, of_fact
from incubator.bids.documents.openings import opening, subject_of
from incubator.bids.documents.people import others
from incubator.bids.rules.lots import lot_number
from incubator.bids.rules.validity import in_dutch
from incubator.bids.values.documents import ADMISSIONS, OF_NOTICE, BidSource, ProcurementRoute
from incubator.bids.values.joint import AskedOfBuyer
from incubator.bids.values.law import of_directive
from incubator.bids.values.wording import wording_of
from incubator.core.quantities import write_day, write_moment
from incubator.core.word import Block, Bullets, Document, Open, Paragraph, Table, Text
from incubator.formats.values import Doubt, Reserved

AFTER_ADMISSION = {
    ProcurementRoute.OPEN_HOUSE: "In deze procedure wordt niet gegund op criteria: wie aan de voorwaarden voldoet, wordt toegelaten.",
    ProcurementRoute.SELECTION: "Wij vragen nu alleen om mee te mogen doen. Een {bid} dienen wij in als u ons daarvoor uitnodigt.",
    ProcurementRoute.DYNAMIC: "Wij vragen nu alleen om toelating. Een {bid} dienen wij in als u ons voor een opdracht uitnodigt.",
}
DOUBTED = {"deadline": "uiterste datum", "published": "datum van publicatie", "value": "geraamde waarde"}
INTEGRATION = re.compile(r"integratie|arbeidsmarkt|beperking|handicap|kwetsba", re.IGNORECASE)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
VALIDITY = re.compile(r"gestand|verbintenistermijn", re.IGNORECASE)


def cover_letter(source: BidSource, attached: Sequence[Text] = ()) -> Document:
    """The letter that goes on top; it makes no conditions, for a conditional bid is set aside."""
    # An admission is asked for, not bid on: other words, and no term of validity.
    is_admission = source.route in ADMISSIONS
    blocks: list[Block] = [
        Paragraph(opening(source)),
        *others(source),
        Table(("Onderwerp", "Gegeven"), tuple(_facts(source)), "Kerngegevens", (1, 2)),
        *_promise(source, is_admission=is_admission),
        *_attachments(attached),
        *_contact(source),
    ]
    return letter(letter_source(source), subject_of(source), blocks, signature(source, GREETING))


def _facts(source: BidSource) -> Iterator[Row]:
    """Which procurement this is. The reference of the buyer stands above the letter already."""
    above = number_row(source.notice) if source.notice.buyer_reference else []
    for row in facts_of_work(source):
        if row not in above:
            yield row


def _promise(source: BidSource, *, is_admission: bool) -> Iterator[Block]:
    words = wording_of(source.law)
    if is_admission:
        after = AFTER_ADMISSION[source.route].format(bid=words.bid)
        yield Paragraph(f"{after} Per voorwaarde leest u in onze {words.request} hoe wij daaraan voldoen.")
        return
    # Who is not founded yet bids on a condition: the letter does not say otherwise.
    first = f"Onze {words.bid} is onvoorwaardelijk. " if source.has_deed else ""
    # What somebody confirmed out of the documents of the buyer is promised as the buyer asks it.
    for requirement in source.requirements:
        is_of_buyer = requirement.is_confirmed and requirement.place != OF_NOTICE
        if is_of_buyer and VALIDITY.search(requirement.text):
            yield Paragraph(f"{first}{words.bound} zoals u vraagt: “{requirement.text[:300]}”")
            return
    if source.validity:
        yield Paragraph(f"{first}{_valid_until(source)}")
        return
    until = Open(
        f"tot wanneer? Zoek de {words.validity} op in de {words.papers}",
        f"Tot wanneer geldt de {words.bid}? Zie de {words.validity} in de {words.papers}",
        REQUIREMENTS,
    )
    yield Paragraph((f"{first}{words.bound}: ", until, "."))


def _valid_until(source: BidSource) -> str:
    """Counted from the closing day as it is now; by lot where the lots differ."""
    bound = wording_of(source.law).bound
    if len(source.validity) == 1:
        return f"{bound} {in_dutch(source.validity[0])}."
    by_lot = [f"voor perceel {lot_number(each.lot)} {in_dutch(each)}" for each in source.validity]
    return f"{bound}: {'; '.join(by_lot)}."


def _attachments(attached: Sequence[Text]) -> Iterator[Block]:
    if attached:
        yield Paragraph("Bij deze brief horen:")
        yield Bullets(tuple(attached))


def _contact(source: BidSource) -> Iterator[Block]:
    contact = fact(source.facts, "contact.name", "Contactpersoon")
    yield Paragraph(("Hebt u vragen? Bel of mail dan met ", *contact, "."))


def reserved_statement(source: BidSource) -> Document:
    """On a reserved contract: condition by condition what is known of us, and what still has to be shown."""
    kind = reserved_of(source)
    sheltered = kind is Reserved.SHELTERED
    article = of_directive("20" if sheltered else "77")
    dutch = f"art. 2.82 Aw 2012, {article}" if sheltered else article
    law = source.law.bracketed(dutch, article)
    blocks = [
        *front(source, "Verklaring bij een voorbehouden opdracht"),
        key_facts(source),
        Paragraph(f"U hebt deze opdracht voorbehouden{law}. Zo voldoen wij aan de voorwaarden:"),
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


def sheltering_aim(source: BidSource) -> tuple[str | Open, ...]:
    """The aim as the dossier has it; one that names no integration is no proof of it."""
    ask = "Staat integratie van kwetsbare mensen als hoofddoel in de statuten?"
    aim = fact(source.facts, "purpose.text", ask)
    if any(isinstance(part, Open) or INTEGRATION.search(part) for part in aim):
        return aim
    return (*aim, " ", Open("waar in de statuten staat integratie als hoofddoel?", ask, of_fact("purpose.text")))


def _conditions(source: BidSource, sheltered: bool) -> Iterator[tuple[str, tuple[str | Open, ...]]]:
    # Article 20 asks who works there, article 77 for what and by whom it is run.
    if sheltered:
        yield (
            "Ons hoofddoel is maatschappelijke en professionele integratie van mensen met een handicap of een achterstand",
            sheltering_aim(source),
        )
        yield (
            "Ten minste 30% van onze werknemers behoort tot deze groep",
            (
                Open(
                    "hoeveel procent, en met welk bewijs?",
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


def raised_by_notice(source: BidSource) -> tuple[AskedOfBuyer, ...]:
    """Questions for the nota van inlichtingen before anybody wrote one: what the notice itself leaves open."""
    return tuple(map(AskedOfBuyer, _questions(source)))


def _questions(source: BidSource) -> Iterator[str]:
    """What the notice itself leaves open; nothing is asked that it answers."""
    # Who is admitted is not scored: asking for criteria would only show that one did not understand.
    if source.route not in ADMISSIONS:
        yield from _about_criteria(source)
    if not _has_term(source):
        yield "Wat is de looptijd van de overeenkomst, met eventuele verlengingen?"
    if source.deadline is None:
        yield "Wat zijn de uiterste dag en het uur van indienen?"
    for doubt in source.notice.doubts:
        if doubted(doubt) is not None:
            yield f"In de aankondiging staat als {doubted(doubt)}: “{_as_written(doubt.value)}”. Klopt dit?"


def _as_written(value: str) -> str:
    """A day or a moment as people write it: sources have them in the form of a machine. Other words stay as they are."""
    try:
        if DAY.fullmatch(value):
            return write_day(date.fromisoformat(value))
        return write_moment(datetime.fromisoformat(value))
    except ValueError:
        return value or "niets"


def doubted(doubt: Doubt) -> str | None:
    """What a doubt is about, in words of a buyer; None for what only concerns how the notice was read."""
    return DOUBTED.get(doubt.field.rpartition(".")[2])


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
