"""What all documents of a bid share: the front, the facts of the procurement, and the mark on what is internal."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from incubator.bids.documents.facts import fact, identity, name_of, written_name
from incubator.bids.documents.gaps import REQUIREMENTS, UEA
from incubator.bids.rules.lots import lot_number
from incubator.bids.rules.numbers import first_number, name_of_number
from incubator.bids.values.documents import ADMISSIONS, DIRECT, BidSource
from incubator.bids.values.wording import wording_of
from incubator.core import clock
from incubator.core.quantities import write_day, write_moment
from incubator.core.word import Block, Document, Numbering, Open, Paragraph, Table, Text, open_points
from incubator.formats.values import ReadLot, ReadNotice, Scheme

INTERNAL = "INTERN, niet meesturen"
DRAFT = "concept"
REFERENCES = (Scheme.KENMERK, Scheme.TED, Scheme.TENDERNED, Scheme.PROCEDURE)
Row = tuple[Text, ...]


def framed(
    title: str,
    blocks: Iterable[Block],
    *,
    author: str,
    made_at: datetime,
    subject: str,
    version: str = "",
    numbering: Numbering = Numbering.NONE,
) -> Document:
    """Every document of a bid is put together here: one with something open in it is marked as a draft above each page."""
    made = Document(
        title=f"{title[:1].upper()}{title[1:200]}",
        blocks=tuple(blocks),
        author=author,
        made_at=made_at,
        date_text=write_day(clock.local(made_at).date()),
        version=version,
        subject=subject,
        numbering=numbering,
    )
    if version or not open_points(made):
        return made
    return replace(made, version=DRAFT)


def document(
    source: BidSource,
    title: str,
    blocks: Iterable[Block],
    *,
    is_internal: bool = False,
    numbering: Numbering = Numbering.NONE,
) -> Document:
    """A document in our frame. What a group sends before its deed is a draft, however complete it is."""
    # The mark on what is internal keeps its place in the header, so its title is short.
    version = "" if source.has_deed else DRAFT
    whole_title = f"{title}: {source.notice.title}"
    if is_internal:
        version, whole_title = INTERNAL, title
    return framed(
        whole_title,
        blocks,
        author=name_of(source.facts, source.cooperative),
        made_at=source.made_at,
        subject=source.notice.title,
        version=version,
        numbering=numbering,
    )


def front(source: BidSource, title: str) -> tuple[Block, ...]:
    """Title, work and lot, and who bids: a group without a deed stands there as “in oprichting”."""
    blocks: list[Block] = [Paragraph(title, "title"), Paragraph(source.notice.title, "subtitle")]
    if source.lot is not None:
        blocks += [Paragraph(lot_name(lot), "subtitle") for lot in named_lots(source)]
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
    """Perceel 2: Zuid"""
    number = lot_number(lot.id)
    # Buyers often begin the title with the number: "Perceel 2: Zuid" is not said twice.
    repeated = re.compile(rf"(?:perceel|lot|deel)\s*{re.escape(number)}(?!\w)[\s:.–-]*", re.IGNORECASE)
    title = repeated.sub("", lot.title or "", count=1).strip()
    if title:
        return f"Perceel {number}: {title}"
    return f"Perceel {number}"


def lots_of(source: BidSource) -> Sequence[ReadLot]:
    """The lot that the document is about, else those on which we bid."""
    if source.lot is not None:
        return (source.lot,)
    return source.lots


def named_lots(source: BidSource) -> Sequence[ReadLot]:
    """The same as a reader sees them: the only lot of a procurement is the procurement, and needs no name."""
    return lots_of(source) if len(source.notice.real_lots) > 1 else ()


def buyer_name(notice: ReadNotice) -> str:
    return notice.buyer.name if notice.buyer else ""


def buyer_row(notice: ReadNotice) -> Text:
    return buyer_name(notice) or (Open("opdrachtgever", "Wie is de opdrachtgever?", REQUIREMENTS),)


def named_work(notice: ReadNotice) -> str:
    """The procurement by its title and its number."""
    label, reference = numbered(notice)
    return f"{notice.title} ({label} {reference})" if reference else notice.title


def reference_of(notice: ReadNotice) -> str:
    """Under which number this procurement is found."""
    return numbered(notice)[1]


def numbered(notice: ReadNotice) -> tuple[str, str]:
    """The number of this procurement and what it is called: that of a publication is not the reference of the buyer."""
    number = first_number(notice, REFERENCES)
    return (name_of_number(notice, number), number) if number else ("", "")


def number_row(notice: ReadNotice) -> list[Row]:
    """The number in a table, under its own name; no row where there is none."""
    label, number = numbered(notice)
    return [(f"{label[:1].upper()}{label[1:]}", number)] if number else []


def deadline_of(source: BidSource) -> Text:
    """The last moment, in Dutch time; a day without an hour stays a day."""
    if source.deadline is None:
        return (Open("datum en tijd", "Uiterste datum en tijd van inlevering", REQUIREMENTS),)
    if source.notice.deadline_day_only:
        return f"{write_day(clock.local(source.deadline).date())}, die hele dag nog"
    return write_moment(source.deadline)


def key_facts(source: BidSource) -> Table:
    """The facts that say which procurement this is and who bids."""
    rows: list[Row] = [
        ("Opdrachtgever", buyer_row(source.notice)),
        ("Opdracht", source.notice.title),
        *facts_of_work(source),
        ("Contactpersoon", fact(source.facts, "contact.name", "Contactpersoon")),
        ("E-mail", fact(source.facts, "contact.email", "E-mailadres")),
        ("Telefoon", fact(source.facts, "contact.phone", "Telefoonnummer")),
    ]
    return Table(("Onderwerp", "Gegeven"), tuple(rows), "Kerngegevens", (1, 2))


def facts_of_work(source: BidSource) -> list[Row]:
    """Which procurement this is: its number, lots and term."""
    rows: list[Row] = number_row(source.notice)
    lots = [lot_name(lot).removeprefix("Perceel ") for lot in named_lots(source)]
    if lots:
        rows.append(("Perceel" if len(lots) == 1 else "Percelen", "; ".join(lots)))
    # With a client who asks a quotation, or a municipality that is challenged, no day was set to hand in by.
    if source.route not in DIRECT:
        due = wording_of(source.law).due if source.route in ADMISSIONS else "indienen"
        rows.append((f"Uiterste moment van {due}", deadline_of(source)))
    return rows


def signature(source: BidSource, greeting: str = "") -> tuple[Block, ...]:
    """Where is signed: who declared for the group what holds of it signs here too; else that is looked up."""
    # One paragraph with the greeting of a letter: it stays on the page of the room to sign.
    above = f"{greeting}\nnamens {written_name(source)}" if greeting else f"Namens {written_name(source)}"
    name = name_of(source.facts, source.cooperative)
    # One box too few is a bid that is not signed; with a proxy the second stays empty.
    others = ("",) if _by_two(source, name) else ()
    for known in source.declarations:
        declared = known.sheet.declared
        if declared is not None and known.sheet.operator.name == name:
            return (Paragraph(f"{above}:"), signature_table((declared.name, *others), declared.function))
    who = Open("wie tekent er? Dat staat in het handelsregister", "Wie tekent er?", UEA)
    return (Paragraph((f"{above}: ", who)), signature_table(("", *others)))


def _by_two(source: BidSource, name: str) -> bool:
    """Whether two have to sign for the group itself, by its statutes or as somebody entered it."""
    parties = source.joint.parties if source.joint is not None else ()
    return any(party.two_sign and party.name == name for party in parties)


def signature_table(names: tuple[str, ...], function: str = "") -> Table:
    """Room to sign for each who signs, whole on one page: two stand beside each other, so that a letter stays on its page."""
    # The function is that of the first: of who else signs it is not known.
    functions = (function, *("" for _name in names[1:]))
    known = [f"Naam: {name}\nFunctie: {held}\nPlaats en datum:" for name, held in zip(names, functions, strict=True)]
    caption = "Ruimte voor de ondertekening"
    if len(known) == 2:
        beside = tuple(f"{whose}\nHandtekening:\n\n\n" for whose in known)
        return Table(("Eerste ondertekenaar", "Tweede ondertekenaar"), (beside,), caption, (1, 1), whole=True)
    rows = tuple((whose, "\n\n\n") for whose in known)
    return Table(("Wie tekent", "Handtekening"), rows, caption, (1, 1), whole=True)
