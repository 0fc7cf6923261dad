"""Whom a convocation has to reach, and how it reached each of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from incubator.meetings.rules.roll import ABOUT_SUSPENSION
from incubator.meetings.values import Channel
from incubator.meetings.values.case import CaseConvocation, CaseMember, MeetingCase


class Called(Enum):
    """How a member was called; of all that was sent the best counts, from above."""

    PROPERLY = auto()
    WITHOUT_CONSENT = auto()  # by e-mail, and the member or the statutes do not allow that
    CONSENT_UNKNOWN = auto()
    RETURNED = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class CalledMember:
    """Who can come, and how this member was called. `day`: the first on which that was sent; None when nothing arrived."""

    member: CaseMember
    state: Called
    day: date | None
    admitted_since: bool  # a member only after the convocation went out


def first_sent(case: MeetingCase) -> date | None:
    """When calling began; None when nothing was sent."""
    days = filter(None, (sending.on for sending in case.sent or ()))
    return min(days, default=None)


def called_members(case: MeetingCase) -> Iterator[CalledMember]:
    """Everyone who can come to the meeting, each with how the convocation went."""
    began = first_sent(case)
    sent: dict[str, list[CaseConvocation]] = defaultdict(list)
    for sending in filter(_has_gone, case.sent or ()):
        sent[sending.member].append(sending)
    open_to_suspended = any(item.kind in ABOUT_SUSPENSION for item in case.items)
    for member in case.members:
        if member.belongs_on(case.meeting.on) and (open_to_suspended or not member.suspended):
            state, day = _best(case, member, sent.get(member.id, ()))
            yield CalledMember(member, state, day, admitted_since=began is not None and member.since > began)


def to_call(case: MeetingCase) -> Iterator[CalledMember]:
    """Who had to be called: who could come and was a member when the convocation went out."""
    return filter(lambda called: not called.admitted_since, called_members(case))


def excludes_email(case: MeetingCase) -> bool:
    """Whether the statutes name roads, and e-mail is none of them."""
    return bool(case.terms.channels) and Channel.EMAIL not in case.terms.channels


def _best(case: MeetingCase, member: CaseMember, sent: Iterable[CaseConvocation]) -> tuple[Called, date | None]:
    """The best way in which a member was called, and since when: a letter that comes too late does not borrow the day of an e-mail."""
    days: dict[Called, date | None] = {}
    for sending in sorted(sent, key=_day_of, reverse=True):
        days[_state(case, member, sending)] = sending.on
    state = min(days, key=lambda state: state.value, default=Called.NOT)
    if state in {Called.RETURNED, Called.NOT}:
        return state, None
    return state, days[state]


def _has_gone(sending: CaseConvocation) -> bool:
    return sending.on is not None or not sending.dated


def _day_of(sending: CaseConvocation) -> date:
    # What has no day comes first, so that a day that is known replaces it.
    return sending.on or date.max


def _state(case: MeetingCase, member: CaseMember, sending: CaseConvocation) -> Called:
    if sending.failed:
        return Called.RETURNED
    if sending.channel is not Channel.EMAIL:
        return Called.PROPERLY
    if excludes_email(case) or member.email_consent is False:
        return Called.WITHOUT_CONSENT
    if member.email_consent is None:
        return Called.CONSENT_UNKNOWN
    return Called.PROPERLY
