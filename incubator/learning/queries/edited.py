"""The content as groups get it: what comes with the product, with what managers changed over it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.core.prepared import Question, scalar
from incubator.knowledge.queries import glossary
from incubator.learning.models import ContentArrangement, LessonVersion
from incubator.learning.queries.content import (
    lesson_pictures,
    linkable_pages,
    modules_file,
    shipped_library,
    shipped_texts,
    tracks_file,
)
from incubator.learning.rules.arranging import arranged
from incubator.learning.rules.examining import day_problems, examined_text, kind_problems
from incubator.learning.rules.reading import assembled, read_lesson
from incubator.learning.values.arranging import Arrangement
from incubator.learning.values.library import Lesson, LessonState, Library, Track
from incubator.learning.values.written import FormatProblem

EDITION = "content edition"


def library() -> Library:
    """Everything there is to learn, hidden lessons apart. Asks the database once in a transaction whether anything changed."""
    edition = content_edition()
    if not edition:
        return shipped_library()
    return _library_of(edition)


def lesson(slug: str) -> Lesson | None:
    """A lesson by its name, whichever track it is in, hidden or not."""
    return library().lesson(slug)


def content_edition() -> str:
    """Another word after every change of the content; empty when no manager changed anything."""
    session = db.session()
    transaction, edition = session.info.get(EDITION, (None, ""))
    # What others store later this transaction does not see either, or may see halfway: it keeps to the edition it began with.
    if transaction is None or transaction is not session.get_transaction():
        edition = scalar(_edition()) or ""
        session.info[EDITION] = (session.get_transaction(), edition)
    return str(edition)


def forget_edition() -> None:
    """The content was changed in this transaction."""
    db.session().info.pop(EDITION, None)


@cache
def _edition() -> Question:
    statement: Question = select(ContentArrangement.edition)
    return statement.order_by(ContentArrangement.id).limit(1)


@lru_cache(maxsize=4)
def _library_of(_edition: str) -> Library:
    """Made once for each edition, which is a word that never comes back."""
    kept, shipped, modules = arrangement(), shipped_library(), modules_file()
    lessons = {**shipped.lessons}
    states = {}
    for version in _newest_versions():
        held, states[version.slug] = _edited(version)
        if held is not None:
            lessons[version.slug] = held
    for slug in kept.hidden:
        states[slug] = replace(states.get(slug, LessonState()), is_hidden=True)
    order = arranged(modules, kept.order, {slug: known.module for slug, known in lessons.items()})
    settings = {**tracks_file(), **kept.tracks_over(tracks_file())}
    made = assembled(lessons, modules, settings, order, kept.hidden)
    whole = assembled(lessons, modules, settings, order).tracks
    # A track that lost all its lessons is as the product has it.
    tracks = {slug: made.tracks.get(slug, track) for slug, track in shipped.tracks.items()}
    return replace(made, tracks=tracks, states=states, whole_tracks=whole)


def _edited(version: LessonVersion) -> tuple[Lesson | None, LessonState]:
    """The lesson as its newest version has it; as the product has it when that cannot be read any more, None when it has none."""
    shipped = shipped_library().lessons.get(version.slug)
    state = LessonState(version.number, version.at, is_added=shipped is None)
    if not version.text or version.text == shipped_texts().get(version.slug):
        return shipped, state
    problems = text_problems(version.text)
    # A later release can be stricter than the one in which this was saved.
    if problems:
        return shipped, replace(state, problems=problems)
    return _lesson(version.slug, version.text), replace(state, is_edited=True)


@lru_cache(maxsize=200)
def text_problems(text: str) -> tuple[FormatProblem, ...]:
    """What is wrong with the text of a lesson, each with its line; nothing when groups can get it."""
    return tuple(examined_text(text, glossary(), lesson_pictures(), modules_file(), linkable_pages()))


def new_text_problems(slug: str, text: str, today: date) -> tuple[FormatProblem, ...]:
    """The same for what is about to be saved: it also has to fit what groups answered to earlier texts of this lesson."""
    problems = text_problems(text)
    if problems:
        return problems
    texts = [version.text for version in lesson_versions(slug)] + [shipped_texts().get(slug, "")]
    earlier = [_lesson(slug, before) for before in texts if before and not text_problems(before)]
    return (*day_problems(text, today), *kind_problems(text, earlier))


@lru_cache(maxsize=200)
def _lesson(slug: str, text: str) -> Lesson:
    return read_lesson(slug, text)


def arrangement() -> Arrangement:
    """How managers arranged the content."""
    row = db.session.scalar(select(ContentArrangement).order_by(ContentArrangement.id))
    if row is None:
        return Arrangement()
    return Arrangement.read(row.arrangement)


def every_track() -> dict[str, Track]:
    """The tracks with the hidden lessons that they would have, to change them without losing those."""
    content = library()
    return dict(content.whole_tracks or content.tracks)


def lesson_text(slug: str) -> str:
    """The text of a lesson as the next version begins: as it was written last, also when it can be read no more."""
    newest = newest_version(slug)
    if newest is None or not newest.text:
        return shipped_texts().get(slug, "")
    return newest.text


def text_of_version(slug: str, number: int) -> str | None:
    """The text of a lesson as it was; 0 is that of the product. None when there is no such version."""
    if number == 0:
        return shipped_texts().get(slug)
    version = lesson_version(slug, number)
    if version is None:
        return None
    return version.text or shipped_texts().get(slug, "")


def newest_version(slug: str) -> LessonVersion | None:
    """What a manager wrote last for a lesson."""
    statement = select(LessonVersion).where(LessonVersion.slug == slug).order_by(LessonVersion.number.desc())
    return db.session.scalar(statement.limit(1))


def lesson_version(slug: str, number: int) -> LessonVersion | None:
    statement = select(LessonVersion).where(LessonVersion.slug == slug, LessonVersion.number == number)
    return db.session.scalar(statement.options(joinedload(LessonVersion.author)))


def lesson_versions(slug: str, limit: int = 100) -> Sequence[LessonVersion]:
    """What managers made of a lesson, newest first."""
    statement = select(LessonVersion).where(LessonVersion.slug == slug).options(joinedload(LessonVersion.author))
    return db.session.scalars(statement.order_by(LessonVersion.number.desc()).limit(limit)).all()


def known_slug(_viewer: User, ref: str) -> str | None:
    """The name of a lesson that there is, hidden or unreadable ones too. A loader for `guarded`."""
    content = library()
    if content.lesson(ref) is None and ref not in content.states:
        return None
    return ref


def _newest_versions() -> Sequence[LessonVersion]:
    newest = select(func.max(LessonVersion.id)).group_by(LessonVersion.slug)
    return db.session.scalars(
        select(LessonVersion).where(LessonVersion.id.in_(newest)).order_by(LessonVersion.id)
    ).all()
