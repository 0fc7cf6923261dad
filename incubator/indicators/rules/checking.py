"""What may be written down beside a figure, and which periods can be fixed."""

from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.indicators.rules.registry import INDICATORS
from incubator.indicators.values import FigurePeriod, FigureUnit, FixedContents
from incubator.indicators.values.entering import EnteredFigure
from incubator.neighbourhood.rules import check_said

FIRST_YEAR = 2000
MOST = 10**14  # hundredths: more is a slip of the finger
HUNDRED_PERCENT = 10_000
LEAST_FACTOR, MOST_FACTOR = 100, 300  # of LM3, in hundredths: three rounds come to no more
LONGEST_REASON = 300
FIXED_ALREADY = N_("These figures were fixed already, and nothing has changed since.")


def check_entry(entered: EnteredFigure, *, today: date) -> None:
    """Raise `RuleViolation` for a figure that cannot be, of a period that is still to come, or without a source."""
    check_period(entered.period, today)
    check_said(entered.ground, today)
    if not entered.ground.source.strip():
        raise RuleViolation(N_("Write down where this figure comes from."), field="source")
    fields = {"value": entered.value, "low": entered.low, "high": entered.high}
    for field, number in fields.items():
        if number is not None:
            _check_number(INDICATORS[entered.key].unit, number, field)
    if entered.low is not None and entered.low > entered.value:
        raise RuleViolation(N_("The lowest is more than the figure itself."), field="low")
    if entered.high is not None and entered.high < entered.value:
        raise RuleViolation(N_("The highest is less than the figure itself."), field="high")


def check_period(period: FigurePeriod, today: date) -> None:
    """Raise `RuleViolation` for a period that did not begin yet, or from before there was anything to count."""
    if period.year < FIRST_YEAR:
        raise RuleViolation(N_("This is too long ago. Look at the year."), field="period")
    if period.first > today:
        raise RuleViolation(N_("This period is still to come."), field="period")


def _check_number(unit: FigureUnit, hundredths: int, field: str) -> None:
    if not 0 <= hundredths <= MOST:
        raise RuleViolation(N_("This number cannot be right. Look at it again."), field=field)
    if unit is FigureUnit.PERCENT and hundredths > HUNDRED_PERCENT:
        raise RuleViolation(N_("Write a number from 0 to 100."), field=field)
    if unit is FigureUnit.FACTOR and not LEAST_FACTOR <= hundredths <= MOST_FACTOR:
        raise RuleViolation(N_("A local multiplier lies between 1 and 3."), field=field)
    if unit in {FigureUnit.PEOPLE, FigureUnit.NUMBER} and hundredths % 100:
        raise RuleViolation(N_("Write a whole number."), field=field)


def check_freeze(
    period: FigurePeriod, contents: FixedContents, before: FixedContents | None, reason: str, *, today: date
) -> None:
    """Raise `RuleViolation` unless the period is over and, when it was fixed `before`, something changed and a reason is given."""
    # A version is never altered: what goes on would need a correction as soon as it was fixed.
    if not period.is_over(today):
        raise RuleViolation(N_("This period still goes on. It can be fixed once it is over."), field="period")
    if before is None:
        if not contents.says_anything:
            raise RuleViolation(N_("No figure of this period is known yet: there is nothing to fix."), field="period")
        return
    if before == contents:
        raise RuleViolation(FIXED_ALREADY, field="period")
    if not reason.strip():
        raise RuleViolation(
            N_("These figures were fixed before. Write down why they change: both versions stay readable."),
            field="reason",
        )


def check_reason(reason: str) -> None:
    """Raise `RuleViolation` for taking back without saying why."""
    if not reason.strip():
        raise RuleViolation(N_("Write down why: it stays readable beside the figure."), field="reason")
