"""Why somebody has to look at a lesson again: the law that it names changed, or nobody checked it for a year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from incubator.core.reference.cooperative_law import LawText, law_text_on
from incubator.learning.values.library import Lesson

CHECKED_EVERY = timedelta(days=365)
AHEAD = timedelta(days=60)  # so long before a rule changes its lessons are looked at


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule whose text is another than when the lesson was checked, and the day from which it is."""

    text: LawText
    day: date


def rule_changes(lesson: Lesson, today: date) -> list[RuleChange]:
    """The rules that a lesson names whose text changed since it was checked, or will within sixty days."""
    return list(_changes(lesson.written.rules, lesson.checked, today))


def _changes(rules: Iterable[str], checked: date, today: date) -> Iterator[RuleChange]:
    for rule in rules:
        then, soon = law_text_on(rule, checked), law_text_on(rule, today + AHEAD)
        if then == soon:
            continue
        if soon is not None and soon.since is not None:
            yield RuleChange(soon, soon.since)
        elif then is not None and then.until is not None:
            yield RuleChange(then, then.until + timedelta(days=1))


def check_is_due(lesson: Lesson, today: date) -> bool:
    """Whether nobody checked the facts of the lesson for twelve months."""
    return today - lesson.checked > CHECKED_EVERY
