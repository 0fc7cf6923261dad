"""Shares as bars, with what is not known as a part of its own, in words and in a table."""

from collections.abc import Sequence
from decimal import Decimal

from flask_babel import gettext as _

from incubator.anchors.messages.words import AREAS, MEASURES
from incubator.anchors.queries.figures import SpendAnalysis
from incubator.anchors.values.institutions import PromiseMeasure
from incubator.anchors.values.purchases import AreaSums, SpendArea, SpendShare
from incubator.core.charts import Chart, ChartFrame, ChartTable, KeyEntry, Look, ShareBar, SharePart, Tone, share_chart
from incubator.moneymap.messages.pictures import euros

AREA_LOOKS = (
    (SpendArea.MUNICIPALITY, Look.SOLID, Tone.A),
    (SpendArea.REGION, Look.AREA, Tone.A),
    (SpendArea.BEYOND, Look.STRIPES, Tone.C),
    (SpendArea.UNKNOWN, Look.GRID, Tone.PLAIN),
)


def percent(share: Decimal | None) -> str:
    """A share in whole percents; words when there is none."""
    if share is None:
        return _("not known")
    return f"{(share * 100).quantize(Decimal(1), rounding='ROUND_HALF_UP')}%"


def between(share: SpendShare) -> str:
    """A share with its range: 39%, or 39% (30% to 61%) when part of it is not known."""
    lowest, highest = percent(share.lowest), percent(share.highest)
    if share.share is None or lowest == highest:
        return percent(share.share)
    return _("%(share)s (%(low)s to %(high)s)", share=percent(share.share), low=lowest, high=highest)


def area_picture(areas: Sequence[tuple[str, AreaSums]], title: str) -> Chart | None:
    """A bar for each name: own municipality, region, beyond, not known. None without money."""
    shown = [(name, sums) for name, sums in areas if sums.total > 0]
    if not shown:
        return None
    bars = [ShareBar(name, _own(sums), _area_parts(sums)) for name, sums in shown]
    key = [KeyEntry(str(AREAS[area]), look, tone) for area, look, tone in AREA_LOOKS]
    heads = (_("What"), *(str(AREAS[area]) for area, _look, _tone in AREA_LOOKS), _("Together"))
    rows = tuple((name, *map(euros, _amounts(sums)), euros(sums.total)) for name, sums in shown)
    sentences = [
        _(
            "%(name)s: %(own)s in the own municipality, %(region)s in the rest of the region, %(beyond)s beyond, %(unknown)s not known.",
            name=name,
            own=percent(_part(sums.municipality, sums)),
            region=percent(_part(sums.region, sums)),
            beyond=percent(_part(sums.beyond, sums)),
            unknown=percent(_part(sums.unknown, sums)),
        )
        for name, sums in shown
    ]
    return share_chart(ChartFrame(title, " ".join(sentences), ChartTable(heads, rows)), bars, key)


def _amounts(sums: AreaSums) -> tuple[int, int, int, int]:
    return sums.municipality, sums.region, sums.beyond, sums.unknown


def _own(sums: AreaSums) -> str:
    """The share of the own municipality with its name: a number alone beside four colours could be of any of them."""
    return f"{percent(_part(sums.municipality, sums))} {AREAS[SpendArea.MUNICIPALITY]}"


def _part(cents: int, sums: AreaSums) -> Decimal:
    return max(Decimal(0), Decimal(cents) / Decimal(sums.total))


def _area_parts(sums: AreaSums) -> tuple[SharePart, ...]:
    looks = zip(_amounts(sums), AREA_LOOKS, strict=True)
    return _fitting([(cents, look, tone) for cents, (_area, look, tone) in looks])


def _fitting(parts: Sequence[tuple[int, Look, Tone]]) -> tuple[SharePart, ...]:
    """The parts as shares of what can be drawn: credit notes below nothing take no room."""
    whole = sum(max(0, cents) for cents, _look, _tone in parts)
    # A float is good enough for the width of a bar; words and table keep the cents.
    return tuple(SharePart(max(0, cents) / whole, look, tone) for cents, look, tone in parts)


def share_picture(analysis: SpendAnalysis) -> Chart | None:
    """Size and social side by side: yes, likely, no, not known. None without money."""
    shares = [(measure, share) for measure, share in analysis.shares if measure is not PromiseMeasure.LOCAL]
    if analysis.total <= 0 or any(min(share.yes, share.likely, share.no, share.unknown) < 0 for _m, share in shares):
        return None
    bars = [ShareBar(str(MEASURES[measure]), percent(share.share), _answer_parts(share)) for measure, share in shares]
    key = (
        KeyEntry(_("yes"), Look.SOLID, Tone.A),
        KeyEntry(_("likely"), Look.AREA, Tone.A),
        KeyEntry(_("no"), Look.STRIPES, Tone.C),
        KeyEntry(_("not known"), Look.GRID, Tone.PLAIN),
    )
    heads = (_("Question"), _("yes"), _("likely"), _("no"), _("not known"))
    rows = tuple((str(MEASURES[measure]), *map(euros, _answers(share))) for measure, share in shares)
    words = " ".join(
        _("%(question)s: %(share)s.", question=str(MEASURES[measure]), share=between(share))
        for measure, share in shares
    )
    return share_chart(
        ChartFrame(_("From whom in %(year)s", year=analysis.year), words, ChartTable(heads, rows)), bars, key
    )


def _answers(share: SpendShare) -> tuple[int, int, int, int]:
    return share.yes, share.likely, share.no, share.unknown


def _answer_parts(share: SpendShare) -> tuple[SharePart, ...]:
    looks = ((Look.SOLID, Tone.A), (Look.AREA, Tone.A), (Look.STRIPES, Tone.C), (Look.GRID, Tone.PLAIN))
    return _fitting([(cents, *look) for cents, look in zip(_answers(share), looks, strict=True)])
