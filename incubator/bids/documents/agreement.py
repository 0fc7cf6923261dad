"""A draft of what the members of a combination agree among themselves (samenwerkingsovereenkomst)."""

from collections.abc import Iterator
from datetime import datetime

from incubator.bids.documents.together import (
    about,
    bids_by_lot,
    changed_since,
    joint_document,
    members_table,
    signatures,
    still_asked,
    to_be_founded,
)
from incubator.bids.values.joint import SUBCONTRACTOR, JointWork
from incubator.core.word import (
    ArticleBlock,
    Block,
    Clause,
    Document,
    Heading,
    Numbering,
    Open,
    OpenPoints,
    Paragraph,
    Strong,
)


def cooperation_agreement(work: JointWork, *, made_at: datetime) -> Document:
    """A draft of what the members agree among themselves. Its terms are open points: they have to be talked about."""
    blocks: list[Block] = [
        Paragraph("Samenwerkingsovereenkomst", "title"),
        Paragraph(work.title, "subtitle"),
        Paragraph("Concept. Bespreek elk open punt en laat het stuk nakijken voordat iemand tekent.", "note"),
        *about(work),
        Heading("De partijen"),
        members_table(work.members),
        *still_asked(work),
        *to_be_founded(work.members),
        *changed_since(work),
        *_articles(work),
        Heading("Ondertekening"),
    ]
    for party in work.members:
        blocks += signatures(party)
    blocks += [Heading("Open punten"), OpenPoints(title="")]
    return joint_document("Samenwerkingsovereenkomst", work, blocks, made_at, numbering=Numbering.ARTICLES)


def _articles(work: JointWork) -> Iterator[Block]:
    # What is not agreed yet is an open point: an invented term would be signed by somebody in a hurry.
    leader = work.leader
    yield Heading("Wat wij afspreken")
    yield ArticleBlock("Doel en duur")
    yield Clause(
        f"Wij werken samen om in te schrijven op de opdracht “{work.title}”, en om die uit te voeren als wij haar krijgen."
    )
    yield Clause(
        f"De samenwerking eindigt als wij samen besluiten geen {work.handed_in} in te dienen, als de opdrachtgever de procedure stopt, als "
        "de opdracht aan een ander is gegeven en daartegen niets meer kan worden gedaan, of als de opdracht klaar is en is betaald."
    )
    yield from _alone_nor_with_others(work)
    yield ArticleBlock("Wie wat doet")
    for party in work.members:
        task = party.task or Open("taken", f"Wat {party.written} doet")
        share = party.share or Open("aandeel", f"Aandeel van {party.written}")
        yield Clause((f"{party.written} doet: ", task, ". Aandeel in het werk en in de omzet: ", share, "."))
    for party in work.parties:
        # Who hires a subcontractor has to be agreed: it answers to one of the members, not to the buyer.
        if party.role == SUBCONTRACTOR:
            share = f" (aandeel {party.share})" if party.share else ""
            hires = Open("wie van ons?", f"Wie {party.written} inhuurt")
            yield Clause((f"{party.written} is onderaannemer{share} van ", hires, "."))
    yield ArticleBlock("De penvoerder")
    yield Clause(
        (
            Strong(leader.written) if leader else Open("penvoerder", "Wie de penvoerder is"),
            " is penvoerder, dient de inschrijving in en spreekt met de opdrachtgever. Over prijs en inhoud beslissen wij samen.",
        )
    )
    yield Clause(("Wat de penvoerder voor dit werk krijgt: ", Open("vergoeding", "Vergoeding van de penvoerder"), "."))
    yield from _money(work)
    yield from _end_and_quarrels()


def _alone_nor_with_others(work: JointWork) -> Iterator[Block]:
    """Who bids along bids nowhere else on the same work, and no firm of all together is meant."""
    yield ArticleBlock("Alleen samen")
    yield Clause(
        f"Zolang deze samenwerking duurt, doet niemand van ons op dezelfde opdracht of hetzelfde perceel een andere {work.handed_in}, "
        "alleen of met anderen, en helpt niemand van ons een ander daarbij. Voor ander werk is ieder vrij."
    )
    yield ArticleBlock("Geen vof of maatschap")
    yield Clause(
        "Wij richten geen rechtspersoon op en beogen geen maatschap (art. 7A:1655 BW) en geen vennootschap onder firma (art. 16 WvK). "
        "Wij brengen niets samen in, handelen niet onder een gezamenlijke naam en delen geen winst of verlies: ieder krijgt betaald "
        "voor het eigen werk."
    )
    yield Clause(
        "Niemand van ons mag de anderen verbinden, behalve de penvoerder voor zover deze overeenkomst of een volmacht dat zegt."
    )


def _money(work: JointWork) -> Iterator[Block]:
    yield ArticleBlock("Kosten van de inschrijving")
    yield Clause(
        (
            "Ieder draagt de eigen kosten. Gezamenlijke kosten delen wij zo: ",
            Open("verdeling", "Verdeling van de kosten"),
            ".",
        )
    )
    yield ArticleBlock("Geld")
    yield Clause(
        (
            "De penvoerder stuurt de rekening aan de opdrachtgever en betaalt binnen ",
            Open("aantal dagen", "Termijn van doorbetalen"),
            " door.",
        )
    )
    yield from _risk(work)


def _risk(work: JointWork) -> Iterator[Block]:
    yield ArticleBlock("Aansprakelijkheid en verzekering")
    whole = "elk heel perceel waaraan die volgens de tabel meedoet" if bids_by_lot(work) else "het geheel"
    yield Clause(
        f"Tegenover de opdrachtgever zijn wij hoofdelijk aansprakelijk: ieder voor {whole} (art. 6:6 lid 2 en 6:7 BW). Onder elkaar "
        "draagt ieder wat door het eigen werk is ontstaan (art. 6:10 BW)."
    )
    yield Clause(
        (
            "Ieder heeft een verzekering voor ten minste ",
            Open("bedrag", "Bedrag van de verzekering"),
            " per gebeurtenis.",
        )
    )


def _end_and_quarrels() -> Iterator[Block]:
    yield ArticleBlock("Als iemand uitvalt")
    yield Clause(
        (
            "Kan of wil een van ons niet verder, dan meldt die dat meteen. Het werk gaat dan over op ",
            Open("wie", "Wie het werk overneemt als iemand uitvalt"),
            ".",
        )
    )
    yield Clause(
        "Na het indienen komt niemand erbij, gaat niemand weg en verandert niemand van rol of aandeel voordat de opdrachtgever "
        "schriftelijk heeft toegestemd. De penvoerder vraagt die toestemming."
    )
    yield Clause("Wie weggaat, blijft tegenover de opdrachtgever gebonden totdat die hem heeft ontslagen.")
    yield ArticleBlock("Geheim")
    yield Clause("Wat wij van elkaar weten door deze samenwerking, gebruiken wij alleen daarvoor.")
    yield ArticleBlock("Onenigheid")
    yield Clause(
        (
            "Eerst praten wij. Lukt dat niet, dan beslist ",
            Open("wie", "Wie beslist bij onenigheid"),
            ". Nederlands recht geldt.",
        )
    )
