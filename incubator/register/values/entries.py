"""An entry of the register as plain values, so that rules replay a membership without a database."""

from dataclasses import dataclass
from datetime import date

from incubator.register.values.membership import EventKind


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """Something that happened. `concerns` is the number of the entry that this one is about: what it corrects, lifts or appeals against."""

    id: int
    kind: EventKind
    on_date: date
    decided_on: date
    ground: str = ""
    until: date | None = None
    concerns: int | None = None
    decided_by: str = ""

    @property
    def known_on(self) -> date:
        """From when the register shows it: the day it was decided, or the day it came when that was before."""
        return min(self.on_date, self.decided_on)
