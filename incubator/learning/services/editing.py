"""Verbs of who looks after the content. Nothing here commits; who and when are arguments."""

import secrets
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from string import Template

from incubator.accounts.models import User
from incubator.core import clock
from incubator.core.db import db, insert_once, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.knowledge.rules import slug_of
from incubator.learning import messages, queries
from incubator.learning.models import ContentArrangement, LessonVersion
from incubator.learning.rules import arranging
from incubator.learning.rules.examples import check_written
from incubator.learning.values.arranging import NEW_LESSON, PUT_BACK_PRODUCT, PUT_BACK_VERSION, Arrangement, EditedText
from incubator.learning.values.library import Library

ONLY_ROW = 1
LONGEST_NAME = 80  # of a lesson in addresses
OTHERS_SAVED = N_(
    "Someone else saved this lesson while you were writing. Nothing is lost: below you see their text beside yours. "
    "Put what you need of theirs in yours, and save again."
)


def save_lesson(slug: str, edited: EditedText, *, by: User, now: datetime) -> LessonVersion:
    """Give a lesson another text. Raises `Conflict` when somebody else saved since, `RuleViolation` when the text cannot be a lesson."""
    desk = _desk()
    if queries.new_text_problems(slug, edited.text, clock.local(now).date()):
        raise RuleViolation(N_("Not saved: first mend what is listed here."), field="text")
    if edited.text == queries.lesson_text(slug):
        raise RuleViolation(N_("Nothing was changed, so nothing was saved."), field="text")
    return _next_version(desk, slug, edited, by, now)


def use_shipped(slug: str, began_with: int, *, by: User, now: datetime) -> LessonVersion:
    """Let the text of the product hold again. Raises `RuleViolation` for a lesson that the product does not have."""
    desk = _desk()
    if slug not in queries.shipped_texts():
        raise RuleViolation(N_("This lesson was added here: there is no text of the product."))
    edited = EditedText("", PUT_BACK_PRODUCT, False, began_with)
    return _next_version(desk, slug, edited, by, now)


def put_back(slug: str, number: int, began_with: int, *, by: User, now: datetime) -> LessonVersion:
    """Let an earlier version hold again. Raises `RuleViolation` when there is none, or it cannot be a lesson any more."""
    desk = _desk()
    version = queries.lesson_version(slug, number)
    if version is None or not version.text:
        return use_shipped(slug, began_with, by=by, now=now)
    if queries.new_text_problems(slug, version.text, clock.local(now).date()):
        raise RuleViolation(N_("This version cannot be read any more. Open it, mend it and save it."))
    edited = EditedText(version.text, PUT_BACK_VERSION, False, began_with)
    return _next_version(desk, slug, edited, by, now)


def _next_version(desk: ContentArrangement, slug: str, edited: EditedText, by: User, now: datetime) -> LessonVersion:
    if slug in queries.library().lessons:
        check_written(edited.text, queries.new_lesson())
    newest = queries.newest_version(slug)
    number = newest.number if newest is not None else 0
    if edited.began_with != number:
        raise Conflict(OTHERS_SAVED, field="text")
    version = LessonVersion(
        slug=slug,
        number=number + 1,
        text=edited.text,
        note=edited.note,
        tells_groups=edited.tells_groups,
        author_id=by.id,
        at=now,
    )
    db.session.add(version)
    _changed(desk)
    lesson = queries.lesson(slug)
    if edited.tells_groups and lesson is not None:
        # What is kept is whether anybody was told, not whether that was asked.
        version.tells_groups = messages.tell_of_change(version, lesson, queries.people_in(slug)) > 0
    return version


def add_lesson(title: str, module: str, template: str, *, by: User, now: datetime) -> str:
    """A new lesson at the end of a module, hidden until somebody shows it; gives its name in addresses.

    Raises `RuleViolation` when a lesson has that name already, or there is no such module.
    """
    desk = _desk()
    slug = slug_of(title)
    content = queries.library()
    if not slug or len(slug) > LONGEST_NAME:
        raise RuleViolation(N_("Give a title of at least one word and at most eighty letters."), field="title")
    if content.lesson(slug) is not None or slug in content.states or slug in queries.shipped_texts():
        raise RuleViolation(N_("There is a lesson with this title. Choose another."), field="title")
    kept = Arrangement.read(desk.arrangement)
    order = arranging.moved_to(_order(content), slug, module)
    text = Template(template).substitute(title=_quoted(title), module=module, today=clock.local(now).date())
    desk.arrangement = replace(kept, order=order, hidden=kept.hidden | {slug}).as_kept()
    _next_version(desk, slug, EditedText(text, NEW_LESSON, False, 0), by, now)
    return slug


def _quoted(title: str) -> str:
    """As it stands between the quotation marks of TOML."""
    return " ".join(title.split()).replace("\\", "").replace('"', "”")


def hide(slug: str) -> None:
    """Take a lesson out of the tracks; a group with work in it still reaches it. Raises `RuleViolation` when a track would be empty."""
    desk = _desk()
    # A group that begins a track is led to its first lesson.
    arranging.check_filled(queries.library().tracks.values(), slug)
    kept = Arrangement.read(desk.arrangement)
    _arrange(desk, replace(kept, hidden=kept.hidden | {slug}))


def show(slug: str) -> None:
    """Put a hidden lesson back. Raises `RuleViolation` with the line that is still of the example that it began as."""
    desk = _desk()
    check_written(queries.lesson_text(slug), queries.new_lesson())
    kept = Arrangement.read(desk.arrangement)
    _arrange(desk, replace(kept, hidden=kept.hidden - {slug}))


def move(slug: str, step: int) -> None:
    """Move a lesson one place up (-1) or down (1) in its module."""
    desk = _desk()
    order = arranging.moved(_order(queries.library()), slug, step)
    _arrange(desk, replace(Arrangement.read(desk.arrangement), order=order))


def move_to(slug: str, module: str) -> None:
    """Move a lesson to the end of another module. Raises `RuleViolation` when there is no such module."""
    desk = _desk()
    order = arranging.moved_to(_order(queries.library()), slug, module)
    _arrange(desk, replace(Arrangement.read(desk.arrangement), order=order))


def choose_lessons(track: str, chosen: Collection[str], began_with: str) -> None:
    """Let a track have exactly these of the lessons that are shown; the hidden ones stay in it or out of it.

    Raises `Conflict` when the content changed since the page was opened, `RuleViolation` when nothing is chosen.
    """
    desk = _desk()
    if desk.edition != began_with:
        raise Conflict(N_("Someone else changed the lessons meanwhile. Look at your choice once more, and save again."))
    content, every = queries.library(), queries.every_track()
    hidden = [lesson.slug for lesson in every[track] if lesson.slug in content.hidden]
    shown = [slug for slug in chosen if slug in content.lessons]
    if not shown:
        raise RuleViolation(N_("A track has at least one lesson."))
    kept = Arrangement.read(desk.arrangement)
    before = kept.tracks_over(queries.tracks_file()).get(track, queries.tracks_file()[track])
    settings = arranging.track_settings(before, {*shown, *hidden}, _order(content))
    _arrange(desk, replace(kept, tracks={**kept.tracks, track: settings}))


def _order(content: Library) -> dict[str, tuple[str, ...]]:
    return dict(content.order)


def _arrange(desk: ContentArrangement, arrangement: Arrangement) -> None:
    desk.arrangement = arrangement.as_kept()
    _changed(desk)


def _desk() -> ContentArrangement:
    """The row that whoever changes the content holds on to; it comes to be with the first change."""
    insert_once(ContentArrangement, {"id": ONLY_ROW, "edition": "", "arrangement": {}, "lock": 1})
    row = db.session.get(ContentArrangement, ONLY_ROW)
    assert row is not None
    return lock(row)


def _changed(desk: ContentArrangement) -> None:
    # A word and no number: what processes keep by it must not come back when a database is put back from a copy.
    desk.edition = secrets.token_hex(8)
    db.session.flush()
    queries.forget_edition()
