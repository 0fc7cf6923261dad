"""What anchors buy, as open data: shares by anchor, year and question. No supplier is in it."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from incubator.anchors.models import SpendList
from incubator.anchors.queries import figures, institutions, purchases
from incubator.core.i18n import mark as N_
from incubator.core.open_data import ColumnType, DataColumn, DataRequest, DataRow, Dataset, paged
from incubator.neighbourhood.models import Neighbourhood

WRITTEN = N_("written down by the neighbourhood")
RECKONED = N_("reckoned from a list of creditors")
SHARE = N_("percent of the amount")
COLUMNS = (
    DataColumn("neighbourhood", N_("The neighbourhood that asked for the list."), WRITTEN, nullable=False),
    DataColumn("municipality", N_("The code of its municipality (CBS)."), WRITTEN, nullable=False),
    DataColumn("anchor", N_("The organisation that buys."), WRITTEN, nullable=False),
    DataColumn("kind", N_("What kind of organisation it is."), WRITTEN, nullable=False),
    DataColumn("year", N_("The year in which was paid."), WRITTEN, ColumnType.WHOLE, nullable=False),
    DataColumn(
        "question", N_("What the share is of: local, small (SME) or social (and cooperative)."), WRITTEN, nullable=False
    ),
    DataColumn("share", N_("Known or likely to be so."), RECKONED, ColumnType.NUMBER, SHARE, nullable=False),
    DataColumn("lowest", N_("Certainly so, at least."), RECKONED, ColumnType.NUMBER, SHARE, nullable=False),
    DataColumn(
        "highest", N_("So, if all that is not known were so."), RECKONED, ColumnType.NUMBER, SHARE, nullable=False
    ),
    DataColumn("covered", N_("Which part of all purchases the list holds."), RECKONED, ColumnType.NUMBER, SHARE),
    DataColumn("source", N_("Where the list comes from."), WRITTEN),
)


def _whole(share: Decimal) -> Decimal:
    # Whole percents: with decimals and a total one could reckon a single supplier back.
    return (share * 100).quantize(Decimal(1), rounding="ROUND_HALF_UP")


def _of_list(place: Neighbourhood, row: SpendList, analysis: figures.SpendAnalysis) -> Iterator[dict[str, Any]]:
    for question, share in analysis.shares:
        if not analysis.may_show(share):
            continue
        low, middle, high = share.lowest, share.share, share.highest
        assert low is not None
        assert middle is not None
        assert high is not None
        yield {
            "neighbourhood": place.name,
            "municipality": place.municipality,
            "anchor": row.anchor.name,
            "kind": row.anchor.kind.value,
            "year": row.year,
            "question": question.value,
            "share": _whole(middle),
            "lowest": _whole(low),
            "highest": _whole(high),
            "covered": None if analysis.covered is None else _whole(analysis.covered),
            "source": row.source or None,
        }


def _all() -> Iterator[dict[str, Any]]:
    for place in institutions.public_places():
        rows = purchases.lists_of_place(place.id)
        by_list = figures.one_by_one(rows, purchases.bought(rows))
        for row in rows:
            yield from _of_list(place, row, by_list[row.id])


def _rows(request: DataRequest) -> Iterable[DataRow]:
    return paged(_all(), request)


PURCHASES = Dataset(
    key="anchor-purchases",
    title=N_("Purchases of anchors"),
    about=N_(
        "Which share large organisations buy in their own municipality, from small firms, and from social enterprises and cooperatives."
    ),
    left_out=N_(
        "Only neighbourhoods that made this public are in it. No supplier is named, and shares that rest on one or two suppliers are "
        "left out."
    ),
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    rows=_rows,
    columns=COLUMNS,
)
