"""A meeting of the database as the rules read it, and what became of each convocation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from incubator.core import clock, outbox
from incubator.core.outbox import MailState
from incubator.core.quantities import year_end_from
from incubator.meetings.messages.convening import mail_key, mail_keys
from incubator.meetings.models import AgendaItem, Convocation, Meeting
from incubator.meetings.queries import deciding
from incubator.meetings.queries.terms import terms_on
from incubator.meetings.values import Channel, ItemKind, MeetingKind, MeetingState
from incubator.meetings.values.case import (
    CaseConvocation,
    CaseItem,
    CaseMember,
    CaseRequest,
    DecisionEffect,
    MeetingCase,
    MeetingFacts,
    MeetingTerms,
)
from incubator.register import queries as register
from incubator.register.models import Member
from incubator.register.queries import board
from incubator.register.values import MembershipStanding, Row

OF_A_YEAR = frozenset({ItemKind.ACCOUNTS, ItemKind.EXTENSION})
PAPERS_ENCLOSED = frozenset({ItemKind.AMENDMENT})  # of which the literal text goes along


class Delivery(StrEnum):
    """What became of a convocation."""

    TO_SEND = "to-send"  # a letter that nobody posted yet
    UNDERWAY = "underway"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CallStanding:
    """A convocation with what became of it, and the day that counts."""

    call: Convocation
    delivery: Delivery
    on: date | None


def call_standings(meeting: Meeting) -> list[CallStanding]:
    """Every convocation of the last round, with what the outbox knows of it; by the number of the member."""
    fates = outbox.fates(mail_keys(meeting))
    calls = sorted(meeting.called, key=_place)
    return [_standing(call, fates.get(mail_key(call))) for call in calls]


def _place(call: Convocation) -> tuple[bool, int]:
    """Members by their number, and after them who is none."""
    return (call.member is None, call.member.number if call.member is not None else call.id)


def _standing(call: Convocation, fate: outbox.Fate | None) -> CallStanding:
    if call.failed:
        return CallStanding(call, Delivery.FAILED, call.sent_on)
    if call.sent_on is None:
        return CallStanding(call, Delivery.TO_SEND, None)
    # Of a mail that the outbox has forgotten only what was written down is known.
    if call.channel is not Channel.EMAIL or call.left_on is not None or fate is None:
        return CallStanding(call, Delivery.SENT, call.sent_on)
    if fate.state is MailState.DEAD:
        return CallStanding(call, Delivery.FAILED, call.sent_on)
    if fate.sent_at is None:
        return CallStanding(call, Delivery.UNDERWAY, call.sent_on)
    # The day on which it truly left counts, not the day on which somebody pressed the button.
    return CallStanding(call, Delivery.SENT, clock.local(fate.sent_at).date())


def case_of(meeting: Meeting, *, today: date, roads: dict[int, Channel] | None = None) -> MeetingCase | None:
    """The meeting for the rules; None before a deed, or without a day.

    As long as nobody was called it is a forecast: as if everyone gets the convocation today, by the roads that are given.
    """
    if meeting.begins_at is None:
        return None
    day = clock.local(meeting.begins_at).date()
    terms = terms_on(meeting.cooperative, day)
    if terms is None:
        return None
    members = register.members(meeting.cooperative)
    return MeetingCase(
        terms=terms,
        meeting=_facts(meeting, day, terms, today),
        members=_members(members, day, meeting.kind),
        sent=_sent(meeting, today, roads),
        items=tuple(map(_item, meeting.items)),
    )


def _item(item: AgendaItem) -> CaseItem:
    return CaseItem(str(item.id), item.kind, item.title, effects=effects_of(item))


def effects_of(item: AgendaItem) -> frozenset[DecisionEffect]:
    """What was noted of an item that the rules know (M-03, M-09, M-16)."""
    return frozenset(map(DecisionEffect, item.effects.intersection(DecisionEffect)))


def _facts(meeting: Meeting, day: date, terms: MeetingTerms, today: date) -> MeetingFacts:
    assert meeting.begins_at is not None
    year_end = _year_end(meeting, terms)
    until = day if meeting.inspection_from and meeting.inspection_place else None
    return MeetingFacts(
        on=day,
        time=f"{clock.local(meeting.begins_at):%H:%M}",
        kind=meeting.kind,
        mode=meeting.mode,
        convened_by=meeting.convened_by or "bestuur",
        agenda=tuple(str(item.id) for item in meeting.items),
        proposals_enclosed=_are_enclosed(meeting),
        inspection_from=meeting.inspection_from,
        inspection_until=until,
        request=_request(meeting),
        accounts_from=meeting.inspection_from,
        year_end=year_end,
        extension_months=_extension(meeting, year_end, day),
        today=today,
        **_organs(meeting, year_end, day, today),
    )


def _organs(meeting: Meeting, year_end: date | None, day: date, today: date) -> dict[str, Any]:
    """Who looked into the accounts, and who sits in the board: out of the register of the board, as far as it is kept."""
    group = meeting.cooperative
    if not board.has_directors(group):
        return {"auditor": _is_audited(meeting)}
    called_on = clock.local(meeting.convened_at).date() if meeting.convened_at is not None else today
    on_board = {str(row.member_id) for row in board.directors_on(group, day) if row.member_id is not None}
    committee: set[str] = set()
    if year_end is not None:
        committee.update(str(seat.member_id) for seat in board.committee_of(group, year_end.year))
    known: dict[str, Any] = {
        "auditor": _is_audited(meeting),
        # A director from outside is no member, so nobody of the committee.
        "board": tuple(sorted(on_board)),
        # Nobody in the register may be somebody who was not entered yet.
        "committee": tuple(sorted(committee)) or None,
    }
    known["board_sat"] = any(row.acts for row in board.directors_on(group, called_on))
    return known


def _is_audited(meeting: Meeting) -> bool | None:
    """Whether an accountant gave a statement about the accounts; None when nobody said so."""
    for item in meeting.items:
        if item.kind is ItemKind.ACCOUNTS and item.subject.get("audited"):
            return True
    return None


def _extension(meeting: Meeting, year_end: date | None, day: date) -> int:
    """How many months longer the members gave for the accounts, here or in an earlier meeting."""
    months = 0
    for item in meeting.items:
        if item.kind is ItemKind.EXTENSION:
            months = int(item.subject.get("months") or 0)
    if year_end is None:
        return months
    for decided in deciding.about_accounts(meeting.cooperative, day):
        if decided.year == year_end.year and decided.months:
            months = decided.months
    return months


def _year_end(meeting: Meeting, terms: MeetingTerms) -> date | None:
    """The last day of the financial year of which the accounts are on the agenda."""
    for item in meeting.items:
        year = item.subject.get("year")
        if item.kind in OF_A_YEAR and isinstance(year, int):
            return year_end_from(date(year, 1, 1), terms.financial_year_end)
    return None


def _are_enclosed(meeting: Meeting) -> bool | None:
    """Whether the literal text of every amendment goes along; None when there is none to enclose."""
    amending = [item for item in meeting.items if item.kind in PAPERS_ENCLOSED]
    if not amending:
        return None
    return all(item.statutes_version_id is not None or item.file_id is not None for item in amending)


def _request(meeting: Meeting) -> CaseRequest | None:
    request = meeting.request
    if request is None or request.handed_in_at is None:
        return None
    by = tuple(str(support.member_id) for support in request.supports)
    return CaseRequest(clock.local(request.handed_in_at).date(), by)


def _members(members: Sequence[Member], day: date, kind: MeetingKind) -> tuple[CaseMember, ...]:
    """Everyone who is or was in the register, as the register sees them on the day of the meeting."""
    shown = []
    for member in members:
        row = register.row_on(member, day)
        if row is not None:
            shown.append(_member(member, row, votes=1 if kind is MeetingKind.BOARD else row.votes))
    return tuple(shown)


def _member(member: Member, row: Row, *, votes: int) -> CaseMember:
    return CaseMember(
        id=str(member.id),
        name=member.name,
        since=row.admitted_on,
        until=row.ended_on,
        suspended=row.standing is MembershipStanding.SUSPENDED,
        votes=votes,
        email_consent=member.email_consent and bool(member.email),
    )


def _sent(meeting: Meeting, today: date, roads: dict[int, Channel] | None) -> tuple[CaseConvocation, ...] | None:
    if meeting.state is not MeetingState.DRAFT:
        standings = call_standings(meeting)
        return tuple(map(_as_case, standings))
    if roads is None:
        return None
    return tuple(CaseConvocation(str(member_id), today, road) for member_id, road in roads.items())


def _as_case(standing: CallStanding) -> CaseConvocation:
    call = standing.call
    failed = standing.delivery is Delivery.FAILED
    return CaseConvocation(str(call.person), standing.on, call.channel, failed)
