"""The register as a file: CSV and XLSX that no spreadsheet takes for formulas, and Word."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import Font

from incubator.core import word
from incubator.register.rules import guarded_cell
from incubator.register.values import EventKind, MembershipStanding, PersonKind, Row
from incubator.statutes.documents.language import day
from incubator.statutes.values.quantities import euros

HEADERS = ("Nummer", "Naam", "Persoon", "Lid sinds", "Besluit", "Stand", "Einde", "Reden", "Ingelegd (euro)")
PERSONS = {PersonKind.NATURAL: "natuurlijk persoon", PersonKind.LEGAL: "rechtspersoon"}
STANDINGS = {
    MembershipStanding.MEMBER: "lid",
    MembershipStanding.SUSPENDED: "geschorst",
    MembershipStanding.ENDED: "beëindigd",
}
GROUNDS = {
    EventKind.RESIGNATION.value: "opzegging door het lid",
    EventKind.TERMINATION.value: "opzegging door de coöperatie",
    EventKind.EXPULSION.value: "ontzetting",
    EventKind.DEATH.value: "overlijden",
    "": "",
}
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class Register:
    """What is exported: whose register, as of which day."""

    cooperative: str
    on: date
    rows: Sequence[Row]
    made_at: datetime


def export(register: Register, form: str) -> bytes:
    """The file in one of `MEDIA`. Raises `KeyError` for another form."""
    writers: dict[str, Callable[[Register], bytes]] = {"csv": _csv, "xlsx": _xlsx, "docx": _docx}
    return writers[form](register)


def file_name(slug: str, on: date, form: str) -> str:
    return f"ledenregister-{slug}-{on.isoformat()}.{form}"


def _cells(row: Row) -> tuple[str, ...]:
    texts = (
        str(row.number),
        row.name,
        PERSONS[row.kind],
        row.admitted_on.isoformat(),
        row.decision,
        STANDINGS[row.standing],
        row.ended_on.isoformat() if row.ended_on else "",
        GROUNDS[row.ground],
        f"{row.paid_cents / 100:.2f}",
    )
    return (texts[0], *(guarded_cell(text) for text in texts[1:-1]), texts[-1])


def _csv(register: Register) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADERS)
    writer.writerows(_cells(row) for row in register.rows)
    return stream.getvalue().encode("utf-8-sig")


def _xlsx(register: Register) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Ledenregister"
    sheet.append(HEADERS)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in register.rows:
        number, *texts, _paid = _cells(row)
        sheet.append([int(number), *texts, row.paid_cents / 100])
        for cell in sheet[sheet.max_row][1:-1]:
            cell.data_type = "s"
        sheet.cell(sheet.max_row, len(HEADERS)).number_format = "#,##0.00"
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEFGHI", (9, 30, 18, 12, 22, 12, 12, 26, 16), strict=True):
        sheet.column_dimensions[column].width = width
    book.properties.title = f"Ledenregister {register.cooperative} per {register.on.isoformat()}"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _docx(register: Register) -> bytes:
    on = day(register.on)
    present = sum(row.standing is not MembershipStanding.ENDED for row in register.rows)
    rows = tuple(
        (
            str(row.number),
            row.name,
            day(row.admitted_on),
            STANDINGS[row.standing],
            f"{day(row.ended_on)}, {GROUNDS[row.ground]}" if row.ended_on else "",
            euros(row.paid_cents),
        )
        for row in register.rows
    )
    document = word.Document(
        title=f"Ledenregister van {register.cooperative}",
        subject=f"Stand op {on}",
        author=register.cooperative,
        made_at=register.made_at,
        date_text=f"Stand op {on}",
        version=f"per {on}",
        blocks=(
            word.Paragraph("Ledenregister", "title"),
            word.Paragraph(register.cooperative, "subtitle"),
            word.Paragraph(f"Stand op {on}: {present} {'lid' if present == 1 else 'leden'}.", "intro"),
            word.Table(
                ("Nr.", "Naam", "Lid sinds", "Stand", "Einde", "Ingelegd"),
                rows,
                f"De leden van {register.cooperative} op {on}",
                (1, 5, 3, 2, 4, 3),
            ),
        ),
    )
    return word.to_bytes(document)
