"""The section "Add a lesson" of docs/how-to.md, followed once: a file is enough."""

from incubator.knowledge.queries import glossary
from incubator.learning import queries, rules

LESSON = """+++
phase = "F1"
title = "Een nieuwe les"
summary = "Wat deze les leert."
title_en = "A new lesson"
summary_en = "What this lesson teaches."
minutes = 30
checked = 2026-11-23
sources = [{label = "Burgerlijk Wetboek boek 2", url = "https://wetten.overheid.nl/BWBR0003045"}]

[exercise]
title = "Onze opdracht"
intro = "Schrijf dit samen op."
criteria = ["Is het helder?"]

[[exercise.questions]]
id = "roles"
label = "Wie doet wat?"
kind = "long"
fact = "people.roles"
+++

De [[kerngroep]] begint.
"""


def test_a_file_in_the_folder_of_a_track_is_a_lesson(tmp_path):
    original = queries.CONTENT / queries.the_track().slug
    folder = tmp_path / "nieuw"
    folder.mkdir()
    (folder / "track.toml").write_text((original / "track.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "1-een-nieuwe-les.md").write_text(LESSON, encoding="utf-8")
    track = queries._track(folder / "track.toml")
    lesson = track.lesson("een-nieuwe-les")
    assert (lesson.number, lesson.title_en, lesson.minutes) == (1, "A new lesson", 30)
    assert [question.fact for question in lesson.exercise.questions] == ["people.roles"]
    assert rules.content_problems(track, glossary()) == []


def test_the_guide_names_what_a_lesson_needs():
    guide = (queries.CONTENT.parents[2] / "docs" / "how-to.md").read_text(encoding="utf-8")
    section = guide.partition("## Add a lesson")[2]
    for name in ("phase", "summary_en", "minutes", "checked", "sources", "criteria", "kind", "fact"):
        assert f"`{name}`" in section
