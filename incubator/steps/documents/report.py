"""The report that links each promise to its proof: as a Word document and as a table."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from flask_babel import force_locale
from flask_babel import gettext as _

from incubator.core import clock
from incubator.core.quantities import write_cents, write_day, write_decimal
from incubator.core.tables import Column, Value
from incubator.core.word import Block, Bullets, Document, Heading, Paragraph, Table
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.rules import SILENT_MONTHS
from incubator.steps.messages.commitments import KINDS, PERIODS, STALE, STATES
from incubator.steps.models import Commitment, CommitmentEntry
from incubator.steps.queries.commitments import as_row, heard_on, proofs, stale
from incubator.steps.values.commitments import HeardKind


def report_document(
    place: Neighbourhood, known: Sequence[Commitment], *, incubator: str, made_at: datetime
) -> Document:
    """The report in Word, in Dutch: per commitment the promise, the decision, the money, and what proves it."""
    today = clock.local(made_at).date()
    # A paper for the council is Dutch, whatever language its reader uses here.
    with force_locale("nl"):
        blocks = tuple(_blocks(place, known, today))
    return Document(
        title=f"Beloften aan {place.name}"[:200],
        blocks=blocks,
        author=incubator,
        made_at=made_at,
        date_text=write_day(today),
        subject="Verslag van beloften en bewijs",
    )


def _blocks(place: Neighbourhood, known: Sequence[Commitment], today: date) -> Iterator[Block]:
    yield Paragraph(f"Beloften aan {place.name}", "title")
    yield Paragraph(f"Wat is beloofd, en waaruit blijkt dat het gebeurt. Stand van {write_day(today)}.", "subtitle")
    yield Paragraph(
        f"Een belofte vraagt aandacht als er {SILENT_MONTHS} maanden niets van is gehoord, als de afgesproken dag voorbij is, "
        "of als een verslag niet kwam.",
        "note",
    )
    if not known:
        yield Paragraph("Er is nog geen belofte opgeschreven.")
        return
    rows = tuple((each.title, each.owner, str(STATES[each.state]), str(len(proofs(each)))) for each in known)
    yield Table(("Belofte", "Van wie", "Stand", "Bewijzen"), rows, "Alle beloften met hun stand", (7, 5, 4, 3))
    for each in known:
        yield from _commitment(each, today)


def _commitment(known: Commitment, today: date) -> Iterator[Block]:
    yield Heading(known.title)
    yield Paragraph(known.promise)
    rows = [
        ("Soort", str(KINDS[known.kind])),
        ("Van wie", f"{known.owner}, {known.owner_function}"),
        ("Beloofd op", write_day(known.promised_on)),
        ("Stand", str(STATES[known.state])),
        ("Besluit", _decision(known)),
        ("Geld", _budget(known)),
        ("Klaar op", write_day(known.due_on) if known.due_on else "geen dag afgesproken"),
        ("Laatst iets gehoord", write_day(heard_on(known))),
    ]
    reasons = [str(STALE[reason]) for reason in stale(known, today=today)]
    if reasons:
        rows.append(("Vraagt aandacht", ", ".join(reasons)))
    if known.reason:
        rows.append(("Reden", known.reason))
    yield Table(("Gegeven", "Inhoud"), tuple(rows), f"Gegevens van de belofte {known.title}", (1, 3))
    # A change of state is our own word: the report rests on what a reader can look up.
    heard = [_line(entry) for entry in known.entries if entry.kind is not HeardKind.STATE]
    yield Paragraph("Bewijs en nieuws:" if heard else "Er is nog geen bewijs en geen nieuws.")
    if heard:
        yield Bullets(tuple(heard))
    for seat in known.seats:
        yield Paragraph(f"Zetel bij {seat.body}: {seat.holder}, vanaf {write_day(seat.appointed_on)}.")
    for row in known.secondments:
        hours = write_decimal(Decimal(row.hours_hundredths) / 100)
        yield Paragraph(
            f"Uitwisseling: {row.who}, van {row.from_organisation} naar {row.to_organisation}, {hours} uur per week."
        )


def _line(entry: CommitmentEntry) -> str:
    kind = "bewijs" if entry.kind is HeardKind.PROOF else "nieuws"
    where = entry.url or entry.notice_title or (entry.file.name if entry.file else "")
    return f"{write_day(entry.on_date)}, {kind}: {entry.title} ({entry.source}){': ' if where else ''}{where}"


def _decision(known: Commitment) -> str:
    if known.decided_on is None:
        return "nog geen besluit"
    parts = (known.decision_body, write_day(known.decided_on), known.decision_reference, known.decision_url)
    return ", ".join(part for part in parts if part)


def _budget(known: Commitment) -> str:
    if known.budget_cents is None or known.budget_period is None:
        return "geen bedrag genoemd"
    return f"{write_cents(known.budget_cents)} {PERIODS[known.budget_period]}"


def columns() -> list[Column]:
    """What stands above each column."""
    return [
        Column(_("Kind"), 24),
        Column(_("Commitment"), 36),
        Column(_("What was promised"), 50),
        Column(_("Organisation"), 24),
        Column(_("Function"), 24),
        Column(_("State"), 16),
        Column(_("Promised on"), 14),
        Column(_("Decided by"), 22),
        Column(_("Decided on"), 14),
        Column(_("Number of the decision"), 18),
        Column(_("Link to the decision"), 30),
        Column(_("Amount in euros"), 16),
        Column(_("Period of the amount"), 18),
        Column(_("To be done by"), 14),
        Column(_("Next report on"), 14),
        Column(_("Number of proofs"), 10),
        Column(_("Last heard on"), 14),
        Column(_("Asks for attention"), 30),
    ]


def rows(known: Sequence[Commitment], *, today: date) -> list[tuple[Value, ...]]:
    """A row for each commitment; amounts as numbers, so that a spreadsheet can add them up."""
    return [_row(each, today) for each in known]


def _row(known: Commitment, today: date) -> tuple[Value, ...]:
    plain = as_row(known, today=today)
    # Empty and not zero: that no amount was named is something else than a promise of nothing.
    amount = None if plain.budget_cents is None else Decimal(plain.budget_cents) / 100
    period = "" if known.budget_period is None else str(PERIODS[known.budget_period])
    return (
        str(KINDS[known.kind]),
        plain.title,
        plain.promise,
        plain.owner,
        plain.owner_function,
        str(STATES[known.state]),
        plain.promised_on,
        plain.decision_body,
        plain.decided_on,
        plain.decision_reference,
        plain.decision_url,
        amount,
        period,
        plain.due_on,
        plain.next_report_on,
        plain.proofs,
        plain.last_heard_on,
        ", ".join(str(STALE[reason]) for reason in stale(known, today=today)),
    )
