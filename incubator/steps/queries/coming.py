"""The days that come for a neighbourhood: assemblies, evenings, reports, and what is to be done.

They stand in the workbench, for everyone who may look there; who takes part has them in the own agenda as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.core import clock
from incubator.steps.queries import assemblies, commitments, dreams, network
from incubator.steps.values.commitments import ENDED

SHOWN = 8


class DayKind(StrEnum):
    """What happens on a day."""

    ASSEMBLY = "assembly"
    EVENING = "evening"
    REPORT = "report"
    PROMISED = "promised"
    NEXT_STEP = "next_step"


@dataclass(frozen=True, slots=True, order=True)
class ComingDay:
    """A day with what happens, by kind and title."""

    day: date
    kind: DayKind
    title: str


def days(neighbourhood_id: int, *, today: date) -> list[ComingDay]:
    """What comes from today on, the nearest first."""
    return sorted(each for each in _all(neighbourhood_id) if each.day >= today)[:SHOWN]


def _all(neighbourhood_id: int) -> Iterator[ComingDay]:
    for assembly in assemblies.of_neighbourhood(neighbourhood_id):
        yield ComingDay(clock.local(assembly.starts_at).date(), DayKind.ASSEMBLY, assembly.title)
    for evening in dreams.evenings(neighbourhood_id):
        yield ComingDay(clock.local(evening.starts_at).date(), DayKind.EVENING, evening.title)
    for anchor in network.of_neighbourhood(neighbourhood_id):
        if anchor.next_on is not None:
            yield ComingDay(anchor.next_on, DayKind.NEXT_STEP, f"{anchor.name}: {anchor.next_step}")
    for known in commitments.of_neighbourhood(neighbourhood_id):
        # Nobody waits for a report of what is done or was withdrawn.
        if known.state in ENDED:
            continue
        if known.next_report_on is not None:
            yield ComingDay(known.next_report_on, DayKind.REPORT, known.title)
        if known.due_on is not None:
            yield ComingDay(known.due_on, DayKind.PROMISED, known.title)
