"""When a contract that a person wrote down ends, and what cannot be so. Nothing is invented: without an end or a duration it is refused."""

import hashlib
from datetime import date

from incubator.challenges.values.contracts import ContractAnswers, ReckonedEnd
from incubator.core import quantities
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.formats.durations import add_months

LONGEST, MOST_OPTIONS, LONGEST_OPTION = 600, 20, 120
NO_END = N_("Give the day on which it ends, or the day on which it began and for how many months.")
BEFORE_BEGIN = N_("It cannot end on %(end)s when it began on %(start)s.")
CONTRADICTION = N_(
    "With this duration a contract from %(start)s ends on %(reckoned)s, and that is not %(end)s. Leave one of the three empty or mend it."
)
SOURCE_TO_COME = N_("This day is still to come: a source has a day that has been.")
OPTIONS_WITHOUT_LENGTH = N_(
    "Say for how many months it may be renewed each time, or leave the number of renewals empty."
)
CLOSE = 35  # days that a sum in months may lie beside a day that was given


def check(answers: ContractAnswers, today: date) -> ReckonedEnd:
    """When it ends. Raises `RuleViolation`, at the field that it is about, for what cannot be."""
    if answers.source_on is not None and answers.source_on > today:
        raise RuleViolation(SOURCE_TO_COME, field="source_on")
    if answers.option_months is None and answers.options:
        raise RuleViolation(OPTIONS_WITHOUT_LENGTH, field="option_months")
    ending = reckon(answers)
    if answers.starts_on is not None and ending.end < answers.starts_on:
        raise RuleViolation(BEFORE_BEGIN, field="ends_on", end=_written(ending.end), start=_written(answers.starts_on))
    _check_sum(answers)
    return ending


def reckon(answers: ContractAnswers) -> ReckonedEnd:
    """The end as it was given, else the start and the duration together. Raises `RuleViolation` without either."""
    end, start, months = answers.ends_on, None, None
    if end is None:
        start, months = answers.starts_on, answers.months
        if start is None or months is None:
            raise RuleViolation(NO_END, field="ends_on")
        end = add_months(start, months)
        if end is None or end > quantities.LAST_DAY:
            raise RuleViolation(NO_END, field="months")
    return ReckonedEnd(end, start, months, answers.options, _latest(end, answers))


def _latest(end: date, answers: ContractAnswers) -> date | None:
    if not answers.options or not answers.option_months:
        return None
    latest = quantities.months_later(end, answers.options * answers.option_months)
    return latest if latest <= quantities.LAST_DAY else None


def _check_sum(answers: ContractAnswers) -> None:
    """All three given: they have to agree, but for the days that people round off."""
    start, months, end = answers.starts_on, answers.months, answers.ends_on
    if start is None or months is None or end is None:
        return
    reckoned = add_months(start, months)
    if reckoned is None or abs((reckoned - end).days) > CLOSE:
        written = _written(reckoned) if reckoned else ""
        raise RuleViolation(
            CONTRADICTION, field="months", start=_written(start), months=months, reckoned=written, end=_written(end)
        )


def _written(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


def fingerprint(owner: str, answers: ContractAnswers) -> str:
    """The same contract of the same owner has the same; how it is spelt and where it was read does not matter."""
    end = answers.ends_on or reckon(answers).end
    parts = (
        owner,
        answers.authority_code,
        " ".join(answers.title.casefold().split()),
        " ".join(answers.supplier.casefold().split()),
        end.isoformat(),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
