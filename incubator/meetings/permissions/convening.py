"""Who may plan a meeting, call to it, and ask for it."""

from incubator.accounts.models import User
from incubator.cooperatives import permissions
from incubator.meetings.models import AgendaItem, Convocation, DateOption, Meeting, MeetingRequest


def may_see(viewer: User, meeting: Meeting) -> bool:
    return permissions.may_see(viewer, meeting.cooperative)


def may_plan(viewer: User, meeting: Meeting) -> bool:
    """Who works for the group: in a small cooperative nobody else writes the agenda."""
    return permissions.may_work(viewer, meeting.cooperative)


def may_see_item(viewer: User, item: AgendaItem) -> bool:
    return may_see(viewer, item.meeting)


def may_plan_item(viewer: User, item: AgendaItem) -> bool:
    return may_plan(viewer, item.meeting)


def may_plan_day(viewer: User, option: DateOption) -> bool:
    return may_plan(viewer, option.meeting)


def may_answer_days(viewer: User, meeting: Meeting) -> bool:
    """Whoever takes part says which days suit."""
    return permissions.takes_part(viewer, meeting.cooperative)


def may_note_convocation(viewer: User, convocation: Convocation) -> bool:
    return may_plan(viewer, convocation.meeting)


def may_see_request(viewer: User, request: MeetingRequest) -> bool:
    return permissions.may_see(viewer, request.cooperative)


def may_support(viewer: User, request: MeetingRequest) -> bool:
    """Members stand behind a request themselves; who works for the group also enters what came on paper."""
    return permissions.may_work(viewer, request.cooperative)


def takes_part_in(viewer: User, request: MeetingRequest) -> bool:
    """Whoever takes part can ask, and can stand behind what others ask; the register says whether it counts."""
    return permissions.takes_part(viewer, request.cooperative)
