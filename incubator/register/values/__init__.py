"""What happens to a membership, and how a member stands on a day."""

from incubator.register.values.accounts import EntryKind
from incubator.register.values.deeds import PRESENT_ANSWERS, EnteredDeed, Founding, ProposalState
from incubator.register.values.membership import (
    Decision,
    EventKind,
    ExpulsionGround,
    MembershipStanding,
    Resigning,
    Row,
    TerminationGround,
)
from incubator.register.values.people import Person, PersonKind

__all__ = [
    "PRESENT_ANSWERS",
    "Decision",
    "EnteredDeed",
    "EntryKind",
    "EventKind",
    "ExpulsionGround",
    "Founding",
    "MembershipStanding",
    "Person",
    "PersonKind",
    "ProposalState",
    "Resigning",
    "Row",
    "TerminationGround",
]
