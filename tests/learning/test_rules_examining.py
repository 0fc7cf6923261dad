"""What somebody who writes a lesson reads about mistakes in it: each with its sentence and its line. Without a database."""

import pytest

from incubator.knowledge import queries as knowledge
from incubator.learning.rules import examining
from incubator.learning.rules.examining import kind_problems
from incubator.learning.rules.fronts import front_problems
from incubator.learning.rules.judging import lesson_problems, question_problems
from incubator.learning.rules.reading import read_lesson
from incubator.learning.rules.writing import read_written_lesson
from incubator.learning.values import FieldKind, Question, RecordColumn
from tests.learning.test_rules_writing import (
    BODY,
    CHECK,
    QUESTION,
    examined,
    exercise,
    line_of,
    problems_of,
    written,
)


def read(text):
    return [(problem.line, problem.sentence) for problem in examined(text)]


def changed(*replacements, text=None):
    text = text or written()
    for before, after in replacements:
        assert before in text
        text = text.replace(before, after, 1)
    return text


@pytest.mark.parametrize("checks", [3, 5])
def test_three_to_five_questions_at_the_end_fit(checks):
    assert examined(written(checks=CHECK.format(right=1) * checks)) == []


def test_all_that_is_wrong_above_a_lesson_is_named_at_once_in_order():
    text = changed(
        ("minutes = 30\n", "colour = 1\n"),
        ('title = "Wat', 'title = ["Wat'),
        ('een uur"', 'een uur"]'),
        ('label = "BW 2:53", date = 2023-05-01', 'label = "BW 2:53", date = "mei", url = "www.wetten.nl"'),
        ("right = 0", "right = 2"),
        ("right = 1", "right = -1"),
        ('choices = ["Ja", "Nee"]\nright = 0', 'choices = ["Ja", 2]\nright = 0'),
        ('intro = "Reken."\n', "intro = 1\n"),
        ('title = "Our price"\n', 'titel = "Our price"\n'),
        ('labels = {rate = "Price"}', 'labels = {price = "Price"}'),
    )
    assert problems_of(text) == [
        (1, "minutes is missing above the lesson"),
        (1, "colour above the lesson is not known"),
        (1, "title above the lesson has a value of the wrong kind"),
        (1, "question 1 at the end: the right answer is none of its choices"),
        (1, "question 2 at the end: the right answer is none of its choices"),
        (1, "question 3 at the end: choices has a value of the wrong kind"),
        (1, "source 1 has a value of the wrong kind"),
        (1, "source 1: the url does not begin with https://"),
        (1, "[exercise]: intro has a value of the wrong kind"),
        (1, "[exercise_en]: titel is missing or not known"),
        (1, "[exercise_en]: title is missing or not known"),
        (1, "the exercise, rate: it has no label in English"),
    ]
    lines = [line for line, _sentence in read(text)]
    assert lines == sorted(lines)
    assert (line_of(text, "colour"), "colour above the lesson is not known") in read(text)


def test_what_holds_for_the_whole_lesson_stands_at_its_first_line():
    text = changed(
        ("Een lid mag weg.", "Een [[onzinwoord]] {regel:Q-99}.\n:::beeld niets.svg\nEen staaf.\n:::"),
        ('"F2"', '"F9"'),
        ("## Prijs\n", ""),
        text=written(asked=exercise(kind="gevoel", more='[[exercise.questions]]\nid = "rate"\nkind = "text"')),
    ).replace(":::verhaal\nAmina rekent.\n:::\n", "")
    problems = lesson_problems(read_written_lesson(text), knowledge.glossary(), {"uurprijs.svg"})
    assert [(problem.line, problem.sentence) for problem in problems] == [
        (1, "the glossary has no 'onzinwoord'"),
        (1, "there is no picture niets.svg"),
        (1, "there is no rule of law Q-99"),
        (1, "there is no phase F9"),
        (1, "the case that runs through the track is not in it"),
        (1, "the exercise has two questions with one id"),
        (1, "the exercise, rate: there are no answers of the kind 'gevoel'"),
        (1, "the exercise, rate: something is missing here, or is not known"),
    ]


def test_a_lesson_has_three_pieces_with_the_last_or_more():
    three = changed(("## Prijs\n", ""))
    assert examined(three) == []
    assert read(changed(("## Uren\n", ""), text=three)) == [(1, "it has fewer than 3 pieces")]


@pytest.mark.parametrize(
    ("front", "problems"),
    [
        ({"check": [{"ask": "Mag het?"}]}, {"it ends with 1 questions instead of 3 to 5"}),
        ({"check": "geen"}, {"check above the lesson has a value of the wrong kind"}),
        ({"sources": [{"label": "BW"}]}, {"source 1 needs a label and a date, and may have a url"}),
        (
            {"sources": [{"label": "BW", "date": 1, "page": 2}]},
            {"source 1 needs a label and a date, and may have a url"},
        ),
        ({"exercise": {}, "exercise_en": 1}, {"exercise_en above the lesson has a value of the wrong kind"}),
    ],
)
def test_a_front_of_the_wrong_shape_is_named_and_breaks_nothing(front, problems):
    assert problems <= {problem.sentence for problem in front_problems(front)}
    assert {problem.line for problem in front_problems(front)} == {1}


@pytest.mark.parametrize(
    ("text", "at", "sentence"),
    [
        (changed((":::\n", "::: klaar\n")), ":::verhaal", "this ::: is never closed"),
        (changed(("Wat kost een uur?\n", "Wat kost een uur?\n:::\n")), ":::", "this ::: begins or closes nothing"),
        (changed(("Een lid mag weg.", ":::plaatje x.svg")), ":::plaatje", "this ::: begins or closes nothing"),
        (written(body=BODY + "\n:::verhaal\nAmina rekent.\n"), ":::verhaal", "this ::: is never closed"),
        (
            changed(("( ) Nee | Dat mag altijd {regel:M-10}.\n", "")),
            ":::vraag",
            "a question has a sentence, two answers",
        ),
        (changed(("(x) Ja | Klopt.\n", "")), ":::vraag", "a question has a sentence, two answers or more"),
        (changed(("( ) Nee | Dat", "\n( ) Nee, dat")), "( ) Nee, dat", "an answer is `( ) answer | what one reads`"),
        (changed(("minutes = 30", "minutes = 30\nminutes = 31")), "minutes = 31", "this cannot be read"),
        (changed(("Een lid", "Een {regel:Q-99}")), "{regel:Q-99}", "there is no rule of law Q-99"),
        (changed((":::verhaal\nAmina", ":::beeld niets.svg\nAmina")), ":::beeld", "there is no picture niets.svg"),
        (changed(('"F2"', '"F9"')), '"F9"', "there is no phase F9"),
        (changed(('"rekenen"', '"sparen"')), '"sparen"', "there is no module sparen"),
        (changed((QUESTION, "")), "## Loon", "nothing is asked in the piece “Loon”"),
        (changed(("## Prijs\n", ""), ("## Uren\n", "")), "+++", "it has fewer than 3 pieces"),
    ],
)
def test_a_mistake_is_named_at_its_line(text, at, sentence):
    problems = read(text)
    line = max(number for number, _words in problems if _words.startswith(sentence))
    assert at in text.split("\n")[line - 1]


def test_a_lesson_that_is_never_closed_above_is_named_at_its_last_line():
    text = changed(('labels = {rate = "Price"}', 'labels = {rate = "Price"'))
    ((line, sentence),) = read(text)
    assert sentence.startswith("this cannot be read")
    assert line == line_of(text, "labels")
    assert read("Geen kop.") == [(1, "the lesson does not begin with +++ and a closing +++")]


def test_a_word_that_is_written_otherwise_is_named_at_the_first_line():
    text = changed(('"rekenen"', '"spar\\u0065n"'))
    assert read(text) == [(1, "there is no module sparen")]


def test_a_text_that_breaks_the_reader_is_refused(monkeypatch):
    def broken(slug, text):
        raise KeyError(slug, text)

    monkeypatch.setattr(examining, "read_lesson", broken)
    assert read(written()) == [(1, "what stands above the lesson cannot be used")]


def test_a_piece_of_five_minutes_fits_and_a_word_more_does_not():
    # The story in it has two words.
    assert examined(changed(("Een lid mag weg.", "woord " * 418))) == []
    text = changed(("Een lid mag weg.", "woord " * 419))
    assert read(text) == [(line_of(text, "## Loon"), "the piece “Loon” has 421 words, more than 420")]


def test_only_the_last_piece_needs_no_question():
    start, _question, end = written().rpartition(QUESTION)
    assert [sentence for _line, sentence in read(start + end)] == ["nothing is asked in the piece “Prijs”"]
    assert read(changed(("Praat erover\nEn nu?", "Praat erover\n" + "woord " * 500))) == []


def test_two_questions_with_one_id_and_one_with_an_unknown_key_are_named():
    again = '[[exercise.questions]]\nid = "rate"\nlabel = "Nog eens"\nkind = "text"'
    assert (1, "the exercise has two questions with one id") in read(written(asked=exercise(more=again)))
    text = written(asked=exercise(more='kleur = "rood"'))
    assert read(text) == [
        (line_of(text, 'id = "rate"'), "the exercise, rate: something is missing here, or is not known")
    ]


@pytest.mark.parametrize(
    ("before", "after", "fits"),
    [
        ("text", "long", True),  # a group that wrote a line goes on in a larger field
        ("money", "text", True),
        ("text", "file", False),
        ("file", "text", False),
        ("file", "calculator", False),
        ("people", "text", False),
    ],
)
def test_a_question_keeps_the_kind_of_answer_that_groups_gave(before, after, fits):
    earlier = [read_lesson("loon", written(asked=exercise(kind=before)))]
    text = written(asked=exercise(kind=after))
    problems = kind_problems(text, earlier)
    assert [problem.question for problem in problems] == ([] if fits else ["rate"])
    assert all(problem.line == line_of(text, 'id = "rate"') for problem in problems)
    assert kind_problems(text, []) == []


MONEY = RecordColumn("euros", "Bedrag", FieldKind.MONEY)
WORDS = RecordColumn("what", "Wat")


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ({"kind": FieldKind.REASONS, "choices": ("Ja", "Nee")}, []),
        ({"kind": FieldKind.REASONS, "choices": ("Ja",)}, ["a choice needs choices"]),
        ({"kind": FieldKind.RECORDS}, ["records need columns"]),
        ({"kind": FieldKind.TABLE, "columns": (MONEY, WORDS), "totals": ("euros",)}, []),
        (
            {"kind": FieldKind.TABLE, "columns": (MONEY, WORDS), "totals": ("what",)},
            ["only columns of numbers or amounts"],
        ),
        ({"kind": FieldKind.TABLE, "columns": (WORDS,), "picture": "power"}, []),
        ({"kind": FieldKind.TABLE, "columns": (WORDS,), "picture": "kaart"}, ["there is no such picture"]),
        ({"kind": FieldKind.CALCULATOR, "calculator": "lm3"}, []),
        ({"kind": FieldKind.CALCULATOR}, ["there is no such calculator"]),
        ({"kind": FieldKind.TEXT, "calculator": "lm3"}, ["there is no such calculator"]),
        ({"kind": FieldKind.FILE, "fact": "purpose.text"}, ["the fact has another type"]),
        ({"kind": FieldKind.LONG, "fact": "purpose.text"}, []),
        ({"kind": FieldKind.TEXT, "fact": "purpose.goal"}, ["the dossier has no 'purpose.goal'"]),
        ({"kind": FieldKind.RECORDS, "fact": "people.founders", "columns": (WORDS,)}, ["the fact has other columns"]),
        (
            {"kind": FieldKind.CHOICE, "fact": "identity.legal_form_suffix", "choices": ("U.A.", "B.A.")},
            ["the fact has other choices"],
        ),
        ({"kind": FieldKind.TEXT, "hint": 5}, ["something here has a value of the wrong kind"]),
        ({"kind": FieldKind.TEXT, "required": "ja"}, ["something here has a value of the wrong kind"]),
        (
            {"kind": FieldKind.TABLE, "columns": (WORDS, RecordColumn("Wie", "Wie"))},
            ["an id is a word of small letters"],
        ),
    ],
)
def test_a_question_that_no_form_could_ask_is_named(question, sentences):
    problems = question_problems(Question(id="q", label="Vraag", **question))
    assert len(problems) == len(sentences)
    assert all(problem.line == 1 for problem in problems)
    assert all(problem.sentence.startswith(words) for problem, words in zip(problems, sentences, strict=True))
