"""Studies of the local multiplier: the worked examples to the digit, and the edge rules."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.errors import RuleViolation
from incubator.moneymap.rules.multiplier import outcome
from tests.moneymap.factories import EXAMPLE


def test_the_worked_example_is_two_point_one_four():
    reckoned = outcome(EXAMPLE)
    rounds = reckoned.rounds
    assert (rounds.first, rounds.second, rounds.third) == (200_000, 150_000, 78_000)
    assert (rounds.by_people, rounds.by_suppliers) == (66_000, 12_000)
    assert rounds.multiplier == Decimal("2.14")
    assert reckoned.result.number("lm3") == Decimal("2.14")


def test_the_firm_from_elsewhere_is_one_point_four_six_five():
    other = outcome(EXAMPLE).other
    assert (other.second, other.third) == (60_000, 33_000)
    assert other.multiplier == Decimal("1.465")


def test_the_steps_write_three_decimals():
    outcomes = [step.outcome for step in outcome(EXAMPLE, "nl").result.steps]
    assert "2,14" in outcomes
    assert "1,465" in outcomes


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"turnover_cents": 0}, "turnover"),
        ({"turnover_cents": 149_999_99}, "suppliers"),  # R2 over R1
        ({"other_wages_cents": 200_000_01}, "other_suppliers"),
        ({"wages_share": 10_001}, "wages_share"),  # R3 over R2
        ({"suppliers_share": -1}, "suppliers_share"),
        ({"people_answered": 11}, "people_answered"),
        ({"suppliers_answered": 5}, "suppliers_answered"),
    ],
)
def test_an_edge_rule_that_is_broken_is_named_at_its_field(change, field):
    with pytest.raises(RuleViolation) as refused:
        outcome(replace(EXAMPLE, **change))
    assert refused.value.field == field


def test_everything_may_be_spent_there():
    assert outcome(replace(EXAMPLE, turnover_cents=150_000_00, other_wages_cents=0)).rounds.second == 150_000


def test_who_did_not_answer_makes_a_range():
    reckoned = outcome(replace(EXAMPLE, people_answered=5))
    # Half of them answered 55 %: between 27.5 % and 77.5 % of the wages.
    assert reckoned.lowest.by_people == 33_000
    assert reckoned.highest.by_people == 93_000
    assert reckoned.lowest.multiplier < Decimal("2.14") < reckoned.highest.multiplier
    assert not outcome(EXAMPLE).is_range


def test_nobody_asked_leaves_everything_open():
    silent = replace(EXAMPLE, people_asked=0, people_answered=0, suppliers_asked=0, suppliers_answered=0)
    reckoned = outcome(silent)
    assert reckoned.lowest.third == 0
    assert reckoned.highest.third == reckoned.rounds.second


@given(
    st.integers(1, 10**12),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.integers(0, 50),
    st.integers(0, 50),
)
def test_the_multiplier_is_between_one_and_three_and_within_its_range(turnover, part, people, firms, asked, answered):
    wages = turnover * part // 20_000
    answers = replace(
        EXAMPLE,
        turnover_cents=turnover,
        wages_cents=wages,
        suppliers_cents=(turnover - wages) // 3,
        wages_share=people,
        suppliers_share=firms,
        people_asked=max(asked, answered),
        people_answered=min(asked, answered),
        other_wages_cents=None,
        other_suppliers_cents=None,
    )
    reckoned = outcome(answers)
    assert 1 <= reckoned.lowest.multiplier <= reckoned.rounds.multiplier <= reckoned.highest.multiplier <= 3
    assert 0 <= reckoned.rounds.third <= reckoned.rounds.second <= reckoned.rounds.first
    assert reckoned.other is None
