"""The content keeps its promises."""

import re

import pytest

from incubator.knowledge.queries import glossary
from incubator.learning import queries, rules
from incubator.learning.values import LessonStanding

LESSONS = queries.the_track().lessons


def test_the_content_has_no_unknown_facts_or_words():
    assert rules.content_problems(queries.the_track(), glossary()) == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_a_lesson_can_be_read_aloud_in_one_evening(lesson):
    assert 450 <= len(lesson.body.split()) <= 900
    assert lesson.sources
    assert lesson.exercise.criteria
    sentences = [
        one for one in re.split(r"(?<=[.!?])\s+|\n+", re.sub(r"[|*_#]|\[\[|\]\]", "", lesson.body)) if one.strip()
    ]
    assert max(len(one.split()) for one in sentences) <= 40


def test_a_lesson_with_an_unknown_fact_is_found():
    text = (queries.CONTENT / "van-idee-naar-eerste-opdracht" / "2-samen-beslissen.md").read_text(encoding="utf-8")
    wrong = rules.read_lesson(
        "x", text.replace("people.roles", "people.rolls").replace("[[kerngroep]]", "[[kergroep]]"), 1
    )
    assert rules._lesson_problems(wrong, glossary()) == [
        "the glossary has no 'kergroep'",
        "roles: the dossier has no 'people.rolls'",
    ]


def test_what_came_back_is_next_before_anything_else():
    first, second, third, *_ = LESSONS
    standings = {
        first.slug: LessonStanding.APPROVED,
        second.slug: LessonStanding.WITH_COACH,
        third.slug: LessonStanding.RETURNED,
    }
    assert rules.current_lesson(queries.the_track(), standings) is third


def test_a_group_goes_on_with_the_next_lesson_while_the_coach_reads():
    standings = {LESSONS[0].slug: LessonStanding.WITH_COACH}
    assert rules.current_lesson(queries.the_track(), standings) is LESSONS[1]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "answers", "conflicting"),
    [
        ("a", "b", "a", "b", False),
        ("a", "a", "b", "b", False),
        ("a", "b", "b", "b", False),
        ("a", "b", "c", "b", True),
        ("", "b", "c", "b", True),
        ("a", "", "c", "", True),
    ],
)
def test_two_who_write_at_once_are_put_together(base, mine, theirs, answers, conflicting):
    merged = rules.merge({"q": base}, {"q": mine}, {"q": theirs})
    assert merged.answers == {"q": answers}
    assert bool(merged.conflicts) is conflicting


def test_without_a_base_a_difference_is_a_conflict_and_an_empty_answer_is_not():
    assert rules.merge(None, {"q": "b"}, {"q": "c"}).conflicts
    assert not rules.merge(None, {"q": "b"}, {"q": ""}).conflicts
