"""Who is chosen: more than half, else again between the two with most votes, and what the statutes say of a tie."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from incubator.meetings.rules.counting import cast_of, counted_votes
from incubator.meetings.values.case import CaseCandidate, CaseItem, MeetingCase

LOT, AGAIN = "lot", "second_vote"
FIRST_ROUND, RUN_OFF = 1, 2


@dataclass(frozen=True, slots=True)
class ElectionOutcome:
    """Who is chosen, between whom is voted again, between whom the lot decides. `needed` None: most votes are enough."""

    cast: int
    needed: int | None
    chosen: tuple[str, ...]
    again: tuple[str, ...] = ()
    by_lot: tuple[str, ...] = ()

    def is_complete(self, seats: int) -> bool | None:
        """Whether all seats are filled; None as long as the lot has to decide."""
        if self.by_lot:
            return None
        return len(self.chosen) >= seats


def election_of(item: CaseItem, case: MeetingCase) -> ElectionOutcome:
    """The outcome of a round of an election with candidates."""
    ranked = sorted(item.candidates, key=lambda candidate: -candidate.votes)
    cast = ballots_cast(item, case)
    if item.round == FIRST_ROUND:
        return _first_round(ranked, cast, item.seats)
    return _later_round(ranked, cast, item, case)


def ballots_cast(item: CaseItem, case: MeetingCase) -> int:
    """How many ballots count as cast; with several seats a ballot bears several names, so they are counted apart."""
    named = sum(candidate.votes for candidate in item.candidates)
    if item.seats > 1 and item.ballots is not None:
        named = item.ballots
    # Blank ballots bear no name, and count where the statutes say so.
    return named + cast_of(counted_votes(item, case), case)


def misses_ballots(item: CaseItem) -> bool:
    """Whether nobody can say what more than half is: of several names on a ballot, the ballots were not counted."""
    return item.seats > 1 and item.ballots is None and item.round == FIRST_ROUND


def fewest_ballots(item: CaseItem) -> int:
    """How many ballots there were at least, by the names on them: a ballot bears a name once, and no more names than seats."""
    votes = [candidate.votes for candidate in item.candidates]
    return max(max(votes, default=0), -(-sum(votes) // item.seats))


def _first_round(ranked: Sequence[CaseCandidate], cast: int, seats: int) -> ElectionOutcome:
    needed = cast // 2 + 1
    enough = list(takewhile(lambda candidate: candidate.votes >= needed, ranked))
    chosen, tied = _best(enough, seats)
    if tied:
        return ElectionOutcome(cast, needed, chosen, again=tied)
    left = seats - len(chosen)
    rest = ranked[len(chosen) :]
    if not left or len(rest) < RUN_OFF:  # with a single candidate a vote again would be the same vote
        return ElectionOutcome(cast, needed, chosen)
    best, on_the_line = _best(rest, left + 1)
    return ElectionOutcome(cast, needed, chosen, again=(*best, *on_the_line))


def _later_round(ranked: Sequence[CaseCandidate], cast: int, item: CaseItem, case: MeetingCase) -> ElectionOutcome:
    chosen, tied = _best([candidate for candidate in ranked if candidate.votes], item.seats)
    if not tied:
        return ElectionOutcome(cast, None, chosen)
    if case.terms.tie == LOT:
        return ElectionOutcome(cast, None, chosen, by_lot=tied)
    if case.terms.tie == AGAIN and item.round == RUN_OFF:
        return ElectionOutcome(cast, None, chosen, again=tied)
    return ElectionOutcome(cast, None, chosen)


def _best(ranked: Sequence[CaseCandidate], seats: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who surely has one of these seats, and who share the last of them with as many votes."""
    if len(ranked) <= seats:
        return tuple(candidate.name for candidate in ranked), ()
    line = ranked[seats - 1].votes
    if ranked[seats].votes < line:
        return tuple(candidate.name for candidate in ranked[:seats]), ()
    above = tuple(candidate.name for candidate in ranked if candidate.votes > line)
    return above, tuple(candidate.name for candidate in ranked if candidate.votes == line)
