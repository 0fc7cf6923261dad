"""All that the next step and the exit list of groups depend on, with as many questions for forty groups as for one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from sqlalchemy import Date, cast, null, select, union_all

from incubator.accounts.models import User
from incubator.cooperatives.models import (
    Cooperative,
    Fact,
    FactState,
    Milestone,
    PhaseDocument,
)
from incubator.core import agenda, clock
from incubator.core.db import db
from incubator.core.prepared import IDS, Question, rows
from incubator.home.queries import finding_work, single_answers
from incubator.home.queries.single_answers import SingleAnswers
from incubator.home.rules.finding_work import NEAR
from incubator.home.values import (
    DeedPlace,
    DuePlace,
    LessonPlace,
    Mark,
    RegisterPlace,
    Situation,
    StatutesPlace,
    WatchPlace,
)
from incubator.learning import queries as learning
from incubator.learning.queries import STANDINGS
from incubator.learning.values import LessonStanding
from incubator.learning.values.library import Track
from incubator.reviews import queries as reviews
from incubator.reviews.queries import WorkStanding
from incubator.reviews.values import RoundStage
from incubator.statutes import rules as legal
from incubator.statutes.models import StatutesDraft
from incubator.statutes.rules import asking
from incubator.statutes.values import Severity, read

STATUTES = "statutes"  # the kind of work, for reviews


def situation_of(group: Cooperative, *, now: datetime) -> Situation:
    """Where one group stands."""
    return situations([group], now=now)[group.id]


def situations(groups: Sequence[Cooperative], *, now: datetime) -> dict[int, Situation]:
    """Where these groups stand, by the number of the group."""
    if not groups:
        return {}
    ids = [group.id for group in groups]
    lines, works = single_answers.lines(groups, now), reviews.standings(ids)
    milestones, facts = _milestones_and_facts(ids)
    lessons, written = _lessons(ids, works), _statutes(lines, works, now)
    bids, asked = finding_work.bids(ids, now), finding_work.asked(ids)
    dates, marks = _dates(ids, now), _marks(ids)
    made = {}
    for group in groups:
        number, line = group.id, lines[group.id]
        made[number] = Situation(
            slug=group.slug,
            phase=group.phase,
            now=now,
            began_at=group.created_at,
            active_at=line.active_at,
            coached=line.coached,
            milestones=milestones[number],
            facts=frozenset(facts[number]),
            lessons=lessons[number],
            statutes=written[number],
            deed=_deed(line),
            register=RegisterPlace(line.members or 0, line.unpaid or 0),
            watch=_watch(line),
            asked=tuple(asked[number]),
            deciding=tuple(bids[number].deciding),
            writing=tuple(bids[number].writing),
            with_buyer=tuple(bids[number].with_buyer),
            handed_in_a_bid=bids[number].handed_in,
            dates=tuple(dates[number]),
            marks=marks[number],
        )
    return made


def _milestones_and_facts(ids: Sequence[int]) -> tuple[dict[int, dict[str, date]], dict[int, set[str]]]:
    """The milestones that were reached, with their day, and the keys of which something holds."""
    reached: defaultdict[int, dict[str, date]] = defaultdict(dict)
    known: defaultdict[int, set[str]] = defaultdict(set)
    for number, key, day in rows(_reached_and_known(), ids=ids):
        if day is None:
            known[number].add(key)
        else:
            reached[number][key] = day
    return reached, known


@cache
def _reached_and_known() -> Question:
    """Only a milestone has a day."""
    milestones = select(Milestone.cooperative_id, Milestone.key, Milestone.on_date)
    facts = select(Fact.cooperative_id, Fact.key, cast(null(), Date)).where(Fact.state == FactState.APPROVED)
    both = union_all(
        milestones.where(Milestone.cooperative_id.in_(IDS)), facts.where(Fact.cooperative_id.in_(IDS)).distinct()
    ).subquery()
    return select(both).order_by(*both.c[:2])


def _lessons(ids: Sequence[int], works: Sequence[WorkStanding]) -> dict[int, tuple[LessonPlace, ...]]:
    """The lessons of the track of each group in order, and after them what it does outside its track."""
    # The same for all groups of a track, of which there may be hundreds.
    untouched: dict[str, dict[str, LessonPlace]] = {}
    places = {}
    for number, way in learning.ways_of(ids, works).items():
        if way.track.slug not in untouched:
            untouched[way.track.slug] = _nothing_begun(learning.library().tracks[way.track.slug])
        lessons = dict(untouched[way.track.slug])
        for slug, mark in way.marks.items():
            lesson = learning.lesson(slug)
            if lesson is not None:
                lessons[slug] = LessonPlace(slug, lesson.phase, mark.standing, mark.since, mark.round_id, mark.claimed)
        places[number] = tuple(lessons.values())
    return places


def _nothing_begun(track: Track) -> dict[str, LessonPlace]:
    """The lessons of a track for a group that did none."""
    return {lesson.slug: LessonPlace(lesson.slug, lesson.phase, LessonStanding.OPEN) for lesson in track}


def _statutes(
    lines: Mapping[int, SingleAnswers], works: Sequence[WorkStanding], now: datetime
) -> dict[int, StatutesPlace]:
    """How far the statutes of each group are; the law is asked only where every question was answered."""
    places = {number: _begun(line) for number, line in lines.items()}
    complete = [number for number, place in places.items() if place.complete]
    for number, errors in _errors(complete, now).items():
        places[number] = replace(places[number], errors=errors)
    for work in works:
        if work.kind == STATUTES:
            places[work.cooperative_id] = _reviewed(places[work.cooperative_id], work)
    return places


def _begun(line: SingleAnswers) -> StatutesPlace:
    if line.waiting is None:
        return StatutesPlace(waiting=asking.first_questions(), version_made_at=line.version_made_at)
    return StatutesPlace(
        LessonStanding.WRITING,
        line.changed_at,
        waiting=tuple(line.waiting),
        version_made_at=line.version_made_at,
    )


def _reviewed(place: StatutesPlace, work: WorkStanding) -> StatutesPlace:
    """What the coach has or decided says more than that somebody wrote."""
    return replace(
        place,
        standing=STANDINGS[work.stage],
        since=work.moved_at,
        round_id=work.round_id,
        claimed=work.stage is RoundStage.CLAIMED,
    )


def _errors(ids: Sequence[int], now: datetime) -> dict[int, int]:
    """How much the law forbids in the answers of each of these groups."""
    if not ids:
        return {}
    today = clock.local(now).date()
    statement = select(StatutesDraft.cooperative_id, StatutesDraft.answers).where(StatutesDraft.cooperative_id.in_(ids))
    counted = {}
    for number, answers in db.session.execute(statement.order_by(StatutesDraft.id)):
        findings = legal.check(read(answers), on=today)
        counted[number] = sum(finding.severity is Severity.ERROR for finding in findings)
    return counted


def _deed(line: SingleAnswers) -> DeedPlace | None:
    """The deed that waits for a manager."""
    if line.deed_since is None:
        return None
    return DeedPlace(line.deed_since, bool(line.corrects))


def _watch(line: SingleAnswers) -> WatchPlace:
    if line.new_matches is None:
        return WatchPlace()
    return WatchPlace(True, line.new_matches, line.found_at)


def _dates(ids: Sequence[int], now: datetime) -> dict[int, list[DuePlace]]:
    """What is due within a week, for each group."""
    dates: defaultdict[int, list[DuePlace]] = defaultdict(list)
    for entry in agenda.entries(ids, since=now, until=now + NEAR, limit=len(ids) * 20):
        due = DuePlace(entry.title, entry.params, entry.due_at, entry.whole_day, entry.url, entry.source)
        if entry.cooperative_id is not None:
            dates[entry.cooperative_id].append(due)
    return dates


def _marks(ids: Sequence[int]) -> dict[int, dict[str, Mark]]:
    """What was said about the documents of the phases."""
    marks: defaultdict[int, dict[str, Mark]] = defaultdict(dict)
    for number, key, state, note, at, name in rows(_documents_marked(), ids=ids):
        marks[number][key] = Mark(state, note, at, name or "")
    return marks


@cache
def _documents_marked() -> Question:
    marked = (
        PhaseDocument.cooperative_id,
        PhaseDocument.key,
        PhaseDocument.state,
        PhaseDocument.note,
        PhaseDocument.at,
    )
    statement: Question = select(*marked, User.name).outerjoin(PhaseDocument.by)
    return statement.where(PhaseDocument.cooperative_id.in_(IDS)).order_by(PhaseDocument.id)
