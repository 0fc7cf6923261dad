"""What one of those who bid together signs alone: the statement of a third party, and the proxy."""

from collections.abc import Iterator
from datetime import datetime

from incubator.bids.documents.frame import signature_table
from incubator.bids.documents.together import (
    OWN_DECLARATION,
    about,
    joint_document,
    kvk_of,
    own_declarations,
    signatures,
    to_be_founded,
    who_may_sign,
)
from incubator.bids.values.joint import THIRD, JointWork, PartySheet
from incubator.bids.values.law import ProcurementLaw, of_directive
from incubator.core.word import Block, Bullets, Document, Heading, Open, Paragraph, Strong, Table, Text

POWERS = (
    "de {handed_in}, het UEA en de verklaringen die daarbij horen ondertekenen en indienen;",
    "vragen stellen, antwoorden en een toelichting geven;",
    "de berichten in ontvangst nemen die de opdrachtgever over de {handed_in} stuurt.",
)
# Who only lends what the bidder lacks hands nothing in.
POWERS_OF_THIRD = (
    "het eigen UEA en de verklaring aan de opdrachtgever ondertekenen;",
    "daarover vragen beantwoorden en een toelichting geven.",
)
# Awarding makes no contract yet (art. 2.129 Aw 2012): the questions of the buyer come in between.
PROXY_ENDS = (
    "De gevolmachtigde mag geen overeenkomst sluiten en deze volmacht niet doorgeven. De volmacht eindigt als de overeenkomst over "
    "de opdracht is gesloten, als de opdracht aan een ander is gegund en daartegen niets meer kan worden gedaan, of als de "
    "opdrachtgever de procedure stopt. Wie de volmacht geeft, mag haar ook eerder intrekken (art. 3:72 BW)."
)


def third_party_statement(work: JointWork, party: PartySheet, *, made_at: datetime) -> Document:
    """The binding statement of who lends what the bidder lacks (art. 2.92 and 2.94 Aw 2012)."""
    leader = work.leader
    bidder = leader.written if leader else ""
    blocks: list[Block] = [
        Paragraph("Verklaring van een derde", "title"),
        Paragraph(work.title, "subtitle"),
        *about(work),
        Heading("Wie verklaart"),
        Table(("Naam", "KVK-nummer"), ((party.written, kvk_of(party)),), "Wie verklaart", (2, 1)),
        *to_be_founded([party]),
        Heading("Wat wij verklaren"),
        Paragraph(
            (
                f"{party.written} verklaart aan de opdrachtgever dat ",
                Strong(bidder) if bidder else Open("inschrijver", "Naam van de inschrijver"),
                " voor deze opdracht werkelijk kan beschikken over: ",
                party.task
                or Open("wat? Mensen, materieel, ervaring of omzet", f"Wat {party.written} ter beschikking stelt"),
                ".",
            )
        ),
        Bullets((*_promises(work.law), own_declarations([party], OWN_DECLARATION.format(handed_in=work.handed_in)))),
        Heading("Ondertekening"),
        *signatures(party),
    ]
    return joint_document("Verklaring van een derde", work, blocks, made_at)


def _promises(law: ProcurementLaw) -> Iterator[Text]:
    """What the law asks of who is relied on; the directive has it in one article."""
    experience = law.bracketed("art. 2.94 Aanbestedingswet 2012", of_directive("63"))
    money = law.bracketed("art. 2.92 Aanbestedingswet 2012", of_directive("63"))
    yield "Deze toezegging bindt ons zolang de procedure loopt en, na gunning, zolang de opdracht duurt."
    yield f"Gaat het om opleiding, beroep of ervaring, dan voeren wij zelf het werk uit waarvoor die nodig is{experience}."
    yield f"Gaat het om geld of omzet en vraagt de opdrachtgever dat, dan zijn wij mede aansprakelijk{money}."


def proxy(work: JointWork, party: PartySheet, *, made_at: datetime) -> Document:
    """The written proxy (volmacht, art. 3:60 BW) by which one may sign for a partner for whom two have to."""
    # Empty where the names are not known: then they stand out as open points.
    first, second = (*party.signatories, "", "")[:2]
    blocks: list[Block] = [
        Paragraph("Volmacht", "title"),
        Paragraph(work.title, "subtitle"),
        *about(work),
        Heading("Wie volmacht geeft"),
        _giver(party, first, second),
        *to_be_founded([party]),
        Paragraph(_why_two(party), "note"),
        Heading("Aan wie en waarvoor"),
        Paragraph(
            (
                "De volmacht is voor ",
                Open("naam en geboortedatum", "Aan wie de volmacht wordt gegeven"),
                f". Die mag namens {party.written} voor deze opdracht:",
            )
        ),
        Bullets(_powers(work, party)),
        Paragraph(PROXY_ENDS),
        Heading("Ondertekening"),
        signature_table((first, second)),
    ]
    return joint_document("Volmacht", work, blocks, made_at)


def _powers(work: JointWork, party: PartySheet) -> tuple[str, ...]:
    """What the proxy may do, for a party that bids and for one that is relied on."""
    if party.role == THIRD:
        return POWERS_OF_THIRD
    return tuple(power.format(handed_in=work.handed_in) for power in POWERS)


def _giver(party: PartySheet, first: str, second: str) -> Paragraph:
    return Paragraph(
        (
            Strong(party.written),
            ", ",
            *_registered(party),
            ", vertegenwoordigd door ",
            first or Open("naam en functie", "Wie tekent (eerste)"),
            " en ",
            second or Open("naam en functie", "Wie tekent (tweede)"),
            ".",
        )
    )


def _registered(party: PartySheet) -> tuple[str | Open, ...]:
    if not party.is_founded and not party.kvk:
        return ("nog geen KVK-nummer",)
    return "KVK ", party.kvk or Open("KVK-nummer", f"KVK-nummer van {party.written}")


def _why_two(party: PartySheet) -> Text:
    if party.signing:
        return f"Wie mag tekenen: {who_may_sign(party)}. Daarom staan onder deze volmacht twee handtekeningen."
    return "Wie mag tekenen staat in de statuten en in het uittreksel van de KVK."
