"""The library out of its texts: modules, tracks, what is hidden, and the questions at the end. Without a database."""

from datetime import date, timedelta

import pytest

from incubator.cooperatives.values import Phase
from incubator.core.errors import RuleViolation
from incubator.core.reference.cooperative_law import LawText
from incubator.learning.rules import flags
from incubator.learning.rules.arranging import check_filled
from incubator.learning.rules.checking import checked_answers
from incubator.learning.rules.flags import check_is_due, rule_changes
from incubator.learning.rules.judging import library_problems
from incubator.learning.rules.reading import PEOPLE, assembled, read_lesson, read_library, read_question
from incubator.learning.values import FieldKind, RecordColumn
from incubator.learning.values.library import UNTOUCHED
from incubator.learning.values.written import SelfCheck
from tests.learning.test_rules_writing import FRONT, written

WORDS = {"title": "Titel", "summary": "Kort", "title_en": "Title", "summary_en": "Brief"}
MODULES = {
    "rekenen": {**WORDS, "lessons": ["loon", "uren", "prijs"]},
    "samen": {**WORDS, "lessons": ["kring"]},
}
TEXTS = dict.fromkeys(("loon", "uren", "prijs", "kring"), written())


def library(**track):
    return read_library(TEXTS, MODULES, {"spoor": {**WORDS, **track}, "alles": {**WORDS, "modules": "all"}})


def slugs(track):
    return [lesson.slug for lesson in track]


def test_a_lesson_has_what_stands_above_its_text():
    lesson = read_lesson("loon", written())
    assert (lesson.slug, lesson.phase, lesson.minutes) == ("loon", Phase.F2, 30)
    assert lesson.checked == date(2026, 11, 27)
    assert [(source.label, source.url) for source in lesson.sources] == [("BW 2:53", "")]
    assert lesson.text.startswith("Wat kost een uur?\n\nEen lid mag weg.")
    assert (lesson.exercise.title, lesson.exercise.title_en) == ("Onze prijs", "Our price")
    (question,) = lesson.exercise.questions
    assert (question.label, question.label_en, question.required) == ("Prijs", "Price", True)


def test_a_question_about_people_has_a_name_and_an_address_whatever_is_written():
    column = {"id": "euros", "label": "Bedrag", "kind": "money"}
    people = read_question({"id": "q", "label": "Wie?", "kind": "people", "columns": [column]}, "Who?")
    table = read_question({"id": "q", "label": "Wat?", "kind": "table", "columns": [column], "totals": ["euros"]}, "")
    assert people.columns == PEOPLE
    assert table.columns == (RecordColumn("euros", "Bedrag", FieldKind.MONEY),)
    assert (table.totals, table.choices) == (("euros",), ())
    with pytest.raises(TypeError):
        read_question({"id": "q", "kind": "text"}, "")


@pytest.mark.parametrize(
    ("track", "lessons"),
    [
        ({"modules": "all"}, ["loon", "uren", "prijs", "kring"]),
        ({"modules": "all", "without": ["uren"]}, ["loon", "prijs", "kring"]),
        ({"modules": "all", "without": ["kring"]}, ["loon", "uren", "prijs"]),
        ({"modules": ["samen"]}, ["kring"]),
        ({"modules": ["samen"], "lessons": ["prijs"]}, ["prijs", "kring"]),
        ({"modules": [], "lessons": ["kring", "loon"]}, ["loon", "kring"]),
        # Left out goes before named.
        ({"modules": ["rekenen"], "lessons": ["loon"], "without": ["loon"]}, ["uren", "prijs"]),
    ],
)
def test_a_track_has_its_modules_and_lessons_in_the_order_of_the_library(track, lessons):
    known = library(**track)
    assert slugs(known.tracks["spoor"]) == lessons
    assert known.first_track.slug == "spoor"
    assert all(module.lessons for module in known.first_track.modules)


def test_a_track_without_a_lesson_is_none():
    known = library(modules=["samen"], without=["kring"])
    assert list(known.tracks) == ["alles"]


def test_a_lesson_has_a_number_in_a_track_that_has_it():
    track = library(modules=["samen"], lessons=["prijs"]).tracks["spoor"]
    assert [track.place_of(slug) for slug in ("prijs", "kring", "loon")] == [1, 2, None]


def test_a_hidden_lesson_is_in_no_module_or_track_and_can_still_be_reached():
    texts = {slug: read_lesson(slug, text) for slug, text in TEXTS.items()}
    order = {"rekenen": ("prijs", "loon"), "samen": ("kring",)}
    known = assembled(texts, MODULES, {"alles": {**WORDS, "modules": "all"}}, order, hidden={"kring", "loon"})
    assert [module.id for module in known.modules] == ["rekenen"]
    assert slugs(known.first_track) == ["prijs"] == list(known.lessons)
    assert list(known.hidden) == ["loon", "kring"]
    assert known.lesson("kring") is known.hidden["kring"]
    assert known.lesson("prijs") is texts["prijs"]
    assert known.lesson("uren") is None
    assert known.order == order
    assert known.state("prijs") is UNTOUCHED


def test_a_lesson_belongs_to_the_module_it_stands_in():
    known = library(modules="all")
    assert {slug: lesson.module for slug, lesson in known.lessons.items()} == {
        "loon": "rekenen",
        "uren": "rekenen",
        "prijs": "rekenen",
        "kring": "samen",
    }
    with pytest.raises(KeyError):
        read_library(TEXTS, {"samen": {**WORDS, "lessons": ["weg"]}}, {})


def test_the_only_lesson_of_a_track_cannot_go():
    known = library(modules=["samen"])
    check_filled(known.tracks.values(), "loon")
    with pytest.raises(RuleViolation, match="“Titel” has no other lesson"):
        check_filled(known.tracks.values(), "kring")
    check_filled([known.tracks["alles"]], "kring")


def test_what_is_wrong_between_the_files_is_named():
    modules = {"a": {"lessons": ["een", "twee", "weg"]}, "b": {"lessons": ["twee"]}}
    tracks = {
        "kort": {"modules": ["a", "c"], "lessons": ["een", "vier"]},
        "lang": {"modules": "all", "without": ["vijf"]},
    }
    assert library_problems({"een", "twee", "drie"}, modules, tracks) == [
        "modules.toml: there is no lesson weg",
        "modules.toml: the lesson drie is in 0 modules instead of one",
        "modules.toml: the lesson twee is in 2 modules instead of one",
        "tracks.toml, kort: there is no lesson vier",
        "tracks.toml, kort: there is no module c",
        "tracks.toml, lang: there is no lesson vijf",
    ]
    held = {"kort": {"modules": ["a"], "lessons": ["drie"]}}
    assert library_problems({"een", "drie"}, {"a": {"lessons": ["een", "drie"]}}, held) == []


CHECKS = [
    SelfCheck("Mag een lid weg?", ("Ja", "Nee"), 0, "Altijd."),
    SelfCheck("Wie beslist?", ("De baas", "Wij", "De notaris"), 1, "Samen."),
]


@pytest.mark.parametrize(
    ("sent", "chosen", "right"),
    [
        ({"v0": "0", "v1": "1"}, [0, 1], [True, True]),
        ({"v0": "1", "v1": "2"}, [1, 2], [False, False]),
        ({"v1": "1"}, [None, 1], [False, True]),
        ({"v0": "2", "v1": "3"}, [None, None], [False, False]),  # one past the last choice
        ({"v0": "", "v1": "-1"}, [None, None], [False, False]),
        ({"v0": "00", "v1": "een"}, [None, None], [False, False]),
    ],
)
def test_the_questions_at_the_end_are_looked_at(sent, chosen, right):
    answers = checked_answers(CHECKS, sent)
    assert [answer.chosen for answer in answers] == chosen
    assert [answer.is_right for answer in answers] == right
    assert [answer.check for answer in answers] == CHECKS


def naming(rule, checked="2026-11-27"):
    front = FRONT.replace("checked = 2026-11-27", f"checked = {checked}")
    return read_lesson("loon", written(front=front).replace("{regel:M-10}", f"{{regel:{rule}}}"))


@pytest.mark.parametrize(
    ("rule", "checked", "today", "day"),
    [
        # The text of R-03 changes on 10 July 2027: sixty days before, and not a day earlier.
        ("R-03", "2026-11-27", date(2027, 5, 10), None),
        ("R-03", "2026-11-27", date(2027, 5, 11), date(2027, 7, 10)),
        ("R-03", "2026-11-27", date(2028, 1, 1), date(2027, 7, 10)),
        ("R-03", "2027-07-10", date(2028, 1, 1), None),
        ("C-20", "2026-06-30", date(2026, 7, 1), date(2026, 7, 1)),
        ("C-20", "2026-07-01", date(2026, 7, 1), None),
        ("M-10", "2020-01-01", date(2026, 7, 1), None),
    ],
)
def test_a_lesson_is_looked_at_again_when_a_rule_in_it_changes(rule, checked, today, day):
    changes = rule_changes(naming(rule, checked), today)
    assert [change.day for change in changes] == ([day] if day else [])
    assert all(change.text.id == rule for change in changes)


SOON = date(2027, 3, 2)  # sixty days after the first of January


@pytest.mark.parametrize(
    ("since", "until", "soon", "day"),
    [
        (None, date(2027, 1, 31), None, date(2027, 2, 1)),  # it ends, and nothing comes in its place
        (None, None, None, None),
        # The day on which the new text began is not known: it is the day after the old one.
        (None, date(2027, 1, 31), (None, None), date(2027, 2, 1)),
        (None, None, (None, None), None),
    ],
)
def test_a_rule_that_ends_is_a_change_too(monkeypatch, since, until, soon, day):
    then = LawText("M-10", "2:60", "oud", "", since, until)
    new = LawText("M-10", "2:60", "nieuw", "", *soon) if soon else None
    monkeypatch.setattr(flags, "law_text_on", lambda _rule, on: new if on == SOON else then)
    changes = rule_changes(naming("M-10"), date(2027, 1, 1))
    assert [(change.text, change.day) for change in changes] == ([(then, day)] if day else [])


@pytest.mark.parametrize(("days", "due"), [(0, False), (365, False), (366, True)])
def test_a_lesson_is_checked_every_year(days, due):
    lesson = naming("M-10")
    assert check_is_due(lesson, lesson.checked + timedelta(days=days)) is due
