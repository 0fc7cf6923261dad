"""What Preston reports, each with its source, as cwb.md 2.1 has it. Two series that are never mixed: six anchors, and the city council."""

from dataclasses import dataclass
from decimal import Decimal

SPEND_MILLIONS = Decimal(750)  # pounds, six anchors, 2012/13
LANCASHIRE_PERCENT = Decimal(39)


@dataclass(frozen=True, slots=True)
class PrestonFigure:
    """A figure as its source gives it; `series` is whose purchases it is about."""

    series: str  # six-anchors or council
    period: str
    measure: str
    figure: str
    source: str


CLES, COUNCIL = "cles.org.uk/the-preston-model", "public-sector.co.uk"
ANCHORS = "six-anchors"
BASELINE = "CLES; publicsectorexecutive.com"
PRESTON = (
    PrestonFigure(ANCHORS, "2012/13", "spend", "£750 m", BASELINE),
    PrestonFigure(ANCHORS, "2012/13", "preston", "5%", BASELINE),
    PrestonFigure(ANCHORS, "2012/13", "lancashire", "39%", BASELINE),
    PrestonFigure(ANCHORS, "2012/13", "leaving", "£458 m (61%)", BASELINE),
    PrestonFigure(ANCHORS, "2013-2017", "more-preston", "+ £74 m", CLES),
    PrestonFigure(ANCHORS, "2013-2017", "more-lancashire", "+ £200 m", CLES),
    PrestonFigure("council", "2012-2016", "preston", "14% → 28%", COUNCIL),
)


def leaving_millions() -> Decimal:
    """What left Lancashire in 2012/13, in millions of pounds: all that was spent less the share of Lancashire."""
    return SPEND_MILLIONS - SPEND_MILLIONS * LANCASHIRE_PERCENT / 100
