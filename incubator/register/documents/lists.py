"""The list of members for the trade register: only of a cooperative whose members are liable (BW 2:61(d))."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from incubator.core import word
from incubator.core.quantities import write_day
from incubator.register.values import Row
from incubator.statutes.values.legal_person import LegalPerson

CERTIFIED = "Het bestuur verklaart dat deze lijst klopt. Datum, naam en handtekening: ______________________________"


@dataclass(frozen=True, slots=True)
class ListedMember:
    row: Row
    address: str


def trade_list(whose: LegalPerson, on: date, listed: Sequence[ListedMember], *, made_at: datetime) -> bytes:
    """The list as the board certifies it: number, name, address, since when."""
    day = write_day(on)
    lines = []
    for entry in listed:
        row = entry.row
        lines.append((str(row.number), row.name, entry.address or "niet bekend", write_day(row.admitted_on)))
    document = word.Document(
        title=f"Ledenlijst van {whose.written_name}",
        subject="Voor het handelsregister (artikel 2:61 BW)",
        author=whose.name,
        made_at=made_at,
        date_text=f"Stand op {day}",
        blocks=(
            word.Paragraph("Ledenlijst voor het handelsregister", "title"),
            word.Paragraph(f"{whose.in_full}, stand op {day}", "subtitle"),
            word.Paragraph(
                "Bij de eerste inschrijving, en daarna binnen een maand na het einde van elk boekjaar (artikel 2:61 onder d BW).",
                "note",
            ),
            word.Table(("Nr.", "Naam", "Adres", "Lid sinds"), tuple(lines), f"De leden op {day}", (1, 5, 6, 3)),
            word.Paragraph(CERTIFIED),
        ),
    )
    return word.to_bytes(document)
