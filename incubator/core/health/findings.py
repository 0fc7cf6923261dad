"""What a check finds, and what all findings come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Condition(StrEnum):
    """How it is."""

    GOOD = "good"
    NOTE = "note"  # as somebody chose it, or mending itself: worth knowing
    ATTENTION = "attention"  # it works, and something is wrong
    BROKEN = "broken"


TROUBLE = frozenset({Condition.ATTENTION, Condition.BROKEN})


class Overall(StrEnum):
    """What a monitor reads in one word."""

    OK = "ok"
    UNWELL = "unwell"  # it answers, and somebody should look
    DOWN = "down"  # no database that this program can work with


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """What one look came to. `remedy` says what to do when it is not good."""

    subject: str
    condition: Condition
    sentence: str
    remedy: str = ""

    @property
    def is_trouble(self) -> bool:
        return self.condition in TROUBLE


def good(subject: str, sentence: str) -> HealthFinding:
    return HealthFinding(subject, Condition.GOOD, sentence)


def note(subject: str, sentence: str, remedy: str) -> HealthFinding:
    return HealthFinding(subject, Condition.NOTE, sentence, remedy)


def attention(subject: str, sentence: str, remedy: str) -> HealthFinding:
    return HealthFinding(subject, Condition.ATTENTION, sentence, remedy)


def broken(subject: str, sentence: str, remedy: str) -> HealthFinding:
    return HealthFinding(subject, Condition.BROKEN, sentence, remedy)


def overall(findings: Iterable[HealthFinding]) -> Overall:
    """Without its database the application is down; with any other trouble it is unwell."""
    wrong = {finding.subject for finding in findings if finding.is_trouble}
    if "database" in wrong:
        return Overall.DOWN
    if wrong:
        return Overall.UNWELL
    return Overall.OK
