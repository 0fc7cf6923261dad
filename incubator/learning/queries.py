"""The content, and where groups stand with it."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import cooperative, cooperatives
from incubator.core.db import db
from incubator.learning import rules
from incubator.learning.models import Draft, DraftVersion, Enrolment, LessonRead
from incubator.learning.values import Lesson, Standing, Track
from incubator.reviews.models import Round
from incubator.reviews.queries import latest_rounds
from incubator.reviews.values import Stage

CONTENT = Path(__file__).parent / "content"
EXERCISE = "exercise"  # the kind of work, for reviews
STALLED = timedelta(days=21)
STANDINGS = {
    Stage.SUBMITTED: Standing.WITH_COACH,
    Stage.CLAIMED: Standing.WITH_COACH,
    Stage.RETURNED: Standing.RETURNED,
    Stage.APPROVED: Standing.APPROVED,
}


@cache
def tracks() -> dict[str, Track]:
    """All tracks with their lessons. Raises at the first page that needs it when a lesson cannot be read."""
    folders = sorted(path.parent for path in CONTENT.glob("*/track.toml"))
    return {folder.name: _track(folder) for folder in folders}


def _track(folder: Path) -> Track:
    told = tomllib.loads((folder / "track.toml").read_text(encoding="utf-8"))
    lessons = []
    for path in sorted(folder.glob("*.md")):
        number, slug = path.stem.split("-", 1)
        lessons.append(rules.read_lesson(slug, path.read_text(encoding="utf-8"), int(number)))
    return Track(slug=folder.name, lessons=tuple(lessons), **told)


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
    return Place(group, track, lesson) if group is not None and lesson is not None else None


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
    standings: dict[str, Standing]
    rounds: dict[str, Round]
    current: Lesson | None
    last_activity: datetime | None

    @property
    def approved(self) -> int:
        return sum(standing is Standing.APPROVED for standing in self.standings.values())

    @property
    def current_standing(self) -> Standing | None:
        return self.standings[self.current.slug] if self.current else None

    @property
    def waits_for_coach(self) -> bool:
        return self.current_standing is Standing.WITH_COACH

    def stalled(self, now: datetime) -> bool:
        """The group can go on, and nothing happened for three weeks. Who has been founded no longer has to learn."""
        if self.group.phase.founded:
            return False
        waits = Standing.WITH_COACH in self.standings.values()
        began = self.last_activity or self.group.created_at
        return self.current is not None and not waits and now - began > STALLED


def progress(group: Cooperative) -> Progress:
    """Where one group stands. For start pages: `current`, `current_standing`, `waits_for_coach`."""
    return progress_of([group])[0]


def overview(viewer: User, *, now: datetime) -> list[Progress]:
    """Every group within sight that goes on, those that stand still first, then by name."""
    groups = [group for group in cooperatives(viewer) if group.stopped_at is None]
    return sorted(progress_of(groups), key=lambda one: (not one.stalled(now), one.group.name.lower(), one.group.id))


def progress_of(groups: Sequence[Cooperative]) -> list[Progress]:
    """Where groups stand, with as many questions for forty as for one."""
    track = the_track()
    rounds = latest_rounds(groups, EXERCISE)
    written = select(Draft).where(Draft.cooperative_id.in_([group.id for group in groups]), Draft.track == track.slug)
    drafts = {(one.cooperative_id, one.lesson): one for one in db.session.scalars(written.order_by(Draft.id))}
    return [_progress(group, track, rounds, drafts) for group in groups]


def _progress(
    group: Cooperative,
    track: Track,
    rounds: dict[tuple[int, str], Round],
    drafts: dict[tuple[int, str], Draft],
) -> Progress:
    mine = {lesson.slug: rounds[group.id, lesson.slug] for lesson in track.lessons if (group.id, lesson.slug) in rounds}
    standings = {}
    for lesson in track.lessons:
        begun = Standing.WRITING if (group.id, lesson.slug) in drafts else Standing.OPEN
        standings[lesson.slug] = STANDINGS[mine[lesson.slug].stage] if lesson.slug in mine else begun
    moments = [draft.edited_at for (owner, _), draft in drafts.items() if owner == group.id]
    moments += [one.decided_at or one.handed_in_at for one in mine.values()]
    current = rules.current_lesson(track, standings)
    return Progress(group, track, standings, mine, current, max(moments, default=None))
