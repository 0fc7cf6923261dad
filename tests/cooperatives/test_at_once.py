"""Two people change a group at the same moment, on both databases: one wins, the other gets a sentence, nothing is lost."""

import pytest
from sqlalchemy import select

from incubator.accounts import services as accounts
from incubator.cooperatives import queries, services
from incubator.cooperatives.models import (
    CoachAssignment,
    Cooperative,
    Fact,
    FactState,
    Milestone,
    Participation,
    ParticipationRole,
)
from incubator.cooperatives.values import FactSource, FactSourceKind
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from tests.at_once import at_once
from tests.factories import CoachFactory, CooperativeFactory, ParticipationFactory, UserFactory

pytestmark = pytest.mark.both_databases
BY_HAND = FactSource(FactSourceKind.ENTERED)


def click(model, number, verb):
    """One person's click: a transaction of its own, on the row as it is read then."""

    def run():
        with transaction(actor=SYSTEM):
            return verb(db.session.get_one(model, number))

    return run


def refused(outcomes):
    assert not [
        outcome for outcome in outcomes if isinstance(outcome, Exception) and not isinstance(outcome, RuleViolation)
    ]
    return [outcome for outcome in outcomes if isinstance(outcome, RuleViolation)]


def stop(participation):
    services.end_participation(participation, today=clock.today())


def step_back(participation):
    services.change_role(participation, ParticipationRole.MEMBER)


@pytest.mark.parametrize("first", [stop, step_back])
@pytest.mark.parametrize("second", [stop, step_back])
def test_of_two_coordinators_who_step_back_at_once_one_stays(app, database, first, second):
    group = CooperativeFactory()
    pair = [ParticipationFactory(cooperative=group).id for _ in range(2)]
    outcomes = at_once(app, click(Participation, pair[0], first), click(Participation, pair[1], second))
    assert len(refused(outcomes)) == 1
    assert (
        len(
            [
                participation
                for participation in queries.participants(group)
                if participation.role is ParticipationRole.COORDINATOR
            ]
        )
        == 1
    )


def test_two_groups_of_one_name_at_once_get_two_addresses(app, database):
    founders = [UserFactory().id for _ in range(2)]

    def start(founder_id):
        def run():
            with transaction(actor=SYSTEM):
                founder = db.session.get_one(accounts.User, founder_id)
                now, today = clock.now(), clock.today()
                group = services.start_group(
                    "De Bezem", municipality=None, neighbourhood=None, now=now, today=today, founder=founder
                )
                return group.slug

        return run

    outcomes = at_once(app, *[start(founder_id) for founder_id in founders])
    assert refused(outcomes) == []
    assert set(outcomes) == {"de-bezem", "de-bezem-2"}


def test_a_group_that_is_started_twice_at_once_by_one_person_is_there_once(app, database):
    founder_id = UserFactory().id

    def start(founder):
        now, today = clock.now(), clock.today()
        services.start_group("De Bezem", municipality=None, neighbourhood=None, now=now, today=today, founder=founder)

    outcomes = at_once(app, *[click(accounts.User, founder_id, start)] * 2)
    assert len(refused(outcomes)) == 1
    assert queries.all_slugs() == {"de-bezem"}


def test_one_person_invited_twice_at_once_takes_part_once(app, database):
    group_id, user_id = CooperativeFactory().id, UserFactory().id

    def add(group):
        user = db.session.get_one(accounts.User, user_id)
        services.add_participant(group, user, ParticipationRole.MEMBER, today=clock.today())

    outcomes = at_once(app, *[click(Cooperative, group_id, add)] * 2)
    assert len(refused(outcomes)) == 1
    assert len(db.session.scalars(select(Participation)).all()) == 1


def test_who_is_invited_while_the_account_goes_takes_part_in_nothing(app, database):
    group_id, user_id = CooperativeFactory().id, UserFactory().id

    def add(group):
        user = db.session.get_one(accounts.User, user_id)
        services.add_participant(group, user, ParticipationRole.MEMBER, today=clock.today())

    def delete(user):
        accounts.delete_account(user, known_as="voormalig deelnemer", now=clock.now())

    outcomes = at_once(app, click(Cooperative, group_id, add), click(accounts.User, user_id, delete))
    refused(outcomes)
    if outcomes[1] is None:
        assert queries.participants(db.session.get_one(Cooperative, group_id)) == []


def test_a_coach_coupled_twice_at_once_guides_once(app, database):
    group_id, coach_id = CooperativeFactory().id, CoachFactory().id

    def couple(group):
        coach = db.session.get_one(accounts.User, coach_id)
        return services.assign_coach(group, coach, today=clock.today()).id

    outcomes = at_once(app, *[click(Cooperative, group_id, couple)] * 2)
    assert outcomes[0] == outcomes[1]
    assert len(db.session.scalars(select(CoachAssignment)).all()) == 1


def test_a_milestone_recorded_twice_at_once_is_there_once(app, database):
    group_id = CooperativeFactory().id

    def reach(group):
        services.record_milestone(group, "first-bid", on=clock.today())

    assert at_once(app, *[click(Cooperative, group_id, reach)] * 2) == [None, None]
    assert len(db.session.scalars(select(Milestone)).all()) == 1


def test_the_same_fact_recorded_twice_at_once_is_kept_once(app, database):
    group_id = CooperativeFactory().id

    def record(group):
        services.record_fact(
            group, "identity.name", "De Bezem", source=BY_HAND, author=None, now=clock.now(), approved=True
        )

    assert at_once(app, *[click(Cooperative, group_id, record)] * 2) == [None, None]
    assert len(db.session.scalars(select(Fact)).all()) == 1


def test_of_two_who_decide_differently_at_once_one_is_told_to_look_again(app, database):
    group = CooperativeFactory()
    facts = [
        services.record_fact(group, "identity.name", name, source=FactSource(kind), author=None, now=clock.now()).id
        for name, kind in (("A", FactSourceKind.EXERCISE), ("B", FactSourceKind.INTERVIEW))
    ]
    db.session.commit()

    def decide(fact):
        services.settle_fact(fact, by=None, now=clock.now())

    outcomes = at_once(app, *[click(Fact, number, decide) for number in facts])
    assert len(refused(outcomes)) == 1
    chosen = outcomes.index(None)
    assert queries.holding_values(group) == {"identity.name": "AB"[chosen]}


def test_of_approving_and_withdrawing_at_once_one_holds(app, database):
    group = CooperativeFactory()
    fact_id = services.record_fact(group, "identity.name", "A", source=BY_HAND, author=None, now=clock.now()).id
    db.session.commit()
    outcomes = at_once(
        app,
        click(Fact, fact_id, lambda fact: services.settle_fact(fact, by=None, now=clock.now())),
        click(Fact, fact_id, lambda fact: services.withdraw_fact(fact, by=None, now=clock.now())),
    )
    assert len(refused(outcomes)) == 1
    state = db.session.get_one(Fact, fact_id).state
    assert state is (FactState.APPROVED if outcomes[0] is None else FactState.WITHDRAWN)
