"""What calculators show as a drawing: where costs and turnover cross, and the money at the end of each month."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date

from incubator.core.charts import (
    Bar,
    Callout,
    Chart,
    ChartFrame,
    ChartTable,
    KeyEntry,
    Look,
    Series,
    Tone,
    bar_chart,
    line_chart,
)
from incubator.core.i18n import mark as N_
from incubator.learning.rules.calculators.break_even import outcome_at_planned_hours
from incubator.learning.rules.calculators.writing import Worksheet, rounded, write_month
from incubator.learning.values.calculating import BreakEvenLines, CalculatorResult, CashPlan, CashPlans, Translate

PAST_THE_LAST = Decimal("1.08")
FURTHEST = 4  # times the planned hours: a break-even beyond that is out of the drawing, and said in words
NOTHING = Decimal(0)
CASH_COLUMNS = (
    N_("Month"),
    N_("Received"),
    N_("Purchases"),
    N_("Wages"),
    N_("Holiday pay"),
    N_("Other"),
    N_("Balance"),
    N_("Balance when everyone pays a month later"),
)


def chart_of(result: CalculatorResult, translate: Translate, language: str = "nl") -> Chart | None:
    """The drawing of an outcome, when there is something to draw."""
    if isinstance(result.pictured, BreakEvenLines):
        return break_even_chart(result.pictured, translate, language)
    if isinstance(result.pictured, CashPlans):
        return cash_chart(result.pictured, translate, language)
    return None


def break_even_chart(lines: BreakEvenLines, translate: Translate, language: str = "nl") -> Chart:
    """Turnover and costs over the hours, with the place where they cross."""
    last = _last_hours(lines)
    costs, turnovers = _points(lines.fixed, lines.variable, last), _points(NOTHING, lines.price, last)
    crossing = (float(lines.hours), float(lines.turnover))
    series = [
        Series(translate(N_("costs")), Tone.C, Look.LINE, costs),
        Series(translate(N_("turnover")), Tone.A, Look.DASHES, turnovers),
    ]
    sheet = Worksheet(language)
    turnover, hours = sheet.euros(lines.turnover), sheet.number(rounded(lines.hours))
    callouts = []
    if lines.hours <= last:
        # Behind the lines.
        series[:0] = [
            Series(translate(N_("short")), Tone.C, Look.AREA, (turnovers[0], costs[0], crossing)),
            Series(translate(N_("left over")), Tone.B, Look.AREA, (crossing, turnovers[1], costs[1])),
        ]
        text = translate(N_("%(hours)s hours, %(turnover)s"), hours=hours, turnover=turnover)
        callouts.append(Callout(*crossing, text))
    left = outcome_at_planned_hours(lines, language)
    words = translate(
        N_(
            "Costs begin at %(fixed)s and rise slowly. Turnover begins at nothing and rises faster. They cross at %(hours)s hours"
            " and %(turnover)s: below that you come short, above it something is left."
        ),
        fixed=sheet.euros(lines.fixed),
        hours=hours,
        turnover=turnover,
    )
    frame = ChartFrame(
        translate(N_("Break-even: turnover and costs in a year")),
        f"{words} {translate(left.message, **left.params)}",
        _break_even_table(lines, translate, sheet),
        translate(N_("hours at clients in a year")),
        translate(N_("euros in a year")),
    )
    return line_chart(frame, series, callouts, language)


def _last_hours(lines: BreakEvenLines) -> Decimal:
    """Where the drawing ends."""
    furthest = max(lines.hours, lines.planned_hours)
    if lines.planned_hours:
        furthest = min(furthest, lines.planned_hours * FURTHEST)
    return furthest * PAST_THE_LAST


def _points(begin: Decimal, an_hour: Decimal, last: Decimal) -> tuple[tuple[float, float], ...]:
    return (0.0, float(begin)), (float(last), float(begin + an_hour * last))


def _break_even_table(lines: BreakEvenLines, translate: Translate, sheet: Worksheet) -> ChartTable:
    columns = (N_("Hours at clients"), N_("Turnover"), N_("Costs"), N_("Left"))
    rows = []
    for hours in sorted({NOTHING, lines.hours, lines.planned_hours}):
        turnover, costs = hours * lines.price, lines.fixed + hours * lines.variable
        rows.append((sheet.number(rounded(hours)), *map(sheet.euros, (turnover, costs, turnover - costs))))
    return ChartTable(tuple(map(translate, columns)), tuple(rows))


def cash_chart(plans: CashPlans, translate: Translate, language: str = "nl") -> Chart:
    """The balance of each month as bars, the lowest marked, and a line for when everyone pays a month later."""
    months = plans.expected.months
    lowest = plans.expected.lowest
    bars = [Bar(short_month(month.month, language), float(month.balance), month is lowest) for month in months]
    line = [float(month.balance) for month in plans.later.months]
    key = [
        KeyEntry(translate(N_("balance as expected")), Look.AREA, Tone.A),
        KeyEntry(translate(N_("the month with the least money")), Look.SOLID, Tone.C),
        KeyEntry(translate(N_("balance when everyone pays a month later")), Look.DASHES, Tone.B),
    ]
    text = f"{write_month(lowest.month, language)}: {Worksheet(language).euros(lowest.balance)}"
    callouts = [Callout(months.index(lowest), float(lowest.balance), text)]
    frame = ChartFrame(
        translate(N_("Money at the end of each month")),
        _cash_words(plans, translate, language),
        cash_table(plans, translate, language),
        y_label=translate(N_("euros on the account")),
    )
    return bar_chart(frame, bars, line=line, key=key, callouts=callouts, language=language)


def short_month(month: date, language: str) -> str:
    """nov 26"""
    return str(format_date(month, "LLL yy", locale=language)).replace(".", "")


def _cash_words(plans: CashPlans, translate: Translate, language: str) -> str:
    expected = translate(
        N_("The lowest month is %(month)s with %(amount)s; in the end there is %(end)s."),
        **_extremes(plans.expected, language),
    )
    later = translate(
        N_(
            "When everyone pays a month later, the lowest month is %(month)s with %(amount)s; in the end there is %(end)s."
        ),
        **_extremes(plans.later, language),
    )
    return f"{expected} {later}"


def _extremes(plan: CashPlan, language: str) -> dict[str, str]:
    sheet = Worksheet(language)
    return {
        "month": write_month(plan.lowest.month, language),
        "amount": sheet.euros(plan.lowest.balance),
        "end": sheet.euros(plan.end),
    }


def cash_table(plans: CashPlans, translate: Translate, language: str = "nl") -> ChartTable:
    """A row for each month, with the balance of both plans."""
    sheet = Worksheet(language)
    rows = []
    for month, late in zip(plans.expected.months, plans.later.months, strict=True):
        amounts = (month.received, month.purchases, month.wages, month.holiday_pay, month.other, month.balance)
        rows.append((write_month(month.month, language), *map(sheet.euros, (*amounts, late.balance))))
    return ChartTable(tuple(map(translate, CASH_COLUMNS)), tuple(rows))
