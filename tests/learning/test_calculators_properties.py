"""What must hold of every calculator, whatever is typed: sums add up, nothing but a sentence at a field goes wrong."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incubator.core.errors import RuleViolation
from incubator.core.quantities import months_later, write_decimal
from incubator.learning.rules.calculators import CALCULATORS, as_text, calculate, facts
from incubator.learning.rules.calculators.break_even import BreakEvenInputs, break_even
from incubator.learning.rules.calculators.cash_months import CashFlowInputs, Payment, WorkFrom, plan
from incubator.learning.rules.calculators.hour_price import HourPriceInputs, hour_price
from incubator.learning.rules.calculators.lm3 import MultiplierInputs, lm3
from incubator.learning.rules.calculators.pictures import chart_of
from incubator.learning.rules.calculators.writing import rounded
from incubator.learning.values.calculating import CalculatorResult, InputKind
from tests.learning.test_rules_calculators import BREAK_EVEN, HOUR_PRICE, LM3, untranslated
from tests.learning.test_rules_calculators_cash_flow import LANTERN

SHEETS = {"hour_price": HOUR_PRICE, "break_even": BREAK_EVEN, "cash_flow": LANTERN, "lm3": LM3}
HOSTILE = [
    None,
    True,
    -1,
    1.5,
    [],
    {},
    "",
    "   ",
    "0",
    "-0",
    "1e9",
    "NaN",
    "Infinity",
    "1.000.000.000.001",
    "9" * 400,
    "1,2,3",
    "10,000",
    "٣٤",
    "<script>",
    "%(number)s %d %",
    "x" * 50_000,
    "\x00\ud800",
    ["1", "2"],
    [{}, None, "rij", {"month": "mei 2027"}],
    [{"month": {"a": 1}, "turnover": ["1"], "hours": None, "amount": "%s", "what": "y" * 5_000}],
]

FIRST = date(2027, 1, 1)
EUROS = st.decimals(min_value=0, max_value=1_000_000, places=2)
HOURLY = st.decimals(min_value=Decimal("0.01"), max_value=500, places=2)
HOURS = st.decimals(min_value=1, max_value=20_000, places=1)
PERCENTS = st.decimals(min_value=0, max_value=100, places=2)
MONTHS = st.integers(min_value=0, max_value=23).map(lambda number: months_later(FIRST, number))
PAYMENTS = st.lists(st.builds(Payment, MONTHS, EUROS, st.sampled_from(["once", "yearly"])), max_size=4).map(tuple)
CASH_FLOWS = st.builds(
    CashFlowInputs,
    first_month=st.just(FIRST),
    start=EUROS,
    delay=st.integers(min_value=0, max_value=12),
    wage=HOURLY,
    holiday_pay=HOURLY,
    holiday_month=st.integers(min_value=1, max_value=12),
    variable=PERCENTS,
    fixed=EUROS,
    fixed_from=MONTHS,
    work=st.lists(st.builds(WorkFrom, MONTHS, EUROS, HOURS), max_size=4, unique_by=lambda row: row.month).map(tuple),
    purchases=PAYMENTS,
    other=PAYMENTS,
    loan=EUROS,
    interest=PERCENTS,
    repayment=EUROS,
    repayment_from=st.none() | MONTHS,
)


def each_input():
    for name, calculator in CALCULATORS.items():
        for asked in calculator.inputs:
            yield pytest.param(name, asked.id, id=f"{name}-{asked.id}")


@pytest.mark.parametrize(("name", "field"), list(each_input()))
def test_whatever_is_typed_gives_an_outcome_or_a_sentence_at_a_field(name, field):
    known = {asked.id for asked in CALCULATORS[name].inputs}
    for typed in HOSTILE:
        sheet = SHEETS[name] | {field: typed}
        answer = calculate(name, sheet)
        if isinstance(answer, CalculatorResult):
            chart_of(answer, untranslated)
        else:
            assert answer
            assert {key.split(".")[0] for key in answer} <= known
            assert all(isinstance(problem, RuleViolation) for problem in answer.values())
        assert as_text(name, sheet, untranslated)
        assert set(facts(name, sheet)) <= set(CALCULATORS[name].facts)


@pytest.mark.parametrize("name", CALCULATORS)
def test_inputs_can_be_drawn_as_a_form(name):
    inputs = CALCULATORS[name].inputs
    assert len({asked.id for asked in inputs}) == len(inputs)
    for asked in inputs:
        assert asked.label
        assert bool(asked.columns) == (asked.kind is InputKind.ROWS)
        for column in asked.columns:
            assert column.label
            assert column.kind is not InputKind.ROWS
            assert bool(column.choices) == (column.kind is InputKind.CHOICE)


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_step_has_a_sum_in_words_and_in_numbers(name):
    for language in ("nl", "en"):
        result = calculate(name, SHEETS[name] if language == "nl" else SHEETS["hour_price"], language)
        if isinstance(result, CalculatorResult):
            assert all(step.label and step.words and step.sum and step.outcome for step in result.steps)
            assert not any("=" in step.sum for step in result.steps)


@given(HOURLY, PERCENTS, HOURS, HOURS, HOURLY, EUROS, HOURLY)
@settings(max_examples=60, deadline=None)
def test_a_price_earns_back_exactly_what_is_spent(wage, on_top, hours, more_hours, variable, fixed, aside):
    inputs = HourPriceInputs(wage, on_top, hours + more_hours, hours, variable, fixed, aside)
    earned = hour_price(inputs).number("price") * inputs.client_hours
    spent = wage * (1 + on_top / 100) * inputs.paid_hours + (variable + aside) * inputs.client_hours + fixed
    assert earned == pytest.approx(spent, rel=Decimal("1e-20"))


@given(EUROS, EUROS, HOURLY, HOURLY)
@settings(max_examples=60, deadline=None)
def test_at_the_break_even_nothing_is_left_and_nothing_is_short(wages, fixed, left_an_hour, variable):
    inputs = BreakEvenInputs(wages, fixed, variable + left_an_hour, variable, Decimal(1))
    at_once = replace(inputs, planned_hours=break_even(inputs).number("hours"))
    assert abs(break_even(at_once).number("surplus")) < Decimal("1e-12")


@given(EUROS.filter(bool), EUROS, PERCENTS, EUROS, PERCENTS)
@settings(max_examples=60, deadline=None)
def test_a_multiplier_is_at_least_one_and_three_when_all_money_stays(turnover, wages, spent, suppliers, spent_too):
    assert lm3(MultiplierInputs(turnover, wages, spent, suppliers, spent_too)).number("lm3") >= 1
    everything = MultiplierInputs(turnover, turnover, Decimal(100), Decimal(0), Decimal(0))
    assert lm3(everything).number("lm3") == 3


@given(CASH_FLOWS)
@settings(max_examples=60, deadline=None)
def test_every_euro_of_a_plan_is_counted_once(inputs):
    computed = plan(inputs)
    balance = rounded(inputs.start)
    for month in computed.months:
        balance += month.received - month.purchases - month.wages - month.holiday_pay - month.other
        assert month.balance == balance == balance.to_integral_value()
    assert computed.lowest.balance == min(month.balance for month in computed.months)


@given(CASH_FLOWS)
@settings(max_examples=40, deadline=None)
def test_a_month_later_is_the_same_money_a_month_later(inputs):
    expected, later = plan(inputs), plan(inputs, later=1)
    assert [month.received for month in later.months[1:]] == [month.received for month in expected.months[:-1]]
    assert later.months[0].received == 0
    assert [month.wages for month in later.months] == [month.wages for month in expected.months]
    assert later.end == expected.end - expected.months[-1].received


@given(CASH_FLOWS, st.integers(min_value=1, max_value=100_000))
@settings(max_examples=40, deadline=None)
def test_more_money_at_the_start_is_there_in_every_month(inputs, more):
    richer = plan(replace(inputs, start=inputs.start + more))
    pairs = zip(plan(inputs).months, richer.months, strict=True)
    assert {after.balance - before.balance for before, after in pairs} == {more}


@given(st.decimals(min_value=0, max_value=99_999_999, places=2))
@settings(max_examples=60, deadline=None)
def test_an_amount_is_read_as_it_is_written(amount):
    result = calculate("lm3", LM3 | {"turnover": write_decimal(amount + 1), "wages": f"€ {write_decimal(amount)}"})
    assert isinstance(result, CalculatorResult)
    assert result.number("second") == amount + 12_000


CARE = CashFlowInputs(
    first_month=FIRST,
    start=Decimal(8_000),
    delay=0,
    wage=Decimal("25.00"),
    holiday_pay=Decimal("1.60"),
    holiday_month=6,
    variable=Decimal("4.5"),
    fixed=Decimal(310),
    fixed_from=FIRST,
    work=(WorkFrom(FIRST, Decimal(3_330), Decimal(100)), WorkFrom(date(2027, 5, 1), Decimal(6_611), Decimal(200))),
    purchases=(Payment(FIRST, Decimal("1250.50")),),
    other=(Payment(date(2027, 3, 1), Decimal(600), "yearly"),),
    loan=Decimal(2_000),
    interest=Decimal(6),
    repayment=Decimal(800),
    repayment_from=date(2027, 3, 1),
)


@pytest.mark.parametrize(
    ("number", "received", "purchases", "wages", "holiday_pay", "other", "balance"),
    [
        # 4.5 % of 3,330 = 149.85, so 150; + 310; purchases 1,250.50 go up to 1,251
        (0, 3_330, 1_251, 2_500, 0, 460, 7_119),
        # from now on interest: 2,000 × 6 % : 12 = 10
        (1, 3_330, 0, 2_500, 0, 470, 7_479),
        # the insurance of 600, and 800 of the loan
        (2, 3_330, 0, 2_500, 0, 1_870, 6_439),
        # 1,200 × 6 % : 12 = 6, and 800
        (3, 3_330, 0, 2_500, 0, 1_266, 6_003),
        # twice the work: 4.5 % of 6,611 = 297.495, so 297; 400 × 6 % : 12 = 2, and the last 400
        (4, 6_611, 0, 5_000, 0, 1_009, 6_605),
        # the loan is paid; hours: 4 × 100 + 2 × 200 = 800; × 1.60 = 1,280
        (5, 6_611, 0, 5_000, 1_280, 607, 6_329),
        (6, 6_611, 0, 5_000, 0, 607, 7_333),
        # the insurance comes back in March 2028: eight months later, each 1,004 more, less 600
        (14, 6_611, 0, 5_000, 0, 1_207, 14_765),
        # in June 2028 twelve months of 200 hours: 2,400 × 1.60 = 3,840
        (17, 6_611, 0, 5_000, 3_840, 607, 13_937),
        (23, 6_611, 0, 5_000, 0, 607, 19_961),
    ],
)
def test_the_sheet_of_a_care_group_computed_by_hand(number, received, purchases, wages, holiday_pay, other, balance):
    month = plan(CARE).months[number]
    computed = (month.received, month.purchases, month.wages, month.holiday_pay, month.other, month.balance)
    assert computed == (received, purchases, wages, holiday_pay, other, balance)


def test_the_price_of_a_care_group_computed_by_hand():
    inputs = HourPriceInputs(
        wage=Decimal("18.00"),
        on_top=Decimal("38.5"),
        paid_hours=Decimal(2_400),
        client_hours=Decimal(1_800),
        variable=Decimal("1.10"),
        fixed=Decimal(4_500),
        aside=Decimal("1.00"),
    )
    result = hour_price(inputs)
    # 18.00 × 38.5 % = 6.93; 24.93 × 2,400 = 59,832; : 1,800 = 33.24; 4,500 : 1,800 = 2.50
    assert [step.outcome for step in result.steps] == [
        "€ 6,93",
        "€ 24,93",
        "€ 59.832",
        "€ 33,24",
        "€ 2,50",
        "€ 37,84",
    ]


def test_the_break_even_of_a_care_group_computed_by_hand():
    inputs = BreakEvenInputs(Decimal(59_832), Decimal(4_500), Decimal("37.84"), Decimal("1.10"), Decimal(1_800))
    result = break_even(inputs)
    # 64,332 : (37.84 − 1.10) = 1,751.007 hours; × 37.84 = 66,258.12; 1,800 × 36.74 − 64,332 = 1,800
    assert result.number("hours").quantize(Decimal("0.001")) == Decimal("1751.007")
    assert rounded(result.number("turnover")) == 66_258
    assert result.number("surplus") == 1_800
