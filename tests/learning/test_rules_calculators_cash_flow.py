"""The plan of money over 24 months, line by line against the table of the lesson "Geld op tijd" and its what-ifs."""

import re
from datetime import date
from decimal import Decimal

import pytest

from incubator.config import ROOT
from incubator.core.errors import RuleViolation
from incubator.learning.rules.calculators import as_text, calculate
from incubator.learning.rules.calculators.reading import read_calendar_month, read_month
from incubator.learning.values.calculating import CalculatorResult

LESSON = (ROOT / "incubator/learning/content/lessons/geld-op-tijd.md").read_text(encoding="utf-8")


def work(*rows):
    return [{"month": month, "turnover": turnover, "hours": hours} for month, turnover, hours in rows]


WORK = work(
    ("februari 2027", "5.166", "190"),
    ("mei 2027", "9.166", "335"),
    ("2027-09", "10.666", "390"),
    ("01-2028", "12.166", "445"),
    ("mei 2028", "13.800", "500 uur"),
)
WITHOUT_GREEN = work(
    ("februari 2027", "5.166", "190"),
    ("september 2027", "6.666", "245"),
    ("januari 2028", "8.166", "300"),
    ("mei 2028", "9.800", "355"),
)
LANTERN = {
    "first_month": "november 2026",
    "start": "42.000",
    "delay": "1",
    "work": WORK,
    "wage": "19,84",
    "holiday_pay": "1,24",
    "holiday_month": "mei",
    "variable": "10 %",
    "fixed": "245",
    "fixed_from": "",
    "purchases": [
        {"what": "notaris en advies", "month": "nov 2026", "amount": "2.300"},
        {"what": "bus", "month": "dec 2026", "amount": "11.500"},
        {"what": "machines", "month": "jan 2027", "amount": "8.200"},
    ],
    "other": [
        {"what": "verzekering", "month": "december 2026", "amount": "1.920", "repeats": "yearly"},
        {"what": "", "month": "december 2027", "amount": "300", "repeats": "once"},
        {"what": "", "month": "", "amount": "", "repeats": "once"},
    ],
    "loan": "25.000",
    "interest": "8%",
    "repayment": "500",
    "repayment_from": "oktober 2027",
}
SHORT = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()


def outcome(**changed):
    result = calculate("cash_flow", LANTERN | changed)
    assert isinstance(result, CalculatorResult), result
    return result


def figures(result):
    return {figure.id: figure.value for figure in result.figures}


def refused(**changed):
    problems = calculate("cash_flow", LANTERN | changed)
    assert isinstance(problems, dict)
    return {field: str(problem) for field, problem in problems.items()}


def number(cell):
    return Decimal(re.sub(r"[*.\s]", "", cell).replace("−", "-"))


def rows_of_lesson(pattern):
    """The cells of the lines of the lesson that begin so."""
    lines = [line for line in LESSON.splitlines() if re.match(pattern, line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_first_eight_months_are_those_of_the_table_of_the_lesson():
    months = {f"{SHORT[month.month.month - 1]} {month.month.year}": month for month in expected().months}
    rows = rows_of_lesson(rf"\| ({'|'.join(SHORT)}) 20\d\d \|")
    assert len(rows) == 8
    for name, *cells in rows:
        month = months[name]
        received = month.received + (42_000 if name == "nov 2026" else 0)  # the lesson counts the start as received
        computed = [received, month.purchases, month.wages, month.holiday_pay, month.other, month.balance]
        assert computed == [number(cell) for cell in cells], name


def expected():
    return outcome().pictured.expected


def test_the_quarters_are_those_of_the_table_of_the_lesson():
    months = expected().months[8:]
    rows = rows_of_lesson(r"\| (\w+ tot en met|oktober 2028)")
    assert len(rows) == 6
    for place, (_period, received, paid, balance) in enumerate(rows):
        quarter = months[place * 3 : place * 3 + 3]
        assert sum(month.received for month in quarter) == number(received)
        assert sum(month.purchases + month.wages + month.holiday_pay + month.other for month in quarter) == number(paid)
        assert quarter[-1].balance == number(balance)


def test_months_that_were_computed_by_hand():
    months = {month.month: month for month in expected().months}
    # 390 × 19.84 = 7,737.60; 10 % of 10,666 = 1,067; + 245 + 1,920 + 300 + 500 + 24,000 × 8 % : 12 = 160
    december = months[date(2027, 12, 1)]
    assert (december.wages, december.other, december.balance) == (7_738, 4_192, 13_720)
    # hours: 3 × 335 + 4 × 390 + 4 × 445 + 500 = 4,845; × 1.24 = 6,007.80
    assert months[date(2028, 5, 1)].holiday_pay == 6_008
    assert expected().end == 19_191


def test_the_outcome_names_the_lowest_month_and_what_a_late_client_does():
    result = outcome()
    assert figures(result) == {
        "lowest": 9_560,
        "lowest_month": date(2027, 5, 1),
        "below_zero": 0,
        "end": 19_191,
        "later_lowest": -1_102,
        "later_lowest_month": date(2028, 6, 1),
        "later_end": 5_391,
    }
    (warning,) = result.warnings
    assert warning.params == {"month": "mei 2028", "amount": "€ 1.102"}


def test_the_steps_show_sums_that_one_can_follow():
    assert [f"{step.sum} = {step.outcome}" for step in outcome().steps] == [
        "190 × € 19,84 = € 3.770",
        "905 × € 1,24 = € 1.122",  # 3 × 190 + 335
        "€ 25.000 × 8% : 12 = € 167",
        "€ 13.491 + € 5.166 − € 0 − € 6.646 − € 1.122 − € 1.329 = € 9.560",
        "€ 42.000 + € 212.490 − € 22.000 − € 163.682 − € 7.130 − € 42.487 = € 19.191",
    ]


@pytest.mark.parametrize(
    ("changed", "lowest", "month", "end"),
    [
        ({"delay": "2"}, -1_102, date(2028, 6, 1), 5_391),
        ({"delay": "3"}, -13_284, date(2028, 7, 1), -8_409),
        ({"work": WITHOUT_GREEN}, 8_018, date(2028, 5, 1), 12_511),
        ({"start": "32.000"}, -440, date(2027, 5, 1), 9_191),
    ],
)
def test_what_if(changed, lowest, month, end):
    computed = figures(outcome(**changed))
    assert (computed["lowest"], computed["lowest_month"], computed["end"]) == (lowest, month, end)


def test_a_shortage_in_the_plan_itself_is_warned_of():
    result = outcome(start="32.000")
    assert figures(result)["below_zero"] == 1
    assert result.warnings[0].params == {"month": "mei 2027", "amount": "€ 440"}


def test_a_small_loan_is_repaid_once():
    later = outcome(start="18.000", loan="1.000", interest="0").pictured.expected
    without = outcome(start="18.000", loan="", interest="", repayment="", repayment_from="").pictured.expected
    assert without.end - later.end == 1_000


def test_rows_count_in_the_order_of_their_months():
    assert outcome(work=WORK[::-1]).pictured == outcome().pictured


def test_work_that_began_before_the_plan_goes_on():
    months = outcome(work=work(("januari 2020", "1.000", "10"))).pictured.expected.months
    assert [month.received for month in months[:3]] == [0, 1_000, 1_000]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"work": []}, "work"),
        ({"work": work(("februari 2029", "1", "1"))}, "work.0.month"),
        ({"work": [*WORK, *work(("2027-05", "1", "1"))]}, "work.5.month"),
        ({"work": work(("", "", ""), ("binnenkort", "1", "1"))}, "work.1.month"),
        ({"work": [*work(("mei 2027", "1", "")), ["geen rij"]]}, "work.0.hours"),
        ({"work": work(*[("mei 2027", "1", "1")] * 61)}, "work"),
        ({"purchases": [{"month": "oktober 2026", "amount": "5"}]}, "purchases.0.month"),
        ({"other": [{"month": "november 2028", "amount": "5", "repeats": "yearly"}]}, "other.0.month"),
        ({"other": [{"month": "november 2027", "amount": "5", "repeats": "soms"}]}, "other.0.repeats"),
        ({"repayment_from": ""}, "repayment_from"),
        ({"delay": "1,5"}, "delay"),
        ({"delay": "13"}, "delay"),
        ({"holiday_month": "13"}, "holiday_month"),
        ({"first_month": "zomer"}, "first_month"),
    ],
)
def test_a_plan_refuses_at_the_cell(changed, field):
    assert list(refused(**changed)) == [field]


@pytest.mark.parametrize(
    "changed",
    [
        {"delay": "12"},
        {"work": work(("oktober 2028", "1", "1"))},  # the last of the 24 months
        {"other": [{"month": "oktober 2028", "amount": "5", "repeats": "yearly"}]},
        {"purchases": [{"month": "november 2026", "amount": "5"}]},
        {"purchases": [], "other": [], "loan": "", "interest": "", "repayment": "", "repayment_from": ""},
        {"holiday_month": "12"},
        {"holiday_month": "1"},
    ],
)
def test_the_last_that_fits_in_a_plan(changed):
    assert len(outcome(**changed).pictured.expected.months) == 24


def test_sixty_rows_fit_with_blank_rows_between_and_a_long_name_does_not():
    rows = [{"what": "x" * 200, "month": "mei 2027", "amount": "10"}, {"what": " ", "month": "", "amount": ""}] * 30
    assert outcome(purchases=rows).pictured.expected.months[6].purchases == 300
    assert refused(purchases=[*rows, rows[0]]) == {"purchases": "Use at most 60 rows."}
    assert refused(purchases=[rows[0] | {"what": "x" * 201}]) == {"purchases.0.what": "This text is too long."}


def test_fixed_costs_begin_in_the_second_month_when_nobody_says_when():
    first, second, *_more = outcome(other=[], variable="0").pictured.expected.months
    assert (first.other, second.other) == (0, 245 + 167)  # with the interest: 25,000 x 8 % / 12
    (begun, *_more) = outcome(other=[], variable="0", fixed_from="november 2026").pictured.expected.months
    assert begun.other == 245


@pytest.mark.parametrize(
    ("changed", "is_shown"),
    [({}, True), ({"interest": ""}, False), ({"loan": "", "repayment": "", "repayment_from": ""}, False)],
)
def test_interest_is_shown_only_for_a_loan_that_costs_interest(changed, is_shown):
    labels = [step.label for step in outcome(**changed).steps]
    assert ("Interest in the second month" in labels) is is_shown


@pytest.mark.parametrize(("loan", "is_warned_of"), [("42.000", False), ("42.001", True)])
def test_a_loan_may_be_all_the_money_at_the_start(loan, is_warned_of):
    warnings = [warning.message for warning in outcome(loan=loan).warnings]
    assert any(message.startswith("The loan is larger") for message in warnings) is is_warned_of


def test_an_amount_of_every_year_may_have_begun_before_the_plan():
    other = [{"month": "december 2020", "amount": "100", "repeats": "yearly"}]
    months = outcome(other=other).pictured.expected.months
    assert months[1].other == 245 + 100 + 167


def test_a_loan_that_is_no_part_of_the_start_is_warned_of():
    result = outcome(start="20.000")
    assert "larger than the money at the start" in result.warnings[0].message


def test_a_reader_sees_the_rows_and_the_outcome():
    text = as_text("cash_flow", LANTERN, lambda message, /, **params: message % params if params else message)
    assert "Your work from month to month:\n- februari 2027 · 5.166 · 190\n" in text
    assert "- verzekering · december 2026 · 1.920 · every year\n- december 2027 · 300 · once\n" in text
    assert "\nThe month with the least money: mei 2027\n" in text


@pytest.mark.parametrize(
    "typed", ["november 2026", "Nov 2026", "nov. 2026", "2026-11", "11-2026", "11/2026", "1-11-2026"]
)
def test_a_month_is_read_in_the_ways_people_write_it(typed):
    assert read_month(typed) == date(2026, 11, 1)


@pytest.mark.parametrize("typed", ["", "november", "2026", "13-2026", "31 november", "nov 26"])
def test_what_is_no_month_is_refused(typed):
    with pytest.raises(RuleViolation):
        read_month(typed)


@pytest.mark.parametrize("typed", ["mei", "May", "5", "05"])
def test_a_month_of_every_year_is_read(typed):
    assert read_calendar_month(typed) == 5
