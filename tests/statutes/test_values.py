from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from incubator.core.quantities import read_share, read_term, write_cents
from incubator.statutes.rules import check
from incubator.statutes.values import InvalidAnswers, from_json, read
from incubator.statutes.values.parts import Part
from incubator.statutes.values.prefilling import facts_in, paths_of, prefilled, value_at, values_at, with_values
from incubator.statutes.values.schema import example, problems_of, schema
from tests.statutes.answers import TODAY, answers, as_lines


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


@pytest.mark.parametrize(
    "number",
    [
        float("inf"),
        float("-inf"),
        float("nan"),
        1e308,
        10**400,
        -(10**400),
        "9" * 5000,
        "²",
        "--5",
        "١٢",
        "1e9",
        "1_000",
        "Infinity",
        "NaN",
    ],
)
def test_a_number_that_means_nothing_is_no_answer(number):
    statutes = read(
        answers(
            board__min=number,
            convening__notice_days=number,
            capital__contribution_cents=number,
            liability__post_exit_years=number,
            exit={"repayment_years": number, "notice_months": number},
            resignation={"notice_months": number},
            expulsion={"organ": "bestuur", "appeal": {"term_months": number, "term_days": number}},
            operation={"non_member_workers": number, "first_members": number},
        )
    )
    assert (statutes.board.min, statutes.convening.notice_days, statutes.capital.contribution_cents) == (
        None,
        None,
        None,
    )
    assert (statutes.liability.post_exit_years, statutes.exit.repayment_years, statutes.exit.notice_months) == (
        None,
        None,
        None,
    )
    assert (statutes.resignation.notice_months, statutes.expulsion.appeal_months) == (None, None)
    assert (statutes.operation.non_member_workers, statutes.operation.first_members) == (0, None)
    check(statutes, on=TODAY)
    assert as_lines(statutes)


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (3, 3),
        (3.0, 3),
        ("3", 3),
        (" 3 ", 3),
        ("-3", -3),
        (0, 0),
        (10**15, 10**15),
        (10**15 + 1, None),
        (True, None),
        ([3], None),
        ("drie", None),
    ],
)
def test_a_whole_number_is_read_as_digits(number, value):
    assert Part({"min": number}).number("min") == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("1 december 2026", date(2026, 12, 1)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2199-12-31", date(2199, 12, 31)),
        ("1899-12-31", None),
        ("2200-01-01", None),
        ("9999-12-31", None),
        ("0001-01-01", None),
        ("2026-02-30", None),
        ("٢٠٢٦-١٢-٠١", None),
        ("morgen", None),
        (20261201, None),
        (None, None),
    ],
)
def test_a_day_is_one_that_someone_can_mean(raw, value):
    statutes = read(answers(deed__signed_on=raw, fiscal_year__first_end=raw))
    assert (statutes.deed.signed_on, statutes.first_fiscal_year_end) == (value, value)


@pytest.mark.parametrize(
    ("raw", "years"),
    [
        (2, 2),
        ("2", 2),
        ("twee jaar", 2),
        ("18 maanden", Fraction(3, 2)),
        (1.5, Fraction(3, 2)),
        ("lang", None),
        (None, None),
        (True, None),
    ],
)
def test_a_term_in_years_is_read_as_a_number_or_in_words(raw, years):
    assert Part({"term": raw}).years("term") == years


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (" a ", "a"),
        (3, "3"),
        (2.5, "2.5"),
        (float("nan"), "-"),
        (10**400, "-"),
        (True, "-"),
        (None, "-"),
        ([], "-"),
        ({}, "-"),
    ],
)
def test_a_text_is_a_text_or_a_number(raw, text):
    assert Part({"name": raw}).text("name", "-") == text


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ("een", ("een",)),
        (["een", " ", None, "twee "], ("een", "twee")),
        ([{"text": "a"}, {"name": "b"}, {"clause": "c"}, {}], ("a", "b", "c")),
        ({"text": "a"}, ()),
        (3, ()),
    ],
)
def test_a_list_of_texts_leaves_out_what_is_empty(raw, texts):
    assert Part({"listed": raw}).texts("listed") == texts


def test_what_is_absent_or_no_object_reads_as_empty():
    for nothing in (None, 3, "x", [], {}):
        part = Part(nothing)
        assert part.part("a").text("b") == ""
        assert (part.number("a"), part.share("a"), part.months("a"), part.years("a"), part.date("a")) == (None,) * 5
        assert (part.flag("a"), part.flag("a", default=True), part.maybe_flag("a")) == (False, True, None)
        assert (part.texts("a"), part.items("a")) == ((), [])


@pytest.mark.parametrize(
    ("votes", "holders"),
    [
        ([2, "Joke", {"name": "Noor", "votes": 3}], [("1", 2), ("Joke", 1), ("Noor", 3)]),
        ({"voorzitter": 2, "secretaris": 1}, [("voorzitter", 2), ("secretaris", 1)]),
        ([None, True, {"function": "penningmeester"}, {}], [("penningmeester", 1), ("4", 1)]),
        ("veel", []),
    ],
)
def test_votes_of_directors_are_read_however_they_are_listed(votes, holders):
    assert [(holder.name, holder.votes) for holder in read(answers(board__votes=votes)).board.votes] == holders


@pytest.mark.parametrize(
    ("deviation", "topics"),
    [
        ({"topic": "stemrecht", "source": "reglement"}, ("stemrecht",)),
        ({"topic": "stemrecht", "source": "statuten"}, ()),
        ({"topic": "stemrecht"}, ()),
        ({"text": "iets", "source": ["reglement"]}, ("iets",)),
        ("stemrecht", ()),
    ],
)
def test_a_deviation_counts_when_it_stands_elsewhere(deviation, topics):
    assert read(answers(deviations=[deviation])).deviations_elsewhere == topics


def test_the_paths_of_answers_lead_to_their_values():
    paths = paths_of(answers())
    assert {"name", "board.min", "deed.founders", "votes.proxy.allowed"} <= paths
    assert not {"board", "votes.proxy", "deed.founders.0"} & paths
    values = values_at(answers(), ["board.min", "board.nothing", "name.nothing"])
    assert values == {"board.min": answers()["statutes"]["board"]["min"], "board.nothing": None, "name.nothing": None}
    assert paths_of({}) == set()


def test_other_values_leave_the_answers_as_they_were():
    before = answers()
    changed = with_values(before, {"board.min": 7, "new.place.deep": 1, "name.first": "x"})
    assert before == answers()
    assert (value_at(changed, "board.min"), value_at(changed, "new.place.deep"), value_at(changed, "name.first")) == (
        7,
        1,
        "x",
    )


@pytest.mark.parametrize("money", ["veel", "-5", "1e9", "12.345", "NaN", None])
def test_an_amount_of_the_dossier_that_cannot_be_read_is_left_open(money):
    assert value_at(prefilled({"capital.contribution": money}), "capital.contribution_cents") is None


@pytest.mark.parametrize(
    ("size", "directors"), [("3", 3), ("3.0", 3), ("drie", 3), ("2,5", None), ("veel", None), ("-3", None)]
)
def test_a_count_of_the_dossier_is_whole(size, directors):
    assert value_at(prefilled({"governance.board_size": size}), "board.min") == directors
