"""What a decision does to members and directors beside its subject."""

from dataclasses import replace

import pytest

from incubator.meetings.values import MeetingKind
from incubator.meetings.values.case import DecisionEffect
from tests.meetings.cases import MEMBERS, PLAIN, case, item, named, result, terms

BOARD = replace(case().meeting, kind=MeetingKind.BOARD)
NO_DUTIES = terms(member_obligations=None)


@pytest.mark.parametrize(
    ("effects", "under", "name", "expected", "valid"),
    [
        ({DecisionEffect.DUTIES}, PLAIN, "duties-by-the-statutes", ["info"], True),
        ({DecisionEffect.DUTIES}, NO_DUTIES, "duties-by-the-statutes", ["error"], False),
        (set(), NO_DUTIES, "duties-by-the-statutes", [], True),
        ({DecisionEffect.AGREEMENTS}, PLAIN, "agreements-with-members", ["warning"], None),
        (set(), PLAIN, "agreements-with-members", [], True),
        ({DecisionEffect.FEWER_RIGHTS}, PLAIN, "fewer-rights", ["info"], True),
        ({DecisionEffect.DUTIES}, PLAIN, "fewer-rights", ["info"], True),
        ({DecisionEffect.AGREEMENTS}, PLAIN, "fewer-rights", [], None),
    ],
)
def test_what_a_decision_does_to_members_is_noted(effects, under, name, expected, valid):
    checked = case(items=(item(effects=frozenset(effects)),), terms=under)
    assert [finding.severity.value for finding in named(checked, name)] == expected
    assert result(checked).valid is valid


@pytest.mark.parametrize(
    ("conflicted", "there", "votes", "valid", "needed"),
    [
        ((), 4, (3, 1), True, 3),
        (("m1",), 4, (3, 0), True, 2),
        (("m1",), 4, (3, 1), False, 2),  # four votes, and three were free to vote
        (("m1", "m2"), 3, (1, 0), False, 2),  # one of the two who are free is there
        (("m1", "m2"), 4, (2, 0), True, 2),
        (("m1", "m2", "m3", "m4"), 4, (0, 0), False, 1),
    ],
)
def test_a_director_with_an_interest_takes_no_part(conflicted, there, votes, valid, needed):
    directors = MEMBERS[:4]
    present = tuple(member.id for member in directors[:there])
    checked = case(
        items=(item("ordinary", *votes, conflicted=conflicted),), members=directors, present=present, meeting=BOARD
    )
    outcome = result(checked)
    assert (outcome.valid, outcome.quorum_needed) == (valid, needed)


def test_in_the_general_meeting_a_member_with_an_interest_votes():
    assert result(case(items=(item("ordinary", 6, 4, conflicted=("m1",)),))).valid is True
