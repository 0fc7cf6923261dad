"""The results of the incubator as open data: counts per year, for all groups together, per neighbourhood and per cohort."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from incubator.core import clock
from incubator.core.i18n import mark as N_
from incubator.core.open_data import ColumnType, DataColumn, DataRequest, DataRow, Dataset, paged
from incubator.home.queries import histories
from incubator.home.rules.results import GroupHistory, Period, ResultsLine, line, lines_by, results
from incubator.home.rules.small_numbers import GROUPS, PEOPLE, Hidden, Number, hidden

DIVISIONS = ("neighbourhood", "cohort")
LEAST = {
    "started": GROUPS,
    "founded": GROUPS,
    "stopped": GROUPS,
    "first_contracts": GROUPS,
    "contracts": GROUPS,
    "members": PEOPLE,
    "jobs": PEOPLE,
}
VALUE = (
    "contract_value"  # shown where the number of its contracts is: an amount of one contract is the price of one group
)
COUNTED = N_("counted from what happened")
REGISTERS = N_("the registers of members")
GIVEN = N_("given by the cooperatives")
COLUMNS = (
    DataColumn("year", N_("The year that was counted."), COUNTED, ColumnType.WHOLE, N_("year"), nullable=False),
    DataColumn("until", N_("The last day that was counted."), COUNTED, ColumnType.DAY, nullable=False),
    DataColumn("part", N_("All groups, or those of a neighbourhood or a cohort."), COUNTED, nullable=False),
    DataColumn("name", N_("The neighbourhood or the cohort. Empty for groups without one."), COUNTED),
    DataColumn("started", N_("Groups that began that year."), COUNTED, ColumnType.WHOLE, N_("groups")),
    DataColumn("founded", N_("Cooperatives founded by deed that year."), COUNTED, ColumnType.WHOLE, N_("cooperatives")),
    DataColumn("stopped", N_("Groups that stopped that year."), COUNTED, ColumnType.WHOLE, N_("groups")),
    DataColumn(
        "first_contracts", N_("Groups with their first contract that year."), COUNTED, ColumnType.WHOLE, N_("groups")
    ),
    DataColumn("contracts", N_("Contracts agreed that year."), COUNTED, ColumnType.WHOLE, N_("contracts")),
    DataColumn(
        VALUE,
        N_("What those contracts are worth, without VAT, as far as that is known."),
        GIVEN,
        ColumnType.NUMBER,
        N_("euros"),
    ),
    DataColumn("members", N_("Members on the last day."), REGISTERS, ColumnType.WHOLE, N_("people")),
    DataColumn(
        "jobs",
        N_("Full-time jobs in the contracts that run on the last day."),
        GIVEN,
        ColumnType.NUMBER,
        N_("full-time jobs"),
    ),
    DataColumn("left_out", N_("The columns that are empty in this row because the number is too small."), COUNTED),
)


def rows_until(today: date) -> Iterator[dict[str, Any]]:
    """The rows of every year in which there were groups, the oldest year first."""
    groups = histories(members_on=today)
    first = min((group.started_on.year for group in groups), default=today.year)
    for year in range(first, today.year + 1):
        last = min(date(year, 12, 31), today)
        # Members are those of the last day of each year.
        of_year = groups if last == today else histories(members_on=last)
        yield from _year(of_year, Period(date(year, 1, 1), last))


def _year(groups: list[GroupHistory], period: Period) -> Iterator[dict[str, Any]]:
    total = line("", results(groups, period))
    divided = [lines_by(groups, division, period) for division in DIVISIONS]
    left_out = {name: _hidden(name, total, divided, least) for name, least in LEAST.items()}
    yield _row(period, "all", total, {name for name, column in left_out.items() if column.total})
    for number, division in enumerate(DIVISIONS):
        for part in divided[number]:
            yield _row(period, division, part, _left_out_of(part, number, left_out))


def _left_out_of(part: ResultsLine, division: int, left_out: Mapping[str, Hidden]) -> set[str]:
    """The columns that are left out of the row of a part."""
    return {name for name, column in left_out.items() if part.name in column.parts[division]}


def _hidden(name: str, total: ResultsLine, divided: list[list[ResultsLine]], least: int) -> Hidden:
    divisions: list[dict[str, Number]] = []
    for parts in divided:
        divisions.append({part.name: _number(part, name) for part in parts})
    return hidden(_number(total, name), divisions, least)


def _number(part: ResultsLine, name: str) -> Number:
    if name == "jobs":
        return part.jobs_fte
    number: int = getattr(part, name)
    return number


def _row(period: Period, division: str, part: ResultsLine, hidden_names: set[str]) -> dict[str, Any]:
    if "contracts" in hidden_names:
        hidden_names = hidden_names | {VALUE}
    numbers: dict[str, Any] = {name: _number(part, name) for name in LEAST}
    # Euros only here: sums of cents are those that the pages show.
    numbers[VALUE] = Decimal(part.contract_value_cents).scaleb(-2)
    # Empty and not zero: a zero is shown, and says that there is nothing.
    for name in hidden_names:
        numbers[name] = None
    left_out = [column.name for column in COLUMNS if column.name in hidden_names]
    return {
        "year": period.first.year,
        "until": period.last,
        "part": division,
        "name": part.name or None,
        **numbers,
        "left_out": " ".join(left_out) or None,
    }


def _rows(request: DataRequest) -> Iterable[DataRow]:
    return paged(rows_until(clock.today()), request)


RESULTS = Dataset(
    key="results",
    title=N_("Results of the incubator"),
    about=N_("What the groups came to each year: begun, founded, stopped, contracts, members and jobs."),
    left_out=N_(
        "No group and no person is named. A number of people below 5, and a number of groups or contracts below 3, is left out; so is "
        "the amount of such contracts. Where such a number could be reckoned from the total, the next smallest is left out too. "
        "The column left_out says which. Zero is shown."
    ),
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    rows=_rows,
    columns=COLUMNS,
)
