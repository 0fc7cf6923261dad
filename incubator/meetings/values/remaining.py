"""What meetings keep of somebody whose account goes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MeetingsKept:
    """How many meetings of a cooperative keep a name, until when at most, and how many papers of approved minutes there are."""

    group: str
    meetings: int
    approved: int
    until: date | None
