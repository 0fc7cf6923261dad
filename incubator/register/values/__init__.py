"""What happens to a membership, and how a member stands on a day."""

from incubator.register.values.accounts import BANK, BOOK, CONTRIBUTIONS, DIVISION, EntryKind, contribution_code
from incubator.register.values.deeds import PRESENT_ANSWERS, EnteredDeed, Founding, ProposalState
from incubator.register.values.entries import RegisterEntry
from incubator.register.values.files import MemberLine, MembersFile, TakenIn
from incubator.register.values.leaving import HeldAmount, LeavingClause, MemberLeaving
from incubator.register.values.membership import (
    ENDS,
    ApplicantStanding,
    Decision,
    EventKind,
    ExpulsionGround,
    ImmediateGround,
    MembershipNotice,
    MembershipStanding,
    MembersLeft,
    Resigning,
    Row,
    Ruling,
    TerminationGround,
)
from incubator.register.values.people import PERSONAL, Person, PersonKind

__all__ = [
    "BANK",
    "BOOK",
    "CONTRIBUTIONS",
    "DIVISION",
    "ENDS",
    "PERSONAL",
    "PRESENT_ANSWERS",
    "ApplicantStanding",
    "Decision",
    "EnteredDeed",
    "EntryKind",
    "EventKind",
    "ExpulsionGround",
    "Founding",
    "HeldAmount",
    "ImmediateGround",
    "LeavingClause",
    "MemberLeaving",
    "MemberLine",
    "MembersFile",
    "MembersLeft",
    "MembershipNotice",
    "MembershipStanding",
    "Person",
    "PersonKind",
    "ProposalState",
    "RegisterEntry",
    "Resigning",
    "Row",
    "Ruling",
    "TakenIn",
    "TerminationGround",
    "contribution_code",
]
