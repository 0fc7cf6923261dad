from datetime import date

import pytest

from incubator.core.errors import RuleViolation
from incubator.register import rules
from incubator.register.values import EventKind, Resigning
from incubator.statutes.values.quantities import months


@pytest.mark.parametrize(
    ("noticed_on", "ends_on"),
    [
        (date(2026, 3, 1), date(2026, 12, 31)),
        (date(2026, 12, 3), date(2026, 12, 31)),
        (date(2026, 12, 4), date(2027, 12, 31)),
        (date(2026, 12, 31), date(2027, 12, 31)),
        (date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_silent_statutes_mean_year_end_with_four_weeks(noticed_on, ends_on):
    assert rules.resignation_date(noticed_on, Resigning()) == ends_on


def test_a_financial_year_may_end_in_june():
    terms = Resigning(fiscal_year_end="06-30")
    assert rules.resignation_date(date(2026, 6, 10), terms) == date(2027, 6, 30)
    assert rules.resignation_date(date(2026, 5, 1), terms) == date(2026, 6, 30)


def test_a_term_that_is_too_long_does_not_hold():
    terms = Resigning(months=24, days=0)
    assert rules.resignation_date(date(2026, 3, 1), terms) == date(2027, 12, 31)


def test_at_any_moment_after_a_term():
    terms = Resigning(months=3, days=0, at_year_end=False)
    assert rules.resignation_date(date(2026, 11, 30), terms) == date(2027, 2, 28)


def test_with_immediate_effect_is_the_same_day():
    assert rules.resignation_date(date(2026, 3, 1), Resigning(), immediate=True) == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("notice", "terms"),
    [
        ("", Resigning()),
        ("tegen het einde van het boekjaar, met een termijn van vier weken", Resigning()),
        ("tegen het einde van het boekjaar", Resigning()),
        ("met een termijn van drie maanden", Resigning(months=3, days=0, at_year_end=False)),
        ("op elk moment", Resigning(months=0, days=0, at_year_end=False)),
    ],
)
def test_a_clause_on_resigning_is_understood(notice, terms):
    assert rules.resigning_terms(notice, months(notice), "12-31") == terms


def test_the_organ_of_the_statutes_admits():
    rules.check_admission("bestuur", "bestuur", override=True)
    rules.check_admission("ALV", "bestuur", override=True)
    with pytest.raises(RuleViolation):
        rules.check_admission("bestuur", "ALV", override=True)
    with pytest.raises(RuleViolation):
        rules.check_admission("ALV", "bestuur", override=False)


@pytest.mark.parametrize("kind", [EventKind.TERMINATION, EventKind.EXPULSION])
def test_a_membership_ends_on_a_ground_of_law_and_with_reasons(kind):
    with pytest.raises(RuleViolation):
        rules.check_end(kind, "te laat")
    with pytest.raises(RuleViolation):
        rules.check_reasons(kind, " ")


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@x", "\t=1", "  =1"])
def test_no_cell_becomes_a_formula(text):
    assert rules.guarded_cell(text) == f"'{text}"


def test_other_cells_stay_as_they_are():
    assert rules.guarded_cell("Jan-Willem") == "Jan-Willem"
