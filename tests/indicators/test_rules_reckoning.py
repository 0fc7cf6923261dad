"""What is known becomes a figure with its range; what is not known is unknown with its reason, and never nought."""

from dataclasses import replace
from decimal import Decimal

import pytest

from incubator.indicators.rules.reckoning import reckon, together
from incubator.indicators.rules.registry import INDICATORS
from incubator.indicators.values import (
    BooksOfYear,
    CooperativeFacts,
    FigureSource,
    IndicatorFigure,
    IndicatorKey,
    MoneyFacts,
    PlaceFacts,
    SpendFacts,
    StudyFacts,
    UnknownBecause,
)
from incubator.neighbourhood.values import Certainty

SPEND = SpendFacts(1_000_00, 800_00, 200_00, 900_00, 90_00, 1, Certainty.FACT, FigureSource.AWARDS)
YEAR = BooksOfYear(hours=3440_00, employed=3, members_employed=2, highest_pay=4500_00, lowest_pay=3000_00)
COOPERATIVE = CooperativeFacts(
    1,
    members=4,
    worked=YEAR,
    latest=YEAR,
    reserves=540_000,
    capital=1_169_999,
    watched=frozenset({1, 2}),
    bids=2,
    won=1,
    signals=3,
    challenges=1,
    accepted=0,
)
EVERYTHING = PlaceFacts(
    (COOPERATIVE,),
    (SPEND,),
    (StudyFacts(Decimal(100), Decimal(214), Decimal(205), Decimal(223), True),),
    (MoneyFacts(5_000_00, 700_00, Certainty.FACT),),
)


def numbers(figure):
    return figure.value, figure.low, figure.high


@pytest.mark.parametrize(
    ("key", "value", "low", "high"),
    [
        ("local_share_spend", "25.0", "20.0", "40.0"),
        ("coop_share_spend", "10.0", "9.0", "19.0"),
        ("lm3", "2.14", "2.05", "2.23"),
        ("euro_retained_in_area", "5000.00", "5000.00", "5700.00"),
        ("jobs_coop_fte", "2.0", "2.0", "3.0"),  # 3,440 hours of members, and somebody who is no member
        ("members", "4", "4", "4"),
        ("pay_ratio", "1.5", "1.5", "1.5"),
        ("reserve_ratio", "46.2", "46.2", "46.2"),
        ("tenders_watched", "2", "2", "2"),
        ("tenders_bid", "2", "2", "2"),
        ("tenders_won", "1", "1", "1"),
        ("r2c_signals", "3", "3", "3"),
        ("r2c_challenges", "1", "1", "1"),
        ("r2c_accepted", "0", "0", "0"),
    ],
)
def test_each_figure_comes_to_what_was_reckoned_by_hand(key, value, low, high):
    assert numbers(reckon(EVERYTHING)[IndicatorKey(key)]) == (Decimal(value), Decimal(low), Decimal(high))


def test_what_nobody_knows_is_unknown_with_a_reason_and_never_nought():
    for figure in reckon(PlaceFacts()).values():
        assert figure.value is None
        assert figure.why is not None


def test_nought_is_a_number_that_was_counted():
    nothing_done = reckon(PlaceFacts((CooperativeFacts(1, members=0),)))
    assert nothing_done[IndicatorKey.BID].value == 0
    assert nothing_done[IndicatorKey.MEMBERS].value == 0
    assert nothing_done[IndicatorKey.WATCHED].why is UnknownBecause.NO_WATCH


def test_hours_for_the_neighbourhood_are_counted_by_nothing_here():
    assert reckon(EVERYTHING)[IndicatorKey.SOCIAL_HOURS].why is UnknownBecause.NOT_COUNTED


@pytest.mark.parametrize(
    "key", ["local_share_spend", "coop_share_spend", "lm3", "euro_retained_in_area", "jobs_coop_fte"]
)
def test_what_is_known_of_years_alone_is_unknown_of_a_quarter(key):
    assert reckon(replace(EVERYTHING, is_year=False))[IndicatorKey(key)].why is UnknownBecause.BY_YEAR


def test_a_cooperative_without_hours_leaves_the_highest_open():
    both = replace(EVERYTHING, cooperatives=(COOPERATIVE, CooperativeFacts(2, members=3)))
    figure = reckon(both)[IndicatorKey.JOBS]
    assert numbers(figure) == (Decimal("2.0"), Decimal("2.0"), None)
    assert figure.is_partial
    assert figure.certainty is Certainty.ESTIMATE


def test_hours_are_a_fact_when_only_members_work_there():
    alone = replace(COOPERATIVE, worked=replace(YEAR, employed=2))
    figure = reckon(replace(EVERYTHING, cooperatives=(alone,)))[IndicatorKey.JOBS]
    assert (figure.certainty, figure.is_range) == (Certainty.FACT, False)


def test_the_pay_ratio_is_that_of_where_it_is_most_and_shows_the_others():
    other = CooperativeFacts(2, latest=replace(YEAR, highest_pay=9000_00))
    figure = reckon(replace(EVERYTHING, cooperatives=(COOPERATIVE, other)))[IndicatorKey.PAY_RATIO]
    assert numbers(figure) == (Decimal("3.0"), Decimal("1.5"), Decimal("3.0"))


def test_a_cooperative_of_two_neighbourhoods_counts_once_in_all_together():
    whole = reckon(together([EVERYTHING, PlaceFacts((COOPERATIVE,))], is_year=True))
    assert whole[IndicatorKey.MEMBERS].value == 4


def test_a_tender_that_fits_two_cooperatives_counts_once():
    other = replace(COOPERATIVE, number=2, watched=frozenset({2, 3}))
    assert reckon(replace(EVERYTHING, cooperatives=(COOPERATIVE, other)))[IndicatorKey.WATCHED].value == 3


def test_every_figure_is_read_again_as_it_was_stored():
    for figure in (*reckon(EVERYTHING).values(), *reckon(PlaceFacts()).values()):
        assert IndicatorFigure.read(figure.stored()) == figure


def test_every_indicator_is_described_and_reckoned():
    assert set(INDICATORS) == set(IndicatorKey) == set(reckon(EVERYTHING))
