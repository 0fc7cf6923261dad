"""Lessons, answers, and two who write at once: without a database."""

from dataclasses import replace

import pytest

from incubator.cooperatives.values import Phase
from incubator.core.errors import RuleViolation
from incubator.learning import queries, rules
from incubator.learning.rules.answers.kinds import LONGEST, LONGEST_CELL
from incubator.learning.rules.judging import question_problems
from incubator.learning.values import (
    AnswerConflict,
    Answers,
    Exercise,
    FieldKind,
    LessonStanding,
    Question,
    RecordColumn,
)

PEOPLE = Question(
    "people", "Wie?", FieldKind.RECORDS, columns=(RecordColumn("name", "Naam"), RecordColumn("email", "Mail"))
)
WORK = Question("work", "Wat?", FieldKind.LONG)
DOUBTS = Question("doubts", "Twijfels?", FieldKind.LONG, required=False)
LESSONS = [lesson for lesson in queries.shipped_library().first_track if lesson.phase is Phase.F1]


def exercise(*questions):
    return Exercise("Titel", "Inleiding", ("Is het helder?",), questions)


def clean(question, answer) -> Answers:
    return rules.clean_answers(exercise(question), {question.id: answer})[question.id]


def test_blanks_and_line_ends_around_an_answer_go():
    assert clean(WORK, "  Een\r\ntwee \n") == "Een\ntwee"


@pytest.mark.parametrize("answer", [None, ["rij"], 7, {}])
def test_what_is_no_text_is_no_answer_to_a_question_for_text(answer):
    assert clean(WORK, answer) == ""


def test_empty_rows_and_unknown_columns_go():
    rows = [{"name": " Fatima ", "email": ""}, {"name": " ", "email": ""}, {"phone": "030"}, {"email": "s@example.org"}]
    assert clean(PEOPLE, rows) == [{"name": "Fatima", "email": ""}, {"name": "", "email": "s@example.org"}]


@pytest.mark.parametrize("answer", [None, "tekst", 7])
def test_what_is_no_list_has_no_rows(answer):
    assert clean(PEOPLE, answer) == []


def test_only_what_the_exercise_asks_is_kept():
    assert rules.clean_answers(exercise(WORK), {"work": "x", "other": "y"}) == {"work": "x"}


def test_an_answer_may_be_as_long_as_the_limit_and_no_longer():
    fits = exercise(WORK, PEOPLE)
    rules.check_lengths(fits, {"work": "x" * LONGEST, "people": [{"name": "x" * LONGEST_CELL}]})
    with pytest.raises(RuleViolation, match="too long: shorten it to 20000 characters") as refused:
        rules.check_lengths(fits, {"work": "x" * (LONGEST + 1), "people": []})
    assert (refused.value.field, refused.value.params["question"]) == ("work", "Wat?")
    with pytest.raises(RuleViolation, match="“Wie\\?” is too long: shorten it to 2000 characters") as refused:
        rules.check_lengths(fits, {"work": "", "people": [{"name": "ok", "email": "x" * (LONGEST_CELL + 1)}]})
    assert refused.value.field == "people"


def test_a_question_that_needs_an_answer_is_named():
    problems = rules.problems(exercise(WORK, DOUBTS), {"work": "", "doubts": ""})
    assert list(problems) == ["work"]
    assert problems["work"].message == "Answer this question first."
    assert problems["work"].field == "work"
    assert rules.problems(exercise(WORK, DOUBTS), {"work": "x"}) == {}


@pytest.mark.parametrize(
    ("kind", "answer", "wrong"),
    [
        (FieldKind.NUMBER, "veel", True),
        (FieldKind.NUMBER, "7", False),
        (FieldKind.MONEY, "een tientje", True),
        (FieldKind.MONEY, "10,50", False),
        (FieldKind.TEXT, "wat dan ook", False),
    ],
)
def test_numbers_and_amounts_must_be_readable(kind, answer, wrong):
    question = Question("q", "Hoeveel?", kind)
    assert bool(rules.problems(exercise(question), {"q": answer})) is wrong


def test_a_choice_is_among_the_choices():
    question = Question("q", "Welke?", FieldKind.CHOICE, choices=("ja", "nee"))
    assert rules.fact_value(question, "nee") == "nee"
    with pytest.raises(RuleViolation, match="Choose one of the answers") as refused:
        rules.fact_value(question, "misschien")
    assert refused.value.field == "q"


def test_the_answer_to_a_question_with_a_fact_is_what_the_dossier_keeps():
    question = Question("q", "Waarden?", FieldKind.LIST, fact="values.principles")
    assert rules.fact_value(question, "eerlijk\n\nsamen") == ["eerlijk", "samen"]


def test_rows_are_read_as_lines():
    rows = [{"name": "Fatima", "email": "f@example.org"}, {"name": "Samir", "email": ""}]
    assert rules.as_text(PEOPLE, rows) == "Fatima · f@example.org\nSamir"
    assert rules.as_text(PEOPLE, None) == ""


@pytest.mark.parametrize(("answer", "text"), [("x", "x"), (None, ""), ("", ""), (7, ""), ({"was": "another kind"}, "")])
def test_an_answer_is_read_as_text(answer, text):
    assert rules.as_text(WORK, answer) == text


def test_what_the_dossier_knows_becomes_an_answer_to_confirm():
    assert rules.from_fact(replace(WORK, kind=FieldKind.LIST), ["eerlijk", "samen"]) == "eerlijk\nsamen"
    assert rules.from_fact(replace(WORK, kind=FieldKind.MONEY), "18.50") == "18,50"
    assert rules.from_fact(WORK, "tekst") == "tekst"


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "answers", "conflicting"),
    [
        ("a", "b", "a", "b", False),
        ("a", "a", "b", "b", False),
        ("a", "b", "b", "b", False),
        ("a", "b", "c", "b", True),
        ("", "b", "c", "b", True),
        ("a", "", "c", "", True),
        ("a", "", "a", "", False),
        ("a", "b", "", "b", True),
        ([], [{"n": "x"}], [{"n": "y"}], [{"n": "x"}], True),
        ([{"n": "x"}], [{"n": "x"}], [{"n": "y"}], [{"n": "y"}], False),
    ],
)
def test_two_who_write_at_once_are_put_together(base, mine, theirs, answers, conflicting):
    merged = rules.merge({"q": base}, {"q": mine}, {"q": theirs})
    assert merged.answers == {"q": answers}
    assert merged.conflicts == ((AnswerConflict("q", mine, theirs),) if conflicting else ())


def test_without_a_base_a_difference_is_a_conflict_and_an_empty_answer_is_not():
    assert rules.merge(None, {"q": "b"}, {"q": "c"}).conflicts
    assert not rules.merge(None, {"q": "b"}, {"q": ""}).conflicts
    assert not rules.merge(None, {"q": "b"}, {"q": "b"}).conflicts
    assert rules.merge(None, {"q": [{"n": "b"}]}, {"q": []}).answers == {"q": [{"n": "b"}]}


def test_each_answer_is_put_together_by_itself():
    base, mine = {"a": "1", "b": "1", "c": "1"}, {"a": "2", "b": "1", "c": "2"}
    merged = rules.merge(base, mine, {"a": "1", "b": "3", "c": "3"})
    assert merged.answers == {"a": "2", "b": "3", "c": "2"}
    assert [conflict.question for conflict in merged.conflicts] == ["c"]


@pytest.mark.parametrize(
    ("standings", "number"),
    [
        ({}, 0),
        ({0: LessonStanding.APPROVED}, 1),
        ({0: LessonStanding.APPROVED, 1: LessonStanding.WITH_COACH, 2: LessonStanding.RETURNED}, 2),
        ({0: LessonStanding.WITH_COACH, 3: LessonStanding.WRITING}, 3),
        ({0: LessonStanding.WITH_COACH}, 1),
        ({2: LessonStanding.WRITING, 3: LessonStanding.RETURNED}, 3),
        ({1: LessonStanding.RETURNED, 3: LessonStanding.RETURNED}, 1),
    ],
)
def test_the_lesson_to_look_at_now(standings, number):
    known = {LESSONS[place].slug: standing for place, standing in standings.items()}
    assert rules.current_lesson(LESSONS, known, Phase.F1) is LESSONS[number]


def test_a_group_waits_only_when_all_else_is_approved():
    standings = {lesson.slug: LessonStanding.APPROVED for lesson in LESSONS}
    assert rules.current_lesson(LESSONS, standings, Phase.F1) is None
    standings[LESSONS[2].slug] = LessonStanding.WITH_COACH
    assert rules.current_lesson(LESSONS, standings, Phase.F1) is LESSONS[2]


def test_a_group_goes_on_from_its_phase_and_what_it_skipped_comes_last():
    lessons = [replace(LESSONS[0], slug="vroeg", phase=Phase.F0), replace(LESSONS[1], slug="nu", phase=Phase.F4)]
    assert rules.current_lesson(lessons, {}, Phase.F4).slug == "nu"
    assert rules.current_lesson(lessons, {"nu": LessonStanding.APPROVED}, Phase.F4).slug == "vroeg"
    assert rules.current_lesson(lessons, {}, Phase.F0).slug == "vroeg"


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        (replace(WORK, fact="no.such"), "the dossier has no 'no.such'"),
        (replace(WORK, fact="values.principles"), "the fact has another type"),
        (replace(WORK, kind=FieldKind.CHOICE, choices=("ja",)), "a choice needs choices"),
        (replace(PEOPLE, columns=()), "records need columns"),
    ],
)
def test_a_mistake_in_an_exercise_is_named(question, problem):
    assert problem in [named.sentence for named in question_problems(question)]
