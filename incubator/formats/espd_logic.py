"""Which questions of an ESPD have to be answered, given the answers so far, and what an answer must look like."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from incubator.core.i18n import mark as N_
from incubator.formats.espd_countries import country_code
from incubator.formats.espd_lots import is_for, key_of
from incubator.formats.espd_values import (
    AMOUNT,
    CODES,
    DATE,
    EVIDENCE,
    INDICATOR,
    NO,
    PERCENTAGE,
    PERIOD,
    QUANTITIES,
    QUESTION,
    URL,
    YEAR,
    YES,
    Answers,
    EspdAnswer,
    EspdCriterion,
    EspdGroup,
    EspdProperty,
    EspdRequest,
)

COUNTRY = "CODE_COUNTRY"
CONDITIONS = {"ONTRUE": YES, "ONFALSE": NO}
WEB_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+|www\.[^\s]+", re.IGNORECASE)
WHOLE = frozenset({"QUANTITY_INTEGER", YEAR})


def asked(criterion: EspdCriterion, answers: Answers) -> list[EspdProperty]:
    """The questions that these answers leave to be answered or have answered, in their order."""
    questions: list[EspdProperty] = []
    for group in criterion.every_group():
        questions += _asked_in(group, None, answers)
    return questions


def _asked_in(group: EspdGroup, above: EspdProperty | None, answers: Answers) -> Iterator[EspdProperty]:
    if not _is_asked(group, above, answers):
        return
    decides = above
    for line in group.lines:
        if isinstance(line, EspdGroup):
            yield from _asked_in(line, decides, answers)
        elif line.kind == QUESTION:
            yield line
            # A group below follows the last yes-or-no question before it.
            if line.data_type == INDICATOR:
                decides = line


def _is_asked(group: EspdGroup, above: EspdProperty | None, answers: Answers) -> bool:
    # Some samples leave the condition out, or write the kind of group there: both mean always.
    condition = CONDITIONS.get(group.when)
    if condition is None or above is None:
        return True
    given = answers.get(above.id, ())
    return any(answer.text == condition for answer in given)


def concerns(criterion: EspdCriterion, lots: Collection[str]) -> bool:
    """Whether a criterion holds for a bid on these lots; without lots everything does."""
    return not lots or is_for(criterion.lots, set(map(key_of, lots)))


def is_open(given: Sequence[EspdAnswer]) -> bool:
    """Whether a question still has to be answered: not at all, or not in every row that somebody began."""
    return not given or not all(answer.text for answer in given)


def open_questions(
    request: EspdRequest, answers: Answers, lots: Collection[str] = ()
) -> list[tuple[EspdCriterion, EspdProperty]]:
    """What still has to be answered, with the criterion it belongs to."""
    open_points = []
    for criterion in request.criteria:
        if concerns(criterion, lots):
            open_points += [
                (criterion, line) for line in asked(criterion, answers) if is_open(answers.get(line.id, ()))
            ]
    return open_points


def holding(request: EspdRequest, answers: Answers, lots: Collection[str] = ()) -> Answers:
    """Only the answers to what is asked: a follow-up whose question was answered otherwise falls away."""
    kept = {}
    for criterion in request.criteria:
        if concerns(criterion, lots):
            kept.update({line.id: answers[line.id] for line in asked(criterion, answers) if _is_given(answers, line)})
    return kept


def _is_given(answers: Answers, line: EspdProperty) -> bool:
    return any(answer.text for answer in answers.get(line.id, ()))


def problem_of(data_type: str, text: str) -> str:
    """Why this is no answer to a question of this type; empty when it is. A sentence of the catalogue."""
    if not text.strip():
        return N_("The answer is empty.")
    check = CHECKS.get(data_type)
    if data_type in QUANTITIES:
        return _number_problem(text, whole=data_type in WHOLE)
    if data_type == COUNTRY:
        return "" if country_code(text, "") else N_("Choose a country from the list: its code goes into the file.")
    if data_type in CODES and not re.fullmatch(r"[\w.*-]{1,60}", text):
        return N_("The answer has to be one code, without spaces.")
    return check(text) if check else ""


def _indicator(text: str) -> str:
    return "" if text in {YES, NO} else N_("The answer has to be yes or no.")


def _day(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        return N_("The answer has to be a date.")
    return ""


def _period(text: str) -> str:
    begin, _slash, end = text.partition("/")
    if _day(begin) or _day(end):
        return N_("The answer has to be two dates, from and until.")
    return N_("The period ends before it begins.") if end < begin else ""


def _amount(text: str) -> str:
    return _number_problem(text, whole=False)


def _number_problem(text: str, *, whole: bool) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return N_("The answer has to be a number.")
    if not number.is_finite():
        return N_("The answer has to be a number.")
    if whole and number != number.to_integral_value():
        return N_("The answer has to be a whole number.")
    return ""


def _fraction(text: str) -> str:
    if _number_problem(text, whole=False):
        return N_("The answer has to be a percentage.")
    return "" if 0 <= Decimal(text) <= 1 else N_("The percentage lies between 0 and 100.")


def _address(text: str) -> str:
    return (
        ""
        if WEB_ADDRESS.fullmatch(text)
        else N_("The answer has to be a web address, such as https://www.voorbeeld.nl.")
    )


CHECKS = {
    INDICATOR: _indicator,
    DATE: _day,
    PERIOD: _period,
    AMOUNT: _amount,
    PERCENTAGE: _fraction,
    URL: _address,
    EVIDENCE: _address,
}
