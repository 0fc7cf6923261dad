"""The term in which a buyer may not sign after the award decision, and what follows from it. Plain Python."""

from dataclasses import dataclass
from datetime import date, timedelta

from incubator.core.working_days import DAY, is_working_day
from incubator.formats.values import LegalRegime

# At least twenty calendar days, counted from the day after sending (art. 2.127 Aw 2012).
STANDSTILL = timedelta(days=20)
# On request the buyer gives its reasons within fifteen days (art. 2.103 Aw 2012).
REASONS = timedelta(days=15)
LAW = "art. 2.127 Aw 2012"
REASONS_LAW = "art. 2.103 Aw 2012"


@dataclass(frozen=True, slots=True)
class Standstill:
    """The last day to go to court, and the day to plan with: the last working day until then."""

    last_day: date
    plan_by: date

    @property
    def moves(self) -> bool:
        """Whether the last day is no working day: a law on terms may move it, and nobody should count on that."""
        return self.plan_by != self.last_day


def holds_by_law(regime: LegalRegime) -> bool:
    """Of social and other specific services and below the thresholds the paragraph on standstill does not hold (art. 2.39 Aw 2012)."""
    return regime is LegalRegime.EU


def counted_from(sent_on: date) -> Standstill:
    """The term of the law for a decision that was sent on this day."""
    return until(sent_on + STANDSTILL)


def until(last_day: date) -> Standstill:
    """The same for a last day that the documents of the buyer give."""
    # Backwards: a term that a law may lengthen is never counted on.
    day = last_day
    while not is_working_day(day):
        day -= DAY
    return Standstill(last_day, day)


def reasons_by(asked_on: date) -> date:
    """The last day on which the buyer answers a request for its reasons."""
    return asked_on + REASONS
