"""Mails about duties: before the last day, and when it has passed. Nothing here commits."""

from datetime import date

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative, ParticipationRole
from incubator.duties import queries
from incubator.duties.messages import mails
from incubator.duties.rules import year
from incubator.duties.services import agenda
from incubator.duties.values import OF_BOARD, Duty, DutyOwner, DutyStanding
from incubator.register.models import BoardSeat
from incubator.register.queries import board
from incubator.register.values.board import BoardOrgan, Office, SeatRow

OFFICES = {
    DutyOwner.CHAIR: Office.CHAIR,
    DutyOwner.SECRETARY: Office.SECRETARY,
    DutyOwner.TREASURER: Office.TREASURER,
}
STILL_NEWS_DAYS = 14  # after the last day; who did nothing by then reads it on the page


def keep_all(today: date) -> tuple[int, int]:
    """The agenda of every founded group as it is now, and mails to who has to act. Gives how many dates and how many mails."""
    dates = mailed = 0
    for group in queries.founded_groups():
        dates += agenda.keep(group, today)
        mailed += remind(group, today)
    return dates, mailed


def remind(group: Cooperative, today: date) -> int:
    """Mail whose turn it is: a duty that comes near, and once more when its last day has passed."""
    near = []
    for duty in queries.duties_of(group, today):
        standing = year.standing(duty, today)
        # A group that comes here after years must not get a mail for everything that is past.
        old_news = (today - duty.due.last).days > STILL_NEWS_DAYS
        if standing in {DutyStanding.SOON, DutyStanding.LATE} and not old_news:
            near.append((duty, standing))
    if not near:
        return 0
    sitting = board.in_office(group, today)
    seats = [row for _seat, row in sitting if row.organ is BoardOrgan.BOARD]
    mailed = 0
    for duty, standing in near:
        for reader in owners(group, duty, seats):
            mailed += mails.remind(group, duty, standing, reader, today=today)
        for reader in directors_outside(group, duty, sitting):
            mailed += mails.remind_director(group, duty, standing, reader, today=today)
    return mailed


def owners(group: Cooperative, duty: Duty, seats: list[SeatRow]) -> list[User]:
    """Whose turn it is, as far as they use this site: who holds the office, else who coordinates the group."""
    parts = cooperatives_queries.participants(group)
    office = OFFICES.get(duty.owner)
    names = {seat.name for seat in seats if office is None or office in seat.offices}
    holding = [part.user for part in parts if part.user.name in names]
    if office is not None and holding:
        return holding
    return [part.user for part in parts if part.role is ParticipationRole.COORDINATOR]


def directors_outside(group: Cooperative, duty: Duty, sitting: list[tuple[BoardSeat, SeatRow]]) -> list[User]:
    """Directors with an account of their own who do not take part in the group: they answer for what the board has to do too."""
    if duty.owner not in OF_BOARD:
        return []
    inside = {part.user.id for part in cooperatives_queries.participants(group)}
    office = OFFICES.get(duty.owner)
    readers = []
    for seat, row in sitting:
        reader = seat.holder
        if reader is not None and reader.is_active and reader.id not in inside and _concerns(row, office):
            readers.append(reader)
    return readers


def _concerns(row: SeatRow, office: Office | None) -> bool:
    """Whether somebody with this seat acts for the board, in the office that a duty asks for."""
    return row.organ is BoardOrgan.BOARD and row.acts and (office is None or office in row.offices)
