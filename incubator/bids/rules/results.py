"""Rules of the outcome of a bid, and how results are counted. Plain Python."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from incubator.bids.rules import standstill
from incubator.bids.rules.outcomes import COMPARED, FOR_US, STAGES
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

FORM = re.compile(r"\bco[öo]p(?:eratie(?:ve|f)?|\.)?|\b(?:u\.?a\.?|w\.?a\.?|b\.?a\.?)(?=\s|$)")


@dataclass(frozen=True, slots=True)
class DecidedBid:
    """What is known of the bid that the buyer decides on. `names`: how the group itself is called; `several_win`: lots, or a framework."""

    closed_on: date | None = None
    handed_in_on: date | None = None
    names: frozenset[str] = frozenset()
    several_win: bool = False
    outcomes: tuple[str, ...] = ()  # what can be decided on its road; empty: anything
    lots: tuple[str, ...] = ()  # on which the group bid
    earlier_on: date | None = None  # when a decision was sent that the buyer took back
    rests_on_it: tuple[date, ...] = ()  # days of what came of this decision: the request for reasons, the agreement

    def is_ours(self, name: str) -> bool:
        """Whether a name is that of the group, however it is written."""
        return plain_name(name) in {plain_name(known) for known in self.names}


NOTHING_KNOWN = DecidedBid()


def plain_name(name: str) -> str:
    """A name without capitals, marks and what a cooperative must have in it (art. 2:54 BW): two ways to write it are the same."""
    return " ".join(word for word in re.findall(r"\w+", FORM.sub(" ", name.casefold())) if word)


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

    def check(self, today: date, known: DecidedBid = NOTHING_KNOWN) -> None:
        """Raises `RuleViolation` for what cannot be."""
        if known.outcomes and self.outcome not in known.outcomes:
            raise RuleViolation(N_("This cannot be decided in this procedure."), field="outcome")
        self._check_sent(today, known)
        for name in ("place", "price_place"):
            number = getattr(self, name)
            if number is not None and self.bids_number is not None and number > self.bids_number:
                raise RuleViolation(N_("There were not so many bids."), field=name)
        self._check_term()
        self._check_who(known)

    def _check_term(self) -> None:
        if self.standstill_until is None:
            return
        if self.standstill_until < self.sent_on:
            raise RuleViolation(N_("This term ends before the letter was sent."), field="standstill_until")
        if self.standstill_until > self.sent_on + standstill.LONGEST:
            raise RuleViolation(
                N_("This is more than a year after the letter. Look at the year again."), field="standstill_until"
            )

    def _check_who(self, known: DecidedBid) -> None:
        """Who won and who came where go together."""
        # Of a lot that another got one can ask why, and object: so it has to be known which.
        if self.outcome in FOR_US and len(known.lots) > 1 and not self.lots_won:
            raise RuleViolation(N_("Choose which lots: of the others you can still ask why."), field="lots_won")
        if self.outcome not in COMPARED:
            self._check_alone()
        elif self.outcome == "lost":
            self._check_lost(known)
        elif not known.several_win:
            self._check_won(known)

    def _check_alone(self) -> None:
        if self.place is not None:
            raise RuleViolation(N_("Nobody has a place with this decision. Leave it empty."), field="place")
        # A letter that puts a bid aside often says who got the work.
        if self.winner and self.outcome != "invalid":
            raise RuleViolation(N_("Nobody wins with this decision. Leave it empty."), field="winner")
        if self.lots_won:
            raise RuleViolation(N_("Nobody wins with this decision. Leave it empty."), field="lots_won")

    def _check_lost(self, known: DecidedBid) -> None:
        if self.winner and known.is_ours(self.winner):
            raise RuleViolation(
                N_("This is your own name. Did you win? Then choose that; else fill in who won."), field="winner"
            )
        if self.place == 1:
            raise RuleViolation(
                N_("Who is first wins. Was your bid put aside? Then choose that. Else look at the place again."),
                field="place",
            )
        if self.lots_won:
            raise RuleViolation(N_("You won a lot: then choose that you won."), field="lots_won")

    def _check_won(self, known: DecidedBid) -> None:
        if self.place not in {None, 1}:
            raise RuleViolation(N_("Who wins is first, when one wins. Look at the place again."), field="place")
        if self.winner and known.names and not known.is_ours(self.winner):
            raise RuleViolation(
                N_("You won, and here stands another. Leave it empty, or choose that another won."), field="winner"
            )

    def _check_sent(self, today: date, known: DecidedBid) -> None:
        if self.sent_on > today:
            raise RuleViolation(N_("This day is still to come. Fill in the day on the letter."), field="sent_on")
        if known.earlier_on is not None and self.sent_on < known.earlier_on:
            raise RuleViolation(
                N_("The decision that the buyer took back is of %(day)s: the new one cannot be of before that."),
                field="sent_on",
                day=known.earlier_on,
            )
        first = min(known.rests_on_it, default=None)
        if first is not None and self.sent_on > first:
            raise RuleViolation(
                N_(
                    "You asked for the reasons or signed on %(day)s: the decision cannot be of after that. Look at the letter again."
                ),
                field="sent_on",
                day=first,
            )
        if known.closed_on is not None and self.sent_on < known.closed_on:
            raise RuleViolation(
                N_("One could bid until %(day)s: the buyer cannot have decided before that. Look at the letter again."),
                field="sent_on",
                day=known.closed_on,
            )
        if known.handed_in_on is not None and self.sent_on < known.handed_in_on:
            raise RuleViolation(
                N_("You handed in on %(day)s: the decision cannot be of before that. Look at the letter again."),
                field="sent_on",
                day=known.handed_in_on,
            )


@dataclass(frozen=True, slots=True)
class ScoreTerms:
    """What a criterion brought, in hundredths of a point, or in cents where the buyer counts a fictitious discount."""

    criterion: str
    lot: str | None = None
    ours: int | None = None
    most: int | None = None
    winners: int | None = None
    remark: str = ""
    in_euros: bool = False

    def check(self) -> None:
        """Raises `RuleViolation` for more points than there were, or for points below nothing."""
        for name in ("ours", "most", "winners"):
            points = getattr(self, name)
            if points is not None and points < 0 and not self.in_euros:
                raise RuleViolation(
                    N_("Points are not below 0. Is it an amount? Then choose that the buyer counts in euros."),
                    field=name,
                )
        for name in ("ours", "winners"):
            points = getattr(self, name)
            # A discount is written with a minus or without.
            if points is not None and self.most is not None and abs(points) > abs(self.most):
                raise RuleViolation(N_("This is more than the most that one could get."), field=name)

    def is_same_criterion(self, criterion: str, lot: str | None) -> bool:
        """Whether it is the criterion of this name, however it is typed."""
        return (plain_name(self.criterion), self.lot) == (plain_name(criterion), lot)


def differs_from_weight(most: int | None, weight: str | None, unit: str | None, *, in_euros: bool) -> bool:
    """Whether the most that one could get is another number than the weight in the documents.

    Only points beside points and euros beside euros: a share says nothing of the number of points.
    """
    if most is None or weight is None or unit != ("euro" if in_euros else "points"):
        return False
    return abs(Decimal(most)) != abs(Decimal(weight)) * 100


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
    nobody: int  # the buyer awarded to nobody

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
    """The counts over how bids stand or ended."""
    counted = {"submitted": 0, "won": 0, "lost": 0, "withdrawn": 0, "nobody": 0}
    for outcome in outcomes:
        place = "nobody" if outcome == "stopped" else STAGES.get(outcome, outcome)
        if place in counted:
            counted[place] += 1
    return ResultsCount(**counted)


def share_of_points(scores: Sequence[tuple[int | None, int | None]]) -> tuple[int, int]:
    """Ours and the most, over the criteria of which both are known."""
    ours = most = 0
    for own, limit in scores:
        if own is not None and limit is not None:
            ours, most = ours + own, most + limit
    return ours, most
