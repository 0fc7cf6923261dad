"""What the steps of a neighbourhood keep."""

from incubator.steps.models.assemblies import Assembly, AssemblyDecision, LeafVersion, SignUp, TreeLeaf
from incubator.steps.models.commitments import (
    Commitment,
    CommitmentEntry,
    EarlierSecondment,
    PlatformSeat,
    SeatReport,
    Secondment,
    StepsPage,
)
from incubator.steps.models.dreams import DotVote, DreamCard, DreamEvening, GivenDots
from incubator.steps.models.network import NetworkAnchor, NetworkTalk, StepRound

__all__ = [
    "Assembly",
    "AssemblyDecision",
    "Commitment",
    "CommitmentEntry",
    "DotVote",
    "DreamCard",
    "DreamEvening",
    "EarlierSecondment",
    "GivenDots",
    "LeafVersion",
    "NetworkAnchor",
    "NetworkTalk",
    "PlatformSeat",
    "SeatReport",
    "Secondment",
    "SignUp",
    "StepRound",
    "StepsPage",
    "TreeLeaf",
]
