"""The agreement, the statement and the reminder in Word. Dutch: what people sign, or find in their letterbox."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from incubator.core import clock
from incubator.core.quantities import write_cents, write_day, write_decimal, write_percent
from incubator.core.word import Block, Bullets, Document, Heading, Open, OpenPoints, Paragraph, Table
from incubator.lending.models import GrantedLoan
from incubator.lending.queries import loans
from incubator.lending.rules.schedules import schedule
from incubator.lending.values import FundTerms, Instalment, InstalmentRow, LoanForm, LoanPart, LoanState, LoanTerms

FORMS = {
    LoanForm.ANNUITY: "elke termijn hetzelfde bedrag (annuïteit)",
    LoanForm.LINEAR: "elke termijn hetzelfde deel van de lening (lineair)",
    LoanForm.BULLET: "alles in één keer aan het einde",
}
PARTS = {
    LoanPart.PAYOUT: "Uitbetaald",
    LoanPart.REPAYMENT: "Afgelost",
    LoanPart.GUARANTEE: "Betaald door een borg",
    LoanPart.WRITE_OFF: "Afgeboekt",
}
RULES = (
    "Wat binnenkomt, betaalt eerst de oudste termijn. Van die termijn eerst de rente, dan de aflossing.",
    "Wie meer betaalt dan nodig is, verlaagt de lening. De termijnen die nog komen, worden dan opnieuw berekend.",
    "Over wat eerder is terugbetaald, wordt geen rente meer gerekend. Eerder terugbetalen kost niets.",
    "Te laat betalen kost geen extra rente. Lukt betalen niet? Laat het op tijd weten, dan spreken we iets anders af.",
    "De rente van een termijn is voor elke maand een twaalfde van de jaarrente, over wat aan het begin nog openstaat.",
)
TO_CHECK = (
    "Een jurist kijkt na of deze overeenkomst past bij de statuten van de groep en wie voor de groep mag tekenen.",
    "Wie borg staat, leest eerst zelf wat dat betekent, en laat het stuk nakijken voordat er wordt getekend.",
    "Een hypotheek of pandrecht staat niet in dit stuk. Voor een hypotheek is een notaris nodig.",
    "Een adviseur kijkt na of voor het fonds regels van toezicht gelden (Wft).",
)


def agreement(loan: GrantedLoan, terms: FundTerms | None, *, incubator: str, made_at: datetime) -> Document:
    """The agreement as a draft, with its schedule and what a lawyer or a notary has to look at."""
    blocks = tuple(_agreement(loan, terms))
    return _document(f"Leenovereenkomst lening {loan.number}", blocks, incubator, made_at, version="Concept")


def statement(loan: GrantedLoan, *, incubator: str, made_at: datetime) -> Document:
    """What was booked of the loan, what is to pay, and what comes."""
    today = clock.local(made_at).date()
    return _document(f"Overzicht lening {loan.number}", tuple(_statement(loan, today)), incubator, made_at)


def reminder(loan: GrantedLoan, *, incubator: str, made_at: datetime) -> Document:
    """A letter about instalments that are late."""
    today = clock.local(made_at).date()
    return _document(f"Herinnering lening {loan.number}", tuple(_reminder(loan, today)), incubator, made_at)


def _document(
    title: str, blocks: tuple[Block, ...], incubator: str, made_at: datetime, *, version: str = ""
) -> Document:
    return Document(
        title=title[:200],
        blocks=blocks,
        author=incubator,
        made_at=made_at,
        date_text=write_day(clock.local(made_at).date()),
        version=version,
        subject="Leenfonds",
    )


def _terms_rows(loan: GrantedLoan, terms: LoanTerms) -> Iterator[tuple[str, str]]:
    yield "Bedrag", write_cents(loan.amount)
    yield "Rente per jaar", _percent(terms.interest)
    yield "Looptijd", f"{_months(terms.months)}, {'elke maand' if terms.every == 1 else 'elk kwartaal'} een termijn"
    yield "Aflossen", FORMS[terms.form]
    if terms.grace:
        yield "Begin", f"eerst {_months(terms.grace)} alleen rente"
    yield "Eerste termijn", write_day(terms.first_on)
    yield "Andere kosten", "geen"


def _percent(hundredths: int) -> str:
    return write_percent(write_decimal(Decimal(hundredths) / 100, "nl"))


def _agreement(loan: GrantedLoan, terms: FundTerms | None) -> Iterator[Block]:
    yield Paragraph(f"Leenovereenkomst lening {loan.number}", "title")
    yield Paragraph("Concept: laat dit nakijken voordat jullie tekenen.", "subtitle")
    yield Heading("Wie")
    yield Paragraph(f"Aan {loan.cooperative.name} leent {loan.fund.name} van {loan.fund.neighbourhood.name} geld uit.")
    yield from _parties(loan)
    yield Heading("De lening")
    first = loan.schedules[0].terms_of(loan.amount)
    rows = tuple(_terms_rows(loan, first))
    yield Table(("Afspraak", "Wat"), rows, "De afspraken over de lening", (1, 2))
    yield Paragraph(f"Waarvoor: {loan.application.purpose}")
    yield Heading("Voorwaarden")
    yield Paragraph(loan.conditions or "De commissie stelde geen extra voorwaarden.")
    if terms is not None:
        yield Paragraph(f"De voorwaarden van het fonds van {write_day(terms.starts_on)} gelden. {terms.basis}")
    yield Heading("Hoe betalen werkt")
    account = Open("rekeningnummer van het fonds", "Op welke rekening betaalt de groep terug?")
    yield Paragraph(("De groep betaalt terug op rekening ", account, "."))
    yield Bullets(RULES)
    yield from _guarantees(loan)
    yield Heading("Schema")
    yield _schedule(schedule(first))
    yield Heading("Laat nakijken")
    yield Bullets(TO_CHECK)
    yield Heading("Nog in te vullen")
    yield OpenPoints()
    yield from _signatures(loan)
    yield Paragraph("De site houdt bij wat is afgesproken en betaald. De site maakt zelf nooit geld over.", "note")


def _parties(loan: GrantedLoan) -> Iterator[Block]:
    """A fund of a neighbourhood is no legal person by itself: who lends has to be filled in, as who may sign for each."""
    lender = Open("rechtspersoon, plaats en KVK-nummer", "Welke rechtspersoon houdt het geld van het fonds?")
    yield Paragraph((f"Het geld van {loan.fund.name} is van: ", lender, "."))
    borrower = Open("naam volgens de statuten, plaats en KVK-nummer", "Hoe heet de groep bij de Kamer van Koophandel?")
    yield Paragraph((f"Wie leent is: {loan.cooperative.name}, ", borrower, "."))


def _signatures(loan: GrantedLoan) -> Iterator[Block]:
    yield Heading("Handtekeningen")
    rows = tuple((name, "", "") for name in (loan.fund.name, loan.cooperative.name))
    yield Table(("Namens", "Naam en functie", "Plaats, datum en handtekening"), rows, "Ruimte om te tekenen", (2, 2, 3))


def _guarantees(loan: GrantedLoan) -> Iterator[Block]:
    known = loan.application.guarantees
    if not known:
        return
    yield Heading("Wie borg staan")
    rows = tuple((each.guarantor, write_cents(each.amount), each.document) for each in known)
    yield Table(("Borg", "Tot welk bedrag", "Stuk"), rows, "Wie borg staan, voor welk bedrag", (2, 1, 2), numbers=(1,))


def _schedule(instalments: Sequence[Instalment]) -> Table:
    rows = []
    for each in instalments:
        amounts = map(write_cents, (each.interest, each.principal, each.total, each.left))
        rows.append((str(each.number), write_day(each.on), *amounts))
    headers = ("Nr", "Dag", "Rente", "Aflossing", "Te betalen", "Daarna over")
    return Table(headers, tuple(rows), "De termijnen van de lening", (1, 3, 2, 2, 2, 2), numbers=(2, 3, 4, 5))


def _statement(loan: GrantedLoan, today: date) -> Iterator[Block]:
    yield Paragraph(f"Overzicht lening {loan.number}", "title")
    yield Paragraph(f"{loan.cooperative.name}, {loan.fund.name}, {write_day(today)}", "subtitle")
    booked = loans.book(loan)
    stands = loans.stands(loan, today, booked)
    if loan.state is LoanState.RUNNING:
        now = write_cents(stands.open_interest + stands.open_principal)
        yield Paragraph(f"Nog over van de lening: {write_cents(stands.balance)}. Nu te betalen: {now}.")
    elif loan.ended_on is not None:
        yield Paragraph(f"Deze lening eindigde op {write_day(loan.ended_on)}.")
    else:
        yield Paragraph("Deze lening is toegezegd en nog niet uitbetaald.")
    rows = []
    for line in loans.statement(loan, booked):
        what = PARTS.get(LoanPart(line.entry.kind), "")
        if line.entry.reverses_id is not None:
            what = f"Teruggeboekt: {what}"
        amounts = map(write_cents, (line.interest, line.principal, line.left))
        rows.append((str(line.entry.number), write_day(line.entry.on_date), what, *amounts))
    if rows:
        yield Heading("Wat is geboekt")
        headers = ("Nr", "Dag", "Wat", "Rente", "Lening", "Daarna over")
        yield Table(headers, tuple(rows), "Wat is geboekt op de lening", (1, 3, 2, 2, 2, 2), numbers=(3, 4, 5))
    unpaid = [row for row in stands.due if row.open]
    if unpaid:
        yield Heading("Wat nu betaald moet worden")
        yield _unpaid(unpaid)
    if stands.coming:
        yield Heading("Wat komt")
        yield _schedule(stands.coming)


def _reminder(loan: GrantedLoan, today: date) -> Iterator[Block]:
    yield Paragraph(f"Herinnering lening {loan.number}", "title")
    yield Paragraph(f"Aan {loan.cooperative.name}", "subtitle")
    stands = loans.stands(loan, today)
    late = [row for row in stands.due if row.open and row.instalment.on < today]
    if not late:
        yield Paragraph("Er is niets te laat. Deze brief hoeft niet verstuurd te worden.")
        return
    yield Paragraph("Beste mensen,")
    yield Paragraph(f"Van jullie lening bij {loan.fund.name} is nog niet alles betaald wat al betaald had moeten zijn.")
    yield _unpaid(late)
    yield Paragraph(
        f"Samen is dat {write_cents(stands.overdue)}. De oudste termijn is {_days(stands.overdue_days)} te laat."
    )
    yield Paragraph("Willen jullie dit binnen twee weken betalen? Het rekeningnummer staat in de overeenkomst.")
    yield Paragraph(
        "Lukt dat niet? Bel ons. Dan kijken we samen naar een ander schema. Te laat betalen kost niets extra."
    )
    yield Paragraph(f"Met vriendelijke groet, {loan.fund.name}")


def _months(number: int) -> str:
    return "1 maand" if number == 1 else f"{number} maanden"


def _unpaid(rows: Sequence[InstalmentRow]) -> Table:
    lines = tuple(
        (write_day(row.instalment.on), write_cents(row.instalment.total), write_cents(row.open)) for row in rows
    )
    return Table(("Dag", "Termijn", "Nog open"), lines, "Wat nog open is", (2, 1, 1), numbers=(1, 2))


def _days(number: int) -> str:
    return "1 dag" if number == 1 else f"{number} dagen"
