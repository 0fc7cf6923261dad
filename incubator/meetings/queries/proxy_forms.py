"""For whom a proxy on paper can be made, and what stands in it already."""

from incubator.meetings.models import Meeting
from incubator.meetings.queries import electorate, held_case
from incubator.meetings.values import MeetingKind, MeetingState
from incubator.meetings.values.case import MeetingTerms
from incubator.meetings.values.holding import FilledInProxy
from incubator.register import queries as register
from incubator.register.models import Member
from incubator.register.values import PersonKind

OVER = frozenset({MeetingState.CLOSED, MeetingState.APPROVED, MeetingState.CANCELLED})


def terms_of_forms(meeting: Meeting) -> MeetingTerms | None:
    """What the statutes of the day say; None when nobody can vote for another in this meeting, or it is over."""
    if meeting.kind is MeetingKind.BOARD or meeting.state in OVER:
        return None
    terms = held_case.terms_of(meeting)
    return terms if terms.proxy_allowed else None


def to_fill_in(meeting: Meeting, of: Member | None = None) -> list[FilledInProxy]:
    """Everybody who may vote that day, or only this member, with who votes for them as far as that was written down."""
    holders = {proxy.giver_id: proxy.holder.name for proxy in electorate.proxies(meeting)}
    kinds = {member.id: member.kind for member in register.members(meeting.cooperative)}
    filled_in = []
    for elector in electorate.electors(meeting):
        if elector.suspended or (of is not None and elector.person != of.id):
            continue
        is_organisation = kinds.get(elector.person) is PersonKind.LEGAL
        filled_in.append(FilledInProxy(elector.name, holders.get(elector.person, ""), is_organisation))
    return filled_in
