"""What features above the register hold of a member: for that person's own file, and what of it goes when data are erased."""

from collections.abc import Callable
from datetime import date
from typing import Any

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.register.models import BoardSeat, Member
from incubator.register.queries.linking import all_memberships_of, seats_of

PARTS: dict[str, Callable[[Member], Any]] = {}
ERASURES: list[Callable[[Member, date, bool], None]] = []
SEAT_ERASURES: list[Callable[[BoardSeat, str, date], None]] = []


def register_part(name: str, part: Callable[[Member], Any]) -> None:
    """Let a feature add what it knows of a member to the member's own file; called once when the application starts."""
    PARTS[name] = part


def register_erasure(erasure: Callable[[Member, date, bool], None]) -> None:
    """Let a feature take out what it holds of a member: `erasure(member, today, everything)`; called once at the start."""
    if erasure not in ERASURES:
        ERASURES.append(erasure)


def register_seat_erasure(erasure: Callable[[BoardSeat, str, date], None]) -> None:
    """The same for who sat in a body and was no member: `erasure(seat, instead, today)`, before the name goes out of the seat."""
    if erasure not in SEAT_ERASURES:
        SEAT_ERASURES.append(erasure)


def parts_of(member: Member) -> dict[str, Any]:
    """What the features above know of a member, by the Dutch name of the part."""
    return {name: part(member) for name, part in PARTS.items()}


def erase_elsewhere(member: Member, today: date, *, everything: bool) -> None:
    for erasure in ERASURES:
        erasure(member, today, everything)


def erase_seat_elsewhere(seat: BoardSeat, instead: str, today: date) -> None:
    """What features above hold of who sat there and was no member."""
    for erasure in SEAT_ERASURES:
        erasure(seat, instead, today)


def end_links(user: User) -> None:
    """The account goes: memberships and seats stay, without an account."""
    for member in all_memberships_of(user):
        member.user_id = None
    for seat in seats_of(user):
        seat.user_id = None
    db.session.flush()
