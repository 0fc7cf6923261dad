"""Answers of each kind, as people type them: without a database."""

from dataclasses import replace

import pytest

from incubator.core.errors import RuleViolation
from incubator.learning import rules
from incubator.learning.rules.answers import KINDS, added_up
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
    assert added_up(COSTS, []) == {}
    assert added_up(replace(COSTS, totals=("hours",)), rows) == {"hours": "2,5"}


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


def test_a_table_of_sixty_rows_adds_up_and_names_the_row_that_cannot_be_read():
    rows = [{"what": f"Week {week}", "euros": "1.250,50", "hours": "7,5"} for week in range(1, 61)]
    assert added_up(COSTS, rows) == {"euros": "€ 75.030", "hours": "450"}
    rows[-1] = rows[-1] | {"hours": "zeven en een half"}
    with pytest.raises(RuleViolation, match="Row 60, “Uren”: “zeven en een half” cannot be read") as refused:
        rules.fact_value(COSTS, rows)
    assert refused.value.params["number"] == 60


@pytest.mark.parametrize(("length", "quoted"), [(40, 40), (41, 40)])
def test_a_long_text_in_a_cell_for_an_amount_is_quoted_only_in_part(length, quoted):
    with pytest.raises(RuleViolation) as refused:
        rules.fact_value(COSTS, [{"what": "Bus", "euros": "x" * length}])
    assert len(refused.value.params["typed"]) == quoted


def test_an_amount_that_cannot_be_read_stays_as_it_was_typed():
    rows = [{"what": "Bus", "euros": "ongeveer duizend", "hours": "3"}, {"what": "", "euros": "1.250,-", "hours": ""}]
    assert rules.as_text(COSTS, rows).split("\n") == [
        "Bus · ongeveer duizend · 3",
        "€ 1.250",
        "Totaal uren: 3",
    ]


@pytest.mark.parametrize(
    ("kind", "typed", "fits"),
    [
        (FieldKind.NUMBER, "Twaalf ", True),
        (FieldKind.NUMBER, "12,5", True),
        (FieldKind.NUMBER, "duizend", False),
        (FieldKind.NUMBER, "10 à 12", False),
        (FieldKind.MONEY, "€ 1.250,-", True),
        (FieldKind.MONEY, "1 250", True),
        (FieldKind.MONEY, "1,250", False),  # 1250 or 1,25: nobody knows
        (FieldKind.MONEY, "duizend euro", False),
        (FieldKind.MONEY, "-5", False),
        (FieldKind.MONEY, "18,505", False),
    ],
)
def test_numbers_and_amounts_are_read_as_people_write_them(kind, typed, fits):
    problems = rules.problems(Exercise("", "", (), (Question("q", "Hoeveel?", kind),)), {"q": typed})
    assert ("q" in problems) is not fits


@pytest.mark.parametrize("kind", FieldKind)
def test_what_was_not_sent_is_an_answer_that_was_not_given(kind):
    question = Question("q", "Vraag", kind, calculator="lm3")
    empty = KINDS[kind].empty()
    assert empty in ("", [], {})
    assert rules.clean_answers(Exercise("", "", (), (question,)), {}) == {"q": empty}
    assert rules.as_text(question, empty) == ""


def test_half_an_answer_of_two_parts_is_kept():
    asked = Exercise("Titel", "Inleiding", (), (FORM,))
    for typed in ({"choice": "Bv", "why": ""}, {"choice": "", "why": "Dat kennen wij."}):
        assert rules.clean_answers(asked, {"form": typed}) == {"form": typed}
    assert rules.clean_answers(asked, {"form": "Bv"}) == {"form": {}}
    assert rules.as_text(FORM, "Bv") == ""


def test_reasons_may_be_as_long_as_any_text_and_a_cell_may_not():
    asked = Exercise("Titel", "Inleiding", (), (FORM, COSTS))
    rules.check_lengths(asked, {"form": {"choice": "Bv", "why": "x" * 20_000}, "costs": [{"what": "x" * 2_000}]})
    with pytest.raises(RuleViolation, match="“Welke vorm\\?” is too long"):
        rules.check_lengths(asked, {"form": {"choice": "Bv", "why": "x" * 20_001}, "costs": []})


def test_a_file_reads_as_its_name():
    page = Question("page", "Jullie aanbod", FieldKind.FILE)
    asked = Exercise("", "", (), (page,))
    assert rules.as_text(page, {"file": "7", "name": "aanbod.pdf"}) == "aanbod.pdf"
    assert rules.as_text(page, {}) == ""
    assert KINDS[FieldKind.FILE].as_text(page, None) == ""
    sent = {"page": {"file": " 7 ", "name": "aanbod.pdf", "path": "/etc/passwd"}}
    assert rules.clean_answers(asked, sent) == {"page": {"file": "7", "name": "aanbod.pdf"}}


SHEET = Question("sheet", "Jullie som", FieldKind.CALCULATOR, calculator="hour_price")
RATE = Question("rate", "Prijs per uur", FieldKind.MONEY, fact="finance.hourly_rate", required=False)
BREAK_EVEN = Question("break_even", "Omzet", FieldKind.MONEY, fact="finance.break_even", required=False)
PLAN = Question("plan", "Jullie plan", FieldKind.CALCULATOR, calculator="cash_flow")
ASKED = Exercise("Wat kost een uur", "", (), (SHEET, RATE, BREAK_EVEN))
SUM = {
    "wage": "15,50",
    "on_top": "36 %",
    "paid_hours": "6.000",
    "client_hours": "4.800",
    "variable": "3,45",
    "fixed": "10.320",
    "aside": "2,55",
}


@pytest.mark.parametrize(
    ("sheet", "rate", "filled"),
    [
        (SUM, "", "34,50"),
        (SUM, "36", "36"),  # what somebody typed stays: it may differ for a reason
        (SUM | {"wage": "veel"}, "", ""),
        ({}, "", ""),
    ],
)
def test_what_a_sum_gives_fills_only_an_answer_that_nobody_typed(sheet, rate, filled):
    answers = {"sheet": sheet, "rate": rate, "break_even": ""}
    outcome = rules.with_outcomes(ASKED, answers)
    assert outcome == {"sheet": sheet, "rate": filled, "break_even": ""}
    assert answers["rate"] == rate


def test_a_sum_that_cannot_be_worked_out_stops_the_hand_in():
    assert rules.problems(ASKED, {"sheet": SUM, "rate": "", "break_even": ""}) == {}
    assert rules.as_text(SHEET, "34,50") == ""  # what was answered when it was another kind of question
    (problem,) = rules.problems(ASKED, {"sheet": SUM | {"client_hours": "6.001"}}).values()
    assert problem.message.startswith("This cannot be worked out yet")
    assert problem.field == "sheet"


def test_of_what_is_sent_to_a_calculator_only_what_it_asks_is_kept():
    asked = Exercise("", "", (), (SHEET, PLAN))
    row = {"month": " mei 2027 ", "turnover": "5.166", "hours": "", "colour": "rood"}
    sent = {
        "sheet": {"wage": " 15,50 ", "aside": ["2"], "do": "x"},
        "plan": {"work": [row, {"month": " "}], "purchases": "een bus", "start": "0"},
    }
    cleaned = rules.clean_answers(asked, sent)
    assert cleaned["sheet"] == dict.fromkeys(SUM, "") | {"wage": "15,50"}
    assert cleaned["plan"]["work"] == [{"month": "mei 2027", "turnover": "5.166", "hours": ""}]
    assert cleaned["plan"]["purchases"] == []
    assert rules.clean_answers(asked, {"sheet": {"wage": " "}, "plan": "0"}) == {"sheet": {}, "plan": {}}


def test_a_cell_of_a_calculator_may_be_as_long_as_any_cell():
    asked = Exercise("", "", (), (PLAN,))
    rules.check_lengths(asked, {"plan": {"start": "x" * 2_000, "work": [{"month": "x" * 2_000}]}})
    for typed in ({"start": "x" * 2_001}, {"work": [{"month": "mei 2027"}, {"month": "x" * 2_001}]}):
        with pytest.raises(RuleViolation, match="“Jullie plan” is too long: shorten it to 2000 characters"):
            rules.check_lengths(asked, {"plan": typed})
