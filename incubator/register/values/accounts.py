"""What moves on the account of a member, and where it stands in the book of the cooperative."""

from enum import StrEnum

BOOK = "capital"
BANK = "010"
CONTRIBUTIONS = "120.a"
DIVISION = "distribution"  # the kind of an entry that divides the surplus of a year


def contribution_code(number: int) -> str:
    """The account of what the member with this number paid in."""
    return f"{CONTRIBUTIONS}.{number}"


class EntryKind(StrEnum):
    """A movement on a member's account."""

    CONTRIBUTION = "contribution"
    REPAYMENT = "repayment"
    CORRECTION = "correction"
    SETTLEMENT = "settlement"  # who leaves: what was paid in becomes what the cooperative owes
