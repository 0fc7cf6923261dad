"""The content keeps its promises."""

import re

import pytest

from incubator.knowledge.queries import glossary
from incubator.learning import queries, rules

LESSONS = queries.the_track().lessons


def test_the_content_has_no_unknown_facts_or_words():
    assert rules.content_problems(queries.the_track(), glossary()) == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_a_lesson_can_be_read_aloud_in_one_evening(lesson):
    assert 450 <= len(lesson.body.split()) <= 900
    assert lesson.sources
    assert lesson.exercise.criteria
    sentences = [
        sentence
        for sentence in re.split(r"(?<=[.!?])\s+|\n+", re.sub(r"[|*_#]|\[\[|\]\]", "", lesson.body))
        if sentence.strip()
    ]
    assert max(len(sentence.split()) for sentence in sentences) <= 40


def test_a_lesson_with_an_unknown_fact_is_found():
    text = (queries.CONTENT / "van-idee-naar-eerste-opdracht" / "2-samen-beslissen.md").read_text(encoding="utf-8")
    wrong = rules.read_lesson(
        "x", text.replace("people.roles", "people.rolls").replace("[[kerngroep]]", "[[kergroep]]"), 1
    )
    assert rules._lesson_problems(wrong, glossary()) == [
        "the glossary has no 'kergroep'",
        "roles: the dossier has no 'people.rolls'",
    ]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_a_lesson_says_in_english_too_what_it_is_about(lesson):
    assert lesson.title_en != lesson.title
    assert lesson.summary_en != lesson.summary
    assert len(lesson.summary_en.split()) >= 8
    assert lesson.summary_en.endswith((".", "?"))
