"""Who can vote, who is there, and who may vote for whom."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.meetings.rules.roll import refusal_of_proxy, roll_of
from incubator.meetings.values import ItemKind, MeetingKind
from incubator.meetings.values.case import CaseMember, CaseProxy
from tests.meetings.cases import DAY, MEMBERS, PLAIN, THURSDAY, case, item, proxy, terms

FIRST_SIX = ("m1", "m2", "m3", "m4", "m5", "m6")
NO_PROXIES = terms(votes__proxy={"allowed": False})
NO_LIMIT = terms(votes__proxy={"allowed": True, "max_per_holder": 0})
WEIGHTED = terms(votes__weighting="wie langer dan vijf jaar lid is, heeft twee stemmen")


def with_member(place, **changes):
    members = list(MEMBERS)
    members[place] = replace(members[place], **changes)
    return tuple(members)


def roll(*proxies, present=FIRST_SIX, **changes):
    return roll_of(case(present=present, proxies=proxies, **changes))


@pytest.mark.parametrize(
    ("changes", "entitled"),
    [
        ({"since": THURSDAY}, True),
        ({"since": THURSDAY + DAY}, False),
        ({"until": THURSDAY}, True),  # the last day is a day of membership
        ({"until": THURSDAY - DAY}, False),
        ({"suspended": True}, False),
    ],
)
def test_who_is_a_member_that_day_and_not_suspended_can_vote(changes, entitled):
    made = roll(members=with_member(0, **changes))
    assert ("m1" in made.entitled) is entitled
    assert ("m1" in made.present) is entitled
    assert len(made.entitled) == 9 + entitled
    assert bool(made.findings) is not entitled


# The proxies, under which terms; the last of them does not count.
REFUSED = [
    ([("m7", "m1")], NO_PROXIES, "exclude"),
    ([("m7", "m7")], PLAIN, "himself"),
    ([("m99", "m1")], PLAIN, "no vote in this meeting, and so cannot let"),
    ([("m2", "m1")], PLAIN, "is there"),
    ([("m7", "m1"), ("m7", "m2")], PLAIN, "before"),
    ([("m7", "m99")], PLAIN, "no vote in this meeting, and so cannot vote"),
    ([("m7", "m8")], PLAIN, "is not there"),
    ([("m8", "m1"), ("m7", "m8")], PLAIN, "chain"),
    ([("m7", "m1"), ("m8", "m1"), ("m9", "m1")], PLAIN, "as many others as the statutes allow"),
]


@pytest.mark.parametrize(("given_to", "under", "reason"), REFUSED)
def test_a_proxy_that_does_not_count_is_refused_with_its_reason(given_to, under, reason):
    proxies = tuple(proxy(*pair) for pair in given_to)
    made = roll(*proxies, terms=under)
    (finding,) = made.findings
    assert (finding.rule, finding.severity.value) == ("G-04", "warning" if reason == "is there" else "error")
    assert finding.articles == ("BW 2:38(4)", "BW 2:38(5)")
    assert reason in finding.message
    assert len(made.represented) == len(proxies) - 1
    before = case(present=FIRST_SIX, proxies=proxies[:-1], terms=under)
    assert refusal_of_proxy(before, proxies[-1]).message == finding.message


@pytest.mark.parametrize(
    ("given_to", "under"),
    [
        ([("m7", "m1")], PLAIN),
        ([("m7", "m1"), ("m8", "m1"), ("m9", "m2")], PLAIN),
        ([("m7", "m1"), ("m8", "m1"), ("m9", "m1")], NO_LIMIT),
        ([("m7", "m1"), ("m8", "m1"), ("m9", "m1")], terms(votes__proxy={"allowed": True, "max_per_holder": 3})),
    ],
)
def test_a_proxy_in_order_counts(given_to, under):
    made = roll(*(proxy(*pair) for pair in given_to), terms=under)
    assert made.findings == ()
    assert made.present_votes == 6 + len(given_to)
    assert made.represented == dict(given_to)


def test_a_spoken_proxy_does_not_count():
    assert roll(proxy("m7", "m1", written=False)).represented == {}
    assert refusal_of_proxy(case(present=FIRST_SIX), proxy("m7", "m1", written=False)) is not None
    assert refusal_of_proxy(case(present=FIRST_SIX), proxy("m7", "m1")) is None


def test_who_is_to_vote_for_another_cannot_give_the_own_vote_away():
    before = case(present=None, proxies=(proxy("m7", "m1"),))
    assert "chain" in refusal_of_proxy(before, proxy("m1", "m2")).message
    assert refusal_of_proxy(before, proxy("m8", "m2")) is None


@pytest.mark.parametrize("changes", [{"suspended": True}, {"until": THURSDAY - DAY}])
def test_a_suspended_or_former_member_neither_gives_nor_holds_a_proxy(changes):
    gone = with_member(6, **changes)
    assert roll(proxy("m7", "m1"), members=gone).represented == {}
    assert roll(proxy("m8", "m7"), members=gone, present=(*FIRST_SIX, "m7")).represented == {}


def test_everyone_is_counted_once_and_guests_not_at_all():
    made = roll(present=("m1", "m1", "gast"))
    assert (made.present, made.present_votes) == (("m1",), 1)
    assert [finding.rule for finding in made.findings] == ["G-01", "G-01"]


@pytest.mark.parametrize(("kind", "severity"), [("appeal", "info"), ("expulsion", "info"), ("ordinary", "warning")])
def test_a_suspended_member_may_speak_where_the_suspension_is_dealt_with(kind, severity):
    made = roll(items=(item(ItemKind(kind)),), members=with_member(0, suspended=True))
    assert [finding.severity.value for finding in made.findings] == [severity]
    assert "m1" not in made.present


@pytest.mark.parametrize(
    ("votes", "under", "counted", "noted"),
    [(1, PLAIN, 1, False), (2, PLAIN, 1, True), (0, PLAIN, 1, True), (2, WEIGHTED, 2, False), (0, WEIGHTED, 1, True)],
)
def test_a_member_has_one_vote_unless_the_statutes_give_more_and_never_less(votes, under, counted, noted):
    made = roll(members=with_member(0, votes=votes), terms=under)
    assert made.votes["m1"] == counted
    assert made.present_votes == 5 + counted
    assert [finding.rule for finding in made.findings] == ["G-02"] * noted


def test_a_proxy_bears_the_weight_of_who_gave_it():
    made = roll(proxy("m7", "m1"), members=with_member(6, votes=3), terms=WEIGHTED)
    assert (made.present_votes, made.entitled_votes) == (9, 12)


def test_directors_vote_as_the_board_counts():
    board = replace(case().meeting, kind=MeetingKind.BOARD)
    made = roll(members=with_member(0, votes=2), meeting=board)
    assert made.votes["m1"] == 2
    assert made.findings == ()


def test_before_anyone_is_there_proxies_count_as_they_were_given():
    made = roll(proxy("m7", "m1"), present=None)
    assert made.represented == {"m7": "m1"}


PEOPLE = [f"m{place}" for place in range(1, 13)]  # two of them are no members


@given(
    present=st.lists(st.sampled_from(PEOPLE), max_size=12),
    proxies=st.lists(
        st.builds(CaseProxy, st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.booleans()), max_size=12
    ),
    suspended=st.sets(st.integers(0, 9)),
    most=st.integers(0, 3),
)
def test_whatever_is_given_to_whom_every_vote_counts_once(present, proxies, suspended, most):
    members = tuple(
        CaseMember(f"m{place + 1}", f"Lid {place + 1}", date(2024, 1, 1), suspended=place in suspended)
        for place in range(10)
    )
    made = roll_of(
        case(members=members, present=tuple(present), proxies=tuple(proxies), terms=replace(PLAIN, proxy_max=most))
    )
    assert set(made.present).isdisjoint(made.represented)
    assert set(made.represented.values()) <= set(made.present)
    assert {*made.present, *made.represented} <= set(made.entitled)
    assert made.present_votes == made.attending <= made.entitled_votes
    assert max(Counter(made.represented.values()).values(), default=0) <= (most or 12)
    refused = [finding for finding in made.findings if finding.rule == "G-04"]
    assert len(refused) == len(proxies) - len(made.represented)
