"""A meeting that is open, with members who have accounts, for the tests of what happens at a meeting."""

from datetime import timedelta
from types import SimpleNamespace

from incubator.cooperatives.models import ParticipationRole
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.meetings.models import AgendaItem, Meeting, RollEntry, VotingRound
from incubator.meetings.queries import rounds as queries
from incubator.meetings.services import holding, voting
from incubator.meetings.values import ItemKind, MeetingState
from incubator.meetings.values.holding import PresenceKind, RoundTerms, Vote, VotingWay
from tests.factories import SOME_MOMENT, CooperativeFactory, ParticipationFactory, UserFactory
from tests.register.factories import MemberEventFactory, MemberFactory

NAMES = ("Amina", "Bas", "Chantal", "Driss", "Eva", "Fatma", "Gerard", "Hanan", "Ivo", "Joke", "Kees", "Lale")
LATER = SOME_MOMENT + timedelta(hours=1)


def assembly(count=5, *, present=None, state=MeetingState.OPEN, kind=ItemKind.ORDINARY, slug="de-bezem"):
    """A meeting of `count` members, of whom the first `present` are in the room; the first takes the chair."""
    group = CooperativeFactory(name="De Bezem", slug=slug)
    people = []
    for place, name in enumerate(NAMES[:count]):
        user = UserFactory(name=name)
        role = ParticipationRole.MEMBER if place else ParticipationRole.COORDINATOR
        ParticipationFactory(cooperative=group, user=user, role=role)
        member = MemberFactory(cooperative=group, number=place + 1, name=name, user_id=user.id)
        MemberEventFactory(member=member)
        people.append(SimpleNamespace(user=user, member=member, name=name))
    meeting = Meeting(
        cooperative_id=group.id,
        number=1,
        title="Jaarvergadering",
        state=MeetingState.CONVENED,
        begins_at=SOME_MOMENT,
        created_at=SOME_MOMENT,
        place="De Spil",
        convened_by="bestuur",
        chair_id=people[0].user.id,
    )
    db.session.add(meeting)
    db.session.flush()
    item = AgendaItem(
        meeting_id=meeting.id, position=1, kind=kind, title="Voorstel", proposal="Wij kopen een bakfiets."
    )
    db.session.add(item)
    db.session.commit()
    here = SimpleNamespace(group=group, meeting=meeting, item=item, people=people, chair=people[0].user)
    if state is MeetingState.OPEN:
        with transaction(actor=SYSTEM):
            holding.open_meeting(meeting, by=here.chair, now=SOME_MOMENT)
            for person in people[: count if present is None else present]:
                holding.arrive(meeting, person.member, PresenceKind.ROOM, by=here.chair, now=SOME_MOMENT)
    return here


def opened(here, way=VotingWay.SECRET, *, item=None, repeats_id=None, candidates=(), seats=1):
    """A vote that is open."""
    terms = RoundTerms(way, "Wij kopen een bakfiets.", candidates, seats, repeats_id)
    with transaction(actor=SYSTEM):
        return voting.put_to_the_vote(item or here.item, terms, by=here.chair, now=SOME_MOMENT)


def entry_of(voted_on, person):
    return next(entry for entry in queries.roll(voted_on) if entry.member_id == person.member.id)


def token_of(person, device="phone"):
    return f"{device}-{person.name}".ljust(24, "x")


def vote(voted_on, person, *choices, by=None, device="phone", words=""):
    """A vote as a request casts it: in a transaction of its own."""
    with transaction(actor=(by or person).user):
        entry = entry_of(voted_on, person)
        caster = db.session.merge((by or person).user)
        return voting.cast(entry, Vote(choices, words), token=token_of(person, device), by=caster)


def closed(here, voted_on, **options):
    with transaction(actor=SYSTEM):
        return voting.close_round(voted_on, by=here.chair, now=LATER, **options)


def in_thread(round_id, member_id, choice, token):
    """A vote for `at_once`: everything is read in the thread itself."""

    def action():
        voted_on = db.session.get(VotingRound, round_id)
        entry = db.session.query(RollEntry).filter_by(round_id=voted_on.id, member_id=member_id).one()
        by = entry.holder.user
        with transaction(actor=SYSTEM):
            return voting.cast(entry, Vote((choice,)), token=token, by=by).again

    return action


def now():
    return clock.now()
