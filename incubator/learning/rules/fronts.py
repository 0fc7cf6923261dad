"""What stands above a lesson: everything that is asked, each of the kind that the pages need."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from incubator.core.i18n import mark as N_
from incubator.learning.values.written import FormatProblem

FEWEST_CHECKS, MOST_CHECKS = 3, 5
TEXTS = list[str]
TABLES = list[dict[str, Any]]
ASKED: dict[str, Any] = {
    "phase": str,
    "module": str,
    "title": str,
    "summary": str,
    "title_en": str,
    "summary_en": str,
    "minutes": int,
    "checked": date,
    "needs": TEXTS,
    "sources": TABLES,
    "check": TABLES,
    "exercise": dict,
    "exercise_en": dict,
}
SELF_CHECK: dict[str, Any] = {"ask": str, "choices": TEXTS, "right": int, "why": str}
EXERCISE: dict[str, Any] = {
    "title": str,
    "intro": str,
    "criteria": TEXTS,
    "pitfalls": TEXTS,
    "model": str,
    "questions": TABLES,
}
ENGLISH: dict[str, Any] = {"title": str, "intro": str, "labels": dict}
ADDRESS = re.compile(r"https?://\S+")
Problems: TypeAlias = Iterator[FormatProblem]


def front_problems(front: Mapping[str, Any]) -> Problems:
    """What is missing, not known or of another kind; all of it stands above the lesson, on line 1 or below."""
    for name in sorted(ASKED.keys() - front.keys()):
        yield FormatProblem(1, N_("%(key)s is missing above the lesson"), {"key": name})
    for name in sorted(front.keys() - ASKED.keys()):
        yield FormatProblem(1, N_("%(name)s above the lesson is not known"), {"name": name})
    for name in sorted(ASKED.keys() & front.keys()):
        if not _is(front[name], ASKED[name]):
            yield FormatProblem(1, N_("%(name)s above the lesson has a value of the wrong kind"), {"name": name})
    yield from _check_problems(_tables(front.get("check")))
    for number, source in enumerate(_tables(front.get("sources")), start=1):
        yield from _source_problems(number, source)
    exercise, english = front.get("exercise"), front.get("exercise_en")
    if isinstance(exercise, dict) and isinstance(english, dict):
        yield from _exercise_problems(exercise, english)


def _is(value: Any, kind: Any) -> bool:
    """Whether a value of TOML is of the kind that is asked."""
    if kind is TEXTS:
        return isinstance(value, list) and all(isinstance(part, str) for part in value)
    if kind is TABLES:
        return isinstance(value, list) and all(isinstance(part, dict) for part in value)
    # In Python a yes is a number and a moment is a day.
    if kind in {int, date}:
        return type(value) is kind
    return isinstance(value, kind)


def _tables(value: Any) -> list[dict[str, Any]]:
    return value if _is(value, TABLES) else []


def _check_problems(checks: list[dict[str, Any]]) -> Problems:
    if not FEWEST_CHECKS <= len(checks) <= MOST_CHECKS:
        count = {"count": len(checks), "fewest": FEWEST_CHECKS, "most": MOST_CHECKS}
        yield FormatProblem(1, N_("it ends with %(count)s questions instead of %(fewest)s to %(most)s"), count)
    for number, row in enumerate(checks, start=1):
        yield from _self_check_problems(number, row)


def _self_check_problems(number: int, row: Mapping[str, Any]) -> Problems:
    of = {"number": number, "check": number}
    for key in sorted(SELF_CHECK.keys() - row.keys()):
        yield FormatProblem(1, N_("question %(number)s at the end: %(key)s is missing"), {**of, "key": key})
    for key in sorted(row.keys() - SELF_CHECK.keys()):
        yield FormatProblem(1, N_("question %(number)s at the end: %(key)s is not known"), {**of, "key": key})
    wrong = [key for key, kind in SELF_CHECK.items() if key in row and not _is(row[key], kind)]
    for key in wrong:
        message = N_("question %(number)s at the end: %(key)s has a value of the wrong kind")
        yield FormatProblem(1, message, {**of, "key": key})
    if row.keys() == SELF_CHECK.keys() and not wrong and not 0 <= row["right"] < len(row["choices"]):
        message = N_("question %(number)s at the end: the right answer is none of its choices")
        yield FormatProblem(1, message, of)


def _source_problems(number: int, source: Mapping[str, Any]) -> Problems:
    of = {"number": number}
    if not {"label", "date"} <= set(source) <= {"label", "url", "date"}:
        yield FormatProblem(1, N_("source %(number)s needs a label and a date, and may have a url"), of)
        return
    if not (_is(source["label"], str) and _is(source["date"], date)):
        yield FormatProblem(1, N_("source %(number)s has a value of the wrong kind"), of)
    if not ADDRESS.fullmatch(str(source.get("url", "https://nergens"))):
        yield FormatProblem(1, N_("source %(number)s: the url does not begin with https://"), of)


def _exercise_problems(exercise: Mapping[str, Any], english: Mapping[str, Any]) -> Problems:
    for part, asked, name in ((exercise, EXERCISE, "exercise"), (english, ENGLISH, "exercise_en")):
        for key in sorted(asked.keys() ^ part.keys()):
            message = N_("[%(part)s]: %(key)s is missing or not known")
            yield FormatProblem(1, message, {"part": name, "key": key})
        for key in sorted(asked.keys() & part.keys()):
            if not _is(part[key], asked[key]):
                message = N_("[%(part)s]: %(key)s has a value of the wrong kind")
                yield FormatProblem(1, message, {"part": name, "key": key})
    labels = english.get("labels")
    if not isinstance(labels, dict):
        return
    for question in _tables(exercise.get("questions")):
        asked_id = question.get("id")
        if not isinstance(labels.get(str(asked_id)), str):
            yield FormatProblem(1, N_("it has no label in English"), question=str(asked_id))
