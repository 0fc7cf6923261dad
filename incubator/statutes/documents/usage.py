"""Which answers do not reach the deed: found by changing each of them and reading the document again."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from incubator.core import word
from incubator.statutes.documents.deed import DraftDetails, deed
from incubator.statutes.documents.papers import Paper, paper_document
from incubator.statutes.values import RuleFinding, Severity, read
from incubator.statutes.values.prefilling import copied
from incubator.statutes.values.schema import schema
from incubator.statutes.values.written import StatutesWording

# What the check asks of the group and of the file besides its deed.
NO_ANSWER_OF_THE_DEED = {"operation", "first_members", "deviations", "person_id"}
NUMBERS = re.compile(r"\d+")
OTHER_TEXT = "zzq"  # what nobody answers
DETAILS = DraftDetails(datetime(2000, 1, 1, tzinfo=UTC), "", "")
AS_IN_THE_FILES = StatutesWording()
Step = str | int
Place = tuple[Step, ...]


def unused_answers(answers: Any, wording: StatutesWording = AS_IN_THE_FILES) -> tuple[str, ...]:
    """The paths, such as `membership.categories`, of the answers that are nowhere in the deed or in a paper that took a part of it."""
    if not isinstance(answers, Mapping) or not isinstance(answers.get("statutes"), Mapping):
        return ()
    return _unused_in(json.dumps(answers, sort_keys=True, default=str), wording)


@lru_cache(maxsize=64)
def _unused_in(written: str, wording: StatutesWording) -> tuple[str, ...]:
    answers = json.loads(written)
    text = _text_of(answers, wording)
    unused: dict[str, None] = {}
    for place in _answered(answers["statutes"]):
        if not (_matters(answers, place, text, wording) or _is_said(answers, place, text, wording)):
            unused[_path(place)] = None
    return tuple(unused)


def _matters(answers: Any, place: Place, text: str, wording: StatutesWording) -> bool:
    """Whether another answer would give another text."""
    return any(_text_of(changed, wording) != text for changed in _changes(answers, place))


def _is_said(answers: Any, place: Place, text: str, wording: StatutesWording) -> bool:
    """Whether the deed says it although another answer asks for the same: most that it brings in by itself is there."""
    alone = _lines(_text_of({"statutes": _only(answers["statutes"], place)}, wording))
    brought_in = alone - _lines(_text_of({"statutes": {}}, wording))
    return len(brought_in & _lines(text)) * 2 > len(brought_in)


def _lines(text: str) -> set[str]:
    """The lines without numbers: what is article 11 in one deed is article 12 in another."""
    return set(NUMBERS.sub("#", text).splitlines())


def _only(part: Any, place: Place) -> Any:
    """Nothing but the value at this place."""
    if not place:
        return part
    inner = _only(part[place[0]], place[1:])
    return {place[0]: inner} if isinstance(place[0], str) else [inner]


def _text_of(answers: Any, wording: StatutesWording) -> str:
    """The deed, and every paper in which the founders put a part of it."""
    statutes = replace(read(answers), wording=wording)
    texts = [word.plain(deed(statutes, (), DETAILS))]
    places = {where.replace("_", "-") for _part, where in statutes.placement}
    texts += [word.plain(paper_document(statutes, paper, DETAILS)) for paper in Paper if paper.value in places]
    return "\n".join(texts)


def _answered(part: Any, place: Place = ()) -> Iterator[Place]:
    """Where a value stands. "No" and nothing ask for no words: a deed is silent about what is not chosen."""
    if isinstance(part, Mapping):
        for name, inner in part.items():
            if name not in NO_ANSWER_OF_THE_DEED:
                yield from _answered(inner, (*place, name))
    elif isinstance(part, list):
        for index, inner in enumerate(part):
            yield from _answered(inner, (*place, index))
    elif part not in (None, "", False, 0):
        yield place


def _changes(answers: Any, place: Place) -> Iterator[Any]:
    """The same answers with another value at this place, and without it."""
    for value in (*_others(_at(answers, place)), *_choices(place), None):
        changed = copied(answers)
        parent = _at(changed, place[:-1])
        parent[place[-1]] = value
        yield changed


def _others(value: Any) -> tuple[Any, ...]:
    """Values that say something else: of a date another date, of a number a higher one."""
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int | float):
        return (value + 1, value / 2)
    return OTHER_TEXT, "2001-02-03", "02-03", "1/7"


def _choices(place: Place) -> tuple[Any, ...]:
    """The values that the schema leaves to choose from here."""
    part: Any = schema()["properties"]["statutes"]
    for step in place:
        inner = part.get("properties", {}).get(step) if isinstance(step, str) else part.get("items")
        part = inner or {}
    return tuple(part.get("enum", ()))


def _at(answers: Any, place: Place) -> Any:
    part = answers["statutes"]
    for step in place:
        part = part[step]
    return part


def _path(place: Place) -> str:
    """As fields are named in findings: without the places in a list."""
    return ".".join(step for step in place if isinstance(step, str))


def unused_findings(answers: Any, wording: StatutesWording = AS_IN_THE_FILES) -> list[RuleFinding]:
    """A warning for every answer that the deed does not say, with what was answered."""
    return [
        RuleFinding(
            rule="UNUSED",
            name="answer-is-in-the-deed",
            severity=Severity.WARNING,
            blocks=False,
            articles=(),
            field=path,
            message=f"Het antwoord “{answer}” staat nergens in de akte.",
            remedy="Haal het antwoord weg, of zet het als eigen tekst bij het artikel waar het hoort.",
        )
        for path, answer in _with_answers(answers, wording)
    ]


def _with_answers(answers: Any, wording: StatutesWording) -> Iterator[tuple[str, str]]:
    for path in unused_answers(answers, wording):
        places = filter(lambda place: _path(place) == path, _answered(answers["statutes"]))
        yield path, ", ".join(_in_words(_at(answers, place)) for place in places)


def _in_words(value: Any) -> str:
    return "ja" if value is True else str(value)
