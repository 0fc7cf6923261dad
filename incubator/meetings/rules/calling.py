"""Whom a convocation has to reach, and how it reached each of them."""

from collections.abc import Iterator
from datetime import date
from enum import Enum, auto

from incubator.meetings.rules.roll import ABOUT_SUSPENSION
from incubator.meetings.values import Channel
from incubator.meetings.values.case import CaseConvocation, CaseMember, MeetingCase


class Called(Enum):
    """How a member was called."""

    PROPERLY = auto()
    WITHOUT_CONSENT = auto()  # by e-mail, and the member or the statutes do not allow that
    CONSENT_UNKNOWN = auto()
    RETURNED = auto()
    NOT = auto()


def first_sent(case: MeetingCase) -> date | None:
    """When calling began; None when nothing was sent."""
    days = filter(None, (sending.on for sending in case.sent or ()))
    return min(days, default=None)


def to_call(case: MeetingCase) -> Iterator[CaseMember]:
    """Who has to be called: who can come, and was a member when the convocation went out."""
    began = first_sent(case)
    for member in case.members:
        if may_come(case, member) and (began is None or member.since <= began):
            yield member


def admitted_since(case: MeetingCase) -> Iterator[CaseMember]:
    """Who can come, and became a member after the convocation went out."""
    began = first_sent(case)
    for member in case.members:
        if may_come(case, member) and began is not None and member.since > began:
            yield member


def may_come(case: MeetingCase, member: CaseMember) -> bool:
    """A member of that day; a suspended member only where the suspension is dealt with (BW 2:38(1))."""
    if not member.belongs_on(case.meeting.on):
        return False
    return not member.suspended or any(item.kind in ABOUT_SUSPENSION for item in case.items)


def called(case: MeetingCase, member: CaseMember) -> Called:
    """The best of all that was sent to this member."""
    states = [_state(case, member, sending) for sending in _sent_to(case, member)]
    return min(states, key=lambda state: state.value, default=Called.NOT)


def proper_day(case: MeetingCase, member: CaseMember) -> date | None:
    """The first day on which something was sent that arrived, or could not be said not to count."""
    days = []
    for sending in _sent_to(case, member):
        if sending.on is not None and _state(case, member, sending) is not Called.RETURNED:
            days.append(sending.on)
    return min(days, default=None)


def _sent_to(case: MeetingCase, member: CaseMember) -> Iterator[CaseConvocation]:
    for sending in case.sent or ():
        if sending.member == member.id and sending.on is not None:
            yield sending


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


def excludes_email(case: MeetingCase) -> bool:
    """Whether the statutes name roads, and e-mail is none of them."""
    return bool(case.terms.channels) and Channel.EMAIL not in case.terms.channels
