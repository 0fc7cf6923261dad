"""The content, and where groups stand with it."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.config import ROOT
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import cooperative, within_sight
from incubator.core.db import db
from incubator.core.prepared import IDS, Question, rows
from incubator.learning import rules
from incubator.learning.models import Draft, DraftVersion, Enrolment, LessonRead
from incubator.learning.values import Lesson, LessonStanding, Track
from incubator.reviews import queries as reviews
from incubator.reviews.queries import WorkStanding
from incubator.reviews.values import RoundStage

CONTENT = Path(__file__).parent / "content"
PICTURES = ROOT / "static" / "lessons"
EXERCISE = "exercise"  # the kind of work, for reviews
PAGE = 40  # groups on one page of an overview
STANDINGS = {
    RoundStage.SUBMITTED: LessonStanding.WITH_COACH,
    RoundStage.CLAIMED: LessonStanding.WITH_COACH,
    RoundStage.RETURNED: LessonStanding.RETURNED,
    RoundStage.APPROVED: LessonStanding.APPROVED,
}


@cache
def tracks() -> dict[str, Track]:
    """All tracks with their lessons. Raises at the first page that needs it when a lesson cannot be read."""
    read = map(_track, sorted(CONTENT.glob("*/track.toml")))
    return {track.slug: track for track in read}


def _track(file: Path) -> Track:
    folder = file.parent
    settings = tomllib.loads(file.read_text(encoding="utf-8"))
    lessons = []
    for path in sorted(folder.glob("*.md")):
        number, slug = path.stem.split("-", 1)
        lessons.append(rules.read_lesson(slug, path.read_text(encoding="utf-8"), int(number)))
    return Track(slug=folder.name, lessons=tuple(lessons), **settings)


def the_track() -> Track:
    """The track that every group follows."""
    return next(iter(tracks().values()))


def lesson_files() -> list[tuple[str, str]]:
    """The lessons in pieces as they are written: the name of each without .md, and its text."""
    paths = sorted((CONTENT / "lessons").glob("*.md"))
    return [(path.stem, path.read_text(encoding="utf-8")) for path in paths]


def lesson_pictures() -> set[str]:
    """The files of the drawings that lessons can show."""
    return {path.name for path in PICTURES.glob("*.svg")}


@dataclass(frozen=True, slots=True)
class Place:
    """A lesson of a group: what most pages are about."""

    group: Cooperative
    track: Track
    lesson: Lesson


def place(viewer: User, slug: str, ref: str) -> Place | None:
    """A lesson, for a group within sight. A loader for `guarded`."""
    group, track = cooperative(viewer, slug), the_track()
    lesson = track.lesson(ref)
    if group is not None and lesson is not None:
        return Place(group, track, lesson)
    return None


def enrolment(group: Cooperative, track: Track) -> Enrolment | None:
    return db.session.scalar(
        select(Enrolment).where(Enrolment.cooperative_id == group.id, Enrolment.track == track.slug)
    )


def draft(where: Place) -> Draft | None:
    """The shared answers of this group, or None when nobody has written yet."""
    statement = (
        select(Draft)
        .where(
            Draft.cooperative_id == where.group.id,
            Draft.track == where.track.slug,
            Draft.lesson == where.lesson.slug,
        )
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
    """Who has read this lesson, in the order in which they did."""
    statement = (
        select(LessonRead)
        .where(
            LessonRead.cooperative_id == where.group.id,
            LessonRead.track == where.track.slug,
            LessonRead.lesson == where.lesson.slug,
        )
        .options(joinedload(LessonRead.user))
        .order_by(LessonRead.at, LessonRead.id)
    )
    return db.session.scalars(statement).all()


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a group stands: each lesson, the one to look at now, and since when nothing happened."""

    group: Cooperative
    track: Track
    standings: dict[str, LessonStanding]
    current: Lesson | None
    moved: dict[str, datetime]  # when each lesson came to where it stands
    rounds: dict[str, int]  # the last round of each lesson that was handed in
    claimed: set[str]  # the lessons that a coach is reading
    last_activity: datetime | None

    @property
    def approved(self) -> int:
        return sum(standing is LessonStanding.APPROVED for standing in self.standings.values())

    @property
    def current_standing(self) -> LessonStanding | None:
        if self.current:
            return self.standings[self.current.slug]
        return None


def progress(group: Cooperative) -> Progress:
    """Where one group stands."""
    return progress_of([group])[0]


@dataclass(frozen=True, slots=True)
class Overview:
    """One page of groups, and how many there are in all."""

    groups: list[Progress]
    page: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def overview(viewer: User, *, page: int = 1) -> Overview:
    """The groups within sight that go on, by name."""
    statement = (
        select(Cooperative, func.count().over())
        .where(within_sight(viewer), Cooperative.stopped_at.is_(None))
        .order_by(func.lower(Cooperative.name), Cooperative.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    rows = db.session.execute(statement).all()
    if not rows and page > 1:  # past the last page, where a kept address points when groups have stopped
        return overview(viewer)
    if not rows:
        return Overview([], 1, 0)
    return Overview(progress_of([row[0] for row in rows]), page, rows[0][1])


def progress_of(groups: Sequence[Cooperative], works: Sequence[WorkStanding] | None = None) -> list[Progress]:
    """Where groups stand, with as many questions for forty as for one.

    Who has asked already where all `works` of the groups stand gives them along.
    """
    track = the_track()
    ids = [group.id for group in groups]
    if works is None:
        works = reviews.standings(ids)
    known = {group.id: _LessonMarks({}, {}, {}, set(), []) for group in groups}
    for group_id, lesson, edited_at in rows(_written_down(), ids=ids, track=track.slug):
        known[group_id].note(lesson, LessonStanding.WRITING, edited_at)
    # Second, because what the coach has or decided says more than that somebody wrote.
    for work in works:
        if work.kind != EXERCISE:
            continue
        known[work.cooperative_id].note(work.ref, STANDINGS[work.stage], work.moved_at)
        known[work.cooperative_id].rounds[work.ref] = work.round_id
        if work.stage is RoundStage.CLAIMED:
            known[work.cooperative_id].claimed.add(work.ref)
    return [_progress(group, track, known[group.id]) for group in groups]


@cache
def _written_down() -> Question:
    statement: Question = select(Draft.cooperative_id, Draft.lesson, Draft.edited_at).order_by(Draft.id)
    return statement.where(Draft.cooperative_id.in_(IDS), Draft.track == bindparam("track"))


class _LessonMarks(NamedTuple):
    """What the database knows of the lessons of one group."""

    standings: dict[str, LessonStanding]
    moved: dict[str, datetime]
    rounds: dict[str, int]
    claimed: set[str]
    moments: list[datetime]

    def note(self, lesson: str, standing: LessonStanding, at: datetime) -> None:
        self.standings[lesson], self.moved[lesson] = standing, at
        self.moments.append(at)


def _progress(group: Cooperative, track: Track, known: _LessonMarks) -> Progress:
    standings = {lesson.slug: known.standings.get(lesson.slug, LessonStanding.OPEN) for lesson in track.lessons}
    current = rules.current_lesson(track, standings)
    last = max(known.moments, default=None)
    return Progress(group, track, standings, current, known.moved, known.rounds, known.claimed, last)
