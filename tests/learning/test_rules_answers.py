"""Answers of each kind, as people type them: without a database."""

import pytest

from incubator.core.errors import RuleViolation
from incubator.learning import rules
from incubator.learning.rules.answers import added_up
from incubator.learning.values import Exercise, FieldKind, Question, RecordColumn

COSTS = Question(
    "costs",
    "Wat kost het?",
    FieldKind.TABLE,
    columns=(
        RecordColumn("what", "Wat"),
        RecordColumn("euros", "Bedrag", FieldKind.MONEY),
        RecordColumn("hours", "Uren", FieldKind.NUMBER),
    ),
    totals=("euros", "hours"),
)
FORM = Question("form", "Welke vorm?", FieldKind.REASONS, choices=("Coöperatie", "Bv"))


def test_a_table_adds_up_what_people_type_as_they_type_it():
    rows = [{"what": "Bus", "euros": "€ 11.500", "hours": ""}, {"what": "Zeep", "euros": "18,50", "hours": "2,5"}]
    assert added_up(COSTS, rows) == {"euros": "€ 11.518,50", "hours": "2,5"}
    assert rules.as_text(COSTS, rows).split("\n") == [
        "Bus · € 11.500",
        "Zeep · € 18,50 · 2,5",
        "Totaal bedrag: € 11.518,50",
        "Totaal uren: 2,5",
    ]


def test_a_cell_that_cannot_be_read_is_named_and_gives_no_total():
    rows = [{"what": "Bus", "euros": "duur", "hours": "3"}]
    assert added_up(COSTS, rows) == {"hours": "3"}
    with pytest.raises(RuleViolation, match="Row 1, “Bedrag”: “duur” cannot be read"):
        rules.fact_value(COSTS, rows)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"choice": "", "why": "Omdat."}, "Choose one of the answers"),
        ({"choice": "Vof", "why": "Omdat."}, "Choose one of the answers"),
        ({"choice": "Bv", "why": ""}, "Write down why"),
    ],
)
def test_a_choice_with_reasons_needs_both(answer, sentence):
    with pytest.raises(RuleViolation, match=sentence):
        rules.fact_value(FORM, answer)


def test_a_choice_with_its_reasons_reads_as_two_lines_and_an_empty_one_as_nothing():
    asked = Exercise("Titel", "Inleiding", (), (FORM,))
    cleaned = rules.clean_answers(asked, {"form": {"choice": "Bv", "why": " Snel. "}})
    assert rules.as_text(FORM, cleaned["form"]) == "Bv\nSnel."
    assert rules.clean_answers(asked, {"form": {"choice": "", "why": " "}}) == {"form": {}}
