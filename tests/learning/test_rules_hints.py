"""What stands out in answers before a coach looks: it says what, and never stops anybody."""

from datetime import date

import pytest

from incubator.learning import queries
from incubator.learning.rules.hints import MINIMUM_WAGE, exercise_hints, private_parts
from incubator.learning.values import Exercise, FieldKind, Question, RecordColumn

LONG = Question("plan", "Wat gaan jullie doen?", FieldKind.LONG)
OTHER = Question("why", "Waarom?", FieldKind.LONG)
SPARE = Question("more", "Nog iets?", FieldKind.TEXT, required=False)
BOARD = Question("board", "Hoeveel bestuurders?", FieldKind.NUMBER, fact="governance.board_size")
RATE = Question("rate", "Welke prijs per uur?", FieldKind.MONEY, fact="finance.hourly_rate")
INLEG = Question("inleg", "Hoeveel legt elk lid in?", FieldKind.MONEY, fact="capital.contribution")
TEXT = "Wij maken scholen schoon in Zonnewijk, elke ochtend voor acht uur."


def hints(*questions, known=None, **answers):
    exercise = Exercise("Opdracht", "", (), questions)
    return [(hint.item_id, hint.message) for hint in exercise_hints(exercise, answers, known or {})]


def test_good_answers_have_no_hints():
    good = {"plan": TEXT, "more": "Nee", "board": "3", "rate": "34,50", "inleg": "250"}
    assert hints(LONG, SPARE, BOARD, RATE, INLEG, **good) == []


def test_a_question_that_may_stay_open_is_named_and_a_required_one_is_not():
    assert [part for part, _message in hints(LONG, SPARE)] == ["more"]


@pytest.mark.parametrize(("answer", "short"), [("Schoonmaken.", True), ("x" * 14, True), ("x" * 15, False)])
def test_a_short_answer_to_a_long_question(answer, short):
    assert bool(hints(LONG, plan=answer)) is short


def test_a_short_answer_to_a_short_question_is_fine():
    assert hints(SPARE, more="Nee") == []


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        (BOARD, "1", None),
        (BOARD, "nul", "at least one director"),
        (BOARD, "15", None),
        (BOARD, "16", "large board"),
        (RATE, "14,70", "minimum wage"),
        (RATE, "14,71", None),
        (RATE, "250", None),
        (RATE, "250,01", "very high rate"),
        (INLEG, "0", "Without a contribution"),
        (INLEG, "0,01", None),
        (RATE, "veel", None),  # what is no amount is refused with a sentence of its own
    ],
)
def test_numbers_out_of_range(question, answer, words):
    given = hints(question, **{question.id: answer})
    if words is None:
        assert given == []
    else:
        ((part, message),) = given
        assert part == question.id
        assert words in message


def test_the_minimum_wage_says_since_when():
    assert MINIMUM_WAGE.since == date(2026, 1, 1)
    (hint,) = exercise_hints(Exercise("", "", (), (RATE,)), {"rate": "10"}, {})
    assert hint.message % hint.params == (
        "This is below the minimum wage (14,71 euros an hour since 1 January 2026, from 21 years on)."
    )


@pytest.mark.parametrize(("answer", "differs"), [("250", False), ("250,00", False), ("300", True)])
def test_an_answer_beside_the_dossier(answer, differs):
    exercise = Exercise("", "", (), (INLEG,))
    given = exercise_hints(exercise, {"inleg": answer}, {"capital.contribution": "250.00"})
    assert [hint.params for hint in given] == ([{"text": "€ 250"}] if differs else [])


def test_the_same_long_text_twice_is_named_at_the_second():
    exercise = Exercise("", "", (), (LONG, OTHER))
    (hint,) = exercise_hints(exercise, {"plan": TEXT, "why": f" {TEXT.upper()}\n"}, {})
    assert (hint.item_id, hint.params) == ("why", {"question": LONG.label})


def test_the_same_short_text_twice_is_no_coincidence_to_name():
    assert hints(LONG, OTHER, plan="Omdat het nodig is.", why="Omdat het nodig is.") == []


@pytest.mark.parametrize(("length", "named"), [(39, 0), (40, 1)])
def test_the_same_text_of_forty_characters_is_no_coincidence(length, named):
    text = ("Wij werken samen in de buurt. " * 2)[: length - 1] + "x"
    assert len(hints(LONG, OTHER, plan=text, why=text)) == named
    assert hints(LONG, OTHER, plan=text, why=f"{text} en nog iets") == []


@pytest.mark.parametrize(
    ("question", "is_private"),
    [
        (Question("q", "Wie?", FieldKind.PEOPLE), True),
        (Question("q", "Een foto", FieldKind.FILE), True),
        (Question("q", "Telefoon", FieldKind.TEXT, fact="contact.phone"), True),
        (Question("q", "Hoeveel leden?", FieldKind.NUMBER, fact="people.members_count"), True),
        (Question("q", "Werk", FieldKind.RECORDS, fact="evidence.references"), False),
        (Question("q", "Wie?", FieldKind.RECORDS, columns=(RecordColumn("full_name", "Naam"),)), True),
        (Question("q", "Waar?", FieldKind.RECORDS, columns=(RecordColumn("place", "Plek"),)), False),
        (Question("q", "Wat?", FieldKind.LONG, fact="purpose.text"), False),
    ],
)
def test_what_is_about_people_is_read_by_no_other_group(question, is_private):
    assert private_parts(Exercise("", "", (), (question,))) == ({"q"} if is_private else set())


def test_questions_about_people_are_private():
    people = Question("who", "Wie?", FieldKind.RECORDS, columns=(RecordColumn("email", "E-mail"),))
    founders = Question("founders", "Wie?", FieldKind.RECORDS, fact="people.founders")
    contact = Question("mail", "Mail", FieldKind.TEXT, fact="contact.email")
    exercise = Exercise("", "", (), (LONG, people, founders, contact, RATE))
    assert private_parts(exercise) == {"who", "founders", "mail"}


def test_every_lesson_can_be_looked_at():
    for lesson in queries.shipped_library().lessons.values():
        assert [hint.item_id for hint in exercise_hints(lesson.exercise, {}, {})] == [
            question.id for question in lesson.exercise.questions if not question.required
        ]
