"""What is signed by who bids together: the statement of the combination, the agreement, the statement of a third party, the proxy."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from incubator.bids.documents.facts import TO_BE_FOUNDED
from incubator.bids.documents.frame import framed, signature_table
from incubator.bids.documents.gaps import TOGETHER, UEA
from incubator.bids.rules.lots import lot_number
from incubator.bids.values.joint import THIRD, ChangeLine, JointWork, PartySheet
from incubator.bids.values.law import ProcurementLaw, of_directive
from incubator.core.quantities import write_day, write_enumeration
from incubator.core.word import (
    Block,
    Bullets,
    Document,
    Heading,
    Numbering,
    Open,
    Paragraph,
    Strong,
    Table,
    Text,
)

OWN_DECLARATION = "Wij hebben een eigen UEA ingevuld en ondertekend. Dat gaat met de {handed_in} mee."
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


def combination_statement(work: JointWork, *, made_at: datetime) -> Document:
    """The statement that goes with the bid: who forms the combination, and who leads it.

    No legal form is asked for it beforehand (art. 2.52 Aw 2012). Once it was handed in it names who bid then, and what changed since.
    """
    bidding = replace(work, parties=work.as_handed_in) if work.as_handed_in else work
    heading = "Wie de combinatie vormen"
    if work.as_handed_in and work.handed_in_on is not None:
        heading = f"Wie de combinatie vormen, zoals ingediend op {write_day(work.handed_in_on)}"
    blocks: list[Block] = [
        Paragraph("Verklaring van de combinatie", "title"),
        Paragraph(work.title, "subtitle"),
        *about(work),
        Heading(heading),
        members_table(bidding.members),
        *still_asked(work),
        *to_be_founded(bidding.members),
        *changed_since(work),
        Heading("Wat wij verklaren"),
        Bullets(tuple(_declared(bidding))),
        Heading("Ondertekening"),
    ]
    for party in bidding.members:
        blocks += signatures(party)
    return joint_document("Verklaring van de combinatie", work, blocks, made_at)


def still_asked(work: JointWork) -> Iterator[Block]:
    """Who was asked and has not said yes is no party: an open point, never a row among those who sign."""
    # Who said yes to what was handed in bid along; what is asked since stands among the changes.
    bid_along = {party.number for party in work.as_handed_in}
    for name, number in work.asked:
        if number in bid_along:
            continue
        what = f"Doet {name} mee? Er is nog geen ja op wat nu gevraagd is"
        yield Paragraph((Open(what, f"Nog geen ja van {name}", TOGETHER),))


def to_be_founded(parties: Sequence[PartySheet]) -> Iterator[Block]:
    """A group without a deed cannot be a party (art. 2:4 lid 1 and 2:54 lid 1 BW)."""
    if any(not party.is_founded for party in parties):
        yield Paragraph(TO_BE_FOUNDED, "note")


def changed_since(work: JointWork) -> Iterator[Block]:
    """What changed in who bids after handing in; what was handed in stands above it as it was."""
    if not work.changed or work.handed_in_on is None:
        return
    yield Heading(f"Veranderd na het indienen op {write_day(work.handed_in_on)}")
    rows = tuple(map(_changed_row, work.changed))
    yield Table(("Sinds", "Wie", "Wat", "Waarom", "De opdrachtgever"), rows, "Veranderingen", (2, 2, 3, 3, 3))


def _changed_row(line: ChangeLine) -> tuple[Text, ...]:
    what: Text = line.what
    if not line.is_agreed:
        what = (f"{line.what} ", Open("nog geen ja van wie het aangaat", f"Nog geen ja van {line.name}", TOGETHER))
    return write_day(line.on), line.name, what, line.reason, _consent(line)


def _consent(line: ChangeLine) -> Text:
    if line.consented_on is not None:
        return f"stemde in op {write_day(line.consented_on)}"
    if line.asked_on is not None:
        return (
            f"gevraagd op {write_day(line.asked_on)}; ",
            Open("toestemming", f"Toestemming voor {line.name}", TOGETHER),
        )
    return (Open("toestemming nog niet gevraagd", f"Toestemming vragen voor {line.name}", TOGETHER),)


def _declared(work: JointWork) -> Iterator[Text]:
    leader = work.leader
    yield f"Wij doen deze {work.handed_in} samen, als combinatie."
    yield _own_declarations(work.members, "Ieder van ons heeft een eigen UEA ingevuld en ondertekend.")
    yield (
        "Onze penvoerder is ",
        Strong(leader.written) if leader else Open("naam van de penvoerder", "Wie de penvoerder is"),
        f": met de penvoerder kan de opdrachtgever alles bespreken; wat de penvoerder over deze {work.handed_in} zegt, bindt ons allemaal.",
    )
    by_law = work.law.bracketed("art. 6:6 lid 2 en 6:7 BW", "")
    if bids_by_lot(work):
        yield (
            "Krijgen wij een perceel, dan is ieder van ons die daar volgens de tabel aan meedoet hoofdelijk aansprakelijk voor dat hele "
            f"perceel{by_law}."
        )
    else:
        yield f"Krijgen wij de opdracht, dan is ieder van ons hoofdelijk aansprakelijk voor de hele opdracht{by_law}."
    if work.twice:
        names = ", ".join(work.twice)
        yield (Open(f"{names} doet ook mee aan een andere {work.handed_in} op dit werk.", f"Dubbel: {names}"),)
    else:
        yield f"Voor zover wij weten doet niemand van ons op hetzelfde perceel mee aan een andere {work.handed_in}."


def bids_by_lot(work: JointWork) -> bool:
    """Whether a member takes part in some lots only: for the others it is no bidder, and not liable."""
    return any(party.lots for party in work.members)


def _own_declarations(parties: Sequence[PartySheet], promise: str) -> Text:
    """What is stated about the UEA of each: an open point until the last is ready, for who signs states that it is so."""
    missing = [party.written for party in parties if not party.is_declared]
    if not missing:
        return promise
    names = write_enumeration(missing)
    return (Open(f"Nog niet klaar: het UEA van {names}", f"UEA van {names}", UEA),)


def third_party_statement(work: JointWork, party: PartySheet, *, made_at: datetime) -> Document:
    """The binding statement of who lends what the bidder lacks (art. 2.92 and 2.94 Aw 2012)."""
    leader = work.leader
    bidder = leader.written if leader else ""
    blocks: list[Block] = [
        Paragraph("Verklaring van een derde", "title"),
        Paragraph(work.title, "subtitle"),
        *about(work),
        Heading("Wie verklaart"),
        Table(("Naam", "KVK-nummer"), ((party.written, _kvk(party)),), "Wie verklaart", (2, 1)),
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
        Bullets((*_promises(work.law), _own_declarations([party], OWN_DECLARATION.format(handed_in=work.handed_in)))),
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
        return f"Wie mag tekenen: {_who_may_sign(party)}. Daarom staan onder deze volmacht twee handtekeningen."
    return "Wie mag tekenen staat in de statuten en in het uittreksel van de KVK."


def _who_may_sign(party: PartySheet) -> str:
    """twee bestuurders samen (A, B), volgens artikel 18 van de statuten"""
    return f"{party.signing}, volgens {party.article} van de statuten" if party.article else party.signing


def about(work: JointWork) -> Iterator[Block]:
    """What is bid on, and for whom."""
    rows: tuple[tuple[Text, ...], ...] = (
        ("Opdrachtgever", work.buyer or (Open("opdrachtgever", "Naam van de opdrachtgever"),)),
        ("Opdracht", work.title),
        (
            f"{work.reference_name[:1].upper()}{work.reference_name[1:]}",
            work.reference or (Open("kenmerk", "Kenmerk van de opdracht"),),
        ),
    )
    yield Table(("Onderwerp", "Gegeven"), rows, "De opdracht", (1, 3))


def members_table(parties: Sequence[PartySheet]) -> Table:
    """The parties with their place, lots and share."""
    rows = tuple(map(_row, parties))
    return Table(("Naam", "KVK", "Rol", "Percelen", "Aandeel"), rows, "De partijen", (4, 2, 2, 2, 2))


def _row(party: PartySheet) -> tuple[Text, ...]:
    return (
        party.written,
        _kvk(party),
        party.role,
        ", ".join(map(lot_number, party.lots)) or "de hele opdracht",
        party.share or (Open("aandeel", f"Aandeel van {party.written} in het werk"),),
    )


def _kvk(party: PartySheet) -> Text:
    if not party.is_founded:
        return party.kvk or "nog geen KVK-nummer"
    return party.kvk or (Open("KVK-nummer", f"KVK-nummer van {party.written}"),)


def signatures(party: PartySheet) -> Iterator[Block]:
    """Two boxes where two have to sign; where nobody knows, the reader is sent to look."""
    yield Heading(party.written, 3)
    if party.signing:
        yield Paragraph(f"Wie mag tekenen: {_who_may_sign(party)}.", "note")
    elif party.two_sign is None:
        yield Paragraph(
            (Open("Wie mag tekenen? Kijk in het uittreksel van de KVK.", f"Wie mag tekenen voor {party.written}"),)
        )
    # One box too many is crossed out; one too few is a bid that is not signed.
    count = 2 if party.two_sign else 1
    yield signature_table((*party.signatories, "", "")[:count])


def joint_document(
    name: str, work: JointWork, blocks: Sequence[Block], made_at: datetime, *, numbering: Numbering = Numbering.NONE
) -> Document:
    """A document of who bids together, in the name of who leads."""
    leader = work.leader
    author = leader.written if leader else name
    return framed(
        f"{name}: {work.title}", blocks, author=author, made_at=made_at, subject=work.title, numbering=numbering
    )
