"""How long an answer of the library can be trusted. Plain Python."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incubator.core.quantities.calendar_months import months_later

# Our own terms: within a year a group changes its ways and its people.
MONTHS_OF_TEXTS = 12
MONTHS_OF_PEOPLE = 12
# Art. 2.93 lid 1 onder a en b Aw 2012 (rule P-08): works of the last five years, services and supplies of the last three.
MONTHS_OF_WORKS = 60
MONTHS_OF_SERVICES = 36


class Freshness(StrEnum):
    FRESH = "fresh"
    STALE = "stale"  # somebody has to look whether it is still right
    EXPIRED = "expired"  # the buyer may refuse it
    UNKNOWN = "unknown"  # a certificate or reference without its date
    LEFT = "left"  # a person who is no longer in the group


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of an answer that decide how fresh it is."""

    kind: str  # text, reference, person, certificate
    verified_on: date
    ended_on: date | None = None
    valid_until: date | None = None
    works: bool = False
    left_on: date | None = None


def good_until(dates: Dates) -> date | None:
    """The last day on which it can be used as it is; None where that is not known."""
    if dates.kind == "certificate":
        return dates.valid_until
    if dates.kind == "reference":
        if dates.ended_on is None:
            return None
        return months_later(dates.ended_on, MONTHS_OF_WORKS if dates.works else MONTHS_OF_SERVICES)
    months = MONTHS_OF_PEOPLE if dates.kind == "person" else MONTHS_OF_TEXTS
    return months_later(dates.verified_on, months)


def freshness(dates: Dates, on: date) -> Freshness:
    """How fresh it is on a day: today, or the day on which the bid is handed in."""
    if dates.left_on is not None and dates.left_on <= on:
        return Freshness.LEFT
    until = good_until(dates)
    if until is None:
        return Freshness.UNKNOWN
    if on <= until:
        return Freshness.FRESH
    if dates.kind in {"certificate", "reference"}:
        return Freshness.EXPIRED
    return Freshness.STALE
