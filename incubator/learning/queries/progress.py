"""Where groups stand with their lessons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import func, select

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import within_sight
from incubator.core.db import db
from incubator.core.prepared import IDS, Question, once, rows
from incubator.learning import rules
from incubator.learning.models import Draft, Enrolment
from incubator.learning.queries.edited import library
from incubator.learning.rules.arranging import with_finished
from incubator.learning.values import LessonStanding
from incubator.learning.values.library import Lesson, Library, Track
from incubator.reviews import queries as reviews
from incubator.reviews.queries import WorkStanding
from incubator.reviews.values import RoundStage

EXERCISE = "exercise"  # the kind of work, for reviews
PAGE = 40  # groups on one page of an overview
STANDINGS = {
    RoundStage.SUBMITTED: LessonStanding.WITH_COACH,
    RoundStage.CLAIMED: LessonStanding.WITH_COACH,
    RoundStage.RETURNED: LessonStanding.RETURNED,
    RoundStage.APPROVED: LessonStanding.APPROVED,
}


@dataclass(frozen=True, slots=True)
class LessonMark:
    """Where a group stands with a lesson, since when, and which round lies with the coach (0: none)."""

    standing: LessonStanding
    since: datetime
    round_id: int = 0
    claimed: bool = False  # a coach is reading it


Marks = Mapping[str, LessonMark]  # by lesson; one that nobody began has none


class Way(NamedTuple):
    """The track that a group follows, and where it stands with the lessons it began."""

    track: Track
    marks: dict[str, LessonMark]


def ways_of(group_ids: Sequence[int], works: Sequence[WorkStanding] | None = None) -> dict[int, Way]:
    """The way of each of these groups, with as many questions for forty groups as for one.

    Who has asked already where all `works` of the groups stand gives them along.
    """
    if works is None:
        works = reviews.standings(group_ids)
    content = library()
    ways = {number: Way(content.first_track, {}) for number in group_ids}
    written = once(lambda: rows(_followed_and_written(), ids=group_ids), "followed and written", *group_ids)
    for group_id, track, slug, edited_at in written:
        # A track can be taken away after a group began with it.
        if track in content.tracks:
            ways[group_id] = ways[group_id]._replace(track=content.tracks[track])
        # A group without a draft has a line of its own, with nothing in it.
        if slug is not None:
            ways[group_id].marks[slug] = LessonMark(LessonStanding.WRITING, edited_at)
    # Second, because what the coach has or decided says more than that somebody wrote.
    for work in works:
        if work.kind == EXERCISE:
            claimed = work.stage is RoundStage.CLAIMED
            mark = LessonMark(STANDINGS[work.stage], work.moved_at, work.round_id, claimed)
            ways[work.cooperative_id].marks[work.ref] = mark
    # Nearly always nothing is hidden.
    if not content.hidden:
        return ways
    return {number: _with_finished(way, content) for number, way in ways.items()}


def _with_finished(way: Way, content: Library) -> Way:
    """A lesson that was hidden keeps counting for a group that finished it."""
    finished = {slug for slug, mark in way.marks.items() if mark.standing is LessonStanding.APPROVED}
    whole = content.whole_tracks.get(way.track.slug)
    if whole is None or finished.isdisjoint(content.hidden):
        return way
    return way._replace(track=with_finished(way.track, whole, finished.intersection(content.hidden)))


@cache
def _followed_and_written() -> Question:
    """A line for each draft of a group, and for a group without any a line with nothing in it."""
    statement = select(Cooperative.id, Enrolment.track, Draft.lesson, Draft.edited_at).select_from(Cooperative)
    statement = statement.outerjoin(Enrolment, Enrolment.cooperative_id == Cooperative.id)
    statement = statement.outerjoin(Draft, Draft.cooperative_id == Cooperative.id)
    return statement.where(Cooperative.id.in_(IDS)).order_by(Cooperative.id, Draft.id)


class Progress(NamedTuple):
    """Where a group stands in its track: the lessons it began, and the one to look at now."""

    group: Cooperative
    track: Track
    marks: Marks
    current: Lesson | None

    def standing(self, slug: str) -> LessonStanding:
        """Where the group stands with a lesson."""
        mark = self.marks.get(slug)
        return LessonStanding.OPEN if mark is None else mark.standing

    @property
    def approved(self) -> int:
        """How many lessons of the track are finished."""
        return sum(self.standing(lesson.slug) is LessonStanding.APPROVED for lesson in self.track)

    @property
    def current_standing(self) -> LessonStanding | None:
        if self.current:
            return self.standing(self.current.slug)
        return None

    @property
    def last_activity(self) -> datetime | None:
        """When something was written, handed in or decided last."""
        return max((mark.since for mark in self.marks.values()), default=None)


def progress(group: Cooperative) -> Progress:
    """Where one group stands."""
    return progress_of([group])[0]


def progress_of(groups: Sequence[Cooperative]) -> list[Progress]:
    """Where groups stand, with as many questions for forty as for one."""
    ways = ways_of([group.id for group in groups])
    return [_progress(group, ways[group.id]) for group in groups]


def _progress(group: Cooperative, way: Way) -> Progress:
    standings = {slug: mark.standing for slug, mark in way.marks.items()}
    current = rules.current_lesson(way.track.lessons, standings, group.phase)
    return Progress(group, way.track, way.marks, current)


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
