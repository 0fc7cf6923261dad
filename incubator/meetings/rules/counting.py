"""The sum of a vote: which votes count as cast, and whether there are enough in favour. Whole numbers only."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from incubator.meetings.rules.electronic import counts_early
from incubator.meetings.rules.majorities import RequiredMajority
from incubator.meetings.values.case import CaseItem, CaseVotes, MeetingCase

MOST_OF_OUTSIDERS = Fraction(1, 2)  # of the votes that members cast (BW 2:38(3))
CHOICES = ("for", "against", "blank", "invalid")


@dataclass(frozen=True, slots=True)
class VoteSum:
    """What counts as cast. `surplus`: votes of people who are no member that are too many, and nobody knows which."""

    cast: int
    in_favour: int
    most_in_favour: int
    surplus: int = 0
    left_out: int = 0  # votes of people whom the statutes give none

    def is_enough(self, majority: RequiredMajority) -> bool | None:
        """Whether the proposal is adopted; None when that hangs on which of the surplus votes are left out."""
        needed = majority.needed(self.cast)
        at_least, at_most = self.in_favour >= needed, self.most_in_favour >= needed
        return at_least if at_least == at_most else None


def tally(ballots: Iterable[tuple[str, int]]) -> CaseVotes:
    """Ballots counted: each a choice ("for", "against", "blank", "invalid") and how many votes it bears."""
    counts = dict.fromkeys(CHOICES, 0)
    for choice, weight in ballots:
        counts[choice] += weight
    return CaseVotes(counts["for"], counts["against"], counts["blank"], counts["invalid"])


def counted_votes(item: CaseItem, case: MeetingCase) -> CaseVotes:
    """The votes of members without those that were cast too early to count."""
    votes = item.votes or CaseVotes()
    for early in item.early:
        if not counts_early(case, early):
            votes = CaseVotes(
                max(0, votes.in_favour - early.votes.in_favour),
                max(0, votes.against - early.votes.against),
                max(0, votes.blank - early.votes.blank),
                max(0, votes.invalid - early.votes.invalid),
            )
    return votes


def cast_of(votes: CaseVotes, case: MeetingCase) -> int:
    """How many of these count as cast: blank ones only where the statutes say so, invalid ones never."""
    cast = votes.in_favour + votes.against
    if case.terms.blank_counts:
        cast += votes.blank
    return cast


def sum_of(item: CaseItem, case: MeetingCase) -> VoteSum:
    """The sum of a vote for and against."""
    votes, outsiders = counted_votes(item, case), item.outsiders or CaseVotes()
    by_members = cast_of(votes, case)
    if not case.terms.non_member_votes:
        return VoteSum(by_members, votes.in_favour, votes.in_favour, left_out=outsiders.total)
    by_outsiders = cast_of(outsiders, case)
    counting = min(by_outsiders, most_of_outsiders(by_members, case))
    surplus = by_outsiders - counting
    others = by_outsiders - outsiders.in_favour
    return VoteSum(
        by_members + counting,
        votes.in_favour + max(0, outsiders.in_favour - surplus),
        votes.in_favour + outsiders.in_favour - max(0, surplus - others),
        surplus,
    )


def most_of_outsiders(by_members: int, case: MeetingCase) -> int:
    """How many votes people who are no member can cast together."""
    share = case.terms.non_member_share
    if share is None or not 0 < share <= MOST_OF_OUTSIDERS:
        share = MOST_OF_OUTSIDERS
    return by_members * share.numerator // share.denominator
