"""The term in which a buyer may not sign after the award decision, and what follows from it. Plain Python."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from incubator.core.working_days import DAY, is_working_day, next_working_day
from incubator.formats.values import LegalRegime

# At least twenty calendar days, counted from the day after sending (art. 2.127 Aw 2012).
STANDSTILL = timedelta(days=20)
# On request the buyer gives its reasons within fifteen days (art. 2.103 Aw 2012).
REASONS = timedelta(days=15)
# Buyers give some more than the law does, no months: such a day was misread, or is another day of the letter.
UNUSUAL = timedelta(days=60)
LONGEST = timedelta(days=366)
LAW = "art. 2.127 Aw 2012"
REASONS_LAW = "art. 2.103 Aw 2012"


@dataclass(frozen=True, slots=True)
class Standstill:
    """Two readings of one term: who objects is in time by `plan_by`, who won waits until `waits_until` is over.

    `last_day` is the day that counts, of the letter or of the law; `by_law` that of the law, where it gives one.
    """

    last_day: date
    plan_by: date
    waits_until: date
    by_law: date | None = None
    is_unusual: bool = False  # far later than buyers give

    @property
    def moves(self) -> bool:
        """Whether the last day is no working day: a law on terms may move it, and nobody should count on that."""
        return not is_working_day(self.last_day)

    @property
    def over_since(self) -> date:
        """The first day on which nobody can object any more."""
        return self.last_day + DAY

    @property
    def may_sign_from(self) -> date:
        """The first day on which the buyer may sign, when nobody went to court in time (art. 2.127 and 2.131 Aw 2012)."""
        return self.waits_until + DAY

    @property
    def is_short(self) -> bool:
        """Whether the letter gives fewer days than the law does at least."""
        return self.by_law is not None and self.last_day < self.by_law

    def is_over(self, today: date) -> bool:
        """Whether nobody can object any more, by the latest reading of the term."""
        return today > max(self.last_day, self.waits_until)

    def is_doubtful(self, today: date) -> bool:
        """Whether the last day has passed while the law may still give some: a moved end, or more days than the letter."""
        return self.last_day < today <= self.waits_until

    def is_early(self, signed_on: date) -> bool:
        """Whether somebody signs within the days that the law or the letter names; a moved end is likely, and holds nobody up."""
        last = self.last_day if self.by_law is None else max(self.last_day, self.by_law)
        return signed_on <= last


def holds_by_law(regime: LegalRegime) -> bool:
    """Of social and other specific services and below the thresholds the paragraph on standstill does not hold (art. 2.39 Aw 2012)."""
    return regime is LegalRegime.EU


def term(sent_on: date, *, by_law: bool, in_letter: date | None) -> Standstill | None:
    """The term after a decision of this day: of the letter when it names one, else of the law; None when neither gives one."""
    if in_letter is None:
        return counted_from(sent_on) if by_law else None
    named, doubtful = until(in_letter), is_unusual(sent_on, in_letter)
    if not by_law:
        return replace(named, is_unusual=doubtful)
    lawful = counted_from(sent_on)
    return Standstill(
        in_letter,
        # On a day that is doubtful nobody plans.
        lawful.plan_by if doubtful else named.plan_by,
        # The law asks for twenty days at least: who won waits for the later of the two.
        max(named.waits_until, lawful.waits_until),
        lawful.last_day,
        doubtful,
    )


def is_unusual(sent_on: date, last_day: date) -> bool:
    """Whether a day lies so much later than buyers give that it is probably another day of the letter."""
    return last_day > sent_on + UNUSUAL


def counted_from(sent_on: date) -> Standstill:
    """The term of the law for a decision that was sent on this day."""
    last_day = sent_on + STANDSTILL
    # A term in a law runs on when it ends in a weekend or on a holiday (Algemene termijnenwet art. 1): likely here, and not confirmed.
    return Standstill(last_day, _working_day_until(last_day), next_working_day(last_day), last_day)


def until(last_day: date) -> Standstill:
    """The same for a last day that the documents of the buyer give: no law on terms moves it."""
    return Standstill(last_day, _working_day_until(last_day), last_day)


def _working_day_until(day: date) -> date:
    # Backwards: a term that a law may lengthen is never counted on.
    while not is_working_day(day):
        day -= DAY
    return day


def reasons_by(asked_on: date) -> date:
    """The last day on which the buyer answers a request for its reasons."""
    return asked_on + REASONS
