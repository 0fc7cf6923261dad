"""By which road an authority buys: each edge of a band, the European thresholds, and what nobody knows."""

from dataclasses import replace
from datetime import date

import pytest

from incubator.challenges.queries.buying import example_policy, shipped_policies
from incubator.challenges.rules import buying
from incubator.challenges.values.buyers import BoughtKind, BuyingBand, BuyingPolicy, PolicyTerms, TalkNote, WayIn
from incubator.core.errors import RuleViolation

DAY = date(2026, 11, 24)
HET_HOGELAND = example_policy()
TERMS = PolicyTerms(
    bands={BoughtKind.SERVICES: BuyingBand(50_000, 150_000)}, source="Inkoopbeleid 2026", checked_on=DAY, mark="A"
)


def policy(**bands):
    known = {BoughtKind(kind): band for kind, band in bands.items()}
    return BuyingPolicy("GM0344", "Utrecht", known, "Beleid", DAY)


@pytest.mark.parametrize(
    ("nature", "value", "way"),
    [
        # Het Hogeland, procurement fact base 2.1 [B]; thresholds 2026-27, section 1 [B].
        ("works", 0, WayIn.SINGLE_QUOTE),
        ("works", 149_999, WayIn.SINGLE_QUOTE),
        ("works", 150_000, WayIn.SEVERAL_QUOTES),
        ("works", 1_499_999, WayIn.SEVERAL_QUOTES),
        ("works", 1_500_000, WayIn.PUBLIC_TENDER),
        ("works", 5_403_999, WayIn.PUBLIC_TENDER),
        ("works", 5_404_000, WayIn.EUROPEAN_TENDER),
        ("services", 49_999, WayIn.SINGLE_QUOTE),
        ("services", 50_000, WayIn.SEVERAL_QUOTES),
        ("services", 215_999, WayIn.SEVERAL_QUOTES),
        ("services", 216_000, WayIn.EUROPEAN_TENDER),
        ("supplies", 49_999, WayIn.SINGLE_QUOTE),
        ("supplies", 216_000, WayIn.EUROPEAN_TENDER),
        ("social", 49_999, WayIn.SINGLE_QUOTE),
        ("social", 50_000, WayIn.SEVERAL_QUOTES),
        ("social", 749_999, WayIn.SEVERAL_QUOTES),
        ("social", 750_000, WayIn.EUROPEAN_TENDER),
        ("services", None, WayIn.UNKNOWN),
        ("services", -1, WayIn.UNKNOWN),
        ("ideas", 10, WayIn.UNKNOWN),
    ],
)
def test_the_way_in_at_each_edge(nature, value, way):
    assert buying.way_in(HET_HOGELAND, nature, value, DAY).way is way


def test_the_threshold_of_the_day_counts_and_not_that_of_another():
    known = policy(services=BuyingBand(50_000, to_threshold=True))
    days = (date(2023, 12, 31), date(2025, 12, 31), date(2026, 1, 1), date(2028, 1, 1))
    ways = [buying.way_in(known, "services", 218_000, day) for day in days]
    # The table knows the thresholds of 2024 to 2027: of the days around them we cannot tell.
    assert [way.threshold for way in ways] == [None, 221_000, 216_000, None]
    assert [way.way for way in ways] == [
        WayIn.UNKNOWN,
        WayIn.SEVERAL_QUOTES,
        WayIn.EUROPEAN_TENDER,
        WayIn.UNKNOWN,
    ]
    assert all(way.threshold_source for way in ways[1:3])


def test_of_a_day_that_the_table_of_thresholds_does_not_know_nobody_can_tell():
    known = policy(services=BuyingBand(50_000, to_threshold=True))
    long_ago = buying.way_in(known, "services", 218_000, date(2023, 12, 31))
    assert (long_ago.way, long_ago.threshold) == (WayIn.UNKNOWN, None)


@pytest.mark.parametrize("nobody", [None, policy(), policy(works=BuyingBand(10))])
def test_what_nobody_knows_is_asked_and_never_guessed(nobody):
    chosen = buying.way_in(nobody, "services", 10_000, DAY)
    assert chosen.way is WayIn.UNKNOWN
    assert chosen.next_step.startswith("Ask the authority")
    assert buying.way_in(nobody, "services", 216_000, DAY).way is WayIn.EUROPEAN_TENDER  # that much is law


@pytest.mark.parametrize(
    ("band", "value", "way"),
    [
        (BuyingBand(50_000), 49_999, WayIn.SINGLE_QUOTE),
        (BuyingBand(50_000), 50_000, WayIn.UNKNOWN),
        (BuyingBand(None, 150_000), 10_000, WayIn.UNKNOWN),
        (BuyingBand(None, 150_000), 150_000, WayIn.PUBLIC_TENDER),
        (BuyingBand(500_000), 215_999, WayIn.SINGLE_QUOTE),
        (BuyingBand(500_000), 216_000, WayIn.EUROPEAN_TENDER),
    ],
)
def test_half_of_a_band_says_half(band, value, way):
    assert buying.way_in(policy(services=band), "services", value, DAY).way is way


def test_a_policy_that_holds_no_more_says_nothing():
    over = replace(HET_HOGELAND, until=DAY)
    to_come = replace(HET_HOGELAND, since=date(2026, 11, 25))
    assert buying.way_in(over, "services", 10, DAY).way is WayIn.UNKNOWN
    assert buying.way_in(over, "services", 10, date(2026, 11, 23)).way is WayIn.SINGLE_QUOTE
    assert buying.way_in(to_come, "services", 10, DAY).way is WayIn.UNKNOWN


def test_a_day_without_a_known_threshold_gives_no_european_tender():
    far = date(2031, 1, 1)
    assert buying.way_in(HET_HOGELAND, "services", 10, far).way is WayIn.SINGLE_QUOTE
    assert buying.way_in(HET_HOGELAND, "services", 900_000, far).way is WayIn.UNKNOWN


def test_the_amount_below_which_it_holds_is_said():
    assert buying.way_in(HET_HOGELAND, "works", 10, DAY).below == 150_000
    assert buying.way_in(HET_HOGELAND, "services", 60_000, DAY).below == 216_000
    assert buying.way_in(HET_HOGELAND, "works", 2_000_000, DAY).below is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"bands": {BoughtKind.WORKS: BuyingBand(150_000, 150_000)}}, "works_several"),
        ({"bands": {BoughtKind.WORKS: BuyingBand(150_000, 50_000)}}, "works_several"),
        ({"bands": {BoughtKind.SOCIAL: BuyingBand(0)}}, "social_single"),
        ({"bands": {BoughtKind.SOCIAL: BuyingBand(1_000_000_001)}}, "social_single"),
        ({"bands": {BoughtKind.SERVICES: BuyingBand(1, 2, to_threshold=True)}}, "services_several"),
        ({"source": "  "}, "source"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "inkoopbeleid"}, "url"),
        ({"url": "https://[::1"}, "url"),
        ({"checked_on": None}, "checked_on"),
        ({"checked_on": date(2026, 11, 25)}, "checked_on"),
        ({"mark": "Z"}, "mark"),
        ({"since": DAY, "until": DAY}, "until"),
        ({"social_return": 0}, "social_return"),
        ({"social_return": 10_001}, "social_return"),
        ({"social_return_from": -5}, "social_return_from"),
        ({"bands": {}}, None),
    ],
)
def test_a_policy_that_cannot_be_is_refused_at_its_field(changed, field):
    buying.check_policy(TERMS, today=DAY)
    with pytest.raises(RuleViolation) as refused:
        buying.check_policy(replace(TERMS, **changed), today=DAY)
    assert refused.value.field == field


def test_a_check_is_due_after_a_year():
    assert not buying.check_is_due(replace(HET_HOGELAND, checked_on=date(2025, 11, 24)), DAY)
    assert buying.check_is_due(replace(HET_HOGELAND, checked_on=date(2025, 11, 23)), DAY)


@pytest.mark.parametrize(
    ("note", "field"),
    [
        (TalkNote(date(2026, 11, 25), "x"), "on_date"),
        (TalkNote(DAY, "x", next_step="Bellen"), "next_on"),
        (TalkNote(DAY, "x", next_on=DAY), "next_step"),
        (TalkNote(DAY, "x", next_step="Bellen", next_on=date(2026, 11, 23)), "next_on"),
    ],
)
def test_a_talk_that_cannot_be_is_refused(note, field):
    with pytest.raises(RuleViolation) as refused:
        buying.check_talk(note, today=DAY)
    assert refused.value.field == field


def test_what_comes_with_the_product_passes_its_own_rules():
    for known in shipped_policies().values():
        buying.check_policy(buying.terms_of(known), today=DAY)
        assert known.source
        assert known.mark == "B"
