from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from incubator.core.quantities import read_share, read_term, write_cents
from incubator.statutes.rules import check
from incubator.statutes.values import InvalidAnswers, from_json, read
from incubator.statutes.values.prefilling import facts_in, prefilled, value_at
from incubator.statutes.values.schema import example, problems_of, schema
from tests.statutes.answers import TODAY, answers


def test_the_schema_is_a_schema_and_the_example_fits():
    Draft202012Validator.check_schema(schema())
    assert problems_of(example()) == []


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"board__min": "drie"}, "board.min"),
        ({"board__min": 0}, "board.min"),
        ({"deed__signed_on": "1 december"}, "deed.signed_on"),
        ({"liability__regime": "BV"}, "liability.regime"),
        ({"fiscal_year__end": "31-12"}, "fiscal_year.end"),
        ({"member_requirements": "werken"}, "member_requirements"),
        ({"votes__proxy__allowed": "ja"}, "votes.proxy.allowed"),
        ({"capital__contribution_cents": 12.5}, "capital.contribution_cents"),
    ],
)
def test_an_answer_in_the_wrong_shape_is_named_by_its_path(changes, path):
    with pytest.raises(InvalidAnswers) as refused:
        from_json(answers(**changes))
    assert [where for where, _sentence in refused.value.problems] == [path]
    assert refused.value.problems[0][1].endswith(".")


def test_answers_without_the_top_key_are_refused():
    assert problems_of({"name": "x"}) == [("statutes", "Hier ontbreekt: statutes.")]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # says more about the machine than about the test
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(schema()["properties"]["statutes"]["properties"], json_values)))
def test_reading_and_checking_never_fall_over(statutes):
    check(read({"statutes": statutes}), on=TODAY)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2/3", Fraction(2, 3)),
        ("twee derde", Fraction(2, 3)),
        (0.1, Fraction(1, 10)),
        ("10%", Fraction(1, 10)),
        ("0,75", Fraction(3, 4)),
        (0.6667, Fraction(2, 3)),
        ("gewone meerderheid", Fraction(1, 2)),
        ("veel", None),
        (None, None),
        (True, None),
        ("1/0", None),
    ],
)
def test_a_share_is_read_as_people_write_it(raw, value):
    assert read_share(raw) == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [("3 maanden", 3), ("twee jaar", 24), (6, 6), ("vier weken", Fraction(336, 365)), ("meteen", None), (None, None)],
)
def test_a_term_is_read_in_months(raw, value):
    assert read_term(raw) == value


def test_euros_are_written_the_dutch_way():
    assert (write_cents(125050), write_cents(5), write_cents(123456789)) == ("€ 1.250,50", "€ 0,05", "€ 1.234.567,89")


def test_what_the_dossier_knows_is_filled_in():
    facts = {
        "identity.name": "Coöperatief De Bezem U.A.",
        "identity.legal_form_suffix": "B.A.",
        "capital.contribution": "250.50",
        "governance.board_size": "3",
        "people.founders": [{"name": "Fatima", "email": ""}],
    }
    filled = prefilled(facts)
    assert value_at(filled, "name") == "Coöperatief De Bezem U.A."
    assert value_at(filled, "liability.regime") == "BA"
    assert value_at(filled, "capital.contribution_cents") == 25050
    assert value_at(filled, "board.min") == 3
    assert value_at(filled, "deed.founders")[0]["name"] == "Fatima"
    assert value_at(filled, "duration") == "indefinite"
    assert problems_of(filled) == []


def test_facts_go_to_answers_and_back():
    facts = {"identity.name": "A", "identity.legal_form_suffix": "U.A.", "capital.contribution": "100.00"}
    assert facts_in(prefilled(facts)) == facts
