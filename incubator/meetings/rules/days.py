"""How the days of a convocation are counted.

Neither the day of sending nor the day of the meeting counts (G-11): the careful count, which our statutes write down.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from incubator.meetings.values import ItemKind
from incubator.meetings.values.case import MeetingTerms

AMENDMENT_DAYS = 7  # at least, before a meeting that changes the statutes or dissolves (BW 2:42(1))
TEXT_DAYS = 5  # that the literal text lies there (BW 2:42(2))
TEXT_DAYS_OF_DELEGATES = 14
EARLY_DAYS = 30  # before which nobody can vote (BW 2:38(8))
REQUEST_DAYS = 28  # within which the board holds the meeting that members ask for (BW 2:41(2))
SILENCE_DAYS = 14  # after which they convene it themselves (BW 2:41(3))
HEAVY = frozenset(
    {ItemKind.AMENDMENT, ItemKind.DISSOLUTION, ItemKind.CONVERSION}
)  # called as an amendment is (BW 2:42, 2:18(2))


@dataclass(frozen=True, slots=True)
class MeetingDeadlines:
    """The last days before a meeting. `inspection_from` only where a text has to lie there; no day where no term is known."""

    notice_days: int | None
    send_by: date | None
    inspection_from: date | None


def board_until(asked_on: date) -> date:
    """The last day on which the board can act on a request: within fourteen days, of which the day of the request is none."""
    return asked_on + timedelta(days=SILENCE_DAYS)


def themselves_from(asked_on: date) -> date:
    """The first day on which who asked can convene without any doubt: the board has the whole fourteenth day."""
    return board_until(asked_on) + timedelta(days=1)


def held_by(asked_on: date) -> date:
    """The last day for the meeting that members ask for."""
    return asked_on + timedelta(days=REQUEST_DAYS)


def full_days_between(begin: date, end: date) -> int:
    """How many whole days lie between two days; neither of the two counts."""
    return (end - begin).days - 1


def notice_days(terms: MeetingTerms, kinds: Iterable[ItemKind]) -> int | None:
    """How many whole days have to lie between convocation and meeting; None when statutes and law are silent."""
    own = terms.notice_days
    if own is not None and own < 0:
        own = None
    if HEAVY.isdisjoint(kinds):
        return own
    return max(AMENDMENT_DAYS, own or 0)


def text_days(terms: MeetingTerms) -> int:
    """How many whole days the literal text of an amendment is there before the meeting."""
    return TEXT_DAYS_OF_DELEGATES if terms.delegates else TEXT_DAYS


def deadlines(terms: MeetingTerms, on: date, kinds: Iterable[ItemKind]) -> MeetingDeadlines:
    """The last day to send the convocation of a meeting, and the last day from which a text has to lie there."""
    kinds = frozenset(kinds)
    days = notice_days(terms, kinds)
    send_by = inspection_from = None
    if days is not None:
        send_by = on - timedelta(days=days + 1)
    if not HEAVY.isdisjoint(kinds):
        inspection_from = on - timedelta(days=text_days(terms) + 1)
    return MeetingDeadlines(days, send_by, inspection_from)
