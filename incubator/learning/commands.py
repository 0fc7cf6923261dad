"""`incubator learning`: the lessons as they are written, how they read, and what is wrong with them."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import click

from incubator.core import clock
from incubator.knowledge import queries as knowledge
from incubator.learning import queries
from incubator.learning.rules.examining import examined_text
from incubator.learning.rules.flags import check_is_due, rule_changes
from incubator.learning.rules.judging import library_problems
from incubator.learning.rules.readability import readability
from incubator.learning.rules.reading import read_lesson
from incubator.learning.rules.writing import read_written_lesson
from incubator.learning.values.library import Lesson
from incubator.learning.values.written import BrokenLesson, WrittenLesson

group = click.Group("learning", help="The lessons: how they read, and what is wrong with them.")


@group.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def show(as_json: bool) -> None:
    """List the lessons: module, phase, length and how they read (Flesch-Douma: 0 hard, 100 easy). Lessons that cannot be read are left out.

    Exit 1 when one was left out.
    """
    broken = 0
    for slug, text in queries.lesson_files():
        try:
            lesson = read_written_lesson(text)
        except BrokenLesson as problem:
            click.echo(f"{slug}: {problem}", err=True)
            broken += 1
            continue
        entry = _as_json(slug, lesson)
        click.echo(json.dumps(entry, ensure_ascii=False) if as_json else _as_line(entry))
    if broken:
        sys.exit(1)


def _as_json(slug: str, lesson: WrittenLesson) -> dict[str, Any]:
    front, reads = lesson.front, readability(lesson.text)
    return {
        "module": front["module"],
        "lesson": slug,
        "title": front["title"],
        "title_en": front["title_en"],
        "phase": front["phase"],
        "minutes": front["minutes"],
        "words": reads.words,
        "pieces": len(lesson.pieces),
        "exercise_fields": len(front.get("exercise", {}).get("questions", ())),
        "self_check": len(lesson.check),
        "sources": len(front["sources"]),
        "checked": front["checked"].isoformat(),
        "flesch_douma": reads.flesch_douma,
        "words_a_sentence": reads.words_a_sentence,
    }


def _as_line(entry: dict[str, Any]) -> str:
    reads = f"{entry['words']} words, {entry['words_a_sentence']} a sentence, Flesch-Douma {entry['flesch_douma']}"
    return f"{entry['phase']} {entry['module']}/{entry['lesson']}: {reads}"


@group.command("check")
def check() -> None:
    """Say what is wrong with the lessons, each with its file and line. Exit 0 when the content holds, 1 when it does not.

    Lessons to look at again, because the law that they name changes or their facts are old, are warnings: the exit status stays 0.
    """
    terms, pictures, modules = knowledge.glossary(), queries.lesson_pictures(), queries.modules_file()
    pages = queries.linkable_pages()
    count = 0
    for slug, text in queries.lesson_files():
        problems = examined_text(text, terms, pictures, modules, pages)
        for problem in problems:
            click.echo(f"{slug}.md:{problem.line}: {problem.sentence}")
        for warning in [] if problems else _warnings(read_lesson(slug, text)):
            click.echo(f"{slug}.md: warning: {warning}", err=True)
        count += len(problems)
    slugs = {slug for slug, _text in queries.lesson_files()}
    between = library_problems(slugs, queries.modules_file(), queries.tracks_file())
    for sentence in between:
        click.echo(sentence)
    count += len(between)
    click.echo("1 problem." if count == 1 else f"{count} problems.")
    if count:
        sys.exit(1)


def _warnings(lesson: Lesson) -> Iterator[str]:
    """Why somebody has to look at a lesson again."""
    today = clock.today()
    for change in rule_changes(lesson, today):
        yield f"the rule {change.text.id} ({change.text.articles}) changes on {change.day}, after the lesson was checked"
    if check_is_due(lesson, today):
        yield f"checked on {lesson.checked}, more than twelve months ago"
