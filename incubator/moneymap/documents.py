"""The flows of a map as a table: what stands in it can be read in again."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from incubator.core import files, tables
from incubator.moneymap.models import MoneyFlow
from incubator.moneymap.values import FlowCertainty, NodeKind, Whereabouts

MEDIA = {"csv": files.CSV, "xlsx": files.SHEET}
COLUMNS = (
    tables.Column("Van", 28),
    tables.Column("Naar", 28),
    tables.Column("Bedrag (euro)", 16),
    tables.Column("Jaar", 8),
    tables.Column("Waarvoor", 24),
    tables.Column("Zekerheid", 12),
    tables.Column("Bron", 40),
    tables.Column("Wie zei het", 20),
    tables.Column("Wanneer", 12),
    tables.Column("Van: wat", 16),
    tables.Column("Van: waar", 14),
    tables.Column("Naar: wat", 16),
    tables.Column("Naar: waar", 14),
)
# A file is Dutch, whatever language the page is in: `rules.flows_file` reads these words.
KINDS = {
    NodeKind.HOUSEHOLDS: "huishoudens",
    NodeKind.ANCHOR: "ankerinstelling",
    NodeKind.FIRM: "bedrijf",
    NodeKind.COOPERATIVE: "coöperatie",
    NodeKind.FUND: "fonds",
    NodeKind.GOVERNMENT: "overheid",
    NodeKind.ELSEWHERE: "elders",
}
PLACES = {Whereabouts.HERE: "buurt", Whereabouts.ELSEWHERE: "elders", Whereabouts.UNKNOWN: "onbekend"}
CERTAINTIES = {FlowCertainty.FACT: "feit", FlowCertainty.ESTIMATE: "schatting", FlowCertainty.GUESS: "gok"}


def flows_table(flows: Sequence[MoneyFlow], form: str) -> bytes:
    """All flows as CSV or XLSX. Raises `KeyError` for another form."""
    if MEDIA[form] is files.CSV:
        return tables.csv_table(COLUMNS, _rows(flows))
    return tables.xlsx_table("Geldkaart", COLUMNS, _rows(flows))


def _rows(flows: Iterable[MoneyFlow]) -> Iterator[Sequence[tables.Value]]:
    for flow in flows:
        yield (
            flow.payer.name,
            flow.receiver.name,
            Decimal(flow.cents) / 100,
            flow.year,
            flow.category,
            CERTAINTIES[flow.certainty],
            flow.source,
            # For who sees the workbench alone: what everybody may see has no file, since this names people.
            flow.told_by,
            flow.told_on,
            KINDS[flow.payer.kind],
            PLACES[flow.payer.whereabouts],
            KINDS[flow.receiver.kind],
            PLACES[flow.receiver.whereabouts],
        )
