"""Nobody is recognised in what is public: neither in a small number nor by subtraction."""

from decimal import Decimal

import pytest

from incubator.indicators.rules.publishing import for_everyone, may_show_entry
from incubator.indicators.rules.registry import INDICATORS
from incubator.indicators.values import ENTIRE, IndicatorFigure, IndicatorKey

ALL, FIRST, SECOND, THIRD = ENTIRE.code, "neighbourhood:1", "neighbourhood:2", "neighbourhood:3"


def shown(key, numbers, *, behind=5, open_studies=False):
    """Which scopes keep their figure, of these numbers by scope."""
    figures = {}
    for scope, number in numbers.items():
        value = None if number is None else Decimal(number)
        figures[scope] = {key: IndicatorFigure(key, value, value, value, behind=behind, open_studies=open_studies)}
    return {scope for scope, of_scope in for_everyone(figures).items() if of_scope[key].figure is not None}


@pytest.mark.parametrize(("number", "is_shown"), [(0, True), (1, False), (2, False), (3, True)])
def test_of_tenders_one_and_two_are_left_out_and_nought_is_shown(number, is_shown):
    assert (shown(IndicatorKey.BID, {FIRST: number}) == {FIRST}) is is_shown


@pytest.mark.parametrize(("number", "is_shown"), [(0, True), (1, False), (4, False), (5, True)])
def test_of_people_fewer_than_five_are_left_out(number, is_shown):
    assert (shown(IndicatorKey.MEMBERS, {FIRST: number}) == {FIRST}) is is_shown


@pytest.mark.parametrize("key", ["pay_ratio", "reserve_ratio", "jobs_coop_fte", "coop_share_spend"])
def test_money_of_fewer_than_three_cooperatives_is_left_out(key):
    key = IndicatorKey(key)
    assert shown(key, {FIRST: 9}, behind=2) == set()
    assert shown(key, {FIRST: 9}, behind=3) == {FIRST}


def test_what_is_about_the_whole_neighbourhood_is_always_shown():
    assert shown(IndicatorKey.RETAINED, {FIRST: 1}, behind=0) == {FIRST}


def test_a_study_is_shown_when_each_of_them_is_public_already():
    assert shown(IndicatorKey.MULTIPLIER, {FIRST: 2}, behind=1) == set()
    assert shown(IndicatorKey.MULTIPLIER, {FIRST: 2}, behind=1, open_studies=True) == {FIRST}


def test_a_small_number_cannot_be_reckoned_from_the_total():
    kept = shown(IndicatorKey.BID, {ALL: 22, FIRST: 2, SECOND: 8, THIRD: 12})
    assert kept == {ALL, THIRD}


def test_of_two_neighbourhoods_with_a_small_number_the_total_goes_too():
    assert shown(IndicatorKey.BID, {ALL: 2, FIRST: 2}) == set()


def test_an_unknown_figure_stays_unknown():
    assert shown(IndicatorKey.BID, {FIRST: None}) == {FIRST}


@pytest.mark.parametrize(("cooperatives", "is_shown"), [(0, False), (2, False), (3, True)])
def test_what_was_written_down_is_shown_when_enough_cooperatives_are_part(cooperatives, is_shown):
    figures = {IndicatorKey.BID: IndicatorFigure(IndicatorKey.BID, Decimal(0), behind=cooperatives)}
    assert may_show_entry(INDICATORS[IndicatorKey.SOCIAL_HOURS], figures) is is_shown
    assert may_show_entry(INDICATORS[IndicatorKey.RETAINED], figures)
