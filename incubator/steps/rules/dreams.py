"""Rules of evenings, cards and a vote by dots."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.steps.values.dreams import VoteTerms

MOST_DOTS = 20
FARTHEST = timedelta(days=2 * 366)
LONGEST_BACK = timedelta(days=10 * 366)


def check_evening(starts_at: datetime, *, now: datetime) -> None:
    """Raises `RuleViolation` for a day that is a slip of the pen."""
    if starts_at > now + FARTHEST:
        raise RuleViolation(N_("This day is more than two years ahead. Is the year right?"), field="day")
    if starts_at < now - LONGEST_BACK:
        raise RuleViolation(N_("This day is more than ten years ago. Is the year right?"), field="day")


def check_vote(terms: VoteTerms, *, cards: int, today: date) -> None:
    """Raises `RuleViolation` for a vote without a choice, without dots, or over before it begins."""
    if cards < 2:
        raise RuleViolation(N_("A vote needs two cards at least."))
    if not 0 < terms.dots <= MOST_DOTS:
        raise RuleViolation(N_("Give everyone at least 1 and at most %(number)s dots."), field="dots", number=MOST_DOTS)
    if terms.last_day < today:
        raise RuleViolation(N_("The last day is over already."), field="last_day")
    if terms.last_day > today + FARTHEST:
        raise RuleViolation(N_("This day is more than two years ahead. Is the year right?"), field="last_day")


def is_open(last_day: date, closed_at: datetime | None, *, today: date) -> bool:
    """A vote is open up to and with its last day, unless it was closed before."""
    return closed_at is None and today <= last_day


def check_dots(spread: Mapping[int, int], *, dots: int, cards: set[int], still_open: bool) -> None:
    """Raises `RuleViolation` after closing, for more dots than one has, and for a card that is not in the vote."""
    if not still_open:
        raise RuleViolation(N_("This vote is closed. Your dots were not changed."))
    if any(number < 0 for number in spread.values()):
        raise RuleViolation(N_("Less than no dots is not possible."))
    used = sum(spread.values())
    if used > dots:
        raise RuleViolation(N_("You have %(dots)s dots and gave %(used)s. Take some away."), dots=dots, used=used)
    # None on a card that went is no mistake: the form still has a field for it.
    if any(number and card not in cards for card, number in spread.items()):
        raise RuleViolation(
            N_("One of these cards was combined with another meanwhile. Look at the cards as they are now.")
        )


def check_combining(number: int) -> None:
    """Raises `RuleViolation` when there is nothing to combine."""
    if number < 2:
        raise RuleViolation(N_("Choose two cards at least."), field="cards")
