"""Who leads a meeting, who votes, and who reads what was decided. Every loader has decided already that somebody may know of it."""

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, ParticipationRole
from incubator.cooperatives.queries import role_in
from incubator.meetings.models import AgendaItem, Meeting, MeetingProxy, Resolution, RollEntry, VotingRound
from incubator.meetings.permissions.convening import may_plan


def may_hold(viewer: User, meeting: Meeting) -> bool:
    """Lead the meeting and write it down: chair, secretary, and who coordinates the group. Nobody from outside, however high."""
    if viewer.id in {meeting.chair_id, meeting.secretary_id}:
        return True
    return role_in(viewer, meeting.cooperative) is ParticipationRole.COORDINATOR


def may_hand_out_proxies(viewer: User, meeting: Meeting) -> bool:
    """Who prepares the meeting, and who leads it: these papers bear the names of all members."""
    return may_plan(viewer, meeting) or may_hold(viewer, meeting)


def may_attend(_viewer: User, meeting: Meeting) -> bool:
    return meeting is not None


def may_hold_item(viewer: User, item: AgendaItem) -> bool:
    return may_hold(viewer, item.meeting)


def may_see_minuted_item(_viewer: User, item: AgendaItem) -> bool:
    return item is not None


def may_hold_round(viewer: User, voted_on: VotingRound) -> bool:
    return may_hold(viewer, voted_on.meeting)


def may_hold_entry(viewer: User, entry: RollEntry) -> bool:
    return may_hold(viewer, entry.round.meeting)


def may_cast(viewer: User, entry: RollEntry) -> bool:
    """Whose vote it is, or who got the proxy."""
    return entry.caster_id == viewer.id


def may_withdraw(viewer: User, proxy: MeetingProxy) -> bool:
    """Who gave it, and who leads the meeting."""
    return proxy.giver.user_id == viewer.id or may_hold(viewer, proxy.meeting)


def may_read_decision(_viewer: User, resolution: Resolution) -> bool:
    return resolution is not None


def may_work_on(viewer: User, resolution: Resolution) -> bool:
    return may_hold(viewer, resolution.meeting)


def may_read_book(_viewer: User, group: Cooperative) -> bool:
    return group is not None
