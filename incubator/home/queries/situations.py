"""All that the next step and the exit list of groups depend on, with as many questions for forty groups as for one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from sqlalchemy import BindParameter, bindparam, case, exists, func, select

from incubator.accounts.models import User
from incubator.cooperatives.models import (
    Cooperative,
    Fact,
    FactState,
    Milestone,
    PhaseDocument,
)
from incubator.cooperatives.queries.people import unguided
from incubator.core import agenda, clock
from incubator.core.db import db
from incubator.core.prepared import IDS, Question, rows
from incubator.home.queries import finding_work
from incubator.home.queries.activity import last_activity_of
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
from incubator.ledger.models import LedgerLine
from incubator.register.models import DeedProposal, Member, MemberEvent
from incubator.register.values import ENDS, EventKind, ProposalState
from incubator.reviews import queries as reviews
from incubator.reviews.queries import WorkStanding
from incubator.reviews.values import RoundStage
from incubator.statutes import rules as legal
from incubator.statutes.models import StatutesDraft, StatutesVersion
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
    coached, milestones, facts = _coached(ids), _milestones(ids), _facts(ids)
    works = reviews.standings(ids)
    lessons = _lessons(ids, works)
    written, members, watches = _statutes(ids, works, now), _members(ids, now), finding_work.watches(ids, now)
    bids, asked = finding_work.bids(ids, now), finding_work.asked(ids)
    dates, marks, activity = _dates(ids, now), _marks(ids), last_activity_of(ids)
    deeds = _deeds(ids)
    made = {}
    for group in groups:
        number = group.id
        made[number] = Situation(
            slug=group.slug,
            phase=group.phase,
            now=now,
            began_at=group.created_at,
            active_at=activity.get(number, group.created_at),
            coached=number in coached,
            milestones=milestones[number],
            facts=frozenset(facts[number]),
            lessons=lessons[number],
            statutes=written[number],
            deed=deeds.get(number),
            register=members.get(number, RegisterPlace()),
            watch=watches.get(number, WatchPlace()),
            asked=tuple(asked[number]),
            deciding=tuple(bids[number].deciding),
            writing=tuple(bids[number].writing),
            with_buyer=tuple(bids[number].with_buyer),
            handed_in_a_bid=bids[number].handed_in,
            dates=tuple(dates[number]),
            marks=marks[number],
        )
    return made


def _coached(ids: Sequence[int]) -> set[int]:
    """The groups that somebody guides now: the coach, or who stands in while the coach is away."""
    return {number for (number,) in rows(_coached_groups(), ids=ids)}


@cache
def _coached_groups() -> Question:
    statement: Question = select(Cooperative.id).order_by(Cooperative.id)
    return statement.where(Cooperative.id.in_(IDS), ~unguided())


def _milestones(ids: Sequence[int]) -> dict[int, dict[str, date]]:
    reached: defaultdict[int, dict[str, date]] = defaultdict(dict)
    for number, key, day in rows(_milestones_reached(), ids=ids):
        reached[number][key] = day
    return reached


@cache
def _milestones_reached() -> Question:
    statement = select(Milestone.cooperative_id, Milestone.key, Milestone.on_date)
    return statement.where(Milestone.cooperative_id.in_(IDS)).order_by(Milestone.id)


def _facts(ids: Sequence[int]) -> dict[int, set[str]]:
    """The keys of which something holds."""
    known: defaultdict[int, set[str]] = defaultdict(set)
    for number, key in rows(_facts_that_hold(), ids=ids):
        known[number].add(key)
    return known


@cache
def _facts_that_hold() -> Question:
    statement = select(Fact.cooperative_id, Fact.key).distinct().order_by(Fact.cooperative_id, Fact.key)
    return statement.where(Fact.cooperative_id.in_(IDS), Fact.state == FactState.APPROVED)


def _lessons(ids: Sequence[int], works: Sequence[WorkStanding]) -> dict[int, tuple[LessonPlace, ...]]:
    """The lessons of the track of each group in order, and after them what it does outside its track."""
    # The same for all groups of a track, of which there may be hundreds.
    untouched = {track.slug: _nothing_begun(track) for track in learning.library().tracks.values()}
    places = {}
    for number, way in learning.ways_of(ids, works).items():
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


def _statutes(ids: Sequence[int], works: Sequence[WorkStanding], now: datetime) -> dict[int, StatutesPlace]:
    """How far the statutes of each group are; the law is asked only where every question was answered."""
    places: dict[int, StatutesPlace] = defaultdict(lambda: StatutesPlace(waiting=asking.first_questions()))
    for number, waiting, changed_at in rows(_statutes_begun(), ids=ids):
        places[number] = replace(
            places[number], standing=LessonStanding.WRITING, since=changed_at, waiting=tuple(waiting)
        )
    complete = [number for number, place in places.items() if place.complete]
    for number, errors in _errors(complete, now).items():
        places[number] = replace(places[number], errors=errors)
    for number, made_at in rows(_newest_versions(), ids=ids):
        places[number] = replace(places[number], version_made_at=made_at)
    for work in works:
        if work.kind == STATUTES:
            places[work.cooperative_id] = _reviewed(places[work.cooperative_id], work)
    return places


@cache
def _statutes_begun() -> Question:
    statement = select(StatutesDraft.cooperative_id, StatutesDraft.waiting, StatutesDraft.changed_at)
    return statement.where(StatutesDraft.cooperative_id.in_(IDS)).order_by(StatutesDraft.id)


@cache
def _newest_versions() -> Question:
    statement = select(StatutesVersion.cooperative_id, func.max(StatutesVersion.made_at))
    return statement.where(StatutesVersion.cooperative_id.in_(IDS)).group_by(StatutesVersion.cooperative_id)


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


def _deeds(ids: Sequence[int]) -> dict[int, DeedPlace]:
    """The deeds that wait for a manager."""
    proposed = rows(_deeds_proposed(), ids=ids)
    return {number: DeedPlace(since, corrects) for number, since, corrects in proposed}


@cache
def _deeds_proposed() -> Question:
    statement = select(DeedProposal.cooperative_id, DeedProposal.proposed_at, DeedProposal.corrects)
    waiting = DeedProposal.state == ProposalState.PROPOSED
    return statement.where(DeedProposal.cooperative_id.in_(IDS), waiting).order_by(DeedProposal.id)


def _members(ids: Sequence[int], now: datetime) -> dict[int, RegisterPlace]:
    """Who were admitted and did not leave, and how many of them never paid in."""
    counted = rows(_counted(), ids=ids, today=clock.local(now).date())
    return {number: RegisterPlace(members, unpaid) for number, members, unpaid in counted}


@cache
def _counted() -> Question:
    today: BindParameter[date] = bindparam("today")
    happened = [MemberEvent.member_id == Member.id, MemberEvent.holds.is_(True)]
    admitted = exists().where(*happened, MemberEvent.kind == EventKind.ADMISSION, MemberEvent.on_date <= today)
    # On the last day somebody is a member still.
    left = exists().where(*happened, MemberEvent.kind.in_(ENDS), MemberEvent.on_date < today)
    paid = exists().where(LedgerLine.account_id == Member.account_id)
    statement = select(Member.cooperative_id, func.count(), func.sum(case((paid, 0), else_=1)))
    return statement.where(Member.cooperative_id.in_(IDS), admitted, ~left).group_by(Member.cooperative_id)


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
