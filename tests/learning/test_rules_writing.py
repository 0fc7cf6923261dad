"""Lessons as they are written: what the format refuses, with its line, and how they read."""

import pytest

from incubator.knowledge import queries as knowledge
from incubator.learning.rules.examining import examined_text
from incubator.learning.rules.judging import lesson_problems
from incubator.learning.rules.readability import readability
from incubator.learning.rules.writing import read_written_lesson
from incubator.learning.values.written import BrokenLesson, LessonPicture, Prose, QuestionInside, Story

CHECK = '[[check]]\nask = "Mag het?"\nchoices = ["Ja", "Nee"]\nright = {right}\nwhy = "Omdat het zo is."\n'
FRONT = """+++
phase = "F2"
module = "rekenen"
title = "Wat kost een uur"
summary = "Rekenen."
title_en = "What an hour costs"
summary_en = "Reckoning."
minutes = 30
checked = 2026-11-27
needs = ["een pen"]
sources = [{label = "BW 2:53", date = 2023-05-01}]
"""
CHECKS = CHECK.format(right=0) + CHECK.format(right=1) + CHECK.format(right=0)
QUESTION = ":::vraag Mag een lid weg?\n(x) Ja | Klopt.\n( ) Nee | Dat mag altijd {regel:M-10}.\n:::\n"
PIECE = "## {title}\nEen lid mag weg.\n\n:::verhaal\nAmina rekent.\n:::\n" + QUESTION
BODY = (
    "Wat kost een uur?\n\n"
    + "".join(PIECE.replace("{title}", title) for title in ("Loon", "Uren", "Prijs"))
    + "## Praat erover\nEn nu?\n"
)


EXERCISE = """
[exercise]
title = "Onze prijs"
intro = "Reken."
criteria = ["Klopt het?"]
pitfalls = ["Uren vergeten."]
model = "34,50"
[[exercise.questions]]
id = "rate"
label = "Prijs"
kind = "{kind}"
{more}

[exercise_en]
title = "Our price"
intro = "Calculate."
labels = {{rate = "Price"}}
"""


def exercise(kind="long", more=""):
    return EXERCISE.format(kind=kind, more=more)


def written(front=FRONT, checks=CHECKS, body=BODY, asked=None):
    return f"{front}{checks}{asked or exercise()}+++\n{body}"


def problems_of(text):
    with pytest.raises(BrokenLesson) as broken:
        read_written_lesson(text)
    return [(problem.line, problem.sentence) for problem in broken.value.problems]


def examined(text):
    """What the desk of the lessons says of a text; not from a cache."""
    return examined_text(text, knowledge.glossary(), {"uurprijs.svg"}, {"rekenen"}, set())


def line_of(text, words):
    return next(number for number, line in enumerate(text.split("\n"), start=1) if words in line)


def test_a_lesson_is_read_in_pieces_with_what_is_asked_in_them():
    picture = ":::beeld uurprijs.svg\nEen staaf in drie delen.\n:::\n"
    lesson = read_written_lesson(
        written(body=BODY.replace("Amina rekent.\n:::\n", "Amina rekent.\n:::\n" + picture, 1))
    )
    assert [piece.title for piece in lesson.pieces] == ["Loon", "Uren", "Prijs", "Praat erover"]
    assert lesson.opening == (Prose("Wat kost een uur?"),)
    prose, story, drawn, asked = lesson.pieces[0].blocks
    assert (prose, story) == (Prose("Een lid mag weg."), Story("Amina rekent."))
    assert drawn == LessonPicture("uurprijs.svg", "Een staaf in drie delen.")
    assert isinstance(asked, QuestionInside)
    assert [(option.text, option.is_right) for option in asked.options] == [("Ja", True), ("Nee", False)]
    assert asked.options[0].feedback == "Klopt."
    assert [check.right for check in lesson.check] == [0, 1, 0]
    assert lesson.rules == ("M-10",)
    assert lesson.pictures == ("uurprijs.svg",)


def test_a_text_without_a_line_end_at_its_end_is_read_once():
    lesson = read_written_lesson(written(body=BODY.rstrip()))
    assert lesson.opening == (Prose("Wat kost een uur?"),)
    assert lesson.pieces[-1].text == "En nu?"


@pytest.mark.parametrize(
    ("before", "after", "at", "sentence"),
    [
        ("(x) Ja | Klopt.", "(x) Ja", "(x) Ja", "an answer is `( ) answer | what one reads`"),
        ("(x) Ja", "( ) Ja", ":::vraag", "one of them is right"),
        ("( ) Nee", "(x) Nee", ":::vraag", "one of them is right"),
        (":::vraag Mag een lid weg?", ":::vraag", ":::vraag", "a question has a sentence"),
        ("Amina rekent.\n", "", ":::verhaal", "the story says nothing"),
        ("Amina rekent.\n:::\n", "Amina rekent.\n", ":::verhaal", "never closed"),
        (":::verhaal", ":::beeld", ":::beeld", "a picture needs the name of its file"),
    ],
)
def test_what_the_format_refuses_is_named_with_its_line(before, after, at, sentence):
    text = written(body=BODY.replace(before, after, 1))
    (line, words), *_more = problems_of(text)
    assert sentence in words
    assert line == line_of(text, at)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Geen kop.", "does not begin with +++"),
        (written(front=FRONT.replace("minutes = 30\n", "")), "minutes is missing above the lesson"),
        (written(front=FRONT + 'colour = "rood"\n'), "colour above the lesson is not known"),
        (written(checks=CHECK.format(right=0) * 2), "it ends with 2 questions instead of 3 to 5"),
        (written(checks=CHECK.format(right=0) * 6), "it ends with 6 questions instead of 3 to 5"),
        (
            written(checks=CHECKS + CHECK.format(right=2)),
            "question 4 at the end: the right answer is none of its choices",
        ),
        (written(checks=CHECKS.replace('why = "Omdat het zo is."\n', "", 1)), "question 1 at the end: why is missing"),
        (written(checks=CHECKS.replace("why =", "reason =", 1)), "question 1 at the end: reason is not known"),
        (written(front=FRONT.replace(", date = 2023-05-01", "")), "source 1 needs a label and a date"),
    ],
)
def test_what_stands_above_a_lesson_is_checked(text, sentence):
    assert any(sentence in words for _line, words in problems_of(text))


def test_broken_toml_is_named_with_the_line_of_the_file():
    text = written(front=FRONT.replace("minutes = 30", "minutes = dertig"))
    ((line, _sentence),) = problems_of(text)
    assert line == line_of(text, "minutes")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda text: text.replace("Een lid mag weg.", "Een [[onzinwoord]].", 1), "the glossary has no 'onzinwoord'"),
        (
            lambda text: text.replace(":::verhaal\nAmina", ":::beeld niets.svg\nAmina", 1),
            "there is no picture niets.svg",
        ),
        (lambda text: text.replace('"Rekenen."', '"Reken met [[lid|leden]]."'), "linked in the text alone"),
        (lambda text: text.replace('"Omdat het zo is."', '"Zo is het {regel:M-10}."'), "linked in the text alone"),
        (lambda text: text.replace('"F2"', '"F9"'), "there is no phase F9"),
        (lambda text: text.replace(":::verhaal\nAmina rekent.\n:::\n", ""), "the case that runs through the track"),
        (lambda text: text.replace(QUESTION, "", 1), "nothing is asked in the piece “Loon”"),
        (lambda text: text.replace("Een lid mag weg.", "woord " * 430, 1), "has 432 words, more than 420"),
        (lambda text: text.replace("## Uren\n", "").replace("## Prijs\n", ""), "it has fewer than 3 pieces"),
        (
            lambda _text: written(asked=exercise(kind="gevoel", more="")),
            "no answers of the kind 'gevoel'",
        ),
        (
            lambda _text: written(asked=exercise(kind="money", more='fact = "finance.rate"')),
            "the dossier has no 'finance.rate'",
        ),
        (
            lambda _text: written(asked=exercise(kind="calculator", more='calculator = "weer"')),
            "there is no such calculator",
        ),
    ],
)
def test_what_is_wrong_with_a_lesson_that_can_be_read_is_said(change, sentence):
    problems = lesson_problems(read_written_lesson(change(written())), knowledge.glossary(), {"uurprijs.svg"})
    assert any(sentence in problem.sentence for problem in problems), problems


def test_a_lesson_that_holds_has_no_problems():
    text = written(asked=exercise(kind="calculator", more='calculator = "hour_price"'))
    assert lesson_problems(read_written_lesson(text), knowledge.glossary(), set()) == []


@pytest.mark.parametrize(
    ("text", "words", "a_sentence", "score"),
    [
        ("", 0, 0.0, 0),
        # Five words of seven syllables in one sentence: 206.84 - 0.77 x 140 - 0.93 x 5.
        ("Een lid mag altijd weggaan.", 5, 5.0, 94),
        # Two sentences; a link counts as it reads, a rule not at all.
        ("Wij [[zzp'er|werken samen]]. {regel:C-01} Dat kan.", 5, 2.5, 97),
        ("- een\n- twee\n- drie", 3, 1.0, 129),
        # A word without a vowel is a syllable too: 206.84 - 0.77 x 100 - 0.93 x 1.5.
        ("Pst. Hm hm.", 3, 1.5, 128),
        # A list with blank lines, and a heading, are no longer sentences than their words.
        ("## Loon\n\n1. Wij\n\n2. Jullie werken", 4, 1.3, 90),
    ],
)
def test_how_a_text_reads_is_counted(text, words, a_sentence, score):
    reads = readability(text)
    assert (reads.words, reads.words_a_sentence, reads.flesch_douma) == (words, a_sentence, score)
