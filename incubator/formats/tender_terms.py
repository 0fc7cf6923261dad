"""What is handed in by the deadline of a notice, and how long a tender stays valid. Plain values."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from incubator.core.quantities.calendar_months import months_later


class DeadlineFor(StrEnum):
    """What has to be in by the deadline."""

    TENDER = "tender"  # BT-131
    REQUEST = "request"  # to take part (aanmelding), BT-1311: who is chosen is invited to tender later
    INTEREST = "interest"  # BT-630


# Nobody tenders there before being invited (art. 2.27-2.31 Aw 2012): whatever the source calls its day, it is that of the request.
TWO_STAGES = frozenset({"restricted", "neg-w-call", "comp-dial", "innovation"})
# The words of the eForms code list, the codes of UN/ECE that some senders use, and those of TED's forms.
UNITS = {
    "DAY": "day",
    "CALENDAR_DAY": "day",
    "WEEK": "week",
    "WEE": "week",
    "MONTH": "month",
    "MON": "month",
    "YEAR": "year",
    "ANN": "year",
}
LONGEST_DAYS = {"day": 3660, "week": 520, "month": 120, "year": 10}  # ten years: more is a slip of the hand


@dataclass(frozen=True, slots=True)
class Validity:
    """How long a tender must stay valid (BT-98): so many `unit`s (day, week, month, year) from the closing date, or until a day."""

    number: int | None = None
    unit: str | None = None
    until: date | None = None

    def last_day(self, closes: date | None) -> date | None:
        """The last day on which a tender is valid; None when the closing day is not known or the calendar ends before."""
        if self.until is not None or self.number is None or closes is None:
            return self.until
        try:
            if self.unit in {"day", "week"}:
                return closes + timedelta(days=self.number * (7 if self.unit == "week" else 1))
            return months_later(closes, self.number * (12 if self.unit == "year" else 1))
        except OverflowError:
            return None


def validity(number: Decimal | int | None, unit: str | None, until: date | None = None) -> Validity | None:
    """The term that a source gives; None for one without a unit that we know, or longer than anybody asks."""
    known = UNITS.get((unit or "").strip().upper())
    if number is not None and known and number == int(number) and 0 < number <= LONGEST_DAYS[known]:
        return Validity(int(number), known)
    if until is not None:
        return Validity(until=until)
    return None


def common(terms: set[Validity | None]) -> Validity | None:
    """The term of the whole when all lots that give one give the same."""
    given = terms - {None}
    return given.pop() if len(given) == 1 else None
