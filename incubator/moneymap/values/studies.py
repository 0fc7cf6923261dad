"""A study of the local multiplier, as people fill it in."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StudyAnswers:
    """A year of an organisation in cents; shares in hundredths of a percent; how many were asked what they spend, and how many answered."""

    organisation: str
    year: int
    local_means: str
    turnover_cents: int
    wages_cents: int
    suppliers_cents: int
    wages_share: int
    suppliers_share: int
    people_asked: int = 0
    people_answered: int = 0
    suppliers_asked: int = 0
    suppliers_answered: int = 0
    surveyed_on: date | None = None
    source: str = ""
    other_name: str = ""
    other_wages_cents: int | None = None
    other_suppliers_cents: int | None = None
    is_public: bool = False
