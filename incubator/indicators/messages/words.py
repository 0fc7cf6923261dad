"""Figures, periods, sources and reasons as people read them."""

from datetime import date
from decimal import Decimal

from flask_babel import LazyString, gettext, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.core.i18n import language
from incubator.core.quantities import write_amount, write_day, write_decimal, write_percent
from incubator.indicators.rules.registry import INDICATORS
from incubator.indicators.values import (
    FigurePeriod,
    FigureSource,
    FigureUnit,
    IndicatorFigure,
    IndicatorKey,
    IndicatorTheme,
)
from incubator.indicators.values import UnknownBecause as Why
from incubator.indicators.values.figures import BY_LISTS
from incubator.neighbourhood.messages import CERTAINTIES
from incubator.neighbourhood.values import Certainty

THEMES = {
    IndicatorTheme.MONEY: _l("Money in the neighbourhood"),
    IndicatorTheme.WORK: _l("Work and people"),
    IndicatorTheme.STRENGTH: _l("How cooperatives stand"),
    IndicatorTheme.TENDERS: _l("Public contracts"),
    IndicatorTheme.CHALLENGING: _l("Right to challenge"),
}
UNITS = {
    FigureUnit.PERCENT: _l("percent"),
    FigureUnit.FACTOR: _l("factor"),
    FigureUnit.EUROS: _l("euros"),
    FigureUnit.FTE: _l("full-time jobs"),
    FigureUnit.PEOPLE: _l("members"),
    FigureUnit.HOURS: _l("hours"),
    FigureUnit.TIMES: _l("times"),
    FigureUnit.NUMBER: _l("how many"),
}
CERTAINTIES_EXPLAINED = {
    Certainty.FACT: _l("A fact: somebody can look it up"),
    Certainty.ESTIMATE: _l("An estimate"),
}
SOURCES = {
    FigureSource.AWARDS: _l("award notices"),
    FigureSource.MONEY_MAP: _l("money map and award notices"),
    FigureSource.SPEND_LISTS: _l("lists of creditors of anchors"),
    FigureSource.SEVERAL: _l("lists of creditors of anchors, elsewhere the money map"),
    FigureSource.STUDIES: _l("studies of the local multiplier"),
    FigureSource.YEARS: _l("financial years of the cooperatives"),
    FigureSource.REGISTERS: _l("registers of members"),
    FigureSource.BOOKS: _l("books of the cooperatives"),
    FigureSource.BIDS: _l("boards with bids"),
    FigureSource.WATCH: _l("notices that fitted"),
    FigureSource.CHALLENGES: _l("challenges of the groups"),
    FigureSource.ENTERED: _l("written down by a driver"),
}
REASONS = {
    Why.NO_GROUPS: _l("no group was part of the neighbourhood yet"),
    Why.NO_FLOWS: _l("the money map has no such flow of this year"),
    Why.NO_PLACES: _l("of no supplier is known which kind of firm it is, or where"),
    Why.NO_STUDY: _l("there is no study of this year"),
    Why.BY_YEAR: _l("this is only known of whole years"),
    Why.NO_YEAR: _l("no cooperative wrote down the hours of a financial year that ended in this period"),
    Why.NO_REGISTER: _l("no cooperative keeps a register of members yet"),
    Why.NO_PAY: _l("no cooperative wrote down its highest and lowest pay"),
    Why.NO_BOOKS: _l("no cooperative has capital in its books yet"),
    Why.NO_WATCH: _l("no group looks for tenders yet"),
    Why.NOT_COUNTED: _l("no system counts this; a driver can write it down"),
}
IN_MUNICIPALITY = _l("Of what institutions buy, %(number)s goes to suppliers in the municipality.")
# What a member of the council reads first, in this order.
SENTENCES = {
    IndicatorKey.LOCAL_SHARE: _l("Of what institutions buy, %(number)s goes to suppliers in the neighbourhood."),
    IndicatorKey.RETAINED: _l("People and organisations of the neighbourhood paid each other %(number)s in a year."),
    IndicatorKey.MULTIPLIER: _l(
        "Of a turnover here, the local multiplier is %(number)s (1 is nothing, 3 is everything)."
    ),
    IndicatorKey.MEMBERS: _l("Cooperatives have %(number)s."),
    IndicatorKey.JOBS: _l("Cooperatives give work: %(number)s."),
    IndicatorKey.WON: _l("Bids on public contracts that were won: %(number)s."),
    IndicatorKey.ACCEPTED: _l("Challenges to which government said yes: %(number)s."),
}


def name_of(key: IndicatorKey) -> str:
    return gettext(INDICATORS[key].name)


def definition_of(key: IndicatorKey) -> str:
    return gettext(INDICATORS[key].definition)


def reckoned_how(key: IndicatorKey) -> str:
    return gettext(INDICATORS[key].reckoned)


def period_words(period: FigurePeriod) -> str:
    """2025, or second quarter of 2025."""
    quarters = ("", _("first"), _("second"), _("third"), _("fourth"))
    if not period.quarter:
        return str(period.year)
    return _("%(which)s quarter of %(year)s", which=quarters[period.quarter], year=period.year)


def day_words(day: date) -> str:
    """The day as the reader writes it."""
    return write_day(day, language())


def area_name(name: str) -> str:
    """The name of a neighbourhood, or that it is about all of them."""
    return name or _("All neighbourhoods together")


def short_period(period: FigurePeriod) -> str:
    """2025, or Q2 2025, for below a bar."""
    return _("Q%(quarter)s %(year)s", quarter=period.quarter, year=period.year) if period.quarter else str(period.year)


def written(key: IndicatorKey, number: Decimal) -> str:
    """A number with its unit: 34.5%, € 1,250, 12 members."""
    unit, plain = INDICATORS[key].unit, write_decimal(_plain(number), language())
    if unit is FigureUnit.PERCENT:
        return write_percent(plain)
    if unit is FigureUnit.EUROS:
        return write_amount(number, language=language())
    if unit is FigureUnit.PEOPLE:
        return ngettext("%(num)d member", "%(num)d members", int(number))
    texts = {
        FigureUnit.FTE: _("%(number)s full-time jobs", number=plain),
        FigureUnit.HOURS: _("%(number)s hours", number=plain),
        FigureUnit.TIMES: _("%(number)s times", number=plain),
    }
    return texts.get(unit, plain)


def _plain(number: Decimal) -> Decimal:
    """Without noughts behind the comma that say nothing."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def value_words(figure: IndicatorFigure) -> str:
    """The figure itself, or that it is unknown."""
    return _("unknown") if figure.value is None else written(figure.key, figure.value)


def range_words(figure: IndicatorFigure) -> str:
    """What else is possible; empty when nothing is."""
    if not figure.is_range or figure.low is None:
        return ""
    if figure.high is None:
        return _("at least %(low)s", low=written(figure.key, figure.low))
    low, high = written(figure.key, figure.low), written(figure.key, figure.high)
    return _("between %(low)s and %(high)s", low=low, high=high)


def why_words(figure: IndicatorFigure) -> str:
    """Why it is unknown; empty when it is known."""
    return "" if figure.why is None else str(REASONS[figure.why])


def ground_words(figure: IndicatorFigure, *, for_visitors: bool = False) -> str:
    """How sure it is, where it comes from, and of how many cooperatives."""
    if not figure.is_known:
        return _("because %(why)s", why=why_words(figure))
    parts = [str(CERTAINTIES[figure.certainty])]
    if figure.source is not None:
        parts.append(str(SOURCES[figure.source]))
    if figure.is_partial and for_visitors:
        parts.append(_("not all cooperatives are in it"))
    elif figure.is_partial:
        parts.append(_("of %(some)s of %(all)s cooperatives", some=figure.behind, all=figure.among))
    return " · ".join(parts)


def sentences(
    figures: dict[IndicatorKey, IndicatorFigure], before: dict[IndicatorKey, IndicatorFigure], earlier: str
) -> list[str]:
    """The figures in a few plain sentences, each with what it was before."""
    texts = []
    for key, sentence in SENTENCES.items():
        figure = figures.get(key)
        if figure is None or figure.value is None:
            continue
        parts = [str(_sentence(figure, sentence)) % {"number": written(key, figure.value)}]
        if figure.certainty is Certainty.ESTIMATE:
            parts.append(_estimate(figure))
        was = before.get(key)
        if was is not None and was.value is not None:
            parts.append(_("In %(period)s it was %(number)s.", period=earlier, number=written(key, was.value)))
        texts.append(" ".join(parts))
    return texts


def _sentence(figure: IndicatorFigure, usual: LazyString) -> LazyString:
    """Lists of creditors know the municipality of a supplier, not its neighbourhood."""
    in_municipality = figure.key is IndicatorKey.LOCAL_SHARE and figure.source in BY_LISTS
    return IN_MUNICIPALITY if in_municipality else usual


def _estimate(figure: IndicatorFigure) -> str:
    possible = range_words(figure)
    return _("This is an estimate: %(range)s.", range=possible) if possible else _("This is an estimate.")
