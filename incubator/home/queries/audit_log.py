"""The audit trail as a manager reads it: by period, person, group and area, the newest first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, inspect, literal, or_, select, tuple_, union_all

from incubator.accounts.models import User
from incubator.bids.models import (
    AnswerUse,
    AwardDecision,
    Bid,
    BidDocument,
    BidEffect,
    BidInvitation,
    BidTask,
    BuyerFile,
    BuyerQuestion,
    CriterionScore,
    GoDecision,
    Partner,
    PriceLine,
    PriceSheet,
    Requirement,
    Section,
    Submission,
)
from incubator.capital.models import CapitalClaim, CapitalYear, CapitalYearMember
from incubator.cohorts.models import GroupGathering, Intake
from incubator.cooperatives.models import Cooperative
from incubator.core.audit import AuditEntry
from incubator.core.db import Base, db
from incubator.core.prepared import Question
from incubator.ledger.models import LedgerBook, LedgerEntry, LedgerPeriod
from incubator.meetings.models import (
    AgendaItem,
    ApprovedMinutes,
    Convocation,
    ConvocationRound,
    DateAnswer,
    DateOption,
    Meeting,
    MeetingProxy,
    MeetingRequest,
    MinuteNote,
    NamedBallot,
    Presence,
    RequestSupport,
    VotingRound,
)
from incubator.questions.models import Message, Thread
from incubator.register.models import BoardSeat, Member, MemberEvent, MemberInvitation, MemberVotes, SeatEvent
from incubator.reviews.models import Remark, ReviewCase, Round
from incubator.statutes.models import StatutesExplanation, StatutesVersion

PAGE = 16
MOST_EXPORTED = 5_000
BY_PROGRAM = "system"  # as the trail names what jobs and commands did
BY_VISITOR = "visitor"  # somebody who is not signed in
_USER = "user "
ABOUT_SESSIONS = frozenset({"gatherings", "attendances"})


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which part of the trail. `before` is the number of an entry: only older ones are meant."""

    since: datetime
    until: datetime
    who: str = ""
    group: str = ""
    tables: frozenset[str] | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One change: who made it, when, and in which group, when that is known still."""

    entry: AuditEntry
    person: User | None
    group: Cooperative | None
    gathering: GroupGathering | None = None  # the session that it is, or that belongs to it
    intake_id: int | None = None  # the application that it is, while it is kept


def audit_lines(chosen: AuditFilter, *, limit: int = PAGE) -> list[AuditLine]:
    """The newest changes first, with the people and groups that they are about."""
    statement = select(AuditEntry).where(AuditEntry.at >= chosen.since, AuditEntry.at < chosen.until)
    if chosen.tables is not None:
        statement = statement.where(AuditEntry.table_name.in_(chosen.tables))
    if chosen.before is not None:
        statement = statement.where(AuditEntry.id < chosen.before)
    if chosen.who:
        statement = statement.where(AuditEntry.actor.in_(_actors(chosen.who)))
    if chosen.group:
        statement = statement.where(_in_groups(chosen.group))
    entries = db.session.scalars(statement.order_by(AuditEntry.id.desc()).limit(limit)).all()
    people, groups = _people(entries), _groups(entries)
    gatherings, intakes = _gatherings(entries), _intakes(entries)
    return [
        AuditLine(
            entry,
            people.get(entry.actor),
            groups.get((entry.table_name, entry.row_id)),
            gatherings.get(_gathering_number(entry)),
            intakes.get((entry.table_name, entry.row_id)),
        )
        for entry in entries
    ]


def _actors(words: str) -> list[str]:
    """The names in the trail of the people whose name has these words."""
    numbers = db.session.scalars(select(User.id).where(User.name.icontains(words, autoescape=True)))
    return [f"{_USER}{number}" for number in numbers]


def _people(entries: Iterable[AuditEntry]) -> dict[str, User]:
    numbers = {int(entry.actor.removeprefix(_USER)) for entry in entries if entry.actor.startswith(_USER)}
    people = db.session.scalars(select(User).where(User.id.in_(numbers)))
    return {f"{_USER}{person.id}": person for person in people}


def _gatherings(entries: Iterable[AuditEntry]) -> dict[int, GroupGathering]:
    """The sessions that are there still; nothing is asked when none changed."""
    numbers = {_gathering_number(entry) for entry in entries} - {0}
    if not numbers:
        return {}
    gatherings = db.session.scalars(select(GroupGathering).where(GroupGathering.id.in_(numbers)))
    return {gathering.id: gathering for gathering in gatherings}


def _intakes(entries: Iterable[AuditEntry]) -> dict[tuple[str, str], int]:
    """The applications that are kept still: after a year they are gone, and their lines are not."""
    numbers = {int(entry.row_id) for entry in entries if entry.table_name == "intakes"}
    if not numbers:
        return {}
    kept = db.session.scalars(select(Intake.id).where(Intake.id.in_(numbers)))
    return {("intakes", str(number)): number for number in kept}


def _gathering_number(entry: AuditEntry) -> int:
    """The session that a line is about; zero for a line about something else."""
    if entry.table_name not in ABOUT_SESSIONS:
        return 0
    # Of who was there the key begins with the session.
    number = entry.row_id.partition("/")[0]
    return int(number) if number.isdecimal() else 0


@cache
def _rows_of_groups() -> dict[str, tuple[ColumnElement[Any], Any, Question]]:
    """By table: the key of its rows, the column of their group, and a question that has both."""
    rows: dict[str, tuple[ColumnElement[Any], Any, Question]] = {}
    for mapper in Base.registry.mappers:
        model: Any = mapper.class_
        if model.__audit__ and "cooperative_id" in mapper.columns:
            key = mapper.primary_key[0]
            rows[str(mapper.local_table)] = (key, model.cooperative_id, select(model.cooperative_id))
    group_itself: Any = Cooperative.id
    rows["cooperatives"] = (group_itself, group_itself, select(group_itself))
    # These know their group by another row.
    roads: tuple[tuple[Any, Any, tuple[Any, ...]], ...] = (
        (AwardDecision, Bid.cooperative_id, (AwardDecision.bid,)),
        (BidDocument, Bid.cooperative_id, (BidDocument.bid,)),
        (BidEffect, Bid.cooperative_id, (BidEffect.bid,)),
        (PriceLine, Bid.cooperative_id, (PriceLine.bid,)),
        (PriceSheet, Bid.cooperative_id, (PriceSheet.bid,)),
        (BidTask, Bid.cooperative_id, (BidTask.bid,)),
        (GoDecision, Bid.cooperative_id, (GoDecision.bid,)),
        (BuyerFile, Bid.cooperative_id, (BuyerFile.bid,)),
        (BuyerQuestion, Bid.cooperative_id, (BuyerQuestion.bid,)),
        (CriterionScore, Bid.cooperative_id, (CriterionScore.decision, AwardDecision.bid)),
        (Partner, Bid.cooperative_id, (Partner.bid,)),
        (Requirement, Bid.cooperative_id, (Requirement.bid,)),
        (Section, Bid.cooperative_id, (Section.bid,)),
        (AnswerUse, Bid.cooperative_id, (AnswerUse.section, Section.bid)),
        (BidInvitation, Bid.cooperative_id, (BidInvitation.bid,)),
        (Submission, Bid.cooperative_id, (Submission.bid,)),
        (CapitalClaim, Member.cooperative_id, (CapitalClaim.member,)),
        (CapitalYearMember, CapitalYear.cooperative_id, (CapitalYearMember.year,)),
        (LedgerEntry, LedgerBook.cooperative_id, (LedgerEntry.book,)),
        (LedgerPeriod, LedgerBook.cooperative_id, (LedgerPeriod.book,)),
        (AgendaItem, Meeting.cooperative_id, (AgendaItem.meeting,)),
        (Convocation, Meeting.cooperative_id, (Convocation.meeting,)),
        (ConvocationRound, Meeting.cooperative_id, (ConvocationRound.meeting,)),
        (DateOption, Meeting.cooperative_id, (DateOption.meeting,)),
        (DateAnswer, Meeting.cooperative_id, (DateAnswer.option, DateOption.meeting)),
        (RequestSupport, MeetingRequest.cooperative_id, (RequestSupport.request,)),
        (Presence, Meeting.cooperative_id, (Presence.meeting,)),
        (MeetingProxy, Meeting.cooperative_id, (MeetingProxy.meeting,)),
        (VotingRound, Meeting.cooperative_id, (VotingRound.meeting,)),
        (NamedBallot, Meeting.cooperative_id, (NamedBallot.round, VotingRound.meeting)),
        (MinuteNote, Meeting.cooperative_id, (MinuteNote.meeting,)),
        (ApprovedMinutes, Meeting.cooperative_id, (ApprovedMinutes.meeting,)),
        (MemberEvent, Member.cooperative_id, (MemberEvent.member,)),
        (MemberVotes, Member.cooperative_id, (MemberVotes.member,)),
        (SeatEvent, BoardSeat.cooperative_id, (SeatEvent.seat,)),
        (Message, Thread.cooperative_id, (Message.thread,)),
        (Round, ReviewCase.cooperative_id, (Round.case,)),
        (Remark, ReviewCase.cooperative_id, (Remark.round, Round.case)),
        (StatutesExplanation, StatutesVersion.cooperative_id, (StatutesExplanation.version,)),
    )
    for model, group, road in roads:
        statement = select(group).select_from(model)
        for step in road:
            statement = statement.join(step)
        mapper = inspect(model)
        rows[str(mapper.local_table)] = (mapper.primary_key[0], group, statement)
    # An invitation to link an account is about a membership or about a seat.
    owned: Any = func.coalesce(Member.cooperative_id, BoardSeat.cooperative_id)
    asked = select(owned).select_from(MemberInvitation)
    asked = asked.outerjoin(MemberInvitation.member).outerjoin(MemberInvitation.seat)
    rows["member_invitations"] = (MemberInvitation.__table__.c.invitation_id, owned, asked)
    return rows


def _in_groups(words: str) -> ColumnElement[bool]:
    """Changes of rows of the groups whose name has these words; of rows that are gone, how they began and ended."""
    numbers = list(db.session.scalars(select(Cooperative.id).where(Cooperative.name.icontains(words, autoescape=True))))
    parts = [
        statement.with_only_columns(literal(table), cast(key, String)).where(group.in_(numbers))
        for table, (key, group, statement) in _rows_of_groups().items()
    ]
    was, is_now = (AuditEntry.changes["cooperative_id"][place].as_integer() for place in (0, 1))
    here = tuple_(AuditEntry.table_name, AuditEntry.row_id).in_(union_all(*parts))
    return or_(here, was.in_(numbers), is_now.in_(numbers))


def _groups(entries: Sequence[AuditEntry]) -> dict[tuple[str, str], Cooperative]:
    """The groups of the rows that are there still: one question for each table."""
    rows: defaultdict[str, set[int]] = defaultdict(set)
    for entry in entries:
        if entry.row_id.isdecimal():
            rows[entry.table_name].add(int(entry.row_id))
    numbers: dict[tuple[str, str], int] = {}
    for table, keys in rows.items():
        if table not in _rows_of_groups():
            continue
        key, group, statement = _rows_of_groups()[table]
        for row, number in db.session.execute(statement.with_only_columns(key, group).where(key.in_(keys))):
            numbers[table, str(row)] = number
    groups = db.session.scalars(select(Cooperative).where(Cooperative.id.in_(set(numbers.values()))))
    by_number = {group.id: group for group in groups}
    return {row: by_number[number] for row, number in numbers.items() if number in by_number}
