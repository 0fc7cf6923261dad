"""A general meeting of the demo that was held, and one that is under way with a vote that is open. All made up."""

from datetime import datetime, timedelta

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.meetings.models import AgendaItem, Meeting
from incubator.meetings.queries.committee import CommitteeRoom, committee_room
from incubator.meetings.queries.roads import usual_roads
from incubator.meetings.services import (
    committee,
    convening,
    convening_agenda,
    convening_calls,
    deciding,
    holding,
    minutes,
    voting,
)
from incubator.meetings.values import Channel, ItemKind
from incubator.meetings.values.holding import PresenceKind, RoundTerms, VotingWay
from incubator.meetings.values.planning import MeetingPlan, PlannedItem
from incubator.register import queries as register
from incubator.register.queries import board
from incubator.seed.moment import Moment

PLACE = "Buurthuis De Kargadoor, Kanaalweg 3"
SHED = PlannedItem(
    "Een loods huren",
    ItemKind.ORDINARY,
    words="Het materiaal staat nu in drie schuren. Een loods kost 350 euro per maand.",
    proposal="De vergadering stemt in met de huur van een loods voor ten hoogste 350 euro per maand.",
    proposed_by="het bestuur",
)
COMMITTEE = PlannedItem(
    "De kascommissie kiezen", ItemKind.AUDIT_COMMITTEE, proposal="Twee leden kijken de jaarrekening na."
)
SATURDAY = PlannedItem(
    "Werken op zaterdag",
    ItemKind.ORDINARY,
    words="Een klant vraagt ons om ook op zaterdag te komen.",
    proposal="Wie wil, werkt om de week een zaterdagochtend, tegen het uurtarief van een doordeweekse dag.",
    proposed_by="het bestuur",
)


def meetings_held(group: Cooperative, chair: User, at: Moment) -> None:
    """What the general meeting decided, and what it decides now. Who leads it is a member in the register too."""
    members = register.members(group)
    if all(member.user_id != chair.id for member in members):
        members[0].user_id = chair.id
    _held(group, chair, at)
    _under_way(group, chair, at)


def _convened(group: Cooperative, chair: User, title: str, begins: datetime, called: datetime) -> Meeting:
    planned = MeetingPlan(title, begins_at=begins, place=PLACE, convened_by="bestuur")
    meeting = convening.plan(group, planned, by=chair, now=called)
    for item in (SHED, COMMITTEE, SATURDAY):
        convening_agenda.add_item(meeting, item)
    convening_calls.convene(meeting, usual_roads(meeting, now=called), by=chair, now=called)
    for call in meeting.called:
        if call.channel is not Channel.EMAIL:
            convening_calls.note_sent(call, called.date(), road=Channel.HAND, by=chair, now=called)
    return meeting


def _item(meeting: Meeting, planned: PlannedItem) -> AgendaItem:
    return next(item for item in meeting.items if item.title == planned.title)


def _held(group: Cooperative, chair: User, at: Moment) -> None:
    then = at.evening(20)
    meeting = _convened(group, chair, "Ledenvergadering over de werkplaats", then, at.ago(38))
    holding.open_meeting(meeting, by=chair, now=then)
    holding.everyone_arrives(meeting, by=chair, now=then)
    people = register.members(group)
    shed = _item(meeting, SHED)
    _vote(shed, RoundTerms(VotingWay.HANDS, SHED.proposal), ("for",), chair, then)
    minutes.write_note(shed, "De loods staat dicht bij de meeste tuinen. Eén lid vindt de huur te hoog.")
    on_board = {row.member_id for row in board.directors_on(group, then.date())}
    names = tuple(member.name for member in people if member.id not in on_board)[:2]
    terms = RoundTerms(VotingWay.HANDS, "Wie kijkt de jaarrekening na?", names, len(names))
    places = tuple(str(place) for place, _name in enumerate(names, start=1))
    _vote(_item(meeting, COMMITTEE), terms, places, chair, then)
    holding.close_meeting(meeting, now=then + timedelta(hours=2))
    room = committee_room(chair, group.slug, then.year)
    if isinstance(room, CommitteeRoom):
        committee.ask_board(room, "Waar is de bon van de motormaaier?", by=chair, now=at.ago(3))


def _vote(item: AgendaItem, terms: RoundTerms, choices: tuple[str, ...], chair: User, then: datetime) -> None:
    """All who may vote raise a hand: who came is on the roll, which is fewer than the members when somebody cannot come."""
    voted_on = voting.put_to_the_vote(item, terms, by=chair, now=then)
    hands = dict.fromkeys(choices, voted_on.present_votes)
    voting.close_round(voted_on, hands=hands, by=chair, now=then)
    deciding.announce(voted_on, by=chair, now=then)


def _under_way(group: Cooperative, chair: User, at: Moment) -> None:
    """A secret vote is open: who plays a member can vote."""
    meeting = _convened(group, chair, "Ledenvergadering van vandaag", at.ago(0), at.ago(18))
    holding.open_meeting(meeting, by=chair, now=at.ago(0))
    for member in register.members(group)[:4]:
        holding.arrive(meeting, member, PresenceKind.ROOM, by=chair, now=at.ago(0))
    terms = RoundTerms(VotingWay.SECRET, SATURDAY.proposal)
    voting.put_to_the_vote(_item(meeting, SATURDAY), terms, by=chair, now=at.ago(0))
