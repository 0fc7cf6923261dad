"""The register of a day as a file. Dutch, whatever the reader's language: a notary reads it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from incubator.core import tables, word
from incubator.core.quantities import write_amount, write_day
from incubator.core.tables import Column
from incubator.register.values import EventKind, MembershipStanding, PersonKind, Row
from incubator.statutes.values.legal_person import LegalPerson

COLUMNS = (
    Column("Nummer", 9),
    Column("Naam", 30),
    Column("Persoon", 18),
    Column("Lid sinds", 12),
    Column("Besluit", 26),
    Column("Besluit op", 12),
    Column("Stand", 12),
    Column("Laatste dag", 12),
    Column("Reden", 26),
    Column("Ingelegd (euro)", 16),
)
# Only where the statutes give certain members more than one vote (BW 2:38(1)).
VOTES = Column("Stemmen", 9)
# What the statutes ask of the register besides, and only who keeps it may see.
PRIVATE_COLUMNS = (Column("Adres", 36), Column("E-mail", 28), Column("E-mail akkoord", 14))
PERSONS = {PersonKind.NATURAL: "natuurlijk persoon", PersonKind.LEGAL: "rechtspersoon"}
ORGANS = {"ALV": "algemene vergadering", "rvc": "raad van commissarissen"}
STANDINGS = {
    MembershipStanding.MEMBER: "lid",
    MembershipStanding.SUSPENDED: "geschorst",
    MembershipStanding.ENDED: "beëindigd",
}
# Only how it ended: the reasons are between the member and the cooperative, and stay out of a file that travels.
GROUNDS = {
    EventKind.RESIGNATION.value: "opzegging door het lid",
    EventKind.TERMINATION.value: "opzegging door de coöperatie",
    EventKind.EXPULSION.value: "ontzetting",
    EventKind.DEATH.value: "overlijden",
    EventKind.TRANSFER.value: "overgedragen aan een ander",
    "": "",
}
MEDIA = {
    "csv": tables.CSV,
    "xlsx": tables.XLSX,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class Register:
    """What is exported: whose register, as of which day."""

    cooperative: LegalPerson
    on: date
    rows: Sequence[Row]
    made_at: datetime
    private: bool = False  # with addresses, for who keeps the register
    several_votes: bool = False  # the statutes give certain members more than one

    @property
    def columns(self) -> tuple[Column, ...]:
        columns = list(COLUMNS)
        if self.several_votes:
            columns.append(VOTES)
        if self.private:
            columns += PRIVATE_COLUMNS
        return tuple(columns)

    def cells(self) -> Iterator[tuple[tables.Value, ...]]:
        """A line a member, with as many cells as there are columns."""
        for row in self.rows:
            cells = list(_cells(row))
            if self.several_votes:
                cells.append(row.votes)
            if self.private:
                cells += (row.address, row.email, row.email_consent)
            yield tuple(cells)


def export(register: Register, form: str) -> bytes:
    """The file in one of `MEDIA`. Raises `KeyError` for another form."""
    writers: dict[str, Callable[[Register], bytes]] = {"csv": _csv, "xlsx": _xlsx, "docx": _docx}
    return writers[form](register)


def file_name(slug: str, on: date, form: str) -> str:
    return f"ledenregister-{slug}-{on.isoformat()}.{form}"


def _cells(row: Row) -> tuple[tables.Value, ...]:
    return (
        row.number,
        row.name,
        PERSONS[row.kind],
        row.admitted_on,
        ORGANS.get(row.decision, row.decision),
        row.decided_on,
        STANDINGS[row.standing],
        row.ended_on,
        GROUNDS[row.ground],
        _euros(row.paid_cents),
    )


def _euros(cents: int) -> Decimal:
    """With its two decimals, because a list of amounts is added up by eye."""
    return (Decimal(cents) / 100).quantize(Decimal("0.01"))


def _csv(register: Register) -> bytes:
    return tables.csv_table(register.columns, register.cells())


def _xlsx(register: Register) -> bytes:
    about = (*register.cooperative.rows(), ("Stand op", write_day(register.on)))
    return tables.xlsx_table("Ledenregister", register.columns, register.cells(), about=about)


# Parts of a line, which is 16 cm: so wide that no number, no day and no word as "beëindigd" is cut in two.
HEADINGS = (
    ("Nr.", 105),
    ("Naam", 220),
    ("Lid sinds", 220),
    ("Besluit", 250),
    ("Stand", 195),
    ("Ingelegd", 205),
)
VOTES_WIDTH, ADDRESS_WIDTH = 200, 235


def _docx(register: Register) -> bytes:
    on = write_day(register.on)
    headings = list(HEADINGS)
    if register.several_votes:
        headings.append((VOTES.heading, VOTES_WIDTH))
    if register.private:
        headings.append(("Adres", ADDRESS_WIDTH))
    names, widths = zip(*headings, strict=True)
    lines = tuple(_lines(register))
    document = word.Document(
        title=f"Ledenregister van {register.cooperative.written_name}",
        subject=f"Stand op {on}",
        author=register.cooperative.name,
        made_at=register.made_at,
        date_text=f"Stand op {on}",
        version=f"per {on}",
        blocks=(
            word.Paragraph("Ledenregister", "title"),
            word.Paragraph(register.cooperative.in_full, "subtitle"),
            word.Paragraph(f"Stand op {on}: {_how_many(register.rows)}.", "intro"),
            word.Table(
                names,
                lines,
                f"De leden van {register.cooperative.written_name} op {on}",
                widths,
            ),
            word.Paragraph("Voor het bestuur, datum en handtekening: ______________________________"),
        ),
    )
    return word.to_bytes(document)


def _how_many(rows: Sequence[Row]) -> str:
    present = sum(row.standing is not MembershipStanding.ENDED for row in rows)
    return "1 lid" if present == 1 else f"{present} leden"


def _lines(register: Register) -> Iterator[tuple[str, ...]]:
    """A line a member, and what all of them paid in together."""
    for row in register.rows:
        line = [*_line(row)]
        if register.several_votes:
            line.append(str(row.votes))
        if register.private:
            line.append(row.address)
        yield tuple(line)
    cents = sum(row.paid_cents for row in register.rows)
    total = ("", "Samen", "", "", "", write_amount(_euros(cents)))
    yield (*total, *[""] * (register.several_votes + register.private))


def _line(row: Row) -> tuple[str, ...]:
    return (
        str(row.number),
        row.name,
        _period(row),
        _decision(row),
        STANDINGS[row.standing],
        write_amount(_euros(row.paid_cents)),
    )


def _period(row: Row) -> str:
    """From when somebody is a member and, with an end in sight or behind, until when and why."""
    since = _in_digits(row.admitted_on)
    if row.ended_on is None:
        return since
    return f"{since}\ntot en met\n{_in_digits(row.ended_on)}\n{GROUNDS[row.ground]}"


def _decision(row: Row) -> str:
    """Who decided on the admission, and when."""
    organ = ORGANS.get(row.decision, row.decision)
    day = _in_digits(row.decided_on) if row.decided_on is not None else ""
    return ",\n".join(filter(None, (organ, day)))


def _in_digits(day: date) -> str:
    """As short as a column asks; the day of the register itself stands above it in words."""
    return f"{day:%d-%m-%Y}"
