"""How long a contract lasts, as TED's Search API tells it: lists over the lots, without the lot that each value belongs to.

So the longest duration, the first beginning and the last end are taken, as they are over the lots of the notice itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from incubator.formats import texts
from incubator.formats.durations import add_months
from incubator.formats.eforms_lots import LONGEST_DURATION, MONTHS
from incubator.formats.fields import NO_DATE, JsonObject
from incubator.formats.tender_terms import DeadlineFor

DURATION, UNIT = "duration-period-value-lot", "duration-period-unit-lot"
TENDERS = "deadline-receipt-tender-date-lot"
REQUESTS = ("deadline-receipt-request", "deadline-receipt-request-date-lot")
STARTS, ENDS, SIGNED = "contract-duration-start-date-lot", "contract-duration-end-date-lot", "contract-conclusion-date"


@dataclass(frozen=True, slots=True)
class TedTerms:
    """What a notice says of the term of its contract; `derived` when the end was worked out."""

    months: int | None
    start: date | None
    signed: date | None
    end: date | None
    derived: bool
    deadline_for: DeadlineFor

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of a notice."""
        return {
            "duration_months": self.months,
            "contract_start": self.start,
            "signed": self.signed,
            "contract_end": self.end,
            "contract_end_derived": self.derived,
            "deadline_for": self.deadline_for,
        }


def contract_terms(item: JsonObject) -> TedTerms:
    """The term of the contract of a notice."""
    months = _months(item)
    start, signed = _day(item, STARTS, "contract_start", min), _day(item, SIGNED, "contract_start", min)
    end = _day(item, ENDS, "contract_end", max)
    begins = start or signed
    if end is not None or months is None or begins is None:
        return TedTerms(months, start, signed, end, derived=False, deadline_for=_deadline_for(item))
    end = add_months(begins, months)
    return TedTerms(months, start, signed, end, derived=end is not None, deadline_for=_deadline_for(item))


def _deadline_for(item: JsonObject) -> DeadlineFor:
    """A day for requests to take part, where there is none for tenders."""
    if item.has(TENDERS) or not any(map(item.has, REQUESTS)):
        return DeadlineFor.TENDER
    return DeadlineFor.REQUEST


def _months(item: JsonObject) -> int | None:
    """The longest duration; only where each number has its unit, or all have the same."""
    numbers, units = item.texts(DURATION), item.texts(UNIT)
    if len(set(units)) == 1:
        units = units[:1] * len(numbers)
    if len(units) != len(numbers):
        return None
    longest = 0
    for number, unit in zip(numbers, units, strict=True):
        amount, factor = texts.amount(number), MONTHS.get(unit.upper())
        if amount is not None and factor is not None and amount > 0:
            longest = max(longest, 1, round(amount * factor))
    return longest if 0 < longest <= LONGEST_DURATION else None


def _day(item: JsonObject, key: str, name: str, choose: Callable[[list[date]], date]) -> date | None:
    days = []
    for text in item.texts(key):
        # A day of TED carries the offset of the clock there: 2026-01-01+01:00.
        day = texts.day(text[:10])
        if day is None:
            item.doubt(name, text, NO_DATE)
        else:
            days.append(day)
    return choose(days) if days else None
