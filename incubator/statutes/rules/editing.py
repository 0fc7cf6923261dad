"""Two who answer at once: an answer is in conflict only when the same answer changed since this page was opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KEPT = 30  # changes of one answer; who opened a page longer ago is asked to compare

# What each revision replaced, by path: [[revision, the answer before it], ...], oldest first.
Changes = Mapping[str, list[list[Any]]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Answers of a page beside those that are stored: what is ours to store, what others changed, and what both changed."""

    ours: dict[str, Any]
    theirs: tuple[str, ...]
    both: tuple[str, ...]


def compare(typed: Mapping[str, Any], stored: Mapping[str, Any], changes: Changes, *, opened: int) -> Comparison:
    """Compare, path by path, what was typed on a page that was opened at a revision with what is stored now."""
    ours: dict[str, Any] = {}
    theirs, both = [], []
    for path, answer in typed.items():
        now = stored.get(path)
        later = [change for change in changes.get(path, []) if change[0] > opened]
        if not later or same(answer, now):
            ours[path] = answer
        elif len(later) < KEPT and same(
            answer, later[0][1]
        ):  # untouched here: it is as it was when the page was opened
            theirs.append(path)
        else:
            both.append(path)
    return Comparison(ours, tuple(theirs), tuple(both))


def same(answer: Any, other: Any) -> bool:
    """Whether two answers say the same; nothing is nothing, however a form sends it."""
    return bool(answer == other) or (_is_unanswered(answer) and _is_unanswered(other))


def _is_unanswered(answer: Any) -> bool:
    """An empty field, a list without lines, an unticked box; zero is an answer."""
    return answer is None or answer is False or answer in ("", [])


def noted(changes: Changes, before: Mapping[str, Any], after: Mapping[str, Any], revision: int) -> dict[str, Any]:
    """The changes with those of a new revision: the answers that differ, and what they were."""
    written = {path: list(kept) for path, kept in changes.items()}
    for path, answer in after.items():
        if answer != before.get(path):
            written[path] = [*written.get(path, []), [revision, before.get(path)]][-KEPT:]
    return written
