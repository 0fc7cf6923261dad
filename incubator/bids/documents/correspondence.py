"""What all letters to a buyer share: who writes, to whom, about which procurement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from incubator.bids.documents.facts import fact, name_of
from incubator.bids.rules.numbers import first_number
from incubator.bids.values.documents import Known
from incubator.core import clock
from incubator.core.quantities import write_day
from incubator.core.word import Block, Document, Inline, Open, Paragraph, Strong
from incubator.formats.values import ReadNotice, Scheme

NUMBERS = {Scheme.TENDERNED: "TenderNed", Scheme.TED: "TED"}


@dataclass(frozen=True, slots=True)
class LetterSource:
    """What a letter about a bid is made from."""

    notice: ReadNotice
    buyer: str
    cooperative: str
    facts: dict[str, Known]
    lots: tuple[str, ...]
    made_at: datetime

    @property
    def name(self) -> str:
        return name_of(self.facts, self.cooperative)

    @property
    def day(self) -> str:
        return write_day(clock.local(self.made_at).date())


def reference_of(notice: ReadNotice) -> str:
    """The procurement by its title and the number under which it was published."""
    # The number of TenderNed first: Dutch buyers know it.
    number = first_number(notice, NUMBERS)
    if number is None:
        return notice.title
    return f"{notice.title} ({NUMBERS[number.scheme]} {number.id})"


def written_day(day: date | None, what: str) -> Inline:
    """A day, or an open point that asks for it."""
    if day is None:
        return Open(what, what)
    return write_day(day)


def letter(source: LetterSource, subject: str, body: Sequence[Block]) -> Document:
    """A letter with head and foot."""
    return document(source, subject, (*_head(source, subject), *body, *_foot(source)))


def document(source: LetterSource, subject: str, blocks: tuple[Block, ...]) -> Document:
    return Document(
        title=subject[:200],
        blocks=blocks,
        author=source.name,
        made_at=source.made_at,
        date_text=source.day,
        subject=source.notice.title,
    )


def _head(source: LetterSource, subject: str) -> Iterator[Block]:
    yield Paragraph((Strong(source.name),))
    email = fact(source.facts, "contact.email", "ons e-mailadres")
    phone = fact(source.facts, "contact.phone", "ons telefoonnummer")
    yield Paragraph((*email, ", ", *phone))
    yield Paragraph(("Aan: ", source.buyer or Open("de aanbestedende dienst", "Aan wie deze brief gaat")))
    yield Paragraph(source.day)
    yield Paragraph((Strong(f"Onderwerp: {subject}"),))
    yield Paragraph("Geachte heer, mevrouw,")


def _foot(source: LetterSource) -> Iterator[Block]:
    yield Paragraph("Met vriendelijke groet,")
    yield Paragraph(fact(source.facts, "contact.name", "wie deze brief ondertekent"))
    yield Paragraph(f"namens {source.name}")
