"""The question about a window as a script asks it in JSON."""

from datetime import date
from typing import Any

from incubator.challenges.rules import json_answers as answers
from incubator.challenges.rules.naming import known_authority
from incubator.challenges.values.windows import PreparationWeeks, WindowQuestion
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

KEYS = frozenset({"contract_end", "contract_start", "authority", "on", "preparation"})
LONGEST_STEP = 104  # weeks
END_BEFORE_BEGIN = N_("“contract_end” (%(end)s) is before “contract_start” (%(start)s): one of the two is wrong.")


def window_question(raw: Any, *, today: date) -> WindowQuestion:
    """The question that a file asks; without `on` it is asked today. Raises `RuleViolation`, which names the key."""
    given = answers.mapping(raw, "window")
    end = answers.day(answers.required(given, "contract_end"), "contract_end")
    start = answers.day(given.get("contract_start"), "contract_start")
    assert end is not None
    if start is not None and end < start:
        raise RuleViolation(END_BEFORE_BEGIN, end=end.isoformat(), start=start.isoformat())
    code = answers.text(given.get("authority"), "authority")
    if code is not None:
        code = known_authority(code)
    return WindowQuestion(end, code, answers.day(given.get("on"), "on") or today, _weeks(given.get("preparation")))


def _weeks(raw: Any) -> PreparationWeeks:
    if raw is None:
        return PreparationWeeks()
    given, usual = answers.mapping(raw, "preparation"), PreparationWeeks()

    def weeks(key: str, standard: int) -> int:
        typed = answers.count(given.get(key), f"preparation.{key}", least=0, most=LONGEST_STEP)
        return standard if typed is None else typed

    return PreparationWeeks(
        information=weeks("information", usual.information),
        support=weeks("support", usual.support),
        plan=weeks("plan", usual.plan),
        agreements=weeks("agreements", usual.agreements),
    )
