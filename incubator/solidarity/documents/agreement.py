"""The agreement to lend somebody, in Word, marked as a draft: two cooperatives sign it themselves, after advice."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from flask_babel import force_locale

from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain
from incubator.core.quantities import write_cents, write_day, write_decimal
from incubator.core.word import Block, Bullets, Document, Heading, Paragraph, Table
from incubator.solidarity.messages.words import LEADS, WAGES
from incubator.solidarity.models import PeopleLoan
from incubator.solidarity.rules.people import flags


def agreement_document(loan: PeopleLoan, *, incubator: str, made_at: datetime) -> Document:
    """The paper, in Dutch whatever language its reader uses here."""
    with force_locale("nl"):
        blocks = tuple(_blocks(loan))
    return Document(
        title=f"Concept: iemand uitlenen, {loan.lender.name} aan {loan.borrower.name}"[:200],
        blocks=blocks,
        author=incubator,
        made_at=made_at,
        date_text=write_day(clock.local(made_at).date()),
        subject="Concept van een afspraak om iemand uit te lenen",
    )


def _blocks(loan: PeopleLoan) -> Iterator[Block]:
    yield Paragraph("Afspraak om iemand uit te lenen", "title")
    yield Paragraph("Concept. Dit is geen juridisch advies. Laat het nakijken voordat jullie tekenen.", "note")
    hours = write_decimal(Decimal(loan.hours) / 100)
    rows = (
        ("Wie leent uit", loan.lender.name),
        ("Wie leent in", loan.borrower.name),
        ("Wie gaat er", loan.who),
        ("Uren in de week", hours),
        ("Van", write_day(loan.begins_on)),
        ("Tot en met", write_day(loan.ends_on)),
        ("Waarvoor", loan.aim),
        ("Wie zegt hoe het werk moet gebeuren", str(LEADS[loan.lead])),
        ("Wie betaalt het loon", str(WAGES[loan.wage_payer])),
        ("Vergoeding per uur", write_cents(loan.refund_cents)),
    )
    yield Table(("Afspraak", "Inhoud"), rows, "De afspraken", (1, 2))
    yield Heading("Uren en betalen")
    yield Paragraph(
        "De coöperaties schrijven elke maand samen de uren op. Zij betalen elkaar zelf. Wie wordt uitgeleend, betaalt daar niets voor."
    )
    yield Heading("Eerst uitzoeken")
    seen = [_flag(each.sentence, each.since, each.checked, each.article) for each in flags(loan.terms)]
    yield Bullets(tuple(seen) or ("Geen aandachtspunten gevonden. Vraag het toch na.",))
    yield Heading("Handtekeningen")
    signed = tuple((name, "", "") for name in (loan.lender.name, loan.borrower.name))
    yield Table(("Namens", "Naam en functie", "Datum en handtekening"), signed, "Ruimte om te tekenen", (2, 2, 2))


def _flag(sentence: str, since: object, checked: object, article: str) -> str:
    written = explain(RuleViolation(sentence, since=since, checked=checked) if since else RuleViolation(sentence))
    return f"{written} ({article})" if article else written
