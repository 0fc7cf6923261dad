"""What is signed by who bids together: the statement of the combination, and what it shares with their other papers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from incubator.bids.documents.facts import TO_BE_FOUNDED
from incubator.bids.documents.frame import framed, signature_table
from incubator.bids.documents.gaps import TOGETHER, UEA
from incubator.bids.rules.lots import lot_number
from incubator.bids.values.joint import ChangeLine, JointWork, PartySheet
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
    yield own_declarations(work.members, "Ieder van ons heeft een eigen UEA ingevuld en ondertekend.")
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


def own_declarations(parties: Sequence[PartySheet], promise: str) -> Text:
    """What is stated about the UEA of each: an open point until the last is ready, for who signs states that it is so."""
    missing = [party.written for party in parties if not party.is_declared]
    if not missing:
        return promise
    names = write_enumeration(missing)
    return (Open(f"Nog niet klaar: het UEA van {names}", f"UEA van {names}", UEA),)


def who_may_sign(party: PartySheet) -> str:
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
        kvk_of(party),
        party.role,
        ", ".join(map(lot_number, party.lots)) or "de hele opdracht",
        party.share or (Open("aandeel", f"Aandeel van {party.written} in het werk"),),
    )


def kvk_of(party: PartySheet) -> Text:
    """The number of the trade register, or what is known of it."""
    if not party.is_founded:
        return party.kvk or "nog geen KVK-nummer"
    return party.kvk or (Open("KVK-nummer", f"KVK-nummer van {party.written}"),)


def signatures(party: PartySheet) -> Iterator[Block]:
    """Two boxes where two have to sign; where nobody knows, the reader is sent to look."""
    yield Heading(party.written, 3)
    if party.signing:
        yield Paragraph(f"Wie mag tekenen: {who_may_sign(party)}.", "note")
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
