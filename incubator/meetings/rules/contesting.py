"""After a vote: who can ask for a new one at once (G-21, BW 2:13(4)), and until when it can be contested (G-22, BW 2:15(5))."""

from datetime import date

from incubator.core.quantities import months_later
from incubator.meetings.values.holding import VotingWay

MONTHS_TO_CONTEST = 12
BY_ROLL_CALL_OR_IN_WRITING = frozenset({VotingWay.NAMED, VotingWay.SECRET})


def one_voter_can_ask_again(way: VotingWay) -> bool:
    """Whether one voter is enough for a new vote; after a vote by name or in writing most of the meeting has to want it."""
    return way not in BY_ROLL_CALL_OR_IN_WRITING


def contestable_until(decided_on: date) -> date:
    """The last day to ask the court, at the earliest: the year runs from when a decision was made known well enough."""
    return months_later(decided_on, MONTHS_TO_CONTEST)
