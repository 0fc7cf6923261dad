"""The six questions to the cent: parts are always all of it, and what nobody knows is never a no."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.anchors.rules import sums
from incubator.anchors.rules.promises import standing
from incubator.anchors.values.preston import PRESTON, leaving_millions
from incubator.anchors.values.purchases import (
    PromiseState,
    ShareFigure,
    SpendAnswer,
    SpendArea,
    SpendReach,
    UnclearReason,
)
from tests.anchors.factories import bought

TODAY = date(2026, 11, 9)
HERE, REGION, BEYOND, UNKNOWN = SpendArea
BOUGHT = st.builds(
    bought,
    st.integers(-(10**12), 10**12),
    supplier=st.sampled_from("ABCDEFG"),
    category=st.sampled_from(["Groen", "groen", "Eten", ""]),
    area=st.sampled_from(SpendArea),
    is_sure=st.booleans(),
    small=st.sampled_from(SpendAnswer),
    social=st.sampled_from(SpendAnswer),
)


@given(st.lists(BOUGHT))
def test_the_parts_are_always_all_of_it(lines):
    total = sum(line.cents for line in lines)
    assert sums.by_area(lines).total == total
    for answering in (sums.is_local, sums.is_small, sums.is_social):
        share = sums.share_of(lines, answering)
        assert share.total == total
        assert share.low <= share.yes + share.likely <= share.high
        if share.share is not None:
            assert 0 <= share.lowest <= share.share <= share.highest <= 1
    gaps = sums.gaps(lines)
    assert sum(gap.total for gap in gaps) == total
    assert sum(gap.gap for gap in gaps) == total - sums.by_area(lines).municipality
    assert sums.influenceable(lines, {"groen": SpendReach.FREE, "eten": SpendReach.BOUND}).total == total


def test_the_local_share_has_a_range_for_what_nobody_knows():
    lines = [
        bought(50_00, "A", area=HERE),
        bought(10_00, "B", area=HERE, is_sure=False),
        bought(20_00, "C", area=REGION),
        bought(20_00, "D"),
    ]
    share = sums.share_of(lines, sums.is_local)
    assert (share.yes, share.likely, share.no, share.unknown) == (50_00, 10_00, 20_00, 20_00)
    assert (share.lowest, share.share, share.highest) == (Decimal("0.5"), Decimal("0.6"), Decimal("0.8"))


def test_a_credit_note_comes_off_what_it_corrects():
    lines = [bought(100, "A"), bought(-40, "A"), bought(40, "B", area=HERE)]
    share = sums.share_of(lines, sums.is_local)
    assert (share.low, share.high, share.total) == (40, 100, 100)


@pytest.mark.parametrize(("number", "few"), [(2, True), (3, False)])
def test_a_part_of_fewer_than_three_suppliers_is_few(number, few):
    lines = [bought(100, str(supplier), area=HERE) for supplier in range(number)]
    assert sums.share_of(lines, sums.is_local).few is few
    assert sums.by_area(lines).few is few
    assert sums.share_of([*lines, bought(5, "ander", area=BEYOND)], sums.is_local).few


def test_without_money_there_is_no_share():
    assert sums.share_of([], sums.is_local).share is None
    assert sums.share_of([bought(-5)], sums.is_local).share is None


def test_the_gap_of_a_category_is_its_total_less_what_is_local():
    lines = [
        bought(30, "A", "Groen", area=HERE, cpv="77310000"),
        bought(50, "B", "groen", area=BEYOND),
        bought(20, "C", "Groen "),
        bought(60, "D", "Eten", area=REGION),
    ]
    first, second = sums.gaps(lines)
    assert (first.category, first.gap, first.sure_gap, first.unknown) == ("Eten", 60, 60, 0)
    assert (second.total, second.local, second.gap, second.sure_gap) == (100, 30, 70, 50)
    assert (second.cpv, second.suppliers) == ("77000000", 3)


@pytest.mark.parametrize(
    ("local", "share", "cents"), [(30_000_00, 4000, 12_000_00), (1, 5000, 1), (1, 4999, 0), (-5, 5000, 0)]
)
def test_what_is_spent_again_is_rounded_half_a_cent_up(local, share, cents):
    assert sums.respent(local, share) == cents


@pytest.mark.parametrize(
    ("total", "whole", "is_enough"), [(80, 100, True), (79, 100, False), (80, None, False), (80, 0, False)]
)
def test_a_list_says_enough_from_eighty_percent_on(total, whole, is_enough):
    assert sums.enough(sums.coverage(total, whole)) is is_enough


def figure(year, low, middle, high):
    return ShareFigure(year, Decimal(low), Decimal(middle), Decimal(high))


@pytest.mark.parametrize(
    ("target", "due_on", "figures", "state", "reason"),
    [
        (2000, None, [figure(2025, "0.2", "0.3", "0.4")], PromiseState.KEPT, ""),
        (2001, None, [figure(2025, "0.2", "0.3", "0.4")], PromiseState.UNCLEAR, "wide-range"),
        (4000, None, [figure(2025, "0.2", "0.3", "0.4")], PromiseState.UNCLEAR, "wide-range"),
        (4001, None, [figure(2025, "0.2", "0.3", "0.4")], PromiseState.NOT_YET, ""),
        (5000, TODAY, [figure(2025, "0.3", "0.3", "0.3"), figure(2024, "0.2", "0.2", "0.2")], "under-way", ""),
        (
            5000,
            date(2026, 11, 8),
            [figure(2025, "0.3", "0.3", "0.3"), figure(2024, "0.2", "0.2", "0.2")],
            "not-yet",
            "",
        ),
        (5000, None, [figure(2025, "0.2", "0.2", "0.2"), figure(2024, "0.3", "0.3", "0.3")], "not-yet", ""),
        (5000, None, [], PromiseState.UNCLEAR, "no-figures"),
        (None, None, [figure(2025, "1", "1", "1")], PromiseState.UNCLEAR, "no-number"),
    ],
)
def test_a_promise_is_judged_by_the_range(target, due_on, figures, state, reason):
    shown = standing(target, due_on, figures, TODAY)
    assert (shown.state, shown.reason) == (PromiseState(state), UnclearReason(reason))


def test_preston_adds_up_and_its_series_are_not_mixed():
    assert leaving_millions() == Decimal("457.5")
    figures = {row.figure for row in PRESTON}
    assert {"£458 m (61%)", "14% → 28%"} <= figures
    # From memory, and not in any page that was read: left out.
    assert not any("18.2" in text or "79.2" in text for text in figures)
    assert {row.series for row in PRESTON if "14%" in row.figure} == {"council"}
