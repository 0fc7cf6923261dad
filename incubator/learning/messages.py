"""Words for where a group stands, and the one next step."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from incubator.core.i18n import language
from incubator.learning.queries import Progress
from incubator.learning.values import Lesson, LessonStanding, Track

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


@dataclass(frozen=True, slots=True)
class LessonStep:
    """What to do now, why, where, and whose turn it is."""

    title: str
    why: str
    url: str
    label: str
    turn: str
    waiting: bool


def title_of(text: Lesson | Track) -> str:
    if language() == "nl":
        return text.title
    return text.title_en


def summary_of(text: Lesson | Track) -> str:
    if language() == "nl":
        return text.summary
    return text.summary_en


def next_step(progress: Progress) -> LessonStep | None:
    """The next step of a group on the track; None when every lesson is approved."""
    lesson, standing = progress.current, progress.current_standing
    if lesson is None or standing is None:
        return None
    place: dict[str, Any] = {"slug": progress.group.slug, "ref": lesson.slug}
    words = {"title": title_of(lesson)}
    exercise, reading = url_for("learning.exercise", **place), url_for("learning.lesson", **place)
    ours, theirs = _("Your turn, as a group"), _("The coach's turn")
    if standing is LessonStanding.RETURNED:
        why = _("Your coach read it and wrote remarks beside your answers. You go on from what you wrote.")
        return LessonStep(_("Improve “%(title)s”", **words), why, exercise, _("Look at the remarks"), ours, False)
    if standing is LessonStanding.WRITING:
        why = _("You have begun. Finish it together, check your answers and hand in.")
        return LessonStep(_("Go on with “%(title)s”", **words), why, exercise, _("Go on writing"), ours, False)
    if standing is LessonStanding.OPEN:
        return LessonStep(
            _("Read “%(title)s” together", **words), summary_of(lesson), reading, _("To the lesson"), ours, False
        )
    why = _("You need not do anything now. You get a mail when the coach has answered.")
    return LessonStep(
        _("The coach reads “%(title)s”", **words), why, exercise, _("See what you handed in"), theirs, True
    )


def steps(progress: Progress) -> list[dict[str, object]]:
    """The lessons as steps of the progress map."""
    return [_step(progress, lesson) for lesson in progress.track.lessons]


def _step(progress: Progress, lesson: Lesson) -> dict[str, object]:
    standing = progress.standings[lesson.slug]
    is_now = progress.current is not None and progress.current.slug == lesson.slug
    note = ""
    if standing in {LessonStanding.WRITING, LessonStanding.RETURNED}:  # the other standings show from the state itself
        note = str(STANDINGS[standing]).lower()
    return {"code": lesson.phase.value, "name": title_of(lesson), "state": _state(standing, is_now), "note": note}


def _state(standing: LessonStanding, is_now: bool) -> str:
    if standing is LessonStanding.APPROVED:
        return "done"
    if is_now:
        return "now"
    if standing is LessonStanding.WITH_COACH:
        return "waiting"
    return "later"
