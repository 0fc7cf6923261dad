"""What all documents of a bid share: the front, the facts of the procurement, and the mark on what is internal."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from incubator.bids.documents.facts import fact, identity, name_of
from incubator.bids.documents.gaps import REQUIREMENTS
from incubator.bids.rules.numbers import first_number
from incubator.bids.values.documents import BidSource, ProcurementRoute
from incubator.core import clock
from incubator.core.quantities import write_day, write_moment
from incubator.core.word import Block, Document, Numbering, Open, Paragraph, Table, Text, open_points
from incubator.formats.values import ReadLot, ReadNotice, Scheme

INTERNAL = "INTERN, niet meesturen"
REFERENCES = (Scheme.KENMERK, Scheme.TED, Scheme.TENDERNED, Scheme.PROCEDURE)
Row = tuple[Text, ...]


def document(
    source: BidSource,
    title: str,
    blocks: Iterable[Block],
    *,
    is_internal: bool = False,
    numbering: Numbering = Numbering.NONE,
) -> Document:
    """A document in our frame. One for the buyer is a draft as long as something is open in it or there is no deed."""
    # The mark on what is internal keeps its place in the header, so its title is short.
    whole_title = title if is_internal else f"{title}: {source.notice.title}"
    version = INTERNAL if is_internal else ""
    made = Document(
        title=whole_title[:200],
        blocks=tuple(blocks),
        author=name_of(source.facts, source.cooperative),
        made_at=source.made_at,
        date_text=write_day(clock.local(source.made_at).date()),
        version=version,
        subject=source.notice.title,
        numbering=numbering,
    )
    # What a group sends before its deed is a draft, however complete it is.
    if is_internal or (source.has_deed and not open_points(made)):
        return made
    return replace(made, version="concept")


def front(source: BidSource, title: str) -> tuple[Block, ...]:
    """Title, work and lot, and who bids: a group without a deed stands there as “in oprichting”."""
    blocks: list[Block] = [Paragraph(title, "title"), Paragraph(source.notice.title, "subtitle")]
    if source.lot is not None:
        blocks.append(Paragraph(lot_name(source.lot), "subtitle"))
    blocks.append(Paragraph(identity(source), "intro"))
    return tuple(blocks)


def internal_front(source: BidSource, title: str, use: str) -> tuple[Block, ...]:
    """The front of what stays in the house."""
    return (
        Paragraph(title, "title"),
        Paragraph(source.notice.title, "subtitle"),
        Paragraph(f"{INTERNAL}. {use}", "intro"),
    )


def lot_name(lot: ReadLot) -> str:
    """Perceel LOT-0002: Zuid"""
    if lot.title:
        return f"Perceel {lot.id}: {lot.title}"
    return f"Perceel {lot.id}"


def lots_of(source: BidSource) -> Sequence[ReadLot]:
    """The lot that the document is about, else those on which we bid."""
    if source.lot is not None:
        return (source.lot,)
    return source.lots


def buyer_name(notice: ReadNotice) -> str:
    return notice.buyer.name if notice.buyer else ""


def buyer_row(notice: ReadNotice) -> Text:
    return buyer_name(notice) or (Open("opdrachtgever", "Wie is de opdrachtgever?", REQUIREMENTS),)


def reference_of(notice: ReadNotice) -> str:
    """Under which number the buyer knows this procurement."""
    number = first_number(notice, REFERENCES)
    return "" if number is None else number.id


def deadline_of(source: BidSource) -> Text:
    """The last moment, in Dutch time; a day without an hour stays a day."""
    if source.deadline is None:
        return (Open("datum en tijd", "Uiterste datum en tijd van inlevering", REQUIREMENTS),)
    if source.notice.deadline_day_only:
        return f"{write_day(clock.local(source.deadline).date())}, die hele dag nog"
    return write_moment(source.deadline)


def key_facts(source: BidSource) -> Table:
    """The facts that say which procurement this is and who bids."""
    notice = source.notice
    rows: list[Row] = [("Opdrachtgever", buyer_row(notice)), ("Opdracht", notice.title)]
    reference = reference_of(notice)
    if reference:
        rows.append(("Kenmerk", reference))
    lots = lots_of(source)
    if len(lots) == 1:
        rows.append(("Perceel", lot_name(lots[0]).removeprefix("Perceel ")))
    elif lots:
        rows.append(("Percelen", "; ".join(lot_name(lot).removeprefix("Perceel ") for lot in lots)))
    # A client who asks a quotation hands nothing in, and knows its own day.
    if source.route is not ProcurementRoute.PRIVATE:
        rows.append(("Inleveren voor", deadline_of(source)))
    rows += [
        ("Contactpersoon", fact(source.facts, "contact.name", "Contactpersoon")),
        ("E-mail", fact(source.facts, "contact.email", "E-mailadres")),
        ("Telefoon", fact(source.facts, "contact.phone", "Telefoonnummer")),
    ]
    return Table(("Onderwerp", "Gegeven"), tuple(rows), "Kerngegevens", (1, 2))


def signature(source: BidSource) -> tuple[Block, ...]:
    """Where is signed: who may do so follows from the trade register, and is not made up here."""
    return (
        Paragraph(("Namens ", identity(source)[0], ",")),
        Table(
            ("Naam en functie", "Datum en plaats", "Handtekening"),
            (((Open("wie tekent, volgens het handelsregister", "Wie tekent er?", "uea"),), "", "\n\n"),),
            "Ondertekening",
            (3, 2, 3),
        ),
    )
