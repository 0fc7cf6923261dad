"""The lessons of the product as they are written: that they hold, how they read, and their pictures."""

import json
import re
from collections import Counter

import pytest
from click.testing import CliRunner
from lxml import etree

from incubator.config import ROOT
from incubator.learning import commands, queries
from incubator.learning.rules.writing import read_written_lesson
from tests.learning.test_rules_writing import written


@pytest.fixture(scope="module")
def lessons():
    return {slug: read_written_lesson(text) for slug, text in queries.lesson_files()}


def test_the_lessons_of_the_product_hold():
    outcome = CliRunner().invoke(commands.group, ["check"])
    assert (outcome.exit_code, outcome.stdout) == (0, "0 problems.\n")


def test_the_lessons_are_listed_with_how_they_read(lessons):
    outcome = CliRunner().invoke(commands.group, ["list", "--json"])
    entries = [json.loads(line) for line in outcome.output.splitlines()]
    assert [entry["lesson"] for entry in entries] == sorted(lessons)
    assert len(entries) >= 45
    assert len({entry["module"] for entry in entries}) >= 14
    assert {entry["phase"] for entry in entries} == {f"F{number}" for number in range(8)}
    hard = [entry["lesson"] for entry in entries if entry["flesch_douma"] < 65 or entry["words_a_sentence"] > 12]
    assert hard == [], "texts that read harder than B1"


def test_lessons_name_rules_that_there_are(lessons):
    table = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^\| ([A-Z]-\d{2}) \|", table, re.MULTILINE))
    assert len(known) >= 117
    for slug, lesson in lessons.items():
        assert set(lesson.rules) <= known, slug


def test_a_broken_lesson_is_named_and_the_others_are_listed(monkeypatch):
    monkeypatch.setattr(queries, "lesson_files", lambda: [("goed", written()), ("stuk", "Geen kop.")])
    outcome = CliRunner().invoke(commands.group, ["list"])
    assert outcome.exit_code == 1
    assert "F2 rekenen/goed:" in outcome.output
    assert "stuk: line 1: the lesson does not begin with +++" in outcome.stderr
    checked = CliRunner().invoke(commands.group, ["check"])
    assert checked.exit_code == 1
    first, *between, count = checked.output.splitlines()
    assert first == "stuk.md:1: the lesson does not begin with +++ and a closing +++"
    assert "modules.toml: the lesson goed is in 0 modules instead of one" in between
    assert count == f"{len(between) + 1} problems."


PICTURES = sorted(queries.PICTURES.glob("*.svg"))


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_is_only_a_drawing_in_the_colours_of_the_page(path):
    picture = etree.parse(path).getroot()
    assert picture.get("viewBox")
    assert picture.findtext("{*}title"), "what it is called, for who does not see it"
    for element in picture.iter(etree.Element):
        tag = etree.QName(element).localname
        assert tag not in {"script", "style", "image", "foreignObject", "a", "use"}, tag
        for name, value in element.attrib.items():
            assert not etree.QName(name).localname.startswith("on"), name
            assert "href" not in name, name
            assert "url(" not in value or "url(#" in value, value
        if tag == "text":
            size = element.get("font-size") or next(
                (above.get("font-size") for above in element.iterancestors() if above.get("font-size")), "16"
            )
            assert float(size.removesuffix("px")) >= 12, "".join(element.itertext())


def test_every_picture_is_shown_in_a_lesson(lessons):
    shown = {name for lesson in lessons.values() for name in lesson.pictures}
    assert {path.name for path in PICTURES} == shown


def test_the_right_answer_is_not_always_in_one_place(lessons):
    places = Counter(check.right for lesson in lessons.values() for check in lesson.check)
    assert max(places.values()) < sum(places.values()) * 0.6, places


def test_an_exercise_has_its_labels_in_english(lessons):
    for slug, lesson in lessons.items():
        asked = lesson.front["exercise"]
        english = lesson.front["exercise_en"]
        assert english["title"], slug
        assert english["intro"], slug
        assert set(english["labels"]) == {question["id"] for question in asked["questions"]}, slug


def test_a_lesson_says_where_its_facts_come_from_and_when_they_were_looked_at(lessons):
    for slug, lesson in lessons.items():
        assert lesson.front["sources"], slug
        for source in lesson.front["sources"]:
            assert source["date"] <= lesson.front["checked"], (slug, source["label"])
            assert re.match(r"https?://", source.get("url", "https://")), (slug, source["url"])
