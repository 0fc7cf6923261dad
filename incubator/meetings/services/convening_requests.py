"""Verbs of asking for a general meeting (BW 2:41(2) to (4)). Nothing here commits."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.services import A_MOMENT
from incubator.core import agenda, clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.messages import convening as messages
from incubator.meetings.models import Meeting, MeetingRequest, RequestSupport
from incubator.meetings.queries import requests as queries
from incubator.meetings.rules import asking, planning
from incubator.meetings.services import convening
from incubator.meetings.values.planning import REQUESTERS, MeetingPlan
from incubator.register.models import Member
from incubator.statutes import queries as statutes

BOARD_UNTIL = N_("Last day for the board to call the meeting that members ask for: %(request)s")
MEETING_BY = N_("Last day for the meeting that members ask for: %(request)s")


def ask(
    group: Cooperative, title: str, words: str, *, member: Member | None, by: User, now: datetime
) -> MeetingRequest:
    """Ask for a meeting; who is a member stands behind it at once. Pressed twice it is one. Raises `RuleViolation`."""
    lock(group)
    if statutes.effective(group, clock.local(now).date()) is None:
        raise RuleViolation(planning.WITHOUT_DEED)
    request = queries.just_asked(group, title, since=now - A_MOMENT) or _new_request(group, title, words, by, now)
    # Also when somebody else asked the same a moment ago: who asks stands behind it.
    if member is not None and all(known.member_id != member.id for known in request.supports):
        support(request, member, on_paper=False, by=by, now=now)
    return request


def _new_request(group: Cooperative, title: str, words: str, by: User, now: datetime) -> MeetingRequest:
    request = MeetingRequest(
        cooperative=group, number=queries.next_number(group), title=title, words=words, asked_at=now, asked_by_id=by.id
    )
    db.session.add(request)
    db.session.flush()
    return request


def support(request: MeetingRequest, member: Member, *, on_paper: bool, by: User, now: datetime) -> bool:
    """A member stands behind the request. True when that makes it count. Raises `RuleViolation` for who is no member."""
    group = lock(request.cooperative)
    asking.check_open(is_withdrawn=request.withdrawn_at is not None)
    today = clock.local(now).date()
    if member not in queries.supporters(group, today):
        raise RuleViolation(
            N_("%(name)s has no vote today: only members with a vote can ask for a meeting (article 2:41(2) BW)."),
            field="member",
            name=member.name,
        )
    if any(known.member_id == member.id for known in request.supports):
        raise RuleViolation(N_("%(name)s stands behind this request already."), field="member", name=member.name)
    request.supports.append(RequestSupport(member=member, on_paper=on_paper, given_at=now, recorded_by_id=by.id))
    db.session.flush()
    if request.handed_in_at is not None or not queries.standing(request, today).reached:
        return False
    _hand_in(request, by=by, now=now)
    return True


def _hand_in(request: MeetingRequest, *, by: User, now: datetime) -> None:
    """Enough members stand behind it: from here both terms run, and the board is told."""
    # Not when the first asked: the terms of BW 2:41 run from a request of members who are enough.
    request.handed_in_at = now
    dates = asking.request_dates(clock.local(now).date())
    _put(request, "board", BOARD_UNTIL, dates.board_until)
    _put(request, "meeting", MEETING_BY, dates.meeting_by)
    db.session.flush()
    for part in cooperatives.participants(request.cooperative):
        messages.tell_request(request, part.user, dates)


def _put(request: MeetingRequest, what: str, title: str, due: date) -> None:
    agenda.put(
        f"meeting-request-{what}:{request.id}",
        title,
        due,
        source="meetings",
        cooperative_id=request.cooperative_id,
        url=f"/cooperaties/{request.cooperative.slug}/vergaderingen/verzoeken/{request.number}",
        request=request.title[:120],
    )


def withdraw(request: MeetingRequest, *, by: User, now: datetime) -> None:
    """Take a request back: who asked for it, as long as nobody was called to it. Raises `RuleViolation`."""
    lock(request)
    asking.check_open(is_withdrawn=request.withdrawn_at is not None)
    if request.asked_by_id != by.id:
        raise RuleViolation(N_("Only who asked for this meeting can take that back."))
    if queries.convened_for(request):
        raise RuleViolation(N_("The members have been called to this meeting already."))
    request.withdrawn_at = now
    for what in ("board", "meeting"):
        agenda.remove(f"meeting-request-{what}:{request.id}")


def plan_for(request: MeetingRequest, planned: MeetingPlan, *, by: User, now: datetime) -> Meeting:
    """A meeting on a request: of the board, or after its silence of those who asked. Raises `RuleViolation` with the article."""
    lock(request)
    asking.check_open(is_withdrawn=request.withdrawn_at is not None)
    if planned.convened_by == REQUESTERS:
        check_themselves(request, today=clock.local(now).date())
    return convening.plan(request.cooperative, planned, by=by, now=now, request=request)


def check_themselves(request: MeetingRequest, *, today: date) -> None:
    """Whether those who asked may convene. Raises `RuleViolation` with the article when not."""
    handed_in_on = request.handed_in_at and clock.local(request.handed_in_at).date()
    asking.check_themselves(handed_in_on, is_convened=bool(queries.convened_for(request)), today=today)
