"""What rules of a currency must be, when a proposal is accepted, what demurrage comes to: without a database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from incubator.core.errors import RuleViolation
from incubator.currency.rules import paying, terms
from incubator.currency.values import (
    BallotCounts,
    CurrencyTerms,
    CurrencyVerdict,
    DemurragePeriod,
    MarketCard,
    MarketSide,
)

TODAY = date(2026, 11, 24)
RULES = CurrencyTerms(TODAY, 2_000, 10_000, -1_500, 8_000, 200, DemurragePeriod.MONTH, "De Spil\nKlussen")


def test_rules_that_can_be_meant_pass():
    terms.check_terms(RULES)
    assert RULES.categories == ("De Spil", "Klussen")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("credit", {"credit": -1}),
        ("credit", {"credit": 10**12}),
        ("upper", {"upper": 0}),
        ("warn_low", {"warn_low": -2_001}),
        ("warn_high", {"warn_high": 10_001}),
        ("demurrage", {"demurrage": 10_001}),
        ("demurrage_period", {"demurrage_period": None}),
        ("places", {"places": "\n".join(map(str, range(41)))}),
        ("places", {"places": "a" * 81}),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(field, wrong):
    with pytest.raises(RuleViolation) as refused:
        terms.check_terms(replace(RULES, **wrong))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("yes", "no", "blank", "electors", "quorum", "accepted"),
    [
        (2, 1, 0, 10, 0, True),
        (2, 2, 0, 10, 0, False),
        (0, 0, 3, 10, 0, False),
        (2, 1, 0, 10, 30, True),  # exactly the quorum
        (2, 1, 0, 10, 31, False),
        (1, 0, 2, 10, 30, True),  # blank counts for the turn-out
        (0, 0, 0, 0, 0, False),
    ],
)
def test_more_yes_than_no_and_enough_who_vote(yes, no, blank, electors, quorum, accepted):
    verdict = terms.verdict(BallotCounts(yes, no, blank, electors), quorum)
    assert (verdict is CurrencyVerdict.ACCEPTED) == accepted


@pytest.mark.parametrize(
    ("balance", "percentage", "decimals", "taken"),
    [
        (10_000, 200, 2, 200),
        (1_999, 200, 2, 39),
        (1_999, 200, 1, 30),
        (1_999, 200, 0, 0),
        (-500, 200, 2, 0),
        (0, 1, 2, 0),
    ],
)
def test_demurrage_is_rounded_down_and_only_of_what_stands_above_zero(balance, percentage, decimals, taken):
    assert terms.demurrage_of(balance, percentage, decimals) == taken


def test_periods_end_with_the_month_the_quarter_and_the_year():
    ends = {
        period: [
            day.month
            for day in terms.month_ends(date(2026, 1, 31), date(2027, 1, 2))
            if terms.ends_a_period(day, period)
        ]
        for period in DemurragePeriod
    }
    assert ends[DemurragePeriod.MONTH] == list(range(2, 13))
    assert ends[DemurragePeriod.QUARTER] == [3, 6, 9, 12]
    assert ends[DemurragePeriod.YEAR] == [12]


def test_a_period_that_is_not_over_has_no_end_yet():
    assert list(terms.month_ends(date(2026, 11, 1), date(2026, 11, 30))) == []
    assert list(terms.month_ends(date(2026, 11, 1), date(2026, 12, 1))) == [date(2026, 11, 30)]


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_an_amount_has_no_more_decimals_than_the_unit(decimals):
    smallest = 10 ** (2 - decimals)
    paying.check_amount(smallest, decimals)
    if decimals < 2:
        with pytest.raises(RuleViolation):
            paying.check_amount(smallest + 1, decimals)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("until", {"until": TODAY - timedelta(1)}),
        ("until", {"until": TODAY + timedelta(400)}),
        ("price", {"price": 0}),
        ("price", {"price": 15}),
    ],
)
def test_a_card_that_cannot_be_meant_is_refused_at_its_field(field, wrong):
    card = MarketCard(MarketSide.OFFER, "Fietsen maken", "Op zaterdag.", "", TODAY + timedelta(30), 500)
    paying.check_card(card, 1, TODAY)
    with pytest.raises(RuleViolation) as refused:
        paying.check_card(replace(card, **wrong), 1, TODAY)
    assert refused.value.field == field


def test_a_vote_ends_with_its_last_day():
    terms.check_voting(TODAY, TODAY)
    with pytest.raises(RuleViolation) as refused:
        terms.check_voting(TODAY, TODAY + timedelta(1))
    assert refused.value.message == terms.VOTE_CLOSED


@pytest.mark.parametrize("name", ["", "  ", "www.zon.nl"])
def test_a_name_is_a_name(name):
    with pytest.raises(RuleViolation):
        terms.currency_name(name, "name")
