"""What a coach and a document read of a calculator, word for word, and the many ways in which people type."""

from decimal import Decimal

import pytest

from incubator.core.errors import RuleViolation
from incubator.learning.rules.calculators import as_text
from incubator.learning.rules.calculators.reading import read_inputs
from incubator.learning.values.calculating import CalculatorInput, InputKind
from tests.learning.test_rules_calculators import BREAK_EVEN, HOUR_PRICE, LM3, untranslated
from tests.learning.test_rules_calculators_cash_flow import LANTERN

HOUR_PRICE_TEXT = """\
Gross wage per hour: 15,50
On top of the wage, in percent: 36 %
Paid hours in a year: 6.000
Hours at clients in a year: 4.800 uur
Materials and fuel per hour: € 3,45
Fixed costs in a year, without wages: 10.320,-
Put aside per hour: 2,55

Price per hour, without VAT: € 34,50
What a paid hour costs: € 21,08
All wages in a year: € 126.480
Of the price: paid hours without a client: € 5,27"""

BREAK_EVEN_TEXT = """\
All wages in a year: 126.480
Fixed costs in a year, without wages: 10.320
Price per hour, without VAT: 34,50
Materials and fuel per hour: 3,45
Hours at clients that you expect in a year: 4.800

Break-even: turnover in a year: € 152.000
Break-even: hours at clients in a year: 4.406
Left at the hours that you expect: € 12.240"""

LM3_TEXT = """\
Turnover in a year: 165.600
Net wages of people who live there: 88.000
What they spend there, in percent: 55%
Paid to suppliers there: 12.000
What they spend there in turn, in percent: 40 procent

Local multiplier (LM3): 1,93
Round 2: spent there by you: € 100.000
Round 3: spent there by them: € 53.200"""

CASH_FLOW_TEXT = """\
First month of the plan: november 2026
Money at the start: 42.000
After how many months do clients pay? 1
Your work from month to month:
- februari 2027 · 5.166 · 190
- mei 2027 · 9.166 · 335
- 2027-09 · 10.666 · 390
- 01-2028 · 12.166 · 445
- mei 2028 · 13.800 · 500 uur
Costs of a paid hour, without holiday pay: 19,84
Holiday pay per paid hour: 1,24
Month in which you pay holiday pay: mei
Materials and fuel, in percent of the turnover: 10 %
Fixed costs in a month: 245
What you buy at the start:
- notaris en advies · nov 2026 · 2.300
- bus · dec 2026 · 11.500
- machines · jan 2027 · 8.200
Other amounts, once or every year:
- verzekering · december 2026 · 1.920 · every year
- december 2027 · 300 · once
Loans, as part of the money at the start: 25.000
Interest in a year, in percent: 8%
Repayment in a month: 500
Repayment from which month: oktober 2027

Least money, at the end of a month: € 9.560
The month with the least money: mei 2027
Months without enough money: 0
Money at the end of the 24 months: € 19.191
Least money when everyone pays a month later: € -1.102
The month of that: juni 2028
Money at the end when everyone pays a month later: € 5.391
When everyone pays a month later, there is not enough money from mei 2028: € 1.102 short at the lowest point."""


@pytest.mark.parametrize(
    ("name", "typed", "text"),
    [
        ("hour_price", HOUR_PRICE, HOUR_PRICE_TEXT),
        ("break_even", BREAK_EVEN, BREAK_EVEN_TEXT),
        ("lm3", LM3, LM3_TEXT),
        ("cash_flow", LANTERN, CASH_FLOW_TEXT),
    ],
)
def test_who_reads_the_work_sees_every_input_and_every_outcome(name, typed, text):
    assert as_text(name, typed, untranslated) == text


def read(kind, typed, language="nl"):
    values, problems = read_inputs([CalculatorInput("field", "Veld", kind)], {"field": typed}, language)
    if problems:
        assert isinstance(problems["field"], RuleViolation)
        assert problems["field"].field == "field"
    return values.get("field")


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (InputKind.MONEY, " € 1.250,50 ", Decimal("1250.50")),
        (InputKind.MONEY, "1250.5", Decimal("1250.50")),
        (InputKind.MONEY, "10.000,-", Decimal(10_000)),
        (InputKind.MONEY, "-5", None),
        (InputKind.MONEY, "1,255", None),
        (InputKind.NUMBER, "4.800 uren", Decimal(4_800)),
        (InputKind.NUMBER, "4800,5", Decimal("4800.5")),
        (InputKind.NUMBER, "uren", None),
        (InputKind.PERCENT, "36,5 %", Decimal("36.5")),
        (InputKind.PERCENT, "36procent", Decimal(36)),
        (InputKind.PERCENT, "36 %%", None),
        (InputKind.COUNT, "2 maanden", 2),
        (InputKind.COUNT, "twee", 2),
        (InputKind.COUNT, "1,5", None),
        (InputKind.LINE, " bus ", "bus"),
        (InputKind.LINE, "x" * 201, None),
        (InputKind.CALENDAR_MONTH, "juni", 6),
        (InputKind.CALENDAR_MONTH, "0", None),
    ],
)
def test_a_text_is_read_as_people_write_it_in_dutch(kind, typed, value):
    assert read(kind, typed) == value


@pytest.mark.parametrize(("language", "value"), [("nl", None), ("en", Decimal(10_000))])
def test_a_number_that_can_be_read_in_two_ways_is_asked_again(language, value):
    assert read(InputKind.NUMBER, "10,000", language) == value
