"""The content, and where groups stand with it."""

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import ColumnElement, Subquery, and_, case, func, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import cooperative, within_sight
from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.learning import rules
from incubator.learning.models import Draft, DraftVersion, Enrolment, LessonRead
from incubator.learning.values import Lesson, LessonStanding, Track
from incubator.reviews import queries as reviews
from incubator.reviews.values import RoundStage

CONTENT = Path(__file__).parent / "content"
EXERCISE = "exercise"  # the kind of work, for reviews
STALLED = timedelta(days=21)  # three weekly meetings in which nothing was written
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
    last_activity: datetime | None

    @property
    def approved(self) -> int:
        return sum(standing is LessonStanding.APPROVED for standing in self.standings.values())

    @property
    def current_standing(self) -> LessonStanding | None:
        if self.current:
            return self.standings[self.current.slug]
        return None

    @property
    def waits_for_coach(self) -> bool:
        return self.current_standing is LessonStanding.WITH_COACH

    def stalled(self, now: datetime) -> bool:
        """The group can go on, and nothing happened for three weeks. Who has been founded no longer has to learn."""
        if self.group.phase.founded:
            return False
        waits = LessonStanding.WITH_COACH in self.standings.values()
        began = self.last_activity or self.group.created_at
        return self.current is not None and not waits and now - began > STALLED


def progress(group: Cooperative) -> Progress:
    """Where one group stands. For start pages: `current`, `current_standing`, `waits_for_coach`."""
    return progress_of([group])[0]


@dataclass(frozen=True, slots=True)
class Overview:
    """One page of groups, and how many there are and stand still in all."""

    groups: list[Progress]
    page: int
    total: int
    stalled: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def overview(viewer: User, *, now: datetime, page: int = 1) -> Overview:
    """The groups within sight that go on, those that stand still first, then by name.

    The database sorts and counts, so that a coach of five hundred groups waits no longer than one of forty.
    """
    work = reviews.tallies(EXERCISE, [lesson.slug for lesson in the_track().lessons])
    written = _last_written()
    stalled = _stalled(work, written, now - STALLED)
    total, standing_still = func.count().over(), func.sum(stalled).over()
    statement = (
        select(Cooperative, total, standing_still)
        .outerjoin(work, work.c.cooperative_id == Cooperative.id)
        .outerjoin(written, written.c.cooperative_id == Cooperative.id)
        .where(within_sight(viewer), Cooperative.stopped_at.is_(None))
        .order_by(stalled.desc(), func.lower(Cooperative.name), Cooperative.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    rows = db.session.execute(statement).all()
    if not rows and page > 1:  # past the last page, where a kept address points when groups have stopped
        return overview(viewer, now=now)
    if not rows:
        return Overview([], 1, 0, 0)
    return Overview(progress_of([row[0] for row in rows]), page, rows[0][1], rows[0][2])


def _last_written() -> Subquery:
    """By group: when somebody last wrote."""
    statement = select(Draft.cooperative_id, func.max(Draft.edited_at).label("edited_at"))
    return statement.where(Draft.track == the_track().slug).group_by(Draft.cooperative_id).subquery("written")


def _stalled(work: Subquery, written: Subquery, before: datetime) -> ColumnElement[int]:
    """`Progress.stalled` in SQL, as 1 or 0."""
    # A group that never wrote has no row in either subquery: then the day on which it began counts.
    stands_still = and_(
        Cooperative.phase.not_in([phase for phase in Phase if phase.founded]),
        func.coalesce(work.c.approved, 0) < len(the_track().lessons),
        func.coalesce(work.c.with_coach, 0) == 0,
        func.coalesce(work.c.moved_at, Cooperative.created_at) < before,
        func.coalesce(written.c.edited_at, Cooperative.created_at) < before,
    )
    return case((stands_still, 1), else_=0)


def progress_of(groups: Sequence[Cooperative]) -> list[Progress]:
    """Where groups stand, with as many questions for forty as for one."""
    track = the_track()
    ids = [group.id for group in groups]
    written = select(Draft.cooperative_id, Draft.lesson, Draft.edited_at)
    written = written.where(Draft.cooperative_id.in_(ids), Draft.track == track.slug).order_by(Draft.id)
    standing: defaultdict[int, dict[str, LessonStanding]] = defaultdict(dict)
    moments: defaultdict[int, list[datetime]] = defaultdict(list)
    for group_id, lesson, edited_at in db.session.execute(written):
        standing[group_id][lesson] = LessonStanding.WRITING
        moments[group_id].append(edited_at)
    # Second, because what the coach has or decided says more than that somebody wrote.
    for group_id, lesson, stage, moved_at in reviews.standings(ids, EXERCISE):
        standing[group_id][lesson] = STANDINGS[stage]
        moments[group_id].append(moved_at)
    return [_progress(group, track, standing[group.id], moments[group.id]) for group in groups]


def _progress(group: Cooperative, track: Track, known: dict[str, LessonStanding], moments: list[datetime]) -> Progress:
    standings = {lesson.slug: known.get(lesson.slug, LessonStanding.OPEN) for lesson in track.lessons}
    current = rules.current_lesson(track, standings)
    return Progress(group, track, standings, current, max(moments, default=None))
