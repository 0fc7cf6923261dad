"""Rules of the outcome of a bid, and how results are counted. Plain Python."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_


@dataclass(frozen=True, slots=True)
class DecisionTerms:
    """What the letter of the buyer says."""

    outcome: str
    sent_on: date
    lots_won: tuple[str, ...] = ()
    winner: str = ""
    place: int | None = None
    bids_number: int | None = None
    price_place: int | None = None
    reason: str | None = None
    standstill_until: date | None = None

    def check(self, today: date, *, closed_on: date | None = None, handed_in_on: date | None = None) -> None:
        """Raises `RuleViolation` for what cannot be."""
        self._check_sent(today, closed_on, handed_in_on)
        for name in ("place", "price_place"):
            number = getattr(self, name)
            if number is not None and self.bids_number is not None and number > self.bids_number:
                raise RuleViolation(N_("There were not so many bids."), field=name)
        if self.standstill_until is not None and self.standstill_until < self.sent_on:
            raise RuleViolation(N_("This term ends before the letter was sent."), field="standstill_until")

    def _check_sent(self, today: date, closed_on: date | None, handed_in_on: date | None) -> None:
        if self.sent_on > today:
            raise RuleViolation(N_("This day is still to come. Fill in the day on the letter."), field="sent_on")
        if closed_on is not None and self.sent_on < closed_on:
            raise RuleViolation(
                N_("One could bid until %(day)s: the buyer cannot have decided before that. Look at the letter again."),
                field="sent_on",
                day=closed_on,
            )
        if handed_in_on is not None and self.sent_on < handed_in_on:
            raise RuleViolation(
                N_("You handed in on %(day)s: the decision cannot be of before that. Look at the letter again."),
                field="sent_on",
                day=handed_in_on,
            )


@dataclass(frozen=True, slots=True)
class ScoreTerms:
    """What a criterion brought, in hundredths of a point."""

    criterion: str
    lot: str | None = None
    ours: int | None = None
    most: int | None = None
    winners: int | None = None
    remark: str = ""

    def check(self) -> None:
        """Raises `RuleViolation` for more points than there were."""
        for name in ("ours", "winners"):
            points = getattr(self, name)
            if points is not None and self.most is not None and points > self.most:
                raise RuleViolation(N_("This is more than the most that one could get."), field=name)


@dataclass(frozen=True, slots=True)
class BidResult:
    """How a bid ended, as the register of results has it."""

    group: str
    title: str
    buyer: str
    outcome: str
    decided_on: date | None
    ours: int
    most: int
    reason: str | None
    lesson: str
    bid_id: int


@dataclass(frozen=True, slots=True)
class ResultsCount:
    """How many bids were handed in, and what became of them."""

    submitted: int
    won: int
    lost: int
    withdrawn: int

    @property
    def decided(self) -> int:
        return self.won + self.lost

    @property
    def won_percent(self) -> int | None:
        """None when nothing was decided yet: a share of nothing says nothing."""
        if not self.decided:
            return None
        return round(100 * self.won / self.decided)


def count(outcomes: Iterable[str]) -> ResultsCount:
    """The counts over the stages of bids."""
    counted = {"submitted": 0, "won": 0, "lost": 0, "withdrawn": 0}
    for outcome in outcomes:
        if outcome in counted:
            counted[outcome] += 1
    return ResultsCount(**counted)


def share_of_points(scores: Sequence[tuple[int | None, int | None]]) -> tuple[int, int]:
    """Ours and the most, over the criteria of which both are known."""
    ours = most = 0
    for own, limit in scores:
        if own is not None and limit is not None:
            ours, most = ours + own, most + limit
    return ours, most
