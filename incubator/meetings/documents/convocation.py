"""The convocation in Word: one for everyone, or a letter for each member who gets it on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from incubator.core import clock
from incubator.core.quantities import write_day
from incubator.core.sentences import ended
from incubator.core.word import (
    Block,
    Bullets,
    Document,
    Heading,
    Inline,
    Open,
    PageBreak,
    Paragraph,
    Steps,
    Strong,
    Table,
    Text,
)
from incubator.meetings.models import AgendaItem, Meeting
from incubator.meetings.values import ItemKind, MeetingKind, MeetingMode
from incubator.meetings.values.case import MeetingTerms
from incubator.meetings.values.planning import REQUESTERS
from incubator.register.documents.letterhead import letterhead
from incubator.statutes.values.legal_person import LegalPerson

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MODES = {
    MeetingMode.PHYSICAL: "",
    MeetingMode.HYBRID: "Je kunt ook op afstand meedoen.",
    MeetingMode.DIGITAL: "De vergadering is op afstand, via internet.",
}
CONVENERS = {
    "bestuur": "Het bestuur",
    "rvc": "De raad van commissarissen",
    REQUESTERS: "De leden die om deze vergadering vroegen",
}


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets it, and where they live when that is known."""

    name: str
    address: str = ""


def convocation(
    meeting: Meeting,
    terms: MeetingTerms | None,
    whose: LegalPerson,
    addressees: Sequence[Addressee] = (),
    *,
    made_at: datetime,
) -> Document:
    """The convocation as a document; for addressees each their own letter, on a page of its own."""
    # Who asks for the letter again later gets the letter of then: its day is what the term is counted from.
    written_on = write_day(clock.local(meeting.convened_at or made_at).date())
    title = f"Oproeping {_kind(meeting)} {whose.written_name}"
    blocks: list[Block] = []
    everyone: tuple[Addressee | None, ...] = tuple(addressees) or (None,)
    for addressee in everyone:
        if blocks:
            blocks.append(PageBreak())
        if addressee is not None:
            blocks += letterhead(whose, addressee.name, addressee.address)
        blocks += _letter(meeting, terms, whose)
        blocks.append(Paragraph(f"{_convener(meeting)}, {written_on}"))
    return Document(
        title=title,
        blocks=tuple(blocks),
        author=whose.name,
        made_at=made_at,
        date_text=written_on,
        version=f"vergadering {meeting.number}",
    )


def _convener(meeting: Meeting) -> str:
    return CONVENERS.get(meeting.convened_by, meeting.convened_by or "Het bestuur")


def _kind(meeting: Meeting) -> str:
    return "bestuursvergadering" if meeting.kind is MeetingKind.BOARD else "algemene vergadering"


def moment_in_words(begins_at: datetime) -> str:
    """donderdag 17 december 2026 om 20.00 uur"""
    local = clock.local(begins_at)
    return f"{WEEKDAYS[local.weekday()]} {write_day(local.date())} om {local:%H.%M} uur"


def _letter(meeting: Meeting, terms: MeetingTerms | None, whose: LegalPerson) -> Iterator[Block]:
    yield Paragraph(f"Oproeping voor de {_kind(meeting)}", "title")
    yield Paragraph(whose.in_full, "subtitle")
    convener = _convener(meeting)
    verb = "roepen" if meeting.convened_by == REQUESTERS else "roept"
    yield Paragraph(f"{convener} {verb} je op voor de {_kind(meeting)}: {ended(meeting.title)}", "intro")
    yield Table(("Wat", "Gegevens"), tuple(_facts(meeting)), "Wanneer en waar de vergadering is", (1, 3))
    yield Heading("Agenda", 1, numbered=False)
    yield Steps(tuple(map(_line, meeting.items)))
    for number, item in enumerate(meeting.items, start=1):
        yield from _explained(number, item)
    yield from _papers(meeting)
    if meeting.kind is MeetingKind.GENERAL:
        yield from _voting(terms)


def _facts(meeting: Meeting) -> Iterator[tuple[Text, ...]]:
    if meeting.begins_at is None:
        yield "Wanneer", (Open("dag en uur van de vergadering"),)
    else:
        yield "Wanneer", moment_in_words(meeting.begins_at)
    place: Text = meeting.place or (Open("plaats van de vergadering"),)
    yield "Waar", place
    if MODES[meeting.mode]:
        yield "Hoe", MODES[meeting.mode]


def _line(item: AgendaItem) -> str:
    if item.kind is ItemKind.AMENDMENT:
        return f"{item.title} (voorstel tot wijziging van de statuten)"
    if item.kind is ItemKind.DISSOLUTION:
        return f"{item.title} (voorstel tot ontbinding)"
    return item.title


def _explained(number: int, item: AgendaItem) -> Iterator[Block]:
    if not (item.words or item.proposal):
        return
    yield Heading(f"Bij punt {number}: {item.title}", 2, numbered=False)
    for line in item.words.splitlines():
        yield Paragraph(line)
    if item.proposal:
        parts: tuple[Inline, ...] = (Strong("Voorstel: "), item.proposal)
        yield Paragraph(parts)
    if item.proposed_by:
        yield Paragraph(f"Ingediend door: {item.proposed_by}.", "note")


def _papers(meeting: Meeting) -> Iterator[Block]:
    enclosed = []
    for item in meeting.items:
        if item.statutes_version is not None:
            enclosed.append(f"De woordelijke tekst van de statutenwijziging ({item.title})")
        if item.file is not None:
            enclosed.append(f"{item.file.name} ({item.title})")
    if enclosed:
        yield Heading("Bijlagen", 1, numbered=False)
        yield Bullets(tuple(enclosed))
    if meeting.inspection_from is not None and meeting.inspection_place:
        from_day = write_day(meeting.inspection_from)
        yield Paragraph(
            f"De stukken liggen vanaf {from_day} tot het einde van de dag van de vergadering voor de leden ter inzage: "
            f"{meeting.inspection_place}."
        )


def _voting(terms: MeetingTerms | None) -> Iterator[Block]:
    """How who cannot come is heard all the same, as the statutes say it."""
    if terms is None:
        return
    yield Heading("Kun je niet komen?", 1, numbered=False)
    if not terms.proxy_allowed:
        yield Paragraph("Volgens de statuten kun je niemand anders voor je laten stemmen.")
        return
    most = ""
    if terms.proxy_max is not None:
        others = "1 ander" if terms.proxy_max == 1 else f"{terms.proxy_max} anderen"
        most = f" Iemand mag voor ten hoogste {others} stemmen."
    article = terms.articles.get("stemmen")
    where = f" (artikel {article} van de statuten)" if article else ""
    yield Paragraph(f"Je kunt een ander lid schriftelijk volmacht geven om voor je te stemmen{where}.{most}")
