"""The five tests of worker self-management on the figures of a year: each on both sides of its line, as advice."""

from dataclasses import replace
from fractions import Fraction

import pytest

from incubator.capital.rules.advice import WorkFigures, of_work, pay_ratio, ratio_limit

KEPT = WorkFigures(
    employed=9,
    members_employed=6,
    sector_terms="Cao Schoonmaak",
    contribution=2_000_00,
    lowest_pay=2_000_00,
    credited=0,
)


def findings(**changes):
    return {finding.rule: finding.severity for finding in of_work(replace(KEPT, **changes))}


def test_a_year_that_meets_every_test_leaves_nothing_to_say():
    assert findings() == {}


@pytest.mark.parametrize(
    ("changes", "rule", "severity"),
    [
        ({"members_employed": 5}, "W-01", "warning"),  # two thirds of nine is six
        ({"employed": None}, "W-01", "info"),
        ({"employed": 0, "members_employed": 0}, "W-01", "info"),
        ({"members_employed": None}, "W-01", "info"),
        ({"contribution": 2_000_01}, "W-02", "warning"),  # a cent more than a month of pay
        ({"sector_terms": "  "}, "W-04", "info"),
        ({"credited": 1}, "W-05", "warning"),
    ],
)
def test_just_over_the_line_it_is_said_and_nothing_else(changes, rule, severity):
    assert findings(**changes) == {rule: severity}


@pytest.mark.parametrize(
    "changes",
    [
        {"members_employed": 9},
        {"employed": 3, "members_employed": 2},
        {"contribution": None},
        {"lowest_pay": None},
        {"contribution": 0},
    ],
)
def test_on_the_line_or_not_known_nothing_is_said(changes):
    assert findings(**changes) == {}


@pytest.mark.parametrize(
    ("highest", "lowest", "ratio"),
    [(300, 100, Fraction(3)), (100, 100, Fraction(1)), (100, 0, None), (None, 100, None), (100, None, None)],
)
def test_how_many_times_the_lowest_pay_the_highest_is(highest, lowest, ratio):
    assert pay_ratio(highest, lowest) == ratio


@pytest.mark.parametrize(
    ("clause", "limit"),
    [
        ("3", Fraction(3)),
        ("9:1", Fraction(9)),
        ("9 : 1", Fraction(9)),
        ("1,5 keer het laagste loon", Fraction(3, 2)),
        ("Het hoogste loon is hoogstens anderhalf keer het laagste.", Fraction(3, 2)),
        ("Niemand verdient meer dan vijf maal het laagste loon", Fraction(5)),
        ("negen staat tot één", Fraction(9)),
        ("Drie keer; voor een directeur vijf keer", None),
        ("Een redelijke verhouding, elk jaar vast te stellen", None),
        ("steeds een keer per jaar te bespreken, hoogstens drie keer het laagste", Fraction(3)),
        ("De verhouding wordt één keer per jaar besproken.", None),
        ("", None),
    ],
)
def test_the_limit_of_the_pay_ratio_is_read_where_the_clause_names_a_single_number(clause, limit):
    assert ratio_limit(clause) == limit
