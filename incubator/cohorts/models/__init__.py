"""The tables of cohorts, sessions, intakes and guiding."""

from incubator.cohorts.models.cohorts import CohortCoach, CohortMessage, PeerContact, PeerGroup, PeerMember
from incubator.cohorts.models.gatherings import Attendance, GroupGathering, Material
from incubator.cohorts.models.guiding import ContactEntry, PrivateNote
from incubator.cohorts.models.intakes import Intake

__all__ = [
    "Attendance",
    "CohortCoach",
    "CohortMessage",
    "ContactEntry",
    "GroupGathering",
    "Intake",
    "Material",
    "PeerContact",
    "PeerGroup",
    "PeerMember",
    "PrivateNote",
]
