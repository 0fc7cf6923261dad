"""The question about a window as a script asks it in JSON."""

from datetime import date
from typing import Any

from incubator.challenges.rules import json_answers as answers
from incubator.challenges.values.windows import PreparationWeeks, WindowQuestion
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.reference import authorities, municipalities

KEYS = frozenset({"contract_end", "contract_start", "authority", "on", "preparation"})
LONGEST_STEP = 104  # weeks
UNKNOWN_AUTHORITY = N_("“authority” is not a municipality, province or water board that we know: %(code)s.")
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


def known_authority(written: str) -> str:
    """The code of an authority by its code or its name. Raises `RuleViolation` when we do not know it."""
    if authority_name(written):
        return written
    # Of a name that a province has too the municipality is meant, unless somebody writes "provincie Utrecht".
    named = authorities.authority(written) or municipalities.municipality_by_name(written)
    if named is None:
        raise RuleViolation(UNKNOWN_AUTHORITY, code=written[:60])
    return named.code


def authority_name(code: str | None) -> str:
    """What an authority with this code is called; nothing for an unknown code."""
    municipality = municipalities.municipality(code or "")
    if municipality is not None:
        return municipality.name
    for province in authorities.all_of("province"):
        if province.code == code:
            return f"provincie {province.name}"
    for board in authorities.all_of("water-board"):
        if board.code == code:
            return board.name
    return ""


def full_name(code: str | None) -> str:
    """The same as a letter has it, so that “Utrecht” is not both a municipality and a province."""
    name = authority_name(code)
    if municipalities.municipality(code or "") is not None:
        return f"Gemeente {name}"
    return name[:1].upper() + name[1:]


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
