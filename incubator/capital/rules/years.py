"""When a year can be begun, changed and booked."""

from datetime import date
from fractions import Fraction

from incubator.capital.values import DistributionRule
from incubator.capital.values.entering import WorkTerms, YearFigures
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

NOT_ADOPTED = N_(
    "First the general meeting adopts the accounts of the year (article 2:58 BW). Fill in the day of that decision."
)
NO_SURPLUS = N_("Fill in the result of the year first.")
NO_HOURS = N_("Fill in the hours or the pay of the members first: the statutes divide by them.")
POSTED = N_("This year was booked already. Take it back before you change it.")
CHANGED = N_(
    "Somebody else changed this year while you looked at it. Look at the division as it is now, and then book it."
)
LATER_POSTED = N_("%(year)s was booked already. Take that year back first.")
NO_RESULT = N_("A year without surplus and without loss has nothing to book.")
USED = N_(
    "Part of what this year gave was paid out, taken off or moved since, so it cannot be taken back as it is. "
    "Correct those entries first, on the page of the member or of the reserves; or mend the difference in the next year."
)
NOT_POSTED = N_("This year was not booked yet.")


def check_begin(ends_on: date, today: date) -> None:
    """A year that is over."""
    if ends_on >= today:
        raise RuleViolation(N_("This financial year is not over yet."), field="year")


def check_figures(figures: YearFigures, statutes: DistributionRule, ends_on: date, today: date) -> None:
    """Parts that add up, no less for the reserve than the statutes ask, and a decision of a day that can be."""
    if figures.general_reserve + figures.education + figures.solidarity > 1:
        raise RuleViolation(N_("Reserve and funds get more than the whole surplus."), field="general_reserve")
    _check_least(figures.general_reserve, statutes.general_reserve, "general_reserve")
    _check_least(figures.education, statutes.education, "education")
    _check_least(figures.solidarity, statutes.solidarity, "solidarity")
    # The meeting may set more aside than the statutes ask, but what is credited decides what leaves with a member
    # (W-05).
    if statutes.credit_share and figures.credit_share != statutes.credit_share:
        raise RuleViolation(N_("The statutes say which part is credited to members."), field="credit_share")
    if figures.adopted_on is not None:
        check_adoption(figures.adopted_on, figures.decision, ends_on, today)


def check_adoption(adopted_on: date, decision: str, ends_on: date, today: date) -> None:
    """A decision of a day that can be, that can be found again."""
    # Accounts of a year that still runs cannot be adopted.
    if adopted_on <= ends_on:
        raise RuleViolation(N_("Accounts are adopted after the year is over."), field="adopted_on")
    if adopted_on > today:
        raise RuleViolation(N_("Fill in this day when the meeting has decided."), field="adopted_on")
    if not decision.strip():
        raise RuleViolation(
            N_("Write down which decision it was, for example its number in the minutes."), field="decision"
        )


def _check_least(chosen: Fraction, least: Fraction, field: str) -> None:
    if chosen < least:
        raise RuleViolation(
            N_("The statutes ask at least %(percent)s percent for this."), field=field, percent=percent_of(least)
        )


def percent_of(share: Fraction) -> str:
    """30, or 33.33."""
    percent = share * 100
    if percent.denominator == 1:
        return str(percent.numerator)
    return f"{float(percent):.2f}"


def check_work(terms: WorkTerms) -> None:
    """Numbers that can be: no more members among the employees than there are, and a highest pay that is the highest."""
    if terms.employed is not None and (terms.members_employed or 0) > terms.employed:
        raise RuleViolation(
            N_("There cannot be more members among the employees than employees."), field="members_employed"
        )
    if terms.highest_pay_cents is not None and (terms.lowest_pay_cents or 0) > terms.highest_pay_cents:
        raise RuleViolation(
            N_("The lowest pay is more than the highest. Look whether they changed places."), field="lowest_pay"
        )
