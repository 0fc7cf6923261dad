"""What all letters to a buyer share: who writes, to whom, about which procurement, and how it ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from incubator.bids.documents.facts import fact, registered, written_name
from incubator.bids.documents.frame import DRAFT, buyer_name, framed, lot_name, named_lots
from incubator.bids.values.documents import BidSource, Known
from incubator.bids.values.law import OUR_LAW, ProcurementLaw
from incubator.core import clock
from incubator.core.quantities import write_day, write_enumeration
from incubator.core.word import Block, Document, Heading, Inline, Open, Paragraph, Strong
from incubator.formats.values import ReadNotice

GREETING = "Met vriendelijke groet,"


@dataclass(frozen=True, slots=True)
class LetterSource:
    """What a letter about a bid is made from."""

    notice: ReadNotice
    buyer: str
    cooperative: str
    facts: dict[str, Known]
    lots: tuple[str, ...]
    made_at: datetime
    has_deed: bool = True
    law: ProcurementLaw = OUR_LAW
    combination: tuple[str, ...] = ()  # its members, when they bid as one: then all of them are the bidder

    @property
    def name(self) -> str:
        return written_name(self)

    @property
    def bidder(self) -> str:
        """Who bid: the cooperative, or the whole combination."""
        if not self.combination:
            return self.name
        return f"de combinatie van {write_enumeration(self.combination)}"

    @property
    def day(self) -> str:
        return write_day(clock.local(self.made_at).date())


def letter_source(source: BidSource) -> LetterSource:
    """A letter that belongs to the set of a bid."""
    return LetterSource(
        notice=source.notice,
        buyer=buyer_name(source.notice),
        cooperative=source.cooperative,
        facts=source.facts,
        lots=tuple(map(lot_name, named_lots(source))),
        made_at=source.made_at,
        has_deed=source.has_deed,
        law=source.law,
    )


def written_day(day: date | None, what: str) -> Inline:
    """A day, or an open point that asks for it."""
    if day is None:
        return Open(what, what)
    return write_day(day)


def letter(source: LetterSource, subject: str, body: Sequence[Block], closing: Sequence[Block] = ()) -> Document:
    """A letter with head and foot; `closing` is that of one that is signed by who may bind the group."""
    foot = closing or (
        Paragraph(GREETING),
        Paragraph(fact(source.facts, "contact.name", "wie deze brief ondertekent")),
        Paragraph(f"namens {source.bidder}"),
    )
    return document(source, subject, (*_head(source, subject), *body, *foot))


def document(source: LetterSource, subject: str, blocks: tuple[Block, ...]) -> Document:
    return framed(
        subject,
        blocks,
        author=source.name,
        made_at=source.made_at,
        subject=source.notice.title,
        version="" if source.has_deed else DRAFT,
    )


def _head(source: LetterSource, subject: str) -> Iterator[Block]:
    email = fact(source.facts, "contact.email", "Ons e-mailadres")
    phone = fact(source.facts, "contact.phone", "Ons telefoonnummer")
    yield Paragraph((Strong(source.name), "\n", *registered(source), "\n", *email, ", ", *phone))
    yield Paragraph(("Aan: ", source.buyer or Open("de aanbestedende dienst", "Aan wie deze brief gaat")))
    yield Paragraph(source.day)
    # As a letter in the Netherlands refers to the file of who gets it.
    if source.notice.buyer_reference:
        yield Paragraph(f"Uw kenmerk: {source.notice.buyer_reference}")
    yield Heading(f"Onderwerp: {subject}", 2)
    yield Paragraph("Geachte heer, mevrouw,")
