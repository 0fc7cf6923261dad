"""Days that cannot be right in a UEA: what was done, earned or decided lies behind us."""

from datetime import date

from incubator.bids.rules.espd_criteria import is_exclusion, words_of
from incubator.bids.rules.espd_facts import TURNOVER
from incubator.core.i18n import mark as N_
from incubator.formats.espd_values import DATE, PERIOD, EspdCriterion, EspdProperty


def problem_of_day(criterion: EspdCriterion, question: EspdProperty, text: str, today: date) -> str:
    """Why a sound day or period cannot be right at this question; empty when it can. A sentence of the catalogue."""
    if question.data_type == DATE and text > today.isoformat():
        return N_("This day is still to come. Choose a day up to and including today.")
    # How long somebody is shut out may well end, or begin, after today.
    if question.data_type != PERIOD or is_exclusion(criterion):
        return ""
    begin, _slash, end = text.partition("/")
    if words_of(criterion).code in TURNOVER and end > today.isoformat():
        return N_("This turnover has not been made yet: choose a period that ends today or earlier.")
    return (
        N_("This period has not begun yet: choose a first day up to and including today.")
        if begin > today.isoformat()
        else ""
    )
