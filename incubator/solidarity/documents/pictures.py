"""What a fund held at the end of each year, or how often money moved: as a picture with its table."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from incubator.core.charts.bars import Bar, bar_chart
from incubator.core.charts.shapes import Chart, ChartFrame, ChartTable
from incubator.core.i18n import language
from incubator.core.quantities import write_cents
from incubator.solidarity.values import YearOfFund

MOST_YEARS = 8  # what fits beside each other on a phone


def fund_chart(years: Sequence[YearOfFund], *, with_amounts: bool) -> Chart | None:
    """Bars of the balance for who takes part; for others how often money came in and went out. None before the first entry."""
    if not years:
        return None
    shown = years[-MOST_YEARS:]
    return _balances(shown) if with_amounts else _counts(shown)


def _balances(years: Sequence[YearOfFund]) -> Chart:
    bars = [Bar(str(each.year), each.balance / 100) for each in years]
    rows = tuple(
        (str(each.year), write_cents(each.balance, language=language()), str(each.came_in), str(each.went_out))
        for each in years
    )
    table = ChartTable((_("Year"), _("In the fund"), _("Times in"), _("Times out")), rows)
    last = years[-1]
    words = _(
        "At the end of %(year)s, or today, the fund held %(amount)s.",
        year=last.year,
        amount=write_cents(last.balance, language=language()),
    )
    frame = ChartFrame(_("The fund over the years, in euros"), words, table, "", _("euros"))
    return bar_chart(frame, bars, language=language())


def _counts(years: Sequence[YearOfFund]) -> Chart:
    bars = [Bar(str(each.year), each.came_in + each.went_out) for each in years]
    rows = tuple((str(each.year), str(each.came_in), str(each.went_out)) for each in years)
    table = ChartTable((_("Year"), _("Times in"), _("Times out")), rows)
    total = sum(each.came_in + each.went_out for each in years)
    words = ngettext(
        "Money came in or went out %(num)d time. Only the cooperatives see amounts.",
        "Money came in or went out %(num)d times. Only the cooperatives see amounts.",
        total,
    )
    frame = ChartFrame(_("How often money came in or went out"), words, table, "", _("times"))
    return bar_chart(frame, bars, language=language())
