"""The way of one group over all pillars, for who guides it: a question for each pillar, however much happened."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import func, or_, select

from incubator.bids.models import Bid, BidStage, Contract
from incubator.cohorts.models import ContactEntry, GroupGathering, PeerMember
from incubator.cooperatives.models import Cohort, Cooperative, Milestone, PhaseMove
from incubator.core import clock
from incubator.core.db import db
from incubator.home.values import Happening, Pillar
from incubator.notices.models import Notice
from incubator.register.models import Member, MemberEvent
from incubator.reviews.models import ReviewCase, Round
from incubator.reviews.values import RoundStage
from incubator.statutes.models import StatutesStep, StatutesVersion
from incubator.watch.models import Match, MatchState, WatchProfile, WorkRequest


def timeline(group: Cooperative) -> list[Happening]:
    """Everything that happened, the latest first."""
    happened = [Happening(Pillar.PHASE, "began", group.created_at)]
    for pillar in (
        _moves,
        _milestones,
        _work,
        _statutes,
        _members,
        _opportunities,
        _bids,
        _contracts,
        _sessions,
        _contact,
    ):
        happened += pillar(group)
    return sorted(happened, key=lambda happening: happening.at, reverse=True)


def _noon(day: date) -> datetime:
    """A day without an hour, between what happened before and after noon."""
    return datetime.combine(day, time(12), tzinfo=clock.AMSTERDAM).astimezone(UTC)


def _rows(statement: Any) -> list[Any]:
    return list(db.session.execute(statement))


def _moves(group: Cooperative) -> Iterator[Happening]:
    statement = select(PhaseMove.from_phase, PhaseMove.to_phase, PhaseMove.at, PhaseMove.reason)
    for before, after, at, reason in _rows(statement.where(PhaseMove.cooperative_id == group.id)):
        yield Happening(Pillar.PHASE, "phase", at, f"{before.value}/{after.value}", reason)


def _milestones(group: Cooperative) -> Iterator[Happening]:
    statement = select(Milestone.key, Milestone.on_date, Milestone.note).where(Milestone.cooperative_id == group.id)
    for key, on, note in _rows(statement):
        yield Happening(Pillar.FOUNDING, "milestone", _noon(on), key, note or "", whole_day=True)


def _work(group: Cooperative) -> Iterator[Happening]:
    """What was handed in, and what a coach said of it; the verdict stands with the work itself."""
    statement = (
        select(ReviewCase.title, Round.stage, Round.handed_in_at, Round.decided_at, Round.attempt)
        .join(Round.case)
        .where(ReviewCase.cooperative_id == group.id, Round.stage != RoundStage.WITHDRAWN)
    )
    for title, stage, handed_in_at, decided_at, attempt in _rows(statement):
        yield Happening(Pillar.LESSONS, "handed-in", handed_in_at, title, number=attempt)
        if decided_at is not None:
            yield Happening(Pillar.LESSONS, stage.value, decided_at, title, number=attempt)


def _statutes(group: Cooperative) -> Iterator[Happening]:
    versions = select(StatutesVersion.number, StatutesVersion.made_at).where(StatutesVersion.cooperative_id == group.id)
    steps = (
        select(StatutesVersion.number, StatutesStep.kind, StatutesStep.on_date)
        .join(StatutesStep.version)
        .where(StatutesVersion.cooperative_id == group.id)
    )
    for number, made_at in _rows(versions):
        yield Happening(Pillar.FOUNDING, "version", made_at, number=number)
    for number, kind, on in _rows(steps):
        yield Happening(Pillar.FOUNDING, f"version-{kind.value}", _noon(on), number=number, whole_day=True)


def _members(group: Cooperative) -> Iterator[Happening]:
    """How many came or went on a day; who they are stands in the register."""
    # A correction takes away what it corrects, and is itself nothing that happened.
    statement = (
        select(MemberEvent.kind, MemberEvent.on_date, func.count())
        .join(MemberEvent.member)
        .where(Member.cooperative_id == group.id, MemberEvent.holds.is_(True))
        .group_by(MemberEvent.kind, MemberEvent.on_date)
    )
    for kind, on, number in _rows(statement):
        if kind.value == "admission":
            yield Happening(Pillar.MEMBERS, "admitted", _noon(on), number=number, whole_day=True)
        elif kind.ends:
            yield Happening(Pillar.MEMBERS, "left", _noon(on), number=number, whole_day=True)


def _opportunities(group: Cooperative) -> Iterator[Happening]:
    """What the group kept of what was found, and what it was asked directly."""
    # Only what somebody kept: what the matching found by itself is no step of the group.
    kept = (
        select(Notice.title, func.min(Match.found_at))
        .join(Match.notice)
        .join(Match.profile)
        .where(WatchProfile.cooperative_id == group.id, Match.state.in_((MatchState.INTERESTING, MatchState.BID)))
        .group_by(Notice.id, Notice.title)
    )
    asked = select(WorkRequest.title, WorkRequest.client, WorkRequest.entered_at)
    for title, found_at in _rows(kept):
        yield Happening(Pillar.WORK, "kept", found_at, title)
    for title, client, entered_at in _rows(asked.where(WorkRequest.cooperative_id == group.id)):
        yield Happening(Pillar.WORK, "asked", entered_at, title, client)


def _bids(group: Cooperative) -> Iterator[Happening]:
    statement = (
        select(
            func.coalesce(Notice.title, WorkRequest.title), Bid.stage, Bid.started_at, Bid.submitted_at, Bid.decided_at
        )
        .outerjoin(Bid.notice)
        .outerjoin(Bid.request)
        .where(Bid.cooperative_id == group.id)
    )
    for title, stage, started_at, submitted_at, decided_at in _rows(statement):
        if stage not in {BidStage.SEEN, BidStage.INTERESTING}:
            yield Happening(Pillar.WORK, "bid", started_at, title)
        if submitted_at is not None:
            yield Happening(Pillar.WORK, "bid-submitted", submitted_at, title)
        # A bid that was reopened keeps the day of its first decision until the next.
        if decided_at is not None and stage in {BidStage.WON, BidStage.LOST, BidStage.WITHDRAWN}:
            yield Happening(Pillar.WORK, f"bid-{stage.value}", decided_at, title)


def _contracts(group: Cooperative) -> Iterator[Happening]:
    statement = select(Contract.name, Contract.client, Contract.agreed_on).where(Contract.cooperative_id == group.id)
    for name, client, on in _rows(statement):
        yield Happening(Pillar.WORK, "contract", _noon(on), name, client, whole_day=True)


def _sessions(group: Cooperative) -> Iterator[Happening]:
    """The sessions that have been, of the group, its cohort and its peers."""
    peers = select(PeerMember.peer_group_id).where(PeerMember.cooperative_id == group.id)
    cohort = select(Cohort.id).where(Cohort.name == (group.cohort or ""))
    statement = select(GroupGathering.title, GroupGathering.starts_at).where(
        or_(
            GroupGathering.cooperative_id == group.id,
            GroupGathering.peer_group_id.in_(peers),
            GroupGathering.cohort_id.in_(cohort),
        ),
        GroupGathering.cancelled_at.is_(None),
        GroupGathering.starts_at < clock.now(),
        # A cohort can have begun before the group joined it.
        GroupGathering.ends_at > group.created_at,
    )
    for title, starts_at in _rows(statement):
        yield Happening(Pillar.CONTACT, "session", starts_at, title)


def _contact(group: Cooperative) -> Iterator[Happening]:
    statement = select(ContactEntry.kind, ContactEntry.on_date, ContactEntry.text, ContactEntry.minutes)
    for kind, on, text, minutes in _rows(statement.where(ContactEntry.cooperative_id == group.id)):
        yield Happening(Pillar.CONTACT, "contact", _noon(on), kind.value, text, number=minutes, whole_day=True)
