"""A proxy to vote, in Word: filled in for a member, or blank. Dutch, whatever the reader's language (BW 2:38(4) and (5))."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from incubator.core import clock
from incubator.core.quantities import write_day
from incubator.core.word import Block, Document, Heading, Open, PageBreak, Paragraph, Table, Text
from incubator.meetings.documents.convocation import moment_in_words
from incubator.meetings.models import Meeting
from incubator.meetings.rules.proxies import most_held
from incubator.meetings.values import ItemKind
from incubator.meetings.values.case import MeetingTerms
from incubator.meetings.values.holding import FilledInProxy
from incubator.statutes.values.findings import article_in_words
from incubator.statutes.values.legal_person import LegalPerson

LINE = "________________________"
LAW = "BW 2:38(4)"
CHOICES = "☐ voor  ☐ tegen  ☐ blanco  ☐ naar eigen inzicht"
CHOOSING = frozenset({ItemKind.ELECTION, ItemKind.AUDIT_COMMITTEE})  # of people
TALK = "niet van toepassing"  # nothing is decided on what is only talked about


def voting_proxies(
    meeting: Meeting,
    terms: MeetingTerms,
    proxies: Sequence[FilledInProxy] = (),
    *,
    whose: LegalPerson,
    made_at: datetime,
) -> Document:
    """A proxy for each, on a page of its own; without any a blank form. `whose` is the cooperative as its statutes name it."""
    blocks: list[Block] = []
    for proxy in proxies or (FilledInProxy(),):
        if blocks:
            blocks.append(PageBreak())
        blocks += _proxy(meeting, terms, proxy, whose)
    return Document(
        title="Volmacht om te stemmen",
        blocks=tuple(blocks),
        author=whose.name,
        made_at=made_at,
        date_text=write_day(clock.local(made_at).date()),
        version=f"vergadering {meeting.number}",
        subject=meeting.title,
    )


def _proxy(meeting: Meeting, terms: MeetingTerms, proxy: FilledInProxy, whose: LegalPerson) -> Iterator[Block]:
    yield Paragraph("Volmacht om te stemmen", "title")
    yield Paragraph(whose.in_full, "subtitle")
    yield Table(("Wat", "Gegevens"), tuple(_facts(meeting, proxy, whose)), "Wie, en voor welke vergadering", (2, 5))
    yield Heading("Zo wil ik stemmen", 1, numbered=False)
    yield Paragraph("Kruis aan wat je wilt. Kruis je niets aan, dan kiest wie voor je stemt.")
    rows = tuple((str(number), *_choice(item.title, item.kind)) for number, item in enumerate(meeting.items, start=1))
    if rows:
        yield Table(("Punt", "Onderwerp", "Zo stem ik"), rows, "De agenda, met ruimte voor je keuze", (1, 5, 6))
    yield Paragraph(f"Wat ik verder wil meegeven: {LINE}{LINE}")
    yield Heading("Ondertekening", 1, numbered=False)
    # On paper of an organisation the name of who signs is another than that of the member.
    signer = "Wie het lid mag vertegenwoordigen" if proxy.is_organisation else proxy.giver or "Naam"
    yield Paragraph(f"{signer}, datum en handtekening: {LINE}{LINE}")
    yield Paragraph(" ".join(_limits(terms)), "note")


def _facts(meeting: Meeting, proxy: FilledInProxy, whose: LegalPerson) -> Iterator[tuple[Text, ...]]:
    yield "Ik geef volmacht", proxy.giver or LINE
    yield "Dit lid stemt voor mij", proxy.holder or LINE
    yield "Vergadering", f"{meeting.title}, algemene vergadering van {whose.written_name}"
    if meeting.begins_at is None:
        yield "Wanneer", (Open("dag en uur van de vergadering"),)
    else:
        yield "Wanneer", moment_in_words(meeting.begins_at)
    yield "Waar", meeting.place or (Open("plaats van de vergadering"),)


def _choice(title: str, kind: ItemKind) -> tuple[str, str]:
    if kind in CHOOSING:
        return title, f"Ik stem op: {LINE}"
    return title, TALK if kind is ItemKind.TALK else CHOICES


def _limits(terms: MeetingTerms) -> Iterator[str]:
    article = terms.articles.get("stemmen")
    own = f" en artikel {article} van de statuten" if article else ""
    yield f"De volmacht is schriftelijk; een e-mail is ook goed ({article_in_words(LAW)}{own})."
    yield "Je geeft de volmacht aan een ander lid dat mag stemmen en naar de vergadering komt."
    most = most_held(terms)
    if most is not None:
        others = "één ander lid" if most == 1 else f"{most} andere leden"
        yield f"Volgens de statuten stemt iemand voor ten hoogste {others}."
    yield "Wie voor je stemt, geeft de volmacht niet door aan iemand anders."
    yield "Kom je toch zelf, dan stem je zelf en telt deze volmacht niet."
    yield "Geef het formulier voor de stemming aan de voorzitter."
