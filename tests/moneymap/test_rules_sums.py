"""Sums of the map: nothing is lost, whatever people put on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.errors import RuleViolation
from incubator.moneymap.rules.sums import balances, changes, leaks, node_leaks, sums_by_category, together, what_if
from incubator.moneymap.values import CategoryChange, FlowCertainty, MappedFlow, MappedNode, NodeKind, Whereabouts

HOMES = MappedNode(1, "Huishoudens", NodeKind.HOUSEHOLDS, Whereabouts.HERE, 5_000)
SHOP = MappedNode(2, "Winkel", NodeKind.FIRM, Whereabouts.HERE)
CHAIN = MappedNode(3, "Keten", NodeKind.ELSEWHERE, Whereabouts.ELSEWHERE)
UNKNOWN = MappedNode(4, "Bureau", NodeKind.FIRM, Whereabouts.UNKNOWN)
STATE = MappedNode(5, "Rijk", NodeKind.GOVERNMENT, Whereabouts.ELSEWHERE)
NODES = (HOMES, SHOP, CHAIN, UNKNOWN, STATE)


def flow(source, target, cents, category="Eten"):
    return MappedFlow(source, target, cents, 2025, category, FlowCertainty.FACT)


PAIRS = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] != pair[1])
FLOWS = st.lists(
    st.builds(
        lambda pair, cents, category: flow(*pair, cents, category),
        PAIRS,
        st.integers(1, 10**14),
        st.sampled_from(["Eten", "Huur", "Zorg"]),
    ),
    max_size=30,
)


def test_a_place_that_got_more_than_it_paid_and_saved_has_a_gap():
    flows = [flow(STATE, HOMES, 100_000), flow(HOMES, SHOP, 60_000), flow(HOMES, CHAIN, 30_000)]
    homes, shop, *_rest = balances(NODES, flows)
    assert (homes.arriving, homes.leaving, homes.difference, homes.gap) == (100_000, 90_000, 10_000, 5_000)
    assert shop.gap is None  # nobody said what it saved


def test_each_category_says_what_comes_in_stays_and_leaks():
    flows = [flow(STATE, HOMES, 1_000), flow(HOMES, SHOP, 300), flow(HOMES, CHAIN, 100), flow(HOMES, UNKNOWN, 7)]
    (row,) = leaks([*flows, flow(STATE, CHAIN, 9)])
    assert (row.arrives, row.stays, row.leaves, row.unknown, row.passes) == (1_000, 300, 100, 7, 9)
    assert (row.spent, row.share) == (400, row.share)
    assert row.share * 4 == 1


def test_who_extracts_takes_more_than_it_brings():
    flows = [flow(HOMES, CHAIN, 900), flow(CHAIN, HOMES, 200), flow(SHOP, CHAIN, 50)]
    chain = next(row for row in node_leaks(NODES, flows) if row.node is CHAIN)
    assert (chain.from_here, chain.to_here, chain.extracted) == (950, 200, 750)


def test_five_percent_of_what_leaves_stays_more():
    rows = what_if(leaks([flow(HOMES, CHAIN, 1_160_000_000), flow(HOMES, SHOP, 5)]), 500)
    assert [(row.leaves, row.moved, row.left) for row in rows] == [(1_160_000_000, 58_000_000, 1_102_000_000)]


@pytest.mark.parametrize("hundredths", [-1, 10_001])
def test_a_percentage_is_between_nothing_and_everything(hundredths):
    with pytest.raises(RuleViolation):
        what_if([], hundredths)


@given(FLOWS)
def test_what_everybody_pays_is_what_everybody_gets(flows):
    rows = balances(NODES, flows)
    total = sum(each.cents for each in flows)
    assert sum(row.arriving for row in rows) == sum(row.leaving for row in rows) == total
    assert sum(row.difference for row in rows) == 0


@given(FLOWS)
def test_every_cent_is_in_one_column_of_the_leak_table(flows):
    rows = leaks(flows)
    assert together(rows).total == sum(row.total for row in rows) == sum(each.cents for each in flows)
    assert sum(sums_by_category(flows).values()) == together(rows).total


@given(FLOWS, st.integers(0, 10_000))
def test_what_if_makes_no_money_and_loses_none(flows, hundredths):
    rows = leaks(flows)
    for row in what_if(rows, hundredths):
        assert 0 <= row.moved <= row.leaves
        assert row.moved + row.left == row.leaves
    before = together(rows)
    moved = sum(row.moved for row in what_if(rows, hundredths))
    assert (before.stays + moved) + (before.leaves - moved) == before.spent


@given(FLOWS)
def test_nothing_and_everything_shift_all_or_none(flows):
    rows = leaks(flows)
    assert sum(row.moved for row in what_if(rows, 0)) == 0
    assert sum(row.moved for row in what_if(rows, 10_000)) == together(rows).leaves


def test_two_versions_are_compared_by_category():
    assert changes({"Eten": 5, "Huur": 7}, {"Eten": 9, "Zorg": 2}) == [
        CategoryChange("Eten", 5, 9),
        CategoryChange("Huur", 7, None),
        CategoryChange("Zorg", None, 2),
    ]
    assert [row.difference for row in changes({"Eten": 5, "Huur": 7}, {"Eten": 9})] == [4, -7]
