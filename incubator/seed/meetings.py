"""The meetings of the demo: one to which the members were called, one for which a day is sought, and a request. All made up."""

from datetime import datetime, timedelta

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.working_days import is_working_day
from incubator.meetings.models import Meeting
from incubator.meetings.queries.roads import usual_roads
from incubator.meetings.services import (
    convening,
    convening_agenda,
    convening_calls,
    convening_days,
    convening_requests,
)
from incubator.meetings.values import Channel, ItemKind, MeetingKind, Suiting
from incubator.meetings.values.planning import MeetingPlan, PlannedItem
from incubator.register import queries as register
from incubator.seed.moment import Moment

PLACE = "Buurthuis De Kargadoor, Kanaalweg 3"
CONTRIBUTION = PlannedItem(
    "Een tweede bakfiets kopen",
    ItemKind.ORDINARY,
    words="De fiets kost 4.200 euro. Een derde tuin is dan zonder auto te doen.",
    proposal="De vergadering stemt in met de koop van een tweede bakfiets voor ten hoogste 4.200 euro.",
    proposed_by="het bestuur",
)


def meetings(group: Cooperative, planner: User, at: Moment) -> None:
    """What the general meeting of a founded cooperative has before it."""
    _called(group, planner, at)
    _seeking_a_day(group, planner, at)
    _asked_for(group, planner, at)


def _called(group: Cooperative, planner: User, at: Moment) -> None:
    """In four weeks; called a week ago, two letters on the post and the others handed over."""
    planned = MeetingPlan(
        "Algemene vergadering van dit seizoen",
        begins_at=_evening(at, 28),
        place=PLACE,
        convened_by="bestuur",
        inspection_from=at.ago(6).date(),
        inspection_place="de werkplaats, Kanaalweg 8",
    )
    meeting = convening.plan(group, planned, by=planner, now=at.ago(9))
    convening_agenda.add_item(meeting, CONTRIBUTION)
    convening_calls.convene(meeting, usual_roads(meeting, now=at.ago(7)), by=planner, now=at.ago(7))
    _bring(meeting, planner, at)


def _bring(meeting: Meeting, planner: User, at: Moment) -> None:
    """All but the last were brought: of whoever was not reached the page says so."""
    on_paper = [call for call in meeting.called if call.channel is not Channel.EMAIL]
    for call in on_paper[:-1]:
        convening_calls.note_sent(call, at.ago(6).date(), road=Channel.HAND, by=planner, now=at.ago(5))


def _seeking_a_day(group: Cooperative, planner: User, at: Moment) -> None:
    """A board meeting; who takes part says which evenings suit."""
    planned = MeetingPlan("Bestuur: de begroting", kind=MeetingKind.BOARD, place="Bij de coördinator thuis")
    meeting = convening.plan(group, planned, by=planner, now=at.ago(2))
    people = [part.user for part in cooperatives.participants(group)]
    for days, suiting in ((8, Suiting.YES), (11, Suiting.PERHAPS), (15, Suiting.NO)):
        option = convening_days.propose_day(meeting, _evening(at, days), now=at.ago(2))
        for person in people:
            convening_days.answer_days(meeting, person, {option.id: suiting}, now=at.ago(1))


def _asked_for(group: Cooperative, planner: User, at: Moment) -> None:
    words = "Drie van ons willen praten over werken op zaterdag, en daarover stemmen."
    asked = convening_requests.ask(group, "Werken op zaterdag", words, member=None, by=planner, now=at.ago(4))
    for member in register.members(group)[:1]:
        convening_requests.support(asked, member, on_paper=True, by=planner, now=at.ago(4))


def _evening(at: Moment, days: int) -> datetime:
    """Eight in the evening on the clock of the wall, so many days ahead, or on the first day after it that people work."""
    day = at.today + timedelta(days=days)
    while not is_working_day(day):
        day += timedelta(days=1)
    return datetime(day.year, day.month, day.day, 20, tzinfo=clock.AMSTERDAM)
