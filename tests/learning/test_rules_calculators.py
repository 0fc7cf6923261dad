"""The calculators of lessons, each against a sheet that was computed by hand: the numbers of De Lantaarn stand in the lessons."""

from decimal import Decimal

import pytest

from incubator.cooperatives.values import FACT_KEYS
from incubator.core.errors import RuleViolation
from incubator.learning.rules.calculators import (
    CALCULATORS,
    as_text,
    break_even,
    calculate,
    cash_inputs,
    facts,
    hour_price,
    lm3,
)
from incubator.learning.rules.calculators.asking import money, month, number, percent
from incubator.learning.rules.calculators.break_even import BreakEvenInputs
from incubator.learning.rules.calculators.hour_price import HourPriceInputs
from incubator.learning.rules.calculators.lm3 import MultiplierInputs
from incubator.learning.values.calculating import CalculatorInput, CalculatorResult, InputKind

HOUR_PRICE = {
    "wage": "15,50",
    "on_top": "36 %",
    "paid_hours": "6.000",
    "client_hours": "4.800 uur",
    "variable": "€ 3,45",
    "fixed": "10.320,-",
    "aside": "2,55",
}
BREAK_EVEN = {
    "wages": "126.480",
    "other_fixed": "10.320",
    "price": "34,50",
    "variable": "3,45",
    "planned_hours": "4.800",
}
LM3 = {
    "turnover": "165.600",
    "wages": "88.000",
    "wages_spent": "55%",
    "suppliers": "12.000",
    "suppliers_spent": "40 procent",
}


def untranslated(message, /, **params):
    return message % params if params else message


def outcome(name, typed, language="nl"):
    result = calculate(name, typed, language)
    assert isinstance(result, CalculatorResult), result
    return result


def refused(name, typed):
    problems = calculate(name, typed)
    assert isinstance(problems, dict)
    assert all(isinstance(problem, RuleViolation) for problem in problems.values())
    return {field: str(problem) for field, problem in problems.items()}


def sums(result):
    return [f"{step.sum} = {step.outcome}" for step in result.steps]


def test_a_price_per_hour_shows_every_step_of_the_lesson():
    result = outcome("hour_price", HOUR_PRICE)
    assert sums(result) == [
        "€ 15,50 × 36% = € 5,58",
        "€ 15,50 + € 5,58 = € 21,08",
        "6.000 × € 21,08 = € 126.480",
        "€ 126.480 : 4.800 = € 26,35",
        "€ 10.320 : 4.800 = € 2,15",
        "€ 26,35 + € 3,45 + € 2,15 + € 2,55 = € 34,50",
    ]
    assert {figure.id: figure.value for figure in result.figures} == {
        "price": Decimal("34.50"),
        "paid_hour": Decimal("21.08"),
        "wages": 126_480,
        "without_client": Decimal("5.27"),
    }
    assert result.warnings == ()


def test_numbers_are_read_and_written_in_the_language_of_the_page():
    english = HOUR_PRICE | {"wage": "15.50", "paid_hours": "6,000", "client_hours": "4,800 hours", "aside": "2.55"}
    result = outcome("hour_price", english | {"variable": "3.45", "fixed": "10,320"}, "en")
    assert sums(result)[3] == "€126,480 ÷ 4,800 = €26.35"


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"client_hours": "0"}, "client_hours", "Without hours at clients there is no price. Fill in more than 0."),
        (
            {"client_hours": "6001"},
            "client_hours",
            "You cannot work more hours at clients than the hours that are paid.",
        ),
        ({"wage": ""}, "wage", "Fill this in."),
        ({"wage": "veel"}, "wage", "Fill in an amount in euros, for example 1250 or 18,50."),
        ({"wage": ["15,50"]}, "wage", "Fill this in."),
        ({"on_top": "201"}, "on_top", "Fill in a number of at most 200."),
        ({"paid_hours": "-0,5"}, "paid_hours", "Fill in a number from 0."),
        ({"paid_hours": "-5"}, "paid_hours", "Fill in a number from 0."),
    ],
)
def test_a_price_per_hour_refuses_at_the_field(changed, field, sentence):
    assert refused("hour_price", HOUR_PRICE | changed) == {field: sentence}


def optional(inputs):
    return {asked.id for asked in inputs if not asked.required}


def test_what_may_stay_empty_in_a_calculator():
    loan = {"loan", "interest", "repayment", "repayment_from"}
    assert optional(cash_inputs.INPUTS) == loan | {"fixed_from", "purchases", "other"}
    assert optional(lm3.INPUTS) == {"other_wages", "other_suppliers"}
    assert optional(hour_price.INPUTS) == optional(break_even.INPUTS) == set()
    columns = {asked.id: optional(asked.columns) for asked in cash_inputs.INPUTS if asked.columns}
    assert columns == {"work": set(), "purchases": {"what"}, "other": {"what", "repeats"}}


def test_the_most_that_may_be_filled_in():
    most = {asked.id: asked.most for module in (cash_inputs, lm3, hour_price) for asked in module.INPUTS if asked.most}
    percentages = {"variable": 100, "interest": 100, "wages_spent": 100, "suppliers_spent": 100}
    assert most == percentages | {"on_top": 200, "delay": 12}


@pytest.mark.parametrize(
    ("ask", "kind"),
    [(money, InputKind.MONEY), (number, InputKind.NUMBER), (percent, InputKind.PERCENT), (month, InputKind.MONTH)],
)
def test_what_is_asked_is_required_and_a_percentage_is_a_part_of_a_whole(ask, kind):
    most = 100 if kind is InputKind.PERCENT else None
    assert ask("key", "Label", "Hint") == CalculatorInput("key", "Label", kind, "Hint", required=True, most=most)


def test_a_whole_price_has_its_cents():
    whole = HOUR_PRICE | {"aside": "2,05"}
    assert "Price per hour, without VAT: € 34,00\n" in as_text("hour_price", whole, untranslated)
    assert facts("hour_price", whole) == {"finance.hourly_rate": "34.00"}


def test_every_problem_is_named_at_once():
    assert set(refused("hour_price", {})) == set(HOUR_PRICE)


def test_too_little_on_top_is_allowed_with_the_reason_why_it_is_seldom_enough():
    result = outcome("hour_price", HOUR_PRICE | {"on_top": "34,9"})
    (warning,) = result.warnings
    for part in ("holiday pay (at least 8 percent)", "premiums", "pension", "illness", "payroll office"):
        assert part in warning.message
    assert outcome("hour_price", HOUR_PRICE | {"on_top": "35"}).warnings == ()


def test_counting_every_paid_hour_as_an_hour_at_a_client_is_warned_of():
    result = outcome("hour_price", HOUR_PRICE | {"client_hours": "6000"})
    # 21.08 + 3.45 + 10,320 / 6,000 = 1.72 + 2.55
    assert result.number("price") == Decimal("28.80")
    assert "every paid hour" in result.warnings[0].message


def test_a_break_even_shows_every_step_of_the_lesson():
    result = outcome("break_even", BREAK_EVEN)
    assert sums(result) == [
        "€ 126.480 + € 10.320 = € 136.800",
        "€ 34,50 − € 3,45 = € 31,05",
        "€ 31,05 : € 34,50 = 0,9",
        "€ 136.800 : 0,9 = € 152.000",
        "€ 152.000 : € 34,50 = 4.406",
        "4.800 × € 34,50 = € 165.600",
        "€ 136.800 + 4.800 × € 3,45 = € 153.360",
        "€ 165.600 − € 153.360 = € 12.240",
    ]
    assert result.number("turnover") == 152_000
    assert round(result.number("hours")) == 4_406
    assert result.number("surplus") == 12_240
    assert result.warnings == ()


@pytest.mark.parametrize(
    ("changed", "turnover", "surplus"),
    [
        ({"planned_hours": "4300"}, 152_000, -3_285),  # 4,300 × 31.05 = 133,515
        ({"price": "33"}, 152_772, 5_040),  # 136,800 : (29.55 : 33); 4,800 × 29.55 = 141,840
        ({"other_fixed": "11320"}, 153_111, 11_240),  # 137,800 : 0.90
    ],
)
def test_what_if(changed, turnover, surplus):
    result = outcome("break_even", BREAK_EVEN | changed)
    assert round(result.number("turnover")) == turnover
    assert result.number("surplus") == surplus


def test_a_shortage_is_named():
    (warning,) = outcome("break_even", BREAK_EVEN | {"planned_hours": "4300"}).warnings
    assert untranslated(warning.message, **warning.params) == (
        "With 4.300 hours at clients you come € 3.285 short in a year."
    )


@pytest.mark.parametrize("variable", ["34,50", "40"])
def test_an_hour_that_brings_in_nothing_has_no_break_even(variable):
    assert set(refused("break_even", BREAK_EVEN | {"variable": variable})) == {"variable"}


def test_a_free_hour_without_costs_is_refused_and_no_division_by_nothing():
    assert set(refused("break_even", BREAK_EVEN | {"price": "0", "variable": "0"})) == {"variable"}


def test_a_multiplier_shows_every_round_of_the_lesson():
    result = outcome("lm3", LM3)
    assert sums(result) == [
        "€ 88.000 + € 12.000 = € 100.000",
        "€ 88.000 × 55% = € 48.400",
        "€ 12.000 × 40% = € 4.800",
        "€ 48.400 + € 4.800 = € 53.200",
        "(€ 165.600 + € 100.000 + € 53.200) : € 165.600 = 1,93",
    ]
    assert result.number("lm3").quantize(Decimal("0.0001")) == Decimal("1.9251")


def test_more_suppliers_nearby_raise_the_multiplier():
    result = outcome("lm3", LM3 | {"suppliers": "18.000"})
    assert (result.number("second"), result.number("third")) == (106_000, 55_600)
    assert result.number("lm3").quantize(Decimal("0.01")) == Decimal("1.98")


def test_a_comparison_is_shown_as_the_estimate_it_is():
    result = outcome("lm3", LM3 | {"other_wages": "40.000", "other_suppliers": "2.000"})
    # 40,000 × 55% = 22,000 and 2,000 × 40% = 800
    assert sums(result)[5:] == [
        "(€ 165.600 + € 42.000 + € 22.800) : € 165.600 = 1,39",
        "€ 318.800 − € 230.400 = € 88.400",
    ]
    assert "estimate" in result.warnings[0].message


@pytest.mark.parametrize(
    ("wages", "suppliers", "second", "third"),
    [
        ("", "2.000", "€ 2.000", "€ 800"),  # 2,000 x 40 %
        ("40.000", "", "€ 40.000", "€ 22.000"),  # 40,000 x 55 %
        ("0", "0", "€ 0", "€ 0"),
    ],
)
def test_a_firm_from_elsewhere_can_have_only_wages_or_only_suppliers(wages, suppliers, second, third):
    result = outcome("lm3", LM3 | {"other_wages": wages, "other_suppliers": suppliers})
    assert sums(result)[5].startswith(f"(€ 165.600 + {second} + {third}) : € 165.600 = ")
    theirs = result.number("other_lm3") * 165_600
    assert round(result.number("difference") + theirs) == round(result.number("lm3") * 165_600)


def test_all_that_comes_in_may_be_spent_and_all_may_be_paid_in_percent():
    result = outcome("lm3", LM3 | {"turnover": "100.000", "wages_spent": "100", "suppliers_spent": "0 %"})
    assert result.warnings == ()
    assert result.number("third") == 88_000
    assert outcome("hour_price", HOUR_PRICE | {"on_top": "200 procent"}).number("paid_hour") == Decimal("46.50")


def test_a_multiplier_needs_turnover_and_parts_of_a_whole():
    assert set(refused("lm3", LM3 | {"turnover": "0"})) == {"turnover"}
    assert refused("lm3", LM3 | {"wages_spent": "155"}) == {"wages_spent": "Fill in a number of at most 100."}


def test_spending_more_than_comes_in_is_warned_of():
    (warning,) = outcome("lm3", LM3 | {"turnover": "90.000"}).warnings
    assert "gross wages" in warning.message


def test_the_dossier_gets_the_price_and_the_break_even():
    assert facts("hour_price", HOUR_PRICE) == {"finance.hourly_rate": "34.50"}
    assert facts("break_even", BREAK_EVEN | {"price": "33"}) == {"finance.break_even": "152772.00"}
    assert facts("lm3", LM3) == {}
    assert facts("hour_price", HOUR_PRICE | {"wage": ""}) == {}


def test_a_reader_sees_what_was_filled_in_and_what_comes_out():
    text = as_text("hour_price", HOUR_PRICE | {"on_top": "30%"}, untranslated)
    assert text.startswith("Gross wage per hour: 15,50\nOn top of the wage, in percent: 30%\n")
    assert "\n\nPrice per hour, without VAT: € 33,34\nWhat a paid hour costs: € 20,15\n" in text
    assert text.splitlines()[-1].startswith("Less than 35 percent on top")


def test_a_reader_sees_that_an_outcome_is_missing():
    text = as_text("break_even", {"wages": "126.480"}, untranslated)
    assert text == ("All wages in a year: 126.480\n\nNot worked out: something is missing or cannot be read.")
    assert as_text("lm3", {}, untranslated).startswith("Not worked out")


@pytest.mark.parametrize(
    ("name", "values"),
    [("hour_price", HourPriceInputs), ("break_even", BreakEvenInputs), ("lm3", MultiplierInputs)],
)
def test_what_is_asked_is_what_is_counted_with(name, values):
    assert [asked.id for asked in CALCULATORS[name].inputs] == list(values.__dataclass_fields__)


def test_every_fact_of_a_calculator_is_known_to_the_dossier_and_to_its_figures():
    for name, typed in (("hour_price", HOUR_PRICE), ("break_even", BREAK_EVEN)):
        figures = {figure.id for figure in outcome(name, typed).figures}
        for key, figure in CALCULATORS[name].facts.items():
            assert key in FACT_KEYS
            assert figure in figures
