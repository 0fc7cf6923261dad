"""Whatever is voted: the result equals a recount from the ballots, in whole numbers."""

from collections import Counter
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from incubator.meetings.rules.counting import CHOICES, tally
from incubator.meetings.rules.results import result_of
from incubator.meetings.values import ItemKind
from incubator.meetings.values.case import CaseCandidate, CaseItem, CaseMember, CaseVotes
from tests.meetings.cases import case, proxy, terms

UNDER = {
    (blank, majority): terms(votes__blank_counts=blank, amendment__majority=majority, amendment__quorum=None)
    for blank in (True, False)
    for majority in ("1/2", "2/3", "3/4", "4/5", "100%")
}
BALLOTS = st.lists(st.tuples(st.sampled_from(CHOICES), st.integers(1, 3)), max_size=30)


@given(
    ballots=BALLOTS,
    blank=st.booleans(),
    majority=st.sampled_from(["1/2", "2/3", "3/4", "4/5", "100%"]),
    kind=st.sampled_from(["ordinary", "amendment", "dissolution", "conversion", "accounts"]),
)
def test_the_result_equals_a_recount(ballots, blank, majority, kind):
    counts = Counter()
    for choice, weight in ballots:
        counts[choice] += weight
    votes = tally(ballots)
    assert (votes.in_favour, votes.against, votes.blank, votes.invalid) == tuple(counts[choice] for choice in CHOICES)
    item = CaseItem("1", ItemKind(kind), votes=votes)
    outcome = result_of(item, case(items=(item,), terms=UNDER[blank, majority]))
    cast = counts["for"] + counts["against"] + (counts["blank"] if blank else 0)
    assert outcome.cast == cast
    asked = Fraction(1) if majority == "100%" else Fraction(majority)
    if kind in ("ordinary", "accounts"):
        asked = Fraction(1, 2)
    if kind == "conversion":
        asked = max(asked, Fraction(9, 10))
    part = Fraction(counts["for"], cast) if cast else Fraction(0)
    adopted = part > asked if asked == Fraction(1, 2) else part >= asked
    assert outcome.adopted is (adopted and counts["for"] > 0)
    assert outcome.adopted is (counts["for"] >= outcome.needed)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_two_thirds_is_counted_in_whole_numbers(in_favour, against):
    item = CaseItem("1", ItemKind.AMENDMENT, votes=CaseVotes(in_favour, against))
    outcome = result_of(item, case(items=(item,)))
    assert outcome.adopted is (in_favour > 0 and 3 * in_favour >= 2 * (in_favour + against))


@given(there=st.integers(0, 12), represented=st.integers(0, 12), size=st.integers(1, 12))
def test_a_quorum_equals_a_count_of_who_is_there_or_represented(there, represented, size):
    members = tuple(
        CaseMember(f"m{place}", f"Lid {place}", date(2024, 1, 1), email_consent=True) for place in range(size)
    )
    present = tuple(member.id for member in members[:there])
    away = members[there : there + represented]
    own = terms(amendment__quorum="2/3", votes__proxy={"allowed": True})
    item = CaseItem("1", ItemKind.AMENDMENT, votes=CaseVotes())
    proxies = tuple(proxy(member.id, "m0") for member in away)
    outcome = result_of(item, case(items=(item,), members=members, present=present, proxies=proxies, terms=own))
    attending = min(there, size) + (len(away) if there else 0)
    assert outcome.quorum_met is (3 * attending >= 2 * size)


@given(
    votes=st.lists(st.integers(0, 20), min_size=1, max_size=6),
    seats=st.integers(1, 3),
    turn=st.integers(1, 3),
    tie=st.sampled_from(["lot", "second_vote", "rejected", None]),
)
def test_whoever_is_chosen_had_at_least_as_many_votes_as_who_is_not(votes, seats, turn, tie):
    candidates = tuple(CaseCandidate(str(place), count) for place, count in enumerate(votes))
    item = CaseItem(
        "1", ItemKind.ELECTION, votes=CaseVotes(), candidates=candidates, seats=seats, round=turn, ballots=20
    )
    outcome = result_of(item, case(items=(item,), terms=TIES[tie]))
    chosen = {candidate.votes for candidate in candidates if candidate.name in outcome.chosen}
    others = {candidate.votes for candidate in candidates if candidate.name not in outcome.chosen}
    assert len(outcome.chosen) <= seats
    assert not chosen or not others or min(chosen) > max(others)
    assert set(outcome.chosen).isdisjoint({*outcome.next_round, *outcome.by_lot})
    assert not (outcome.next_round and outcome.by_lot)
    assert (outcome.adopted is True) is (len(outcome.chosen) == seats)


TIES = {tie: terms(votes__tie=tie) for tie in ("lot", "second_vote", "rejected", None)}
