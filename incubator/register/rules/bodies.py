"""What the bodies of a cooperative lack, and who cannot be in two of them."""

from collections.abc import Iterable

from incubator.register.rules.board import of_organ
from incubator.register.values.board import BoardOrgan, Candidate, Office, SeatRow


def committee_seats(person: Candidate, rows: Iterable[SeatRow]) -> list[SeatRow]:
    """The seats of this person in the audit committee, which a director cannot have (BW 2:48(2))."""
    return [row for row in of_organ(rows, BoardOrgan.COMMITTEE) if person.sits_in(row)]


def offices_open(rows: Iterable[SeatRow]) -> list[Office]:
    """B-06: the offices that a board chooses from its midst and that nobody holds; none as long as there is no board."""
    board = of_organ(rows, BoardOrgan.BOARD)
    held = {office for row in board for office in row.offices}
    return [office for office in Office if board and office not in held]
