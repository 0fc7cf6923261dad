"""A lesson of a group: what was written, by whom, and who has read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import cooperative
from incubator.core.db import db
from incubator.learning.models import Draft, DraftVersion, ExerciseFile, LessonRead
from incubator.learning.queries.edited import lesson, library
from incubator.learning.queries.tracks import track_of
from incubator.learning.values.library import Lesson, Module, Track


@dataclass(frozen=True, slots=True)
class Place:
    """A lesson of a group: what most pages are about."""

    group: Cooperative
    lesson: Lesson


def place(viewer: User, slug: str, ref: str) -> Place | None:
    """A lesson, for a group within sight; a hidden one for a group with work in it. A loader for `guarded`."""
    group, chosen = cooperative(viewer, slug), lesson(ref)
    if group is None or chosen is None:
        return None
    where = Place(group, chosen)
    if ref in library().hidden and draft(where) is None:
        return None
    return where


@dataclass(frozen=True, slots=True)
class ModulePlace:
    """A module of a group."""

    group: Cooperative
    module: Module


def module_place(viewer: User, slug: str, name: str) -> ModulePlace | None:
    """A module as the track of the group has it, else the whole module. A loader for `guarded`."""
    group = cooperative(viewer, slug)
    if group is None:
        return None
    for module in (*track_of(group).modules, *library().modules):
        if module.id == name:
            return ModulePlace(group, module)
    return None


def module_after(where: ModulePlace) -> Module | None:
    """The module that follows in the track of the group; None after the last."""
    modules = track_of(where.group).modules
    places = [place for place, module in enumerate(modules) if module.id == where.module.id]
    if not places or places[0] + 1 == len(modules):
        return None
    return modules[places[0] + 1]


def lesson_after(where: Place, track: Track) -> Lesson | None:
    """The lesson that follows in the track; None after the last, and for a lesson that is not in it."""
    number = track.place_of(where.lesson.slug)
    if number is None or number == len(track.lessons):
        return None
    return track.lessons[number]


def exercise_file(viewer: User, slug: str, number: int) -> ExerciseFile | None:
    """A file that a group gave as an answer, for a group within sight. A loader for `guarded`."""
    group = cooperative(viewer, slug)
    if group is None:
        return None
    statement = select(ExerciseFile).where(ExerciseFile.id == number, ExerciseFile.cooperative_id == group.id)
    return db.session.scalar(statement.options(joinedload(ExerciseFile.file)))


def draft(where: Place) -> Draft | None:
    """The shared answers of this group, or None when nobody has written yet."""
    statement = (
        select(Draft)
        .where(Draft.cooperative_id == where.group.id, Draft.lesson == where.lesson.slug)
        .options(joinedload(Draft.edited_by))
    )
    return db.session.scalar(statement)


def edited_at(group: Cooperative, ref: str) -> datetime | None:
    """When the group wrote on the exercise of this lesson last."""
    statement = select(func.max(Draft.edited_at)).where(Draft.cooperative_id == group.id, Draft.lesson == ref)
    return db.session.scalar(statement)


def version(of: Draft, number: int) -> DraftVersion | None:
    statement = select(DraftVersion).where(DraftVersion.draft_id == of.id, DraftVersion.number == number)
    return db.session.scalar(statement)


def versions(of: Draft, limit: int = 50) -> Sequence[DraftVersion]:
    """What was stored, newest first."""
    statement = (
        select(DraftVersion)
        .where(DraftVersion.draft_id == of.id)
        .order_by(DraftVersion.number.desc())
        .options(joinedload(DraftVersion.author))
        .limit(limit)
    )
    return db.session.scalars(statement).all()


def readers(where: Place) -> Sequence[LessonRead]:
    """Who reads this lesson and how far they are, in the order in which they began."""
    statement = (
        select(LessonRead)
        .where(LessonRead.cooperative_id == where.group.id, LessonRead.lesson == where.lesson.slug)
        .options(joinedload(LessonRead.user))
        .order_by(LessonRead.at, LessonRead.id)
    )
    return db.session.scalars(statement).all()


def file_of(where: Place, question: str, number: str) -> ExerciseFile | None:
    """A file that this group gave as the answer to a question; None for any other number."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    file = db.session.get(ExerciseFile, int(number))
    if file is None or (file.cooperative_id, file.lesson, file.question) != (
        where.group.id,
        where.lesson.slug,
        question,
    ):
        return None
    return file
