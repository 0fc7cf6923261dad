"""Purchasing policies as a table to download, to fill in and to read again."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from incubator.challenges.rules import buying_files as files
from incubator.challenges.values.buyers import BoughtKind, BuyingBand, BuyingPolicy
from incubator.core.tables import Column, Value, csv_table


def policies_as_csv(policies: Iterable[BuyingPolicy]) -> bytes:
    """All policies, a line each."""
    columns = [Column(heading) for heading in files.COLUMNS]
    return csv_table(columns, map(_line, policies))


def _line(policy: BuyingPolicy) -> list[Value]:
    share = policy.social_return
    cells: dict[str, Value] = {
        files.CODE: policy.code,
        files.NAME: policy.authority,
        files.SHARE: None if share is None else Decimal(share) / 100,
        files.SHARE_FROM: policy.social_return_from,
        files.LOCAL: policy.local_buying,
        files.COOPERATIVES: policy.cooperatives,
        files.SOURCE: policy.source,
        files.URL: policy.url,
        files.CHECKED_ON: policy.checked_on,
        files.MARK: policy.mark,
        files.SINCE: policy.since,
        files.UNTIL: policy.until,
    }
    cells |= dict(_bands(policy))
    return [cells[column] for column in files.COLUMNS]


def _bands(policy: BuyingPolicy) -> Iterator[tuple[str, Value]]:
    for kind in BoughtKind:
        single, several = files.BAND_COLUMNS[kind]
        band = policy.band(kind)
        yield single, band.single_until
        yield several, _several(band)


def _several(band: BuyingBand) -> Value:
    if band.to_threshold:
        return files.TO_THRESHOLD
    return band.several_until
