"""A cooperative with a deed, a board in the register, and a meeting that is open: for decisions that enter the registers."""

from datetime import date
from types import SimpleNamespace

from incubator.core.db import SYSTEM, db, transaction
from incubator.meetings.models import AgendaItem, Meeting
from incubator.meetings.services import deciding, holding
from incubator.meetings.values import MeetingKind, MeetingState
from incubator.meetings.values.holding import VotingWay
from incubator.register import queries as register
from incubator.register import services as register_services
from incubator.register.queries import board as seated
from incubator.register.services import board
from incubator.register.values import Decision, Person
from tests.capital.conftest import founded
from tests.factories import SOME_MOMENT
from tests.meetings.assembly import closed, opened

DAY = SOME_MOMENT.date()
MORE = ("Amira", "Bram")  # members who are not on the board


def sitting(*, kind=MeetingKind.GENERAL, with_board=True, **statutes):
    """A meeting of the cooperative of the tests of capital, with everyone of the register there."""
    house = founded(**statutes)
    with transaction(actor=SYSTEM):
        for name in MORE:
            admitted = Decision("bestuur", date(2026, 1, 10), date(2026, 1, 10))
            register_services.admit(house.group, Person(name), admitted, author=None, now=SOME_MOMENT)
        if with_board:
            board.open_board(house.group, author=None, now=SOME_MOMENT)
    here = SimpleNamespace(group=house.group, chair=house.by, members=register.members(house.group), number=0)
    return another(here, kind)


def another(here, kind=MeetingKind.GENERAL):
    """One more meeting, open, with everyone there."""
    here.number += 1
    meeting = Meeting(
        cooperative_id=here.group.id,
        number=here.number,
        kind=kind,
        title="Vergadering",
        state=MeetingState.CONVENED,
        begins_at=SOME_MOMENT,
        created_at=SOME_MOMENT,
        place="De Spil",
        convened_by="bestuur",
        chair_id=here.chair.id,
    )
    db.session.add(meeting)
    db.session.commit()
    here.meeting = meeting
    with transaction(actor=SYSTEM):
        holding.open_meeting(meeting, by=here.chair, now=SOME_MOMENT)
        holding.everyone_arrives(meeting, by=here.chair, now=SOME_MOMENT)
    return here


def put(here, kind, subject=None):
    """An item on the agenda."""
    item = AgendaItem(meeting_id=here.meeting.id, position=1, kind=kind, title="Voorstel", proposal="Zo doen wij het.")
    item.subject = subject or {}
    db.session.add(item)
    db.session.commit()
    return item


def decide(here, kind, subject=None, *, names=(), against=False):
    """A decision about such an item, by show of hands: everyone for it, or for every candidate; or everyone against."""
    item = put(here, kind, subject)
    voted_on = opened(here, VotingWay.HANDS, item=item, candidates=tuple(names), seats=max(1, len(names)))
    count = voted_on.present_votes
    hands = {str(place): count for place in range(1, len(names) + 1)} or {"against" if against else "for": count}
    closed(here, voted_on, hands=hands)
    with transaction(actor=SYSTEM):
        return deciding.announce(voted_on, by=here.chair, now=SOME_MOMENT)


def directors(here, day=DAY):
    return {row.name for row in seated.directors_on(here.group, day)}


def outside_board(here):
    """Members who are not on the board, by name."""
    return [member.name for member in here.members if member.name not in directors(here)]
