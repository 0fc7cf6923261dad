"""What is noticed when a service is tried: field by field, what differs from what is expected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from incubator.formats import recognise

RECENT_DAYS, ITEMS = 7, 20  # of what a service is asked when it is tried
MOST_REASONS = 5
LONGEST_LIST = 400


@dataclass(frozen=True, slots=True)
class ProbeFinding:
    """One thing that was looked at. What is `missing` is something that our reader cannot do without."""

    field: str
    result: Literal["ok", "missing", "differs"]
    sentence: str


def good(field: str, sentence: str) -> ProbeFinding:
    return ProbeFinding(field, "ok", sentence)


def missing(field: str, sentence: str) -> ProbeFinding:
    return ProbeFinding(field, "missing", sentence)


def differs(field: str, sentence: str) -> ProbeFinding:
    return ProbeFinding(field, "differs", sentence)


def keys(
    where: str, answer: dict[str, Any], expected: Sequence[str], needed: Sequence[str] = ()
) -> Iterator[ProbeFinding]:
    """Which of these keys an answer has. Only the absence of a needed one stops our reader."""
    for key in expected:
        if key in answer:
            yield good(f"{where}{key}", "there")
        elif key in needed:
            yield missing(f"{where}{key}", "absent; expected")
        else:
            yield differs(f"{where}{key}", "absent; expected")


def fields(where: str, items: Sequence[Any], needed: Sequence[str], usual: Sequence[str]) -> Iterator[ProbeFinding]:
    """Which fields occur in how many of these items, and which there are that we do not know."""
    objects = [item for item in items if isinstance(item, dict)]
    if len(objects) < len(items):
        yield missing(where, f"{len(items) - len(objects)} of {len(items)} items are no objects")
    for name in (*needed, *usual):
        number = sum(item.get(name) is not None for item in objects)
        sentence = f"in {number} of {len(objects)}"
        if number:
            yield good(f"{where}.{name}", sentence)
        elif name in needed:
            yield missing(f"{where}.{name}", f"{sentence}; expected")
        else:
            yield differs(f"{where}.{name}", f"{sentence}; expected")
    unknown = sorted(_names(objects) - {*needed, *usual})
    if unknown:
        yield good(f"{where}.*", f"also: {', '.join(unknown)[:LONGEST_LIST]}")


def _names(objects: Sequence[dict[Any, Any]]) -> set[str]:
    names: set[str] = set()
    for item in objects:
        names |= {key for key in item if isinstance(key, str)}
    return names


def readable(where: str, data: bytes) -> Iterator[ProbeFinding]:
    """Whether our own reader makes notices of it."""
    reading = recognise.read(data)
    if reading.notices:
        yield good(f"{where}.read", f"{len(reading.notices)} notices read as {reading.format}")
    elif reading.ignored:
        yield missing(f"{where}.read", reading.ignored)
    for rejection in reading.rejected[:MOST_REASONS]:
        yield missing(f"{where}.read", rejection.reason)
