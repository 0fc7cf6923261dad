"""The boards of the founded cooperatives of the demo, and what they did of what law and statutes ask."""

from datetime import date, timedelta

from incubator.accounts.models import User
from incubator.capital.queries import standing
from incubator.cooperatives.models import Cooperative
from incubator.duties import queries as duties
from incubator.duties import services as duty_services
from incubator.duties.rules import year
from incubator.duties.services import agenda
from incubator.duties.values import DutyStanding
from incubator.register.services import board
from incubator.register.values.board import Office, SeatChange, SeatStep
from incubator.seed.moment import Moment

WEEK = timedelta(days=7)
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
            duty_services.mark_done(group, duty.key, done, PROOF, author=secretary, now=at.now)
    agenda.keep(group, at.today)


def _adopted(group: Cooperative) -> dict[int, date]:
    """On which day of each year accounts were adopted: what goes before that was done by then."""
    return {known.adopted_on.year: known.adopted_on for known in standing.years(group) if known.adopted_on is not None}
