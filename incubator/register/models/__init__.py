"""Members, what happened to their membership, what they paid in, and the deeds that were entered. Nothing is taken away."""

from incubator.register.models.board import BoardSeat, SeatEvent
from incubator.register.models.deeds import OPEN, DeedProposal
from incubator.register.models.linking import MemberInvitation
from incubator.register.models.members import ADMITTED, ENDED, Member, MemberEvent, MemberVotes

__all__ = [
    "ADMITTED",
    "ENDED",
    "OPEN",
    "BoardSeat",
    "DeedProposal",
    "Member",
    "MemberEvent",
    "MemberInvitation",
    "MemberVotes",
    "SeatEvent",
]
