"""Words for where a group stands in its lessons."""

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


def title_of(text: Lesson | Track) -> str:
    if language() == "nl":
        return text.title
    return text.title_en


def summary_of(text: Lesson | Track) -> str:
    if language() == "nl":
        return text.summary
    return text.summary_en


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
