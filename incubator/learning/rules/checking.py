"""The questions at the end of a lesson, with what a reader answered: plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from incubator.learning.values.written import SelfCheck


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """A question at the end, and which choice was made of it; None when none was."""

    check: SelfCheck
    chosen: int | None

    @property
    def is_right(self) -> bool:
        return self.chosen == self.check.right


def checked_answers(checks: Sequence[SelfCheck], sent: Mapping[str, str]) -> list[CheckedAnswer]:
    """What was answered, out of `v0=1`: the place of a choice by the place of its question. Anything else is no answer."""
    return [CheckedAnswer(check, _place(sent.get(f"v{number}"), check)) for number, check in enumerate(checks)]


def _place(sent: str | None, check: SelfCheck) -> int | None:
    for place in range(len(check.choices)):
        if sent == str(place):
            return place
    return None
