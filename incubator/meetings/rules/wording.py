"""How a decision is worded where it is kept: in Dutch, as what was decided and not as the question that was put."""

from collections.abc import Sequence

from incubator.meetings.values import ItemKind

SEATS = {ItemKind.ELECTION: "bestuurder", ItemKind.AUDIT_COMMITTEE: "kascommissie"}
NOBODY = "Niemand is gekozen"


def as_decided(kind: ItemKind, text: str, elected: Sequence[str], year: int | None = None) -> str:
    """The words that were adopted; of people who they are and what they were chosen for."""
    seat = SEATS.get(kind)
    if seat is None:
        return text
    office = f"{seat} {year}" if year is not None and kind is ItemKind.AUDIT_COMMITTEE else seat
    if elected:
        return f"Gekozen tot {office}: {', '.join(elected)}."
    return f"{NOBODY} tot {office}."


def is_about_people(kind: ItemKind) -> bool:
    """Whether people are chosen."""
    return kind in SEATS
