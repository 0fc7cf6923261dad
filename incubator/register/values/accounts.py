"""What moves on the account of a member."""

from enum import StrEnum


class EntryKind(StrEnum):
    """A movement on a member's account."""

    CONTRIBUTION = "contribution"
    REPAYMENT = "repayment"
    CORRECTION = "correction"
