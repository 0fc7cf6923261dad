"""The boards of the founded cooperatives of the demo, and what they did of what law and statutes ask."""

from dataclasses import replace
from datetime import date, timedelta

from incubator.accounts.models import User
from incubator.capital.queries import standing
from incubator.cooperatives.models import Cooperative
from incubator.core.quantities import months_later
from incubator.duties import queries as duties
from incubator.duties import services as duty_services
from incubator.duties.rules import year
from incubator.duties.services import agenda
from incubator.duties.values import DutyStanding
from incubator.meetings.services.acts_of_people import MONTHS_OF_COMMITTEE
from incubator.register import queries as register
from incubator.register.queries import board as seated
from incubator.register.rules import GENERAL_MEETING
from incubator.register.rules.board import LEAST_OF_COMMITTEE
from incubator.register.services import board
from incubator.register.values.board import BoardOrgan, Office, SeatChange, SeatStep
from incubator.seed.moment import Moment

WEEK = timedelta(days=7)
COMMITTEE = "committee-"  # the duty of a year, by its last day
PROOF = "Bevestiging van de KVK, in de map Handelsregister."


def govern(group: Cooperative, secretary: User, at: Moment) -> None:
    """The board of the deed divided its offices a week later; what had to be done was done, but for the newest."""
    for seat, office in zip(board.open_board(group, author=secretary, now=at.now), Office, strict=False):
        day = seat.events[0].on_date + WEEK
        step = SeatStep(SeatChange.OFFICES, day, day, "bestuur", (office,))
        board.change(seat, step, author=secretary, now=at.now)
    adopted = _adopted(group)
    for duty in duties.duties_of(group, at.today):
        if year.standing(duty, at.today) is DutyStanding.LATE:
            done = min(duty.due.counted - timedelta(days=2), adopted.get(duty.due.counted.year, at.today))
            if duty.key.startswith(COMMITTEE):
                # Chosen and not only marked as done: then the people stand in the register too.
                _choose_committee(group, date.fromisoformat(duty.key.removeprefix(COMMITTEE)), done, secretary, at)
            else:
                duty_services.mark_done(group, duty.key, done, PROOF, author=secretary, now=at.now)
    agenda.keep(group, at.today)


def _choose_committee(group: Cooperative, year_end: date, on: date, secretary: User, at: Moment) -> None:
    """Two members who are not on the board look into the accounts of a year: as soon as there are two, later than they should."""
    directors = {row.member_id for row in seated.directors_on(group, on)}
    free = [row for row in register.register_on(group, at.today) if row.member_id not in directors]
    if len(free) < LEAST_OF_COMMITTEE:
        return
    chosen = sorted(free, key=lambda row: row.admitted_on)[:LEAST_OF_COMMITTEE]
    day = max(on, chosen[-1].admitted_on)
    until = months_later(year_end, MONTHS_OF_COMMITTEE)
    step = SeatStep(SeatChange.APPOINTMENT, day, day, GENERAL_MEETING, until=until, year=year_end.year)
    sitting = {row.member_id: seat for seat, row in seated.in_office(group, day) if row.organ is BoardOrgan.COMMITTEE}
    members = {member.id: member for member in register.members(group)}
    for row in chosen:
        # Who looked into the accounts of the year before is chosen again.
        if row.member_id in sitting:
            again = replace(step, kind=SeatChange.REAPPOINTMENT)
            board.change(sitting[row.member_id], again, author=secretary, now=at.now)
        else:
            member = members[row.member_id]
            board.appoint(group, BoardOrgan.COMMITTEE, step, member=member, author=secretary, now=at.now)


def _adopted(group: Cooperative) -> dict[int, date]:
    """On which day of each year accounts were adopted: what goes before that was done by then."""
    return {known.adopted_on.year: known.adopted_on for known in standing.years(group) if known.adopted_on is not None}
