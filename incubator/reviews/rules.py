"""Which step may follow which, and what changed between two rounds: plain Python."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.reviews.values import RoundStage, TextChange, WorkItem

FOLLOWS = {
    RoundStage.SUBMITTED: {RoundStage.CLAIMED, RoundStage.WITHDRAWN},
    RoundStage.CLAIMED: {RoundStage.SUBMITTED, RoundStage.RETURNED, RoundStage.APPROVED},
    RoundStage.RETURNED: set(),
    RoundStage.APPROVED: set(),
    RoundStage.WITHDRAWN: set(),
}
MOST_WORDS = 4000  # beyond this a text is compared line by line: word by word would take seconds


def check_step(now: RoundStage, then: RoundStage) -> None:
    """Raises `RuleViolation` when the work is no longer where this step begins, for example because a colleague was first."""
    if then not in FOLLOWS[now]:
        raise RuleViolation(N_("This is no longer possible: the work has moved on. Look at where it stands now."))


def check_items(items: Sequence[WorkItem]) -> None:
    if not any(item.value.strip() for item in items):
        raise RuleViolation(N_("There is nothing to hand in yet: answer at least one question."))
    if len({item.id for item in items}) != len(items):
        raise ValueError("two items with one id")


def check_verdict(verdict: str) -> str:
    """A return says what has to be better."""
    if not verdict.strip():
        raise RuleViolation(N_("Say in a few sentences what can be better."), field="verdict")
    return verdict.strip()


def word_differences(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """What was taken out and put in, word by word; long texts line by line."""
    old, new = _pieces(before), _pieces(after)
    if max(len(old), len(new)) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    parts: list[tuple[str, str]] = []
    for operation, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "equal":
            parts.append(("equal", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            parts.append(("delete", "".join(old[i1:i2])))
        if j2 > j1:
            parts.append(("insert", "".join(new[j1:j2])))
    return tuple(parts)


def _pieces(text: str) -> list[str]:
    return re.findall(r"\w+\s*|[^\w\s]\s*|\s+", text)


def compare(before: Iterable[WorkItem], after: Iterable[WorkItem]) -> list[TextChange]:
    """Every part of the newer round next to the older one; parts that are gone come last."""
    old = {item.id: item for item in before}
    new = {item.id: item for item in after}
    changes = [_change(item, old[item.id].value if item.id in old else "", item.value) for item in new.values()]
    return changes + [_change(item, item.value, "") for item in old.values() if item.id not in new]


def _change(item: WorkItem, before: str, after: str) -> TextChange:
    return TextChange(item.id, item.label, word_differences(before, after), before != after)
