"""Dividing a year: the worked example to the cent, a loss, a member who leaves, and what always holds."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.capital.rules.cents import by_weight, instalments
from incubator.capital.rules.dividing import FUNDS, MEMBER_CAPITAL, OWED, RESERVE, divide
from incubator.capital.values import (
    ClaimBasis,
    DistributionRule,
    LeavingMember,
    LossBearer,
    Regime,
    ShareBasis,
    SharingMember,
    YearToDivide,
)

RULE = DistributionRule(Fraction("0.30"), Fraction("0.10"), Fraction("0.05"), ShareBasis.LABOUR_HOURS, Fraction("0.50"))
HOURS = {"A": 1600, "B": 1200, "C": 900}
MEMBERS = tuple(SharingMember(name, 1000_00, hours=Fraction(hours)) for name, hours in HOURS.items())
YEAR = YearToDivide(2026, 12_000_00, RULE, MEMBERS)
CREDITED = {"A": 1427_02, "B": 1070_27, "C": 802_70}
NEXT_MEMBERS = tuple(SharingMember(name, 1000_00, cents) for name, cents in CREDITED.items())
LOSS = YearToDivide(2027, -4_000_00, RULE, NEXT_MEMBERS, balances={RESERVE: 3_600_00})


def rules_of(divided):
    return [finding.rule for finding in divided.findings]


def test_the_worked_example_comes_out_to_the_cent():
    divided = divide(YEAR)
    assert divided.reserves == {"general_reserve": 3_600_00, "education": 1_200_00, "solidarity": 600_00}
    assert divided.pool == 6_600_00
    assert [share.allocation for share in divided.members] == [2854_05, 2140_54, 1605_41]
    assert [share.credited for share in divided.members] == [1427_02, 1070_27, 802_70]
    assert [share.paid_out for share in divided.members] == [1427_03, 1070_27, 802_71]
    assert divided.balances[MEMBER_CAPITAL] == 6_299_99


def test_a_loss_takes_the_reserve_first_and_then_what_was_credited():
    divided = divide(LOSS)
    assert divided.reserves == {"general_reserve": -3_600_00, "education": 0, "solidarity": 0}
    assert [share.allocation for share in divided.members] == [-172_97, -129_73, -97_30]
    assert [share.allocated for share in divided.members] == [1254_05, 940_54, 705_40]
    assert [share.paid_out for share in divided.members] == [0, 0, 0]
    assert divided.balances[MEMBER_CAPITAL] == 5_899_99


@pytest.mark.parametrize(
    ("basis", "status", "claim", "to_reserve"),
    [
        (ClaimBasis.PAID_IN_INDEXED, True, 1030_00, 705_40),
        (ClaimBasis.PAID_IN_INDEXED, False, 1030_00, 705_40),
        (ClaimBasis.PAID_IN, False, 1000_00, 705_40),
        (ClaimBasis.ACCOUNT_BALANCE, False, 1735_40, 0),
        (ClaimBasis.ACCOUNT_BALANCE, True, 1030_00, 705_40),
    ],
)
def test_who_leaves_gets_what_the_statutes_give_and_under_self_management_no_more_than_was_paid_in(
    basis, status, claim, to_reserve
):
    year = replace(
        LOSS,
        rule=replace(RULE, claim_basis=basis),
        self_management=status,
        leaving=(LeavingMember("C", Fraction("1.03")),),
    )
    (left,) = divide(year).leaving
    assert (left.claim, left.to_reserve) == (claim, to_reserve)


def test_a_claim_is_never_rounded_up():
    member = SharingMember("A", 333_33)
    year = YearToDivide(2026, 0, RULE, (member,), leaving=(LeavingMember("A", Fraction("1.015")),))
    assert divide(year).leaving[0].claim == 338_32


def test_instalments_are_equal_and_the_last_gets_the_cents_that_are_left():
    assert instalments(1030_00, 3) == (343_33, 343_33, 343_34)
    assert instalments(2, 3) == (0, 0, 2)


@pytest.mark.parametrize("regime", Regime)
def test_a_loss_beyond_everything_is_carried_forward_and_no_account_goes_below_zero(regime):
    divided = divide(replace(LOSS, surplus=-10_000_00, regime=regime))
    assert [share.allocated for share in divided.members] == [0, 0, 0]
    assert [share.contribution for share in divided.members] == [1000_00] * 3
    assert divided.balances[RESERVE] == 3_600_00 + 3_299_99 - 10_000_00
    assert "A-11" in rules_of(divided)
    assert ("M-15" in rules_of(divided)) is (regime is not Regime.EXCLUDED)


def test_statutes_can_carry_a_loss_forward_instead():
    divided = divide(replace(LOSS, rule=replace(RULE, losses=LossBearer.CARRIED_FORWARD)))
    assert [share.allocation for share in divided.members] == [0, 0, 0]
    assert divided.balances[RESERVE] == -400_00


def test_the_shortfall_of_earlier_years_is_made_good_before_anything_is_divided():
    divided = divide(replace(YEAR, surplus=1_000_00, balances={RESERVE: -400_00}))
    assert divided.made_good == 400_00
    assert divided.reserves == {"general_reserve": 400_00 + 180_00, "education": 60_00, "solidarity": 30_00}
    assert divided.pool == 330_00


def test_a_surplus_smaller_than_the_shortfall_all_goes_to_it():
    divided = divide(replace(YEAR, surplus=100_00, balances={RESERVE: -400_00}))
    assert (divided.reserves[RESERVE], divided.pool, divided.balances[RESERVE]) == (100_00, 0, -300_00)


@pytest.mark.parametrize("rule", [RULE, replace(RULE, basis=None)])
def test_without_hours_or_a_rule_the_part_of_the_members_stays_in_the_reserve(rule):
    idle = tuple(replace(member, hours=Fraction(0)) for member in MEMBERS)
    divided = divide(replace(YEAR, rule=rule, members=idle))
    assert (divided.pool, divided.reserves[RESERVE]) == (0, 10_200_00)
    assert "A-10" in rules_of(divided)


@pytest.mark.parametrize(
    ("basis", "allocations"),
    [
        (ShareBasis.EQUAL, [2200_00] * 3),
        (ShareBasis.WAGE, [3300_00, 3300_00, 0]),
        (ShareBasis.CAPITAL, [2200_00] * 3),
    ],
)
def test_other_bases_divide_by_what_they_name(basis, allocations):
    wages = (5, 5, 0)
    members = tuple(replace(member, wage=wage) for member, wage in zip(MEMBERS, wages, strict=True))
    divided = divide(replace(YEAR, members=members, rule=replace(RULE, basis=basis)))
    assert [share.allocation for share in divided.members] == allocations


def test_self_management_warns_before_results_are_credited():
    assert "W-05" in rules_of(divide(replace(YEAR, self_management=True)))
    assert "W-05" not in rules_of(divide(YEAR))


def test_paying_back_in_more_than_five_years_is_warned_about():
    for parts, warned in ((5, False), (6, True)):
        divided = divide(replace(YEAR, leaving=(LeavingMember("A", Fraction(1), parts),), self_management=True))
        assert ("M-11" in rules_of(divided)) is warned


shares = st.integers(0, 33).map(lambda percent: Fraction(percent, 100))
rules = st.builds(
    DistributionRule,
    shares,
    shares,
    shares,
    st.sampled_from([*ShareBasis, None]),
    st.integers(0, 100).map(lambda percent: Fraction(percent, 100)),
    st.sampled_from(LossBearer),
    st.sampled_from(ClaimBasis),
)
cents = st.integers(0, 10**9)
accounts = st.lists(st.tuples(cents, cents, st.integers(0, 3000), cents), max_size=8)
indexes = st.integers(90, 150).map(lambda percent: Fraction(percent, 100))


@st.composite
def years(draw):
    members = tuple(
        SharingMember(str(number), contribution, allocated, Fraction(hours), wage)
        for number, (contribution, allocated, hours, wage) in enumerate(draw(accounts))
    )
    leavers = draw(st.lists(st.sampled_from(members), unique=True, max_size=3)) if members else []
    return YearToDivide(
        2026,
        draw(st.integers(-(10**9), 10**9)),
        draw(rules),
        members,
        draw(st.sampled_from(Regime)),
        draw(st.booleans()),
        {RESERVE: draw(st.integers(-(10**8), 10**8)), OWED: draw(cents)},
        tuple(LeavingMember(member.id, draw(indexes), draw(st.integers(1, 9))) for member in leavers),
    )


@given(years())
def test_what_always_holds_of_a_year(year):
    divided = divide(year)
    # Every cent of the result is somewhere.
    assert sum(divided.reserves.values()) + sum(share.allocation for share in divided.members) == year.surplus
    assert divided.pool == sum(share.allocation for share in divided.members)
    for member, share in zip(year.members, divided.members, strict=True):
        assert share.credited + share.paid_out == share.allocation
        assert share.paid_out >= 0
        assert share.contribution == member.contribution
        assert share.allocated == member.allocated + share.credited >= 0
        if year.rule.basis is ShareBasis.LABOUR_HOURS and not member.hours:
            assert share.allocation <= 0
    by_member = {share.id: share for share in divided.members}
    for leaver, claim in zip(year.leaving, divided.leaving, strict=True):
        left = by_member[claim.id]
        assert sum(claim.instalments) == claim.claim
        assert claim.claim + claim.to_reserve == left.contribution + left.allocated + claim.indexation
        if year.self_management:
            assert claim.claim <= max(left.contribution, left.contribution * leaver.index)
    # What was there, and the result less what is paid out, is what is there afterwards.
    before = sum(year.balances.values()) + sum(member.contribution + member.allocated for member in year.members)
    after = sum(divided.balances[name] for name in (*FUNDS, MEMBER_CAPITAL, OWED, "paid_out"))
    assert after == before + year.surplus


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**6), min_size=1).filter(any))
def test_parts_by_weight_add_up_and_are_within_a_cent_of_the_exact_part(cents, weights):
    parts = by_weight(cents, weights)
    assert sum(parts) == cents
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(cents * weight, sum(weights))) < 1


def test_nothing_is_divided_by_nothing():
    assert by_weight(0, [0, 0]) == [0, 0]
    with pytest.raises(ValueError, match="nothing to divide by"):
        by_weight(1, [0, 0])
