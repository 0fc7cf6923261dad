"""Whatever happens in a vote, the result is what a recount of the ballots gives, and what people voted first."""

from collections import Counter
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.meetings.queries import rounds as queries
from incubator.meetings.rules import ballots
from incubator.meetings.services import holding
from incubator.meetings.values.holding import VotingWay
from tests.factories import SOME_MOMENT
from tests.meetings.assembly import assembly, closed, opened, vote

PEOPLE = 6
SLUGS = (f"groep-{number}" for number in count(1))
persons = st.integers(0, PEOPLE - 1)
attempts = st.lists(
    st.tuples(persons, persons, st.sampled_from(["for", "against", "blank", "nonsense"]), st.sampled_from(["a", "b"])),
    max_size=20,
)
proxies = st.lists(st.tuples(persons, persons), max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    way=st.sampled_from([VotingWay.SECRET, VotingWay.NAMED]),
    present=st.integers(1, PEOPLE),
    given_proxies=proxies,
    attempts=attempts,
)
def test_the_result_is_a_recount_of_the_ballots(app, way, present, given_proxies, attempts):
    here = assembly(PEOPLE, present=present, slug=next(SLUGS))
    for giver, holder in given_proxies:
        try:
            with transaction(actor=SYSTEM):
                holding.give_proxy(
                    here.meeting,
                    here.people[giver].member,
                    here.people[holder].member,
                    written=True,
                    by=here.chair,
                    now=SOME_MOMENT,
                )
        except RuleViolation:
            continue
    voted_on = opened(here, way)
    on_roll = {entry.member_id: entry.holder_id for entry in queries.roll(voted_on)}
    first: dict[int, str] = {}
    for owner, caster, choice, device in attempts:
        member_id = here.people[owner].member.id
        if member_id not in on_roll:
            continue
        try:
            receipt = vote(voted_on, here.people[owner], choice, by=here.people[caster], device=device)
        except RuleViolation:
            continue
        assert on_roll[member_id] == here.people[caster].member.id
        if not receipt.again:
            assert member_id not in first
            first[member_id] = choice
    closed(here, voted_on)
    expected = {"for": 0, "against": 0, "blank": 0, "invalid": 0, **Counter(first.values())}
    assert voted_on.counts == expected == queries.recount(voted_on)
    assert sum(voted_on.counts.values()) <= voted_on.present_votes <= voted_on.entitled


@given(
    cast=st.lists(st.lists(st.sampled_from(["1", "2", "3"]), min_size=1, max_size=2, unique=True), max_size=30),
)
def test_candidates_have_the_votes_of_the_ballots_on_which_they_stand(cast):
    counts = ballots.count(["+".join(sorted(names)) for names in cast], ("1", "2", "3", "blank"))
    for candidate in ("1", "2", "3"):
        assert counts[candidate] == sum(candidate in names for names in cast)


@pytest.mark.parametrize(("votes", "most", "refused"), [(3, 3, False), (4, 3, True), (0, 3, True), (-1, 3, True)])
def test_hands_on_both_sides_of_what_can_be(votes, most, refused):
    if refused:
        with pytest.raises(RuleViolation):
            ballots.check_hands({"for": votes, "against": 0}, most, several=False, names={})
    else:
        ballots.check_hands({"for": votes, "against": 0}, most, several=False, names={})
