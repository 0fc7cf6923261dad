"""By which road each member can be called to a meeting."""

from dataclasses import dataclass
from datetime import datetime

from incubator.core import clock
from incubator.meetings.models import Meeting
from incubator.meetings.queries.meetings import last_board, members_on
from incubator.meetings.queries.terms import terms_on
from incubator.meetings.rules.roads import may_mail, usual_road
from incubator.meetings.values import Channel, MeetingKind
from incubator.register.models import Member
from incubator.register.queries import board


@dataclass(frozen=True, slots=True)
class MemberRoad:
    """A member, the road that we propose, and whether e-mail is open."""

    member: Member
    road: Channel
    by_mail: bool
    on_board: bool  # a director of that day; of a board that no register knows: called to the last board meeting


def member_roads(meeting: Meeting, *, now: datetime) -> list[MemberRoad]:
    """Who is called to a meeting, each with the road that we propose."""
    day = clock.local(meeting.begins_at or now).date()
    terms = terms_on(meeting.cooperative, day)
    is_board = meeting.kind is MeetingKind.BOARD
    open_roads = frozenset() if terms is None or is_board else terms.channels
    known = is_board and board.has_directors(meeting.cooperative)
    called_before = last_board(meeting.cooperative) if is_board else frozenset()
    listed = []
    for member in members_on(meeting.cooperative, meeting, today=now):
        # A board calls itself as it likes.
        consents = is_board or member.email_consent
        by_mail = may_mail(member.email, consents=consents, open_roads=open_roads)
        road = usual_road(member.email, member.address, consents=consents, open_roads=open_roads)
        listed.append(MemberRoad(member, road, by_mail, known or member.id in called_before))
    return listed


def usual_roads(meeting: Meeting, *, now: datetime) -> dict[int, Channel]:
    """The road that we propose for each member, by its id."""
    return {listed.member.id: listed.road for listed in member_roads(meeting, now=now)}
