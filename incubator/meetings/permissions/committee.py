"""Who enters the room of the audit committee: its members ask and report, the board answers, members read along."""

from incubator.accounts.models import User
from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.queries import role_in
from incubator.meetings.models import CommitteeQuestion
from incubator.meetings.queries.committee import CommitteeRoom


def may_enter(_viewer: User, room: CommitteeRoom) -> bool:
    return room is not None


def sits_in(viewer: User, room: CommitteeRoom) -> bool:
    return room.seats_user(viewer)


def may_answer_for_board(viewer: User, room: CommitteeRoom) -> bool:
    """Who coordinates the group, unless it is the committee itself that asks."""
    return role_in(viewer, room.group) is ParticipationRole.COORDINATOR and not sits_in(viewer, room)


def may_answer(viewer: User, question: CommitteeQuestion) -> bool:
    """The same for one question; who asked it does not answer it."""
    coordinates = role_in(viewer, question.cooperative) is ParticipationRole.COORDINATOR
    return coordinates and question.asked_by_id != viewer.id
