"""Who may see and write the board register: whoever may the register of members."""

from incubator.accounts.models import User
from incubator.cooperatives import permissions as cooperatives_permissions
from incubator.register.models.board import BoardSeat, SeatEvent
from incubator.register.permissions.members import may_see, may_write
from incubator.register.values.board import SeatRow


def may_see_seat(viewer: User, seat: BoardSeat) -> bool:
    return may_see(viewer, seat.cooperative)


def may_write_seat(viewer: User, seat: BoardSeat) -> bool:
    return may_write(viewer, seat.cooperative)


def may_write_seat_event(viewer: User, event: SeatEvent) -> bool:
    return may_write(viewer, event.seat.cooperative)


def may_link_seat(viewer: User, seat: BoardSeat) -> bool:
    """Say which account votes for this seat: who coordinates the group, as for a membership."""
    return cooperatives_permissions.may_coordinate(viewer, seat.cooperative)


def holds(_viewer: User, held: tuple[BoardSeat, SeatRow]) -> bool:
    """The loader has already looked whose seat it is, and whether it is held still."""
    return held is not None
