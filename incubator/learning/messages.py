"""Words for where a group stands in its lessons."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from incubator.cooperatives.models import Participation
from incubator.core.charts import Chart, ProgressPart
from incubator.core.i18n import language
from incubator.core.mail import Letter, MailKind, in_language, link
from incubator.core.outbox import queue_mail
from incubator.learning import rules
from incubator.learning.models import LessonVersion
from incubator.learning.queries import Progress
from incubator.learning.rules.calculators import as_text
from incubator.learning.rules.picturing import PICTURES, progress_picture
from incubator.learning.values import Exercise, FieldKind, LessonStanding, Question
from incubator.learning.values.arranging import OWN_NOTES
from incubator.learning.values.library import Lesson, Module, Track
from incubator.learning.values.written import FormatProblem

STANDINGS = {
    LessonStanding.OPEN: _l("Not begun yet"),
    LessonStanding.WRITING: _l("You are writing"),
    LessonStanding.WITH_COACH: _l("With the coach"),
    LessonStanding.RETURNED: _l("Back from the coach"),
    LessonStanding.APPROVED: _l("Approved"),
}
BADGES = {
    LessonStanding.OPEN: "later",
    LessonStanding.WRITING: "now",
    LessonStanding.WITH_COACH: "waiting",
    LessonStanding.RETURNED: "attention",
    LessonStanding.APPROVED: "done",
}


def title_of(text: Lesson | Module | Track) -> str:
    if language() == "nl":
        return text.title
    return text.title_en


def summary_of(text: Lesson | Module | Track) -> str:
    if language() == "nl":
        return text.summary
    return text.summary_en


def label_of(question: Question) -> str:
    """What is asked; the exercise itself is Dutch, in English there is its label."""
    if language() == "nl" or not question.label_en:
        return question.label
    return question.label_en


def in_words(question: Question, answer: Any) -> str:
    """An answer as one reads it: in Dutch, as the exercise is; of a calculator what was filled in and what comes out."""
    if question.kind is not FieldKind.CALCULATOR:
        return rules.as_text(question, answer)
    # The labels of a calculator are in the catalogue; what is handed in is read by whoever comes later.
    with in_language("nl"):
        return as_text(question.calculator, answer, gettext) if isinstance(answer, dict) and answer else ""


def note_in_words(note: str) -> str:
    """What was noted of a version: as it was typed, or in the language of the page when nobody typed it."""
    # What people type is never looked up in the catalogue: a percent sign or markup in it would be carried out.
    return gettext(note) if note in OWN_NOTES else note


class ExerciseWords(NamedTuple):
    """What an exercise is called, and what it asks to do."""

    title: str
    intro: str


def words_of(exercise: Exercise) -> ExerciseWords:
    """The title and the introduction in the language of the page."""
    if language() == "nl" or not exercise.title_en:
        return ExerciseWords(exercise.title, exercise.intro)
    return ExerciseWords(exercise.title_en, exercise.intro_en)


def picture_of(question: Question, answer: Any) -> Chart | None:
    """The map that is drawn of the rows of this answer; None when nothing is drawn of it."""
    if question.picture and answer:
        return PICTURES[question.picture](answer, gettext, language())
    return None


class ModuleProgress(NamedTuple):
    """How far a group is with a module: done, now, waiting (for the coach) or later."""

    module: Module
    state: str
    approved: int
    minutes: int


def modules(progress: Progress) -> list[ModuleProgress]:
    """The modules of a track with where the group is."""
    return [_module(progress, module) for module in progress.track.modules]


def picture_of_modules(parts: Sequence[ModuleProgress]) -> Chart:
    """How far a group is with each module."""
    drawn = [
        ProgressPart(title_of(part.module), part.approved, len(part.module.lessons), part.state == "now")
        for part in parts
    ]
    return progress_picture(drawn, gettext)


def _module(progress: Progress, module: Module) -> ModuleProgress:
    standings = [progress.standing(lesson.slug) for lesson in module.lessons]
    approved = standings.count(LessonStanding.APPROVED)
    minutes = sum(lesson.minutes for lesson in module.lessons)
    return ModuleProgress(module, _state(progress, module, standings), approved, minutes)


def _state(progress: Progress, module: Module, standings: list[LessonStanding]) -> str:
    if all(standing is LessonStanding.APPROVED for standing in standings):
        return "done"
    if progress.current in module.lessons:
        return "now"
    if LessonStanding.WITH_COACH in standings:
        return "waiting"
    return "later"


def problem_in_words(problem: FormatProblem) -> str:
    """What is wrong with a text, in the language of the page."""
    sentence = str(gettext(problem.message, **problem.params))
    if not problem.question:
        return sentence
    return gettext("the exercise, question “%(question)s”: %(problem)s", question=problem.question, problem=sentence)


def tell_of_change(version: LessonVersion, lesson: Lesson, people: Iterable[Participation]) -> int:
    """Queue the mail that a lesson changed of which they are in the middle; who is in two groups gets it once. Gives how many."""
    count = 0
    # Not by group: the outbox gives a person who is in two of them a single mail.
    for part in people:
        reader, group = part.user, part.cooperative
        with in_language(reader.language):
            words = {"title": title_of(lesson), "group": group.name}
            letter = Letter(
                subject=gettext("A lesson that you are working on has changed: %(title)s", **words),
                paragraphs=(
                    gettext("The lesson “%(title)s” has changed. What you wrote is still there.", **words),
                    gettext("What changed: %(note)s", note=gettext(version.note)),
                ),
                action=(gettext("Look at the lesson"), link("learning.lesson", slug=group.slug, ref=lesson.slug)),
                why=gettext("You get this mail because %(group)s is in the middle of this lesson.", **words),
                settings_url=link("watch.mail_preferences"),
            )
        count += queue_mail(letter, to=reader, key=f"lesson-changed:{version.id}:{reader.id}", kind=MailKind.WORK)
    return count
