"""The library out of its files: lessons, the modules they are in, and the tracks."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from incubator.cooperatives.values import Phase
from incubator.knowledge.values import Reference
from incubator.learning.rules.writing import read_written_lesson
from incubator.learning.values import Exercise, FieldKind, Question, RecordColumn
from incubator.learning.values.library import Lesson, Library, Module, Track
from incubator.learning.values.written import WrittenLesson

ALL = "all"
PEOPLE = (RecordColumn("name", "Naam"), RecordColumn("email", "E-mail"))


def read_library(
    texts: Mapping[str, str], modules: Mapping[str, Mapping[str, Any]], tracks: Mapping[str, Mapping[str, Any]]
) -> Library:
    """Everything to learn, out of the text of each lesson by slug, and what stands in `modules.toml` and `tracks.toml`.

    Raises `BrokenLesson` for a text that cannot be read, `KeyError` for a lesson or module that does not exist.
    """
    lessons = {slug: read_lesson(slug, text) for slug, text in texts.items()}
    order = {name: tuple(settings["lessons"]) for name, settings in modules.items()}
    return assembled(lessons, modules, tracks, order)


def assembled(
    lessons: Mapping[str, Lesson],
    modules: Mapping[str, Mapping[str, Any]],
    tracks: Mapping[str, Mapping[str, Any]],
    order: Mapping[str, tuple[str, ...]],
    hidden: Collection[str] = (),
) -> Library:
    """Everything to learn, out of the lessons that were read, each where `order` places it."""
    in_order = tuple(_module(name, settings, lessons, order[name]) for name, settings in modules.items())
    every = {lesson.slug: lesson for module in in_order for lesson in module.lessons}
    shown = tuple(_without(module, hidden) for module in in_order)
    # A module or a track of which nothing is left would be an empty page.
    filled = tuple(module for module in shown if module.lessons)
    visible = {slug: lesson for slug, lesson in every.items() if slug not in hidden}
    away = {slug: lesson for slug, lesson in every.items() if slug in hidden}
    return Library(filled, visible, _tracks(tracks, filled), away, order)


def _tracks(tracks: Mapping[str, Mapping[str, Any]], modules: tuple[Module, ...]) -> dict[str, Track]:
    followed = [_track(slug, settings, modules) for slug, settings in tracks.items()]
    return {track.slug: track for track in followed if track.modules}


def _without(module: Module, hidden: Collection[str]) -> Module:
    return replace(module, lessons=tuple(lesson for lesson in module.lessons if lesson.slug not in hidden))


def _placed(lesson: Lesson, module: str) -> Lesson:
    if lesson.module == module:
        return lesson
    return replace(lesson, module=module)


def _module(name: str, settings: Mapping[str, Any], lessons: Mapping[str, Lesson], slugs: Iterable[str]) -> Module:
    words = {key: value for key, value in settings.items() if key != "lessons"}
    return Module(id=name, lessons=tuple(_placed(lessons[slug], name) for slug in slugs), **words)


def _track(slug: str, settings: Mapping[str, Any], modules: tuple[Module, ...]) -> Track:
    words = {key: settings[key] for key in ("title", "summary", "title_en", "summary_en")}
    return Track(slug=slug, modules=tuple(_modules_of(settings, modules)), **words)


def _modules_of(settings: Mapping[str, Any], modules: tuple[Module, ...]) -> Iterator[Module]:
    """The modules with what the track takes of each; one of which nothing is left is not in it."""
    single, without = set(settings.get("lessons", ())), set(settings.get("without", ()))
    for module in modules:
        whole = settings["modules"] == ALL or module.id in settings["modules"]
        taken = []
        # What a track leaves out goes before what it names: a whole module can lack a lesson.
        for lesson in module.lessons:
            if lesson.slug not in without and (whole or lesson.slug in single):
                taken.append(lesson)
        if taken:
            yield replace(module, lessons=tuple(taken))


def read_lesson(slug: str, text: str) -> Lesson:
    """A lesson from its file. Raises `BrokenLesson`."""
    written = read_written_lesson(text)
    front = written.front
    return Lesson(
        slug=slug,
        phase=Phase(front["phase"]),
        module=front["module"],
        title=front["title"],
        summary=front["summary"],
        title_en=front["title_en"],
        summary_en=front["summary_en"],
        minutes=front["minutes"],
        checked=front["checked"],
        needs=tuple(front["needs"]),
        sources=tuple(Reference(source["label"], source.get("url", "")) for source in front["sources"]),
        written=written,
        exercise=_exercise(written),
    )


def _exercise(written: WrittenLesson) -> Exercise:
    exercise, english = written.front["exercise"], written.front["exercise_en"]
    labels = english["labels"]
    return Exercise(
        title=exercise["title"],
        intro=exercise["intro"],
        criteria=tuple(exercise["criteria"]),
        questions=tuple(read_question(question, labels[question["id"]]) for question in exercise["questions"]),
        pitfalls=tuple(exercise["pitfalls"]),
        model=exercise["model"],
        title_en=english["title"],
        intro_en=english["intro"],
    )


def read_question(written: Mapping[str, Any], english: str) -> Question:
    """A question as it is written above a lesson. Raises `TypeError` when something is missing or not known."""
    settings = {**written, "kind": FieldKind(written["kind"]), "label_en": english}
    for name in ("choices", "totals"):
        settings[name] = tuple(settings.get(name, ()))
    settings["columns"] = tuple(map(_column, settings.get("columns", ())))
    if settings["kind"] is FieldKind.PEOPLE:
        settings["columns"] = PEOPLE
    return Question(**settings)


def _column(written: Mapping[str, str]) -> RecordColumn:
    return RecordColumn(written["id"], written["label"], FieldKind(written.get("kind", FieldKind.TEXT)))
