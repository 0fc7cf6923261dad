"""The invitation to an assembly and its minutes, in Word. Dutch: what people get in the letterbox."""

from collections.abc import Iterator
from datetime import date, datetime

from incubator.core import clock
from incubator.core.quantities import write_day, write_moment
from incubator.core.word import Block, Bullets, Document, Heading, Paragraph, Steps, Table
from incubator.steps.models import Assembly
from incubator.steps.queries.assemblies import tree
from incubator.steps.values.assemblies import TreeKind

KINDS = {TreeKind.PROBLEM: "probleem", TreeKind.CAUSE: "oorzaak", TreeKind.HARM: "wie er last van heeft"}


def invitation(assembly: Assembly, *, incubator: str, made_at: datetime) -> Document:
    """A letter for every letterbox."""
    return _document(f"Uitnodiging: {assembly.title}", tuple(_invitation(assembly)), incubator, made_at)


def minutes(assembly: Assembly, *, incubator: str, made_at: datetime) -> Document:
    """What was said, the tree, and what was decided."""
    return _document(f"Verslag: {assembly.title}", tuple(_minutes(assembly)), incubator, made_at)


def _document(title: str, blocks: tuple[Block, ...], incubator: str, made_at: datetime) -> Document:
    today = write_day(clock.local(made_at).date())
    return Document(
        title=title[:200], blocks=blocks, author=incubator, made_at=made_at, date_text=today, subject="Buurtvergadering"
    )


def _invitation(assembly: Assembly) -> Iterator[Block]:
    yield Paragraph(assembly.title, "title")
    yield Paragraph(f"Buurtvergadering van {assembly.neighbourhood.name}", "subtitle")
    yield Paragraph(
        assembly.invitation or "Je bent welkom op onze buurtvergadering. Iedereen uit de buurt kan meepraten."
    )
    rows = [("Wanneer", write_moment(assembly.starts_at)), ("Waar", assembly.place)]
    rows.append(("Kinderopvang", "Ja, zeg bij het aanmelden hoeveel kinderen." if assembly.childcare else "Nee"))
    if assembly.languages:
        rows.append(("Talen", assembly.languages))
    yield Table(("Praktisch", "Gegevens"), tuple(rows), "Wanneer en waar de vergadering is", (1, 3))
    if assembly.agenda:
        yield Heading("Agenda")
        yield Steps(tuple(line for line in assembly.agenda.splitlines() if line.strip()))
    yield Paragraph("Je naam is niet nodig om je aan te melden. Zeg alleen met hoeveel mensen je komt.", "note")


def _minutes(assembly: Assembly) -> Iterator[Block]:
    yield Paragraph(assembly.title, "title")
    yield Paragraph(f"{assembly.neighbourhood.name}, {write_moment(assembly.starts_at)}, {assembly.place}", "subtitle")
    # A sum and no list: minutes go from hand to hand, and a name was given for one evening.
    people = sum(coming.number for coming in assembly.sign_ups)
    yield Paragraph(f"Aangemeld: {people} mensen." if people else "Het aantal aanmeldingen is niet bekend.")
    yield Heading("Wat is gezegd")
    yield Paragraph(assembly.minutes or "Er is nog niets opgeschreven.")
    leaves = tree(assembly)
    if leaves:
        yield Heading("Probleem, oorzaak en schade")
        words = tuple(f"{leaf.text} ({KINDS[leaf.kind]})" for leaf in leaves)
        yield Bullets(words, tuple(leaf.depth for leaf in leaves))
    yield Heading("Besluiten")
    if not assembly.decisions:
        yield Paragraph("Er is niets besloten.")
        return
    rows = tuple(
        (str(each.number), each.text, each.owner, _until(each.due_on, each.done_on)) for each in assembly.decisions
    )
    yield Table(("Nr", "Besluit", "Wie", "Wanneer"), rows, "De besluiten van de vergadering", (1, 6, 3, 3))


def _until(due_on: date | None, done_on: date | None) -> str:
    if done_on is not None:
        return f"gedaan op {write_day(done_on)}"
    return write_day(due_on) if due_on is not None else "geen dag afgesproken"
