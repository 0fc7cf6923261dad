"""What a manager arranged over the files, and what a text above a lesson must have: plain rules."""

from datetime import date

import pytest

from incubator.core.errors import RuleViolation
from incubator.learning import queries
from incubator.learning.rules.arranging import arranged, check_filled, module_of, moved, moved_to, track_settings
from incubator.learning.rules.fronts import front_problems
from incubator.learning.rules.judging import question_problems
from incubator.learning.values import FieldKind, Question, RecordColumn
from incubator.learning.values.arranging import Arrangement, EditedText
from tests.learning.test_rules_writing import CHECKS, FRONT, examined, exercise, written

MODULES = {"a": {"lessons": ["een", "twee"]}, "b": {"lessons": ["drie"]}}
HOMES = {"een": "a", "twee": "a", "drie": "b"}
ORDER = {"a": ("een", "twee"), "b": ("drie",)}


@pytest.mark.parametrize(
    ("kept", "homes", "order"),
    [
        ({}, HOMES, ORDER),
        ({"a": ("twee", "een")}, HOMES, {"a": ("twee", "een"), "b": ("drie",)}),
        # Moved to another module: the files do not take it back.
        ({"a": ("een",), "b": ("drie", "twee")}, HOMES, {"a": ("een",), "b": ("drie", "twee")}),
        # A later release has one lesson more, and lost another.
        ({"a": ("twee", "een"), "b": ("weg",)}, HOMES, {"a": ("twee", "een"), "b": ("drie",)}),
        ({"a": ("een",)}, HOMES, {"a": ("een", "twee"), "b": ("drie",)}),
        # Named twice, it stands where it came first.
        ({"a": ("drie",), "b": ("drie",)}, HOMES, {"a": ("drie", "een", "twee"), "b": ()}),
        # Added here: where it was placed, else where it says it belongs, else last.
        ({"b": ("nieuw",)}, {**HOMES, "nieuw": "a"}, {"a": ("een", "twee"), "b": ("nieuw", "drie")}),
        ({}, {**HOMES, "nieuw": "a"}, {"a": ("een", "twee", "nieuw"), "b": ("drie",)}),
        ({}, {**HOMES, "nieuw": "onbekend"}, {"a": ("een", "twee"), "b": ("drie", "nieuw")}),
        # A module that the product has no more.
        ({"oud": ("een",)}, HOMES, ORDER),
    ],
)
def test_the_order_is_that_of_the_manager_over_that_of_the_files(kept, homes, order):
    assert arranged(MODULES, kept, homes) == order


def test_a_lesson_moves_within_its_module_and_no_further():
    assert moved(ORDER, "een", 1) == {"a": ("twee", "een"), "b": ("drie",)}
    assert moved(ORDER, "twee", -1) == {"a": ("twee", "een"), "b": ("drie",)}
    assert moved(ORDER, "een", -1) == ORDER
    assert moved(ORDER, "drie", 1) == ORDER
    with pytest.raises(KeyError):
        module_of(ORDER, "vier")


def test_a_lesson_moves_to_the_end_of_a_module():
    assert moved_to(ORDER, "een", "b") == {"a": ("twee",), "b": ("drie", "een")}
    assert moved_to(ORDER, "een", "a") == {"a": ("twee", "een"), "b": ("drie",)}
    assert moved_to(ORDER, "nieuw", "a") == {"a": ("een", "twee", "nieuw"), "b": ("drie",)}
    with pytest.raises(RuleViolation) as refused:
        moved_to(ORDER, "een", "c")
    assert refused.value.field == "module"


@pytest.mark.parametrize(
    ("before", "chosen", "after"),
    [
        ("all", {"een", "drie"}, {"modules": "all", "lessons": [], "without": ["twee"]}),
        ("all", {"een", "twee", "drie"}, {"modules": "all", "lessons": [], "without": []}),
        (["a"], {"een", "drie"}, {"modules": ["b"], "lessons": ["een"], "without": []}),
        (["a"], {"twee", "een"}, {"modules": ["a"], "lessons": [], "without": []}),
        ([], {"een"}, {"modules": [], "lessons": ["een"], "without": []}),
    ],
)
def test_a_track_is_written_so_that_what_comes_later_comes_along(before, chosen, after):
    assert track_settings({"modules": before}, chosen, ORDER) == after


def test_a_track_keeps_a_lesson():
    (track, *_more) = queries.shipped_library().tracks.values()
    check_filled([track], "samen-beslissen")
    assert len(track.lessons) > 1


def test_an_arrangement_is_kept_and_read_as_it_was():
    known = {"groen": {"title": "Groen", "modules": "all", "without": []}}
    made = Arrangement({"a": ("een",)}, frozenset({"twee", "een"}), {"groen": {"without": ["een"]}, "weg": {}})
    kept = made.as_kept()
    assert kept == {
        "order": {"a": ["een"]},
        "hidden": ["een", "twee"],
        "tracks": {"groen": {"without": ["een"]}, "weg": {}},
    }
    assert Arrangement.read(kept) == made
    assert Arrangement.read({}) == Arrangement()
    assert made.tracks_over(known) == {"groen": {"title": "Groen", "modules": "all", "without": ["een"]}}
    assert EditedText("tekst", "waarom", False, 1).began_with == 1


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("minutes = 30", 'minutes = "dertig"', "minutes above the lesson has a value of the wrong kind"),
        ("minutes = 30", "minutes = true", "minutes above the lesson has a value of the wrong kind"),
        ("checked = 2026-11-27", "checked = 2026-11-27T10:00:00", "checked above the lesson has a value of the wrong"),
        ('needs = ["een pen"]', "needs = [1]", "needs above the lesson has a value of the wrong kind"),
        ('needs = ["een pen"]', 'needs = "een pen"', "needs above the lesson has a value of the wrong kind"),
        ("sources = [{", "sources = [1, {", "sources above the lesson has a value of the wrong kind"),
        ('label = "BW 2:53"', "label = 253", "source 1 has a value of the wrong kind"),
        ("date = 2023-05-01}", 'date = 2023-05-01, url = "javascript:x"}', "source 1: the url does not begin with"),
        (
            'choices = ["Ja", "Nee"]\nright = 0',
            'choices = "Ja"\nright = 0',
            "question 1 at the end: choices has a value of",
        ),
        ('criteria = ["Klopt het?"]', "criteria = 1", "[exercise]: criteria has a value of the wrong kind"),
        ('model = "34,50"', 'modle = "34,50"', "[exercise]: model is missing or not known"),
        ('title = "Our price"\n', "", "[exercise_en]: title is missing or not known"),
        ('labels = {rate = "Price"}', "labels = {}", "the exercise, rate: it has no label in English"),
        ('labels = {rate = "Price"}', "labels = 1", "[exercise_en]: labels has a value of the wrong kind"),
        ("[exercise_en]", "[exercise_fr]", "exercise_en is missing above the lesson"),
    ],
)
def test_what_stands_above_a_lesson_is_of_the_kind_that_pages_need(before, after, sentence):
    text = written()
    assert before in text
    problems = examined(text.replace(before, after, 1))
    assert any(sentence in problem.sentence for problem in problems), [problem.sentence for problem in problems]


@pytest.mark.parametrize(
    "more",
    [
        "choices = 3",
        "columns = [1]",
        'columns = [{id = "a"}]',
        'columns = [{id = "a", label = "A", kind = "gevoel"}]',
        "totals = [[1]]",
        'kleur = "rood"',
        "required = 1",
        "hint = 2",
        "fact = []",
    ],
)
def test_no_text_breaks_the_page_that_reads_it(more):
    problems = examined(written(asked=exercise(more=more)))
    assert [problem.question for problem in problems] == ["rate"]
    assert problems[0].line == written().split("\n").index('id = "rate"') + 1


@pytest.mark.parametrize("name", ["", "Prijs", "2e", "prijs per uur", "version", "csrf_token", "do", "../x"])
def test_an_id_can_be_the_name_of_a_field(name):
    (problem,) = question_problems(Question(name, "Wat?", FieldKind.TEXT))
    assert "an id is a word" in problem.sentence
    columns = (RecordColumn(name, "Wat"),)
    assert question_problems(Question("wat", "Wat?", FieldKind.RECORDS, columns=columns)) != []


def test_a_problem_has_the_line_of_what_it_is_about():
    text = written().replace("Een lid mag weg.", "Een lid mag weg {regel:Q-99} [[onzinwoord]].", 1)
    known = {problem.sentence: problem.line for problem in examined(text)}
    line = text.split("\n").index("Een lid mag weg {regel:Q-99} [[onzinwoord]].") + 1
    assert known == {"the glossary has no 'onzinwoord'": line, "there is no rule of law Q-99": line}
    (unknown,) = examined(written(front=FRONT.replace('module = "rekenen"', 'module = "weg"')))
    assert (unknown.line, unknown.sentence) == (3, "there is no module weg")


def test_a_front_that_holds_has_no_problems():
    front = {"phase": "F1", "checked": date(2026, 11, 27)}
    missing = [problem.params["key"] for problem in front_problems(front) if "key" in problem.params]
    assert {"module", "title", "exercise"} <= set(missing)
    assert not {"phase", "checked"} & set(missing)
    assert examined(written(checks=CHECKS)) == []
