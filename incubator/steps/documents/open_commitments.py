"""The commitments that neighbourhoods made public, as open data: organisations and functions, and no person."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from incubator.core import clock
from incubator.core.i18n import mark as N_
from incubator.core.open_data import ColumnType, DataColumn, DataRequest, DataRow, Dataset, paged
from incubator.steps.queries.commitments import public_rows
from incubator.steps.values.commitments import CommitmentRow

WRITTEN = N_("written down by the neighbourhood")
RECKONED = N_("reckoned from what was written down")
COLUMNS = (
    DataColumn("neighbourhood", N_("The neighbourhood to which it was promised."), WRITTEN, nullable=False),
    DataColumn("municipality", N_("The code of its municipality (CBS)."), WRITTEN, nullable=False),
    DataColumn("kind", N_("What kind of commitment it is."), WRITTEN, nullable=False),
    DataColumn("title", N_("What it is called."), WRITTEN, nullable=False),
    DataColumn("promise", N_("What was promised."), WRITTEN),
    DataColumn("owner", N_("The organisation that promised it."), WRITTEN),
    DataColumn("owner_function", N_("The function that answers for it."), WRITTEN),
    DataColumn("state", N_("How far it is."), WRITTEN, nullable=False),
    DataColumn("promised_on", N_("The day of the promise."), WRITTEN, ColumnType.DAY, nullable=False),
    DataColumn("decision_body", N_("Which body decided about it."), WRITTEN),
    DataColumn("decided_on", N_("The day of that decision."), WRITTEN, ColumnType.DAY),
    DataColumn("decision_reference", N_("The number of that decision."), WRITTEN),
    DataColumn("decision_url", N_("Where that decision can be read."), WRITTEN, ColumnType.ADDRESS),
    DataColumn("budget", N_("The money that was set apart."), WRITTEN, ColumnType.NUMBER, N_("euros")),
    DataColumn("budget_period", N_("Whether that is once or each year."), WRITTEN),
    DataColumn("due_on", N_("The day by which it would be done."), WRITTEN, ColumnType.DAY),
    DataColumn("next_report_on", N_("When the next report is due."), WRITTEN, ColumnType.DAY),
    DataColumn(
        "proofs", N_("How many proofs were handed in."), RECKONED, ColumnType.WHOLE, N_("proofs"), nullable=False
    ),
    DataColumn("last_heard_on", N_("The last day on which anything was heard of it."), RECKONED, ColumnType.DAY),
    DataColumn("stale", N_("Why it asks for attention; empty when it does not."), RECKONED),
)


def _as_values(row: CommitmentRow) -> dict[str, Any]:
    values = {name: value or None for name, value in asdict(row).items()}
    cents = values.pop("budget_cents")
    values["budget"] = None if cents is None else Decimal(cents).scaleb(-2)
    # None of them is a number that was counted, and not a number that nobody knows.
    values["proofs"] = row.proofs
    values["stale"] = " ".join(row.stale) or None
    return {column.name: values[column.name] for column in COLUMNS}


def _rows(request: DataRequest) -> Iterable[DataRow]:
    return paged(_all(), request)


def _all() -> Iterator[dict[str, Any]]:
    yield from map(_as_values, public_rows(today=clock.today()))


COMMITMENTS = Dataset(
    key="commitments",
    title=N_("Commitments of government"),
    about=N_("What government promised to neighbourhoods, how far each promise is, and how much proof there is of it."),
    left_out=N_(
        "Only neighbourhoods that made their commitments public are in it. No person is named; the proofs themselves are left out."
    ),
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    rows=_rows,
    columns=COLUMNS,
)
