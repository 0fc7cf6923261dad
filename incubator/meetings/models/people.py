"""Who can be called to a meeting and be in the room: a member, or in the board a director who is none."""

from typing import Any

WHO_IT_IS = "(member_id IS NULL) <> (seat_id IS NULL)"


def whose(person: int) -> dict[str, int | None]:
    """The columns that say who it is."""
    if person < 0:
        return {"member_id": None, "seat_id": -person}
    return {"member_id": person, "seat_id": None}


class InTheRoom:
    """Whose row it is: a member, or in a meeting of the board a director who is no member. `person` numbers both, the latter below zero."""

    # In the tables themselves these are columns; here they are what is asked of each.
    member_id: Any
    seat_id: Any
    member: Any
    seat: Any

    @property
    def person(self) -> int:
        return int(self.member_id) if self.member_id is not None else -int(self.seat_id)

    @property
    def name(self) -> str:
        return str(self.member.name if self.member is not None else self.seat.name)
