"""The picture of the map: what comes in on the left, the neighbourhood in the middle, where it goes on the right."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from incubator.core.charts import (
    Chart,
    ChartFrame,
    ChartTable,
    Flow,
    KeyEntry,
    Look,
    MoneyColumns,
    Tone,
    money_map,
)
from incubator.core.i18n import language
from incubator.core.quantities import unparted_amounts, write_amount
from incubator.moneymap.messages.words import CERTAINTIES
from incubator.moneymap.rules.sums import leaks, together, way_of
from incubator.moneymap.values import MappedFlow, MappedNode, Whereabouts

LEFT, MIDDLE, RIGHT = 0, 1, 2
MOST_NAMES = 6  # in a column; the smaller ones are drawn together
# A look as well as a tone, so that who sees no colours can tell what stays from what goes.
LOOKS = {
    "stays": (Look.SOLID, Tone.A),
    "arrives": (Look.AREA, Tone.B),
    "leaves": (Look.STRIPES, Tone.C),
}
OTHERWISE = Look.GRID, Tone.PLAIN
WAYS = {
    "arrives": _l("comes in from elsewhere"),
    "stays": _l("stays in the neighbourhood"),
    "leaves": _l("goes elsewhere"),
}
OTHERS = "others"
Ends = tuple[str, str, str]  # two keys, and which way the money goes


def euros(cents: int) -> str:
    """The amount in whole euros, as the reader writes it: € 1.250"""
    whole = (Decimal(cents) / 100).quantize(Decimal(1), rounding="ROUND_HALF_UP")
    return unparted_amounts(write_amount(whole, language=language()))


def map_picture(flows: Sequence[MappedFlow], year: int) -> Chart | None:
    """The streams of a year; None without any."""
    if not flows:
        return None
    columns: dict[str, int] = {}
    names: dict[str, str] = {}
    streams: dict[Ends, int] = defaultdict(int)
    small = _small_ones(flows)
    for flow in flows:
        keys = []
        for node, column in zip((flow.source, flow.target), _columns(flow), strict=True):
            key = _key(node, column, small)
            columns[key] = column
            names[key] = _others(column, small) if key.endswith(OTHERS) else node.name
            keys.append(key)
        streams[(keys[0], keys[1], way_of(flow))] += flow.cents
    drawn = []
    for (source, target, way), cents in _ordered(streams):
        look, tone = LOOKS.get(way, OTHERWISE)
        # A float is good enough for the width of a line; words and table keep the cents.
        drawn.append(Flow(source, target, cents / 100, tone, look))
    placed = MoneyColumns(columns, names, _legend(flows))
    return money_map(_frame(flows, year), drawn, _through(streams), placed)


def _ordered(streams: Mapping[Ends, int]) -> list[tuple[Ends, int]]:
    """The broadest streams first: they cross the least."""
    return sorted(streams.items(), key=lambda stream: -stream[1])


def _columns(flow: MappedFlow) -> tuple[int, int]:
    """Where both ends stand: who pays out of the neighbourhood stands in the middle."""
    if flow.source.where is Whereabouts.HERE:
        return MIDDLE, RIGHT
    return LEFT, MIDDLE if flow.target.where is Whereabouts.HERE else RIGHT


def _key(node: MappedNode, column: int, small: Mapping[int, set[int]]) -> str:
    return f"{column} {OTHERS if node.number in small[column] else node.number}"


def _small_ones(flows: Sequence[MappedFlow]) -> dict[int, set[int]]:
    """By column the places that are drawn as one, because there are too many for a phone."""
    amounts: dict[int, dict[int, int]] = {LEFT: defaultdict(int), MIDDLE: defaultdict(int), RIGHT: defaultdict(int)}
    for flow in flows:
        for node, column in zip((flow.source, flow.target), _columns(flow), strict=True):
            amounts[column][node.number] += flow.cents
    small = {}
    for column, sums in amounts.items():
        largest = sorted(sums, key=sums.__getitem__, reverse=True)
        # One fewer than fit: what is drawn together takes a place as well.
        small[column] = set(largest[MOST_NAMES - 1 :]) if len(largest) > MOST_NAMES else set()
    return small


def _others(column: int, small: Mapping[int, set[int]]) -> str:
    number = len(small[column])
    return ngettext("%(num)d other", "%(num)d others", number)


def _through(streams: Mapping[Ends, int]) -> dict[str, str]:
    """What goes through each place in the drawing: the larger of what comes in and what goes out."""
    arriving: dict[str, int] = defaultdict(int)
    leaving: dict[str, int] = defaultdict(int)
    for (source, target, _way), cents in streams.items():
        leaving[source] += cents
        arriving[target] += cents
    return {key: euros(max(arriving[key], leaving[key])) for key in arriving.keys() | leaving.keys()}


def _legend(flows: Sequence[MappedFlow]) -> tuple[KeyEntry, ...]:
    ways = {way_of(flow) for flow in flows}
    entries = [KeyEntry(str(text), *LOOKS[way]) for way, text in WAYS.items() if way in ways]
    if ways - WAYS.keys():
        entries.append(KeyEntry(_("not known, or between others"), *OTHERWISE))
    return tuple(entries)


def _frame(flows: Sequence[MappedFlow], year: int) -> ChartFrame:
    total = together(leaks(flows))
    largest = max(flows, key=lambda flow: flow.cents)
    words = _(
        "In %(year)s %(arrives)s came in from elsewhere, %(stays)s stayed in the neighbourhood and %(leaves)s went elsewhere. "
        "The largest stream goes from %(payer)s to %(receiver)s: %(amount)s.",
        year=year,
        arrives=euros(total.arrives),
        stays=euros(total.stays),
        leaves=euros(total.leaves),
        payer=largest.source.name,
        receiver=largest.target.name,
        amount=euros(largest.cents),
    )
    heads = (_("From"), _("To"), _("What for"), _("Amount in a year"), _("Certainty"))
    return ChartFrame(_("Money map of %(year)s", year=year), words, ChartTable(heads, tuple(map(_row, flows))))


def _row(flow: MappedFlow) -> tuple[str, ...]:
    certainty = str(CERTAINTIES[flow.certainty])
    return flow.source.name, flow.target.name, flow.category, euros(flow.cents), certainty
