"""Opening and closing a meeting, who comes and goes, and who votes for whom. Nothing here commits."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.models import Meeting, MeetingProxy, Presence
from incubator.meetings.models.people import whose
from incubator.meetings.queries import electorate, held_case
from incubator.meetings.queries import rounds as queries
from incubator.meetings.rules.roll import refusal_of_proxy
from incubator.meetings.values import MeetingKind, MeetingState
from incubator.meetings.values.case import CaseProxy
from incubator.meetings.values.holding import PresenceKind, ProxyGiven
from incubator.register.models import BoardSeat, Member

BEFORE_AND_AT = frozenset({MeetingState.CONVENED, MeetingState.OPEN})
NOT_CONVENED = N_("This meeting was not convened yet: send the convocation first.")
OPEN_ALREADY = N_("This meeting is open already.")
IS_OVER = N_("This meeting is closed. What came after it belongs to the next one.")
NOT_OPEN = N_("This meeting is not open. Open it first.")
A_VOTE_IS_OPEN = N_("A vote is still open. Close it or call it off first.")
NO_RULING = N_("The result of a vote was not announced yet. Announce it first.")
NO_MEMBER = N_("%(name)s is no member on the day of this meeting, so there is no place on the list (BW 2:38(1)).")
NO_DIRECTOR = N_("%(name)s is not on the board on the day of this meeting, so there is no place on the list.")
ONLINE_REFUSED = N_(
    "The statutes do not let members vote who are not in the room (BW 2:38(6)). A written proxy is possible."
)


def open_meeting(meeting: Meeting, *, by: User, now: datetime) -> None:
    """Open the meeting. Who opened it first is in the chair when nobody was named."""
    lock(meeting.cooperative)
    if meeting.state is MeetingState.DRAFT:
        raise RuleViolation(NOT_CONVENED)
    if meeting.state is MeetingState.OPEN:
        raise RuleViolation(OPEN_ALREADY)
    if meeting.state is not MeetingState.CONVENED:
        raise RuleViolation(IS_OVER)
    meeting.state, meeting.opened_at = MeetingState.OPEN, now
    meeting.chair_id = meeting.chair_id or by.id
    meeting.revision += 1


def close_meeting(meeting: Meeting, *, now: datetime) -> None:
    """Close the meeting: every vote has a result that was announced."""
    lock(meeting.cooperative)
    check_open(meeting)
    if queries.open_round(meeting) is not None:
        raise RuleViolation(A_VOTE_IS_OPEN)
    # The ruling of the chair on the result is decisive (BW 2:13(3)): without it nothing was decided.
    if queries.unannounced(meeting):
        raise RuleViolation(NO_RULING)
    meeting.state, meeting.closed_at = MeetingState.CLOSED, now
    meeting.revision += 1


def check_open(meeting: Meeting) -> None:
    """Raises `RuleViolation` when nothing can be decided now."""
    if meeting.state in {MeetingState.DRAFT, MeetingState.CONVENED}:
        raise RuleViolation(NOT_OPEN)
    if meeting.state is not MeetingState.OPEN:
        raise RuleViolation(IS_OVER)


def arrive(meeting: Meeting, who: Member | BoardSeat, how: PresenceKind, *, by: User | None, now: datetime) -> Presence:
    """A member is there, or a director who is none. Said twice it is written down once; who came back is there again."""
    lock(meeting.cooperative)
    _check_before_the_end(meeting)
    _check_place(meeting, who)
    if (
        how is PresenceKind.ONLINE
        and electorate.elsewhere_term(meeting.cooperative, electorate.day_of(meeting)) is None
    ):
        raise RuleViolation(ONLINE_REFUSED)
    known = {presence.person: presence for presence in electorate.presences(meeting)}
    presence = known.get(number_of(who))
    if presence is None:
        presence = Presence(meeting_id=meeting.id, how=how, arrived_at=now, **whose(number_of(who)))
        db.session.add(presence)
        presence.recorded_by_id = by.id if by else None
    presence.how, presence.left_at = how, None
    db.session.flush()
    return presence


def take_part_from_elsewhere(meeting: Meeting, who: Member | BoardSeat, *, now: datetime) -> Presence:
    """Somebody who signed in takes part from another place: from the opening on, because who votes must follow what is talked about."""
    check_open(meeting)
    return arrive(meeting, who, PresenceKind.ONLINE, by=who.user, now=now)


def everyone_arrives(meeting: Meeting, *, by: User, now: datetime) -> None:
    """Everyone is there who is a member today, gave no proxy and was not written down before."""
    lock(meeting.cooperative)
    _check_before_the_end(meeting)
    elsewhere = {proxy.giver_id for proxy in electorate.proxies(meeting)}
    known = {presence.person for presence in electorate.presences(meeting)}
    for person in electorate.may_come(meeting).keys() - elsewhere - known:
        presence = Presence(meeting_id=meeting.id, how=PresenceKind.ROOM, arrived_at=now, **whose(person))
        presence.recorded_by_id = by.id
        db.session.add(presence)
    db.session.flush()


def most_proxies(meeting: Meeting) -> int | None:
    """How many proxies a member can hold at most by the statutes of the day; None is no limit."""
    return held_case.terms_of(meeting).proxy_max


def leave(meeting: Meeting, who: Member | BoardSeat, *, now: datetime) -> None:
    """Somebody left. In a vote that is open already the roll stays as it was."""
    lock(meeting.cooperative)
    _check_before_the_end(meeting)
    for presence in electorate.presences(meeting):
        if presence.person == number_of(who):
            presence.left_at = presence.left_at or now


def give_proxy(
    meeting: Meeting, giver: Member, holder: Member, *, written: bool, note: str = "", by: User | None, now: datetime
) -> MeetingProxy:
    """A member lets another vote (G-04). The same proxy once more is the proxy that was given."""
    lock(meeting.cooperative)
    _check_before_the_end(meeting)
    for standing in electorate.proxies(meeting):
        if (standing.giver_id, standing.holder_id) == (giver.id, holder.id):
            return standing
    _check_proxy(meeting, ProxyGiven(giver.id, holder.id), written=written)
    proxy = MeetingProxy(meeting_id=meeting.id, giver_id=giver.id, holder_id=holder.id, note=note, recorded_at=now)
    proxy.recorded_by_id = by.id if by else None
    db.session.add(proxy)
    db.session.flush()
    return proxy


def _check_proxy(meeting: Meeting, asked: ProxyGiven, *, written: bool) -> None:
    """The holder may still be on the way; only of the giver it matters whether the member is here already."""
    present = None
    if asked.giver_id in electorate.here(meeting):
        present = {asked.giver_id, asked.holder_id}
    case = held_case.case_of_held(meeting, present=present, proxies=electorate.proxies_given(meeting))
    finding = refusal_of_proxy(case, CaseProxy(str(asked.giver_id), str(asked.holder_id), written=written))
    if finding is not None:
        raise RuleViolation(finding.message, field="holder_id", **finding.params)


def withdraw_proxy(proxy: MeetingProxy, *, now: datetime) -> None:
    """The member votes in person after all, or lets somebody else. In a vote that is open already the roll stays as it was."""
    lock(proxy.meeting.cooperative)
    _check_before_the_end(proxy.meeting)
    proxy.withdrawn_at = proxy.withdrawn_at or now


def _check_before_the_end(meeting: Meeting) -> None:
    if meeting.state is MeetingState.DRAFT:
        raise RuleViolation(NOT_CONVENED)
    if meeting.state not in BEFORE_AND_AT:
        raise RuleViolation(IS_OVER)


def number_of(who: Member | BoardSeat) -> int:
    """By which somebody is known in the room: who is no member below zero."""
    return who.id if isinstance(who, Member) else -who.id


def _check_place(meeting: Meeting, who: Member | BoardSeat) -> None:
    if number_of(who) not in electorate.may_come(meeting):
        raise RuleViolation(NO_DIRECTOR if meeting.kind is MeetingKind.BOARD else NO_MEMBER, name=who.name)
