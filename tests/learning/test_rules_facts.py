"""Questions whose answer becomes a fact of the dossier, and what a browser sends for them: without a database."""

import pytest

from incubator.cooperatives.values import FACT_KEYS
from incubator.core.errors import RuleViolation
from incubator.learning import forms, rules
from incubator.learning.rules.judging import question_problems
from incubator.learning.values import Exercise, FieldKind, Question, RecordColumn

WITH_CHOICES = [key for key, fact in FACT_KEYS.items() if fact.choices]
WITH_FIELDS = [key for key, fact in FACT_KEYS.items() if fact.fields]
PEOPLE = Question(
    "people", "Wie?", FieldKind.RECORDS, columns=(RecordColumn("name", "Naam"), RecordColumn("email", "Mail"))
)
WORK = Question("work", "Wat?", FieldKind.LONG)
ASKED = Exercise("Titel", "Inleiding", ("Is het helder?",), (WORK, PEOPLE))


def sentences(question):
    return [problem.sentence for problem in question_problems(question)]


def columns(names):
    return tuple(RecordColumn(name, name) for name in names)


@pytest.mark.parametrize("key", WITH_CHOICES)
def test_a_question_offers_the_choices_of_its_fact(key):
    choices = FACT_KEYS[key].choices
    same = Question("q", "Welke?", FieldKind.CHOICE, fact=key, choices=choices)
    other = Question("q", "Welke?", FieldKind.CHOICE, fact=key, choices=("iets", "anders"))
    assert "the fact has other choices" not in sentences(same)
    assert "the fact has other choices" in sentences(other)


@pytest.mark.parametrize("key", WITH_FIELDS)
def test_a_question_asks_the_columns_of_its_fact_in_their_order(key):
    fields = FACT_KEYS[key].fields
    same = Question("q", "Wie?", FieldKind.RECORDS, fact=key, columns=columns(fields))
    more = Question("q", "Wie?", FieldKind.RECORDS, fact=key, columns=columns((*fields, "extra")))
    assert sentences(same) == []
    assert sentences(more) == ["the fact has other columns"]


def test_there_are_facts_with_choices_and_facts_with_columns():
    assert WITH_CHOICES
    assert WITH_FIELDS


def test_a_question_can_have_more_than_a_single_problem():
    question = Question("q", "Welke?", FieldKind.CHOICE, fact="no.such", choices=("ja",))
    assert sentences(question) == ["the dossier has no 'no.such'", "a choice needs choices"]


def test_two_choices_are_enough():
    question = Question("q", "Welke?", FieldKind.CHOICE, choices=("ja", "nee"))
    assert sentences(question) == []


@pytest.mark.parametrize("kind", [FieldKind.NUMBER, FieldKind.MONEY])
def test_a_number_without_a_fact_is_read_as_well(kind):
    question = Question("q", "Hoeveel?", kind)
    assert rules.fact_value(question, "7") is not None
    with pytest.raises(RuleViolation):
        rules.fact_value(question, "zeven of acht")


def test_what_a_browser_sends_is_read_by_question():
    form = {"work": "Wij snoeien.", "people-0-name": "Fatima", "people-1-email": "s@example.org", "other": "x"}
    assert forms.typed_answers(ASKED, form) == {
        "work": "Wij snoeien.",
        "people": [{"name": "Fatima", "email": ""}, {"name": "", "email": "s@example.org"}],
    }


def test_a_form_without_answers_gives_empty_answers():
    assert forms.typed_answers(ASKED, {}) == {"work": "", "people": []}


def test_rows_are_read_up_to_the_last_and_no_further():
    last = forms.MOST_ROWS - 1
    form = {f"people-{last}-name": "Fatima", f"people-{last + 1}-name": "Samir", "people-3-name": "  "}
    assert forms.typed_answers(ASKED, form)["people"] == [{"name": "Fatima", "email": ""}]


@pytest.mark.parametrize(
    ("sent", "version"),
    [("7", 7), ("0", 0), ("", 0), ("-1", 0), ("²", 0), ("x", 0), ("12345678", 12_345_678), ("123456789", 0)],
)
def test_the_version_with_which_a_form_began(sent, version):
    assert forms.version_in({"version": sent}) == version


def test_a_form_without_a_version_began_with_nothing():
    assert forms.version_in({}) == 0


@pytest.mark.parametrize(
    ("kind", "fact", "answer", "value"),
    [
        ("text", "identity.name", "de bezem ua", "De Bezem U.A."),
        ("money", "capital.contribution", "€ 250", "250.00"),
        ("number", "governance.board_size", "drie", "3"),
        ("list", "values.principles", "Samen\neerlijk", ["eerlijk", "samen"]),
    ],
)
def test_an_answer_can_mean_what_the_dossier_has(kind, fact, answer, value):
    question = Question("q", "Vraag", FieldKind(kind), fact=fact)
    assert rules.means(question, answer, value)


@pytest.mark.parametrize(
    ("kind", "fact", "answer", "value"),
    [
        ("text", "identity.name", "De Borstel U.A.", "De Bezem U.A."),
        ("money", "capital.contribution", "veel", "250.00"),
        ("number", "governance.board_size", "4", "3"),
    ],
)
def test_another_answer_does_not(kind, fact, answer, value):
    question = Question("q", "Vraag", FieldKind(kind), fact=fact)
    assert not rules.means(question, answer, value)


def test_rows_mean_the_same_in_another_order_and_with_more_known():
    question = Question(
        "q",
        "Vraag",
        FieldKind.RECORDS,
        fact="people.founders",
        columns=(RecordColumn("name", "Naam"), RecordColumn("email", "Mail")),
    )
    answer = [{"name": "samir", "email": ""}, {"name": "Fatima", "email": "f@example.org"}]
    value = [{"name": "Fatima", "email": ""}, {"name": "Samir", "email": ""}]
    assert rules.means(question, answer, value)
