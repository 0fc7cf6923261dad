"""Which step may follow which, and what changed between two rounds: plain Python."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.word_differences import word_differences
from incubator.reviews.values import MergedTexts, RoundStage, TextChange, WorkItem

LONGEST_REQUEST = 1000
MOVED_ON = N_("This is no longer possible: the work has moved on. Look at where it stands now.")

FOLLOWS = {
    RoundStage.SUBMITTED: {RoundStage.CLAIMED, RoundStage.WITHDRAWN},
    # Out of a coach's hands without a decision: what was to be read is gone, or goes nowhere any more.
    RoundStage.CLAIMED: {RoundStage.SUBMITTED, RoundStage.RETURNED, RoundStage.APPROVED, RoundStage.WITHDRAWN},
    RoundStage.RETURNED: set(),
    RoundStage.APPROVED: set(),
    RoundStage.WITHDRAWN: set(),
}


def check_step(now: RoundStage, then: RoundStage) -> None:
    """Raises `RuleViolation` when the work is no longer where this step begins, for example because a colleague was first."""
    if then not in FOLLOWS[now]:
        raise RuleViolation(MOVED_ON)


def check_take_back(now: RoundStage) -> None:
    """Raises `RuleViolation` once a coach began to read: then the answer comes."""
    if now is not RoundStage.SUBMITTED:
        raise RuleViolation(MOVED_ON)


def check_items(items: Sequence[WorkItem]) -> None:
    if not any(item.value.strip() for item in items):
        raise RuleViolation(N_("There is nothing to hand in yet: answer at least one question."))
    if len({item.id for item in items}) != len(items):
        raise ValueError("two items with one id")


def check_request(request: str | None) -> None:
    """What a group asks is a few sentences. Raises `RuleViolation`."""
    if request is not None and len(request) > LONGEST_REQUEST:
        raise RuleViolation(N_("Ask it in at most %(number)s characters."), field="request", number=LONGEST_REQUEST)


def check_verdict(verdict: str, *, has_remarks: bool = False) -> str:
    """A return says what has to be better: beside the answers, or about the whole. Raises `RuleViolation`."""
    if not verdict.strip() and not has_remarks:
        raise RuleViolation(N_("Say in a few sentences what can be better."), field="verdict")
    return verdict.strip()


def check_advice(verdict: str, *, has_remarks: bool = False) -> str:
    """Advice says what: beside the answers, or about the whole. Raises `RuleViolation`."""
    if not verdict.strip() and not has_remarks:
        raise RuleViolation(N_("Write the advice first, or approve without advice."), field="verdict")
    return verdict.strip()


def mark_of(items: Sequence[WorkItem]) -> str:
    """A short mark of exactly these answers: another answer gives another mark."""
    written = json.dumps([[item.id, _plain(item.value)] for item in items], ensure_ascii=False)
    return sha256(written.encode()).hexdigest()


def compare(before: Iterable[WorkItem], after: Iterable[WorkItem]) -> list[TextChange]:
    """Every part of the newer round next to the older one; parts that are gone come last."""
    old = {item.id: item for item in before}
    new = {item.id: item for item in after}
    changes = []
    for item in new.values():
        earlier = old.pop(item.id, None)
        changes.append(_change(item, "" if earlier is None else earlier.value, item.value))
    gone = [_change(item, item.value, "") for item in old.values()]
    return changes + gone


def changed_parts(before: Iterable[WorkItem], after: Iterable[WorkItem]) -> set[str]:
    """The parts that are not as they were."""
    return {change.id for change in compare(before, after) if change.changed}


def _change(item: WorkItem, before: str, after: str) -> TextChange:
    return TextChange(item.id, item.label, word_differences(before, after), before != after)


def version_of(texts: Mapping[str, str]) -> str:
    """A short mark of each text, for a page to say later with which texts it began."""
    return json.dumps({part: _mark(text) for part, text in sorted(texts.items()) if text.strip()})


def merge_texts(opened: str | None, typed: Mapping[str, str], stored: Mapping[str, str]) -> MergedTexts:
    """Put together what was typed on a page that began with the version `opened`, and what was stored since.

    Without `opened` what was typed holds. A version that cannot be read is that of a page that began with nothing.
    """
    texts = {part: _plain(text) for part, text in typed.items()}
    if opened is None:
        return MergedTexts(texts, {})
    conflicts = {}
    marks = _marks(opened)
    for part, text in texts.items():
        other = _plain(stored.get(part, ""))
        mark = marks.get(part, EMPTY)
        if _mark(other) == mark or other == text:
            continue  # nobody else changed it, or in the same way
        if _mark(text) == mark:
            texts[part] = other
        else:
            conflicts[part] = other
    return MergedTexts(texts, conflicts)


def _plain(text: str) -> str:
    # A browser sends lines with a carriage return, also those that were stored without.
    return text.replace("\r\n", "\n").strip()


def _mark(text: str) -> str:
    return sha256(_plain(text).encode()).hexdigest()[:12]


EMPTY = _mark("")


def _marks(opened: str) -> dict[str, str]:
    try:
        marks = json.loads(opened)
    except ValueError:
        return {}
    return marks if isinstance(marks, dict) else {}


def in_euros(items: Sequence[WorkItem], amounts: Collection[str], write: Callable[[str], str]) -> list[WorkItem]:
    """The parts as one reads them: amounts written by `write`, the rest as it was handed in."""
    as_read = []
    for item in items:
        value = write(item.value) if item.id in amounts else item.value
        as_read.append(replace(item, value=value))
    return as_read
