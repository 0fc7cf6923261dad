"""Who may see and write the board register: whoever may the register of members."""

from incubator.accounts.models import User
from incubator.register.models.board import BoardSeat, SeatEvent
from incubator.register.permissions.members import may_see, may_write


def may_see_seat(viewer: User, seat: BoardSeat) -> bool:
    return may_see(viewer, seat.cooperative)


def may_write_seat(viewer: User, seat: BoardSeat) -> bool:
    return may_write(viewer, seat.cooperative)


def may_write_seat_event(viewer: User, event: SeatEvent) -> bool:
    return may_write(viewer, event.seat.cooperative)
