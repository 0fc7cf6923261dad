"""The accounts in the book of a cooperative (worker-cooperative practice; the law names none of them)."""

RESERVE = "100"
INDIVISIBLE = "110"
ALLOCATED = "120.b"
EDUCATION = "130"
SOLIDARITY = "140"
FORMER = "290"
PAYABLE = "295"
RESULT = "300"

RESERVES = (RESERVE, INDIVISIBLE)
POOLS = (RESERVE, INDIVISIBLE, EDUCATION, SOLIDARITY)


def allocated_code(number: int) -> str:
    """What was credited to the member with this number."""
    return f"{ALLOCATED}.{number}"


def former_code(number: int) -> str:
    """What is owed to the member with this number, who left."""
    return f"{FORMER}.{number}"


def payable_code(number: int) -> str:
    """The part of a surplus that the member with this number gets in money."""
    return f"{PAYABLE}.{number}"
