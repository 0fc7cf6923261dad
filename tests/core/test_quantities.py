"""What people type as numbers, amounts, days, shares and terms; and how these are written."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from incubator.core import quantities
from incubator.core.errors import RuleViolation


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1250", "1250.00"),
        ("18,50", "18.50"),
        ("18.50", "18.50"),
        ("18,5", "18.50"),
        ("1.250,00", "1250.00"),
        ("1,250.00", "1250.00"),
        ("6.100", "6100.00"),
        ("1.250.000", "1250000.00"),
        ("1 250 000", "1250000.00"),
        ("1\u00a0250,50", "1250.50"),
        ("€ 10.000,-", "10000.00"),
        ("€10.000,--", "10000.00"),
        ("10.000,–", "10000.00"),
        ("EUR 250", "250.00"),
        ("250 euro", "250.00"),
        ("0,125", None),  # no more than cents
        ("12345,67", "12345.67"),
        ("0", "0.00"),
        (",50", "0.50"),
    ],
)
def test_an_amount_on_a_dutch_page(typed, amount):
    if amount is None:
        with pytest.raises(RuleViolation):
            quantities.read_amount(typed)
    else:
        assert quantities.read_amount(typed) == Decimal(amount)
        assert quantities.read_cents(typed) == int(Decimal(amount) * 100)


@pytest.mark.parametrize(
    ("typed", "language", "large", "small"),
    [
        ("10,000", "nl", "10000", "10,00"),
        ("1,250", "nl", "1250", "1,25"),
        ("10.000", "en", "10000", "10.00"),
        ("€ 250,000", "nl", "250000", "250,00"),
    ],
)
def test_what_can_be_read_in_two_ways_is_a_question(typed, language, large, small):
    with pytest.raises(RuleViolation) as refused:
        quantities.read_amount(typed, language)
    assert refused.value.params["large"] == large
    assert refused.value.params["small"] == small


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("10,000", "10000"), ("1,250", "1250"), ("1,250.50", "1250.5"), ("1.250,50", "1250.5"), ("12.50", "12.5")],
)
def test_an_amount_on_an_english_page(typed, amount):
    assert quantities.read_amount(typed, "en") == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "abc", "1e9", "1_000", "١٢٣", "１２３", "NaN", "Infinity", "-5", "12.34.5", "1.2.3", "1,25.000", "12,34,567",
        "1..5", "1,,5", "5-", "--5", "+-5", "0x10", "½", "1250 1250", "1'25", "€", "€€5", "9" * 14, "9" * 5000, "1 2", "1,255",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_a_sentence(typed):
    with pytest.raises(RuleViolation):
        quantities.read_amount(typed)


def test_the_largest_amount_is_a_thousand_billion():
    assert quantities.read_amount("1.000.000.000.000") == Decimal(10) ** 12
    with pytest.raises(RuleViolation):
        quantities.read_amount("1.000.000.000.000,01")


def test_a_number_with_three_decimals_is_asked_for_with_four():
    with pytest.raises(RuleViolation) as refused:
        quantities.read_number("1,255")
    assert refused.value.params == {"typed": "1,255", "large": "1255", "small": "1,2550"}


def test_a_number_may_be_negative_and_have_many_decimals():
    assert quantities.read_number("-3,5") == Decimal("-3.5")
    assert quantities.read_number("+3") == 3
    assert quantities.read_number("0,125") == Decimal("0.125")
    assert quantities.read_number("2,71828") == Decimal("2.71828")


@pytest.mark.parametrize(
    ("typed", "count"), [("6.100", 6100), ("12", 12), (7, 7), ("twaalf", 12), (" Drie ", 3), ("12,0", 12)]
)
def test_a_count_is_whole(typed, count):
    assert quantities.read_count(typed) == count


@pytest.mark.parametrize("typed", ["6,5", "-1", "een paar", "1e3", "6,100"])
def test_what_is_no_count_is_refused(typed):
    with pytest.raises(RuleViolation):
        quantities.read_count(typed)


@pytest.mark.parametrize(
    "typed",
    ["2026-12-01", "1-12-2026", "01/12/2026", "1.12.2026", "1 december 2026", "1 dec 2026", "1 dec. 2026", "dinsdag 1 december 2026",
     "1 December 2026", "1st december 2026"],
)  # fmt: skip
def test_a_day_as_people_write_it(typed):
    assert quantities.read_day(typed) == date(2026, 12, 1)


def test_march_has_its_dutch_short_name():
    assert quantities.read_day("3 mrt 2026") == date(2026, 3, 3)


@pytest.mark.parametrize(
    "typed",
    ["", "gisteren", "31-2-2026", "1-12-26", "2026-13-01", "9999-12-31", "0001-01-01", "١-١٢-٢٠٢٦", "1-12/2026"],
)
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(RuleViolation):
        quantities.read_day(typed)


@pytest.mark.parametrize(
    ("typed", "recent", "older"),
    [
        ("1-2-26", "1-2-2026", "1-2-1926"),
        ("01/02/26", "01/02/2026", "01/02/1926"),
        ("1.2.99", "1.2.2099", "1.2.1999"),
        ("1 februari 26", "1 februari 2026", "1 februari 1926"),
        ("1 februari '26", "1 februari 2026", "1 februari 1926"),
    ],
)
def test_a_year_of_two_figures_is_a_question(typed, recent, older):
    with pytest.raises(RuleViolation) as refused:
        quantities.read_day(typed)
    assert refused.value.message.startswith("Write the year with four figures")
    assert refused.value.params == {"recent": recent, "older": older}


@pytest.mark.parametrize("typed", ["31-2-26", "1-13-26", "1-2-6", "1-2-126", "1-2/26", "1 gisteren 26"])
def test_what_is_no_day_in_any_century_is_no_question(typed):
    with pytest.raises(RuleViolation) as refused:
        quantities.read_day(typed)
    assert "four figures" not in refused.value.message


def test_no_line_ends_between_the_sign_and_its_amount():
    assert quantities.unparted_amounts("Nog € 1.250,50 en € -3, of een €") == (
        "Nog €\u00a01.250,50 en €\u00a0-3, of een €"
    )


def test_days_that_someone_alive_can_mean():
    assert quantities.read_day("1900-01-01") == date(1900, 1, 1)
    assert quantities.read_day("2199-12-31") == date(2199, 12, 31)
    for out_of_reach in ("1899-12-31", "2200-01-01"):
        with pytest.raises(RuleViolation):
            quantities.read_day(out_of_reach)


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("2/3", Fraction(2, 3)),
        ("tweederde", Fraction(2, 3)),
        ("twee derde van de stemmen", Fraction(2, 3)),
        ("67%", Fraction(67, 100)),
        ("66,67 %", Fraction(2, 3)),
        ("0.667", Fraction(2, 3)),
        ("0,5", Fraction(1, 2)),
        ("½", Fraction(1, 2)),
        ("driekwart", Fraction(3, 4)),
        ("unaniem", Fraction(1)),
        ("10 procent", Fraction(1, 10)),
        (1, Fraction(1)),
        ("1/0", None),
        ("veel", None),
        (None, None),
        (True, None),
        ("inf", None),
        ("1e9", None),
    ],
)
def test_a_share(typed, share):
    assert quantities.read_share(typed) == share


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("3 maanden", Fraction(3)),
        ("vier weken", Fraction(12 * 28, 365)),
        ("een jaar", Fraction(12)),
        ("zes maanden, of twee jaar", Fraction(24)),
        (6, Fraction(6)),
        ("later", None),
        (None, None),
        (False, None),
        (float("inf"), None),
        (float("nan"), None),
    ],
)
def test_a_term_in_months(typed, months):
    assert quantities.read_term(typed) == months


def test_amounts_are_written_as_the_language_does():
    assert quantities.write_amount(Decimal("1250")) == "€ 1.250"
    assert quantities.write_amount(Decimal("1250.5")) == "€ 1.250,50"
    assert quantities.write_amount(Decimal("1250"), cents=True) == "€ 1.250,00"
    assert quantities.write_amount(Decimal("1250.5"), "EUR", "en") == "€1,250.50"
    assert "SEK" in quantities.write_amount(Decimal("7"), "SEK")
    assert quantities.write_cents(-1250) == "€ -12,50"


def test_days_moments_and_numbers_are_written_in_words():
    assert quantities.write_day(date(2026, 11, 24)) == "24 november 2026"
    assert quantities.write_day(date(2026, 11, 24), "en") == "24 November 2026"
    assert quantities.write_moment(datetime(2026, 12, 1, 9, 0, tzinfo=UTC)) == "dinsdag 1 december 2026, 10.00 uur"
    assert quantities.write_month_day("12-31") == "31 december"
    assert quantities.write_month_day("00-10") == "00-10"
    assert quantities.write_month_day("13-10") == "13-10"
    assert quantities.write_decimal(Fraction(5, 2)) == "2,5"
    assert quantities.write_count(0) == "nul"
    assert quantities.write_count(12) == "twaalf"
    assert quantities.write_count(13) == "13"
    assert quantities.write_share(Fraction(2, 3)) == "twee derde"
    assert quantities.write_share(Fraction(3, 8)) == "3/8 deel"
    assert quantities.write_years(Fraction(3)) == "drie jaar"
    assert quantities.write_years(Fraction(5, 2)) == "2,5 jaar"


def test_months_are_counted_to_the_same_day_or_the_end_of_a_shorter_month():
    assert quantities.months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert quantities.months_later(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert quantities.months_later(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert quantities.end_of_month(date(2026, 2, 3)) == date(2026, 2, 28)
    with pytest.raises(OverflowError):
        quantities.months_later(date(9999, 12, 1), 1)


def test_the_end_of_a_financial_year():
    assert quantities.year_end_from(date(2026, 12, 31), "12-31") == date(2026, 12, 31)
    assert quantities.year_end_from(date(2026, 7, 1), "06-30") == date(2027, 6, 30)
    assert quantities.year_end_from(date(2026, 2, 1), "02-29") == date(2026, 2, 28)
    with pytest.raises(ValueError, match="month"):
        quantities.year_end_from(date(2026, 2, 1), "13-01")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("31 december", "12-31"),
        ("30 juni", "06-30"),
        ("1 mrt", "03-01"),
        ("June 30", None),
        ("30 June", "06-30"),
        ("31-12", "12-31"),
        ("1/2", "02-01"),  # the day comes first
        ("12-31", "12-31"),  # as it is stored
        ("29 februari", "02-29"),
        ("31 april", None),
        ("31-13", None),
        ("0-5", None),
        ("december", None),
        ("", None),
        ("31 december 2026", None),
    ],
)
def test_a_day_of_the_year_as_people_write_it(typed, stored):
    if stored is None:
        with pytest.raises(RuleViolation, match="day of the year"):
            quantities.read_month_day(typed)
    else:
        assert quantities.read_month_day(typed) == stored
        assert quantities.read_month_day(quantities.write_month_day(stored, "nl")) == stored
        assert quantities.read_month_day(quantities.write_month_day(stored, "en")) == stored
