"""The accounts of all members as a table: how they stand, and everything that was booked on them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from incubator.capital.documents.statements import KINDS, NAMES
from incubator.capital.queries.statements import AccountLine, codes_of
from incubator.capital.values.overview import CapitalStanding
from incubator.core import files, tables
from incubator.statutes.values.legal_person import LegalPerson

STANDING, MOVEMENTS = "stand", "boekingen"
Writer = Callable[[str, Sequence[tables.Column], Sequence[Sequence[tables.Value]], LegalPerson], bytes]
WRITERS: Mapping[str, Writer] = {
    "csv": lambda _title, columns, rows, _whose: tables.csv_table(columns, rows),
    "xlsx": lambda title, columns, rows, whose: tables.xlsx_table(title, columns, rows, about=tuple(whose.rows())),
}
MEDIA = {"csv": files.CSV, "xlsx": files.SHEET}
STANDING_COLUMNS = (
    tables.Column("Nummer", 8),
    tables.Column("Naam", 28),
    tables.Column("Stand op", 12),
    *(tables.Column(f"{name} (euro)", 22) for name in NAMES),
    tables.Column("Nog te betalen inleg (euro)", 22),
    tables.Column("Laatste dag als lid", 18),
)
MOVEMENT_COLUMNS = (
    tables.Column("Boeking", 9),
    tables.Column("Datum", 12),
    tables.Column("Nummer", 8),
    tables.Column("Naam", 28),
    tables.Column("Wat", 28),
    tables.Column("Rekening", 26),
    tables.Column("Bedrag (euro)", 16),
    tables.Column("Toelichting", 40),
)


def standing_table(stands: CapitalStanding, whose: LegalPerson, form: str) -> bytes:
    """How the account of each member stands. Raises `KeyError` for another form."""
    return WRITERS[form]("Ledenkapitaal", STANDING_COLUMNS, list(_standing_rows(stands)), whose)


def _standing_rows(stands: CapitalStanding) -> Iterator[Sequence[tables.Value]]:
    for member in stands.members:
        amounts = (member.contribution, member.allocated, member.payable, member.owed, member.due)
        yield (member.number, member.name, stands.on, *map(_euros, amounts), member.ended_on)


def movements_table(lines: Sequence[AccountLine], names: Mapping[int, str], whose: LegalPerson, form: str) -> bytes:
    """Everything that was booked on the accounts of members, the first first. Raises `KeyError` for another form."""
    return WRITERS[form]("Boekingen ledenkapitaal", MOVEMENT_COLUMNS, list(_movement_rows(lines, names)), whose)


def _movement_rows(lines: Sequence[AccountLine], names: Mapping[int, str]) -> Iterator[Sequence[tables.Value]]:
    # An account names only the number of its holder.
    holders = {}
    for number in names:
        for code, account in zip(codes_of(number), NAMES, strict=True):
            holders[code] = (number, account)
    for line in lines:
        if line.code in holders:
            number, account = holders[line.code]
            entry = line.entry
            what = KINDS.get(entry.kind, "Boeking")
            if entry.reverses_id is not None:
                what = f"{what}, teruggenomen"
            amount = _euros(line.cents)
            yield (entry.number, entry.on_date, number, names[number], what, account, amount, entry.description)


def _euros(cents: int) -> Decimal:
    """With its two decimals, because a list of amounts is added up by eye."""
    return (Decimal(cents) / 100).quantize(Decimal("0.01"))
