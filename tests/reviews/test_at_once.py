"""Two coaches, two tabs, two who hand in: at the same moment, on both databases."""

import pytest
from sqlalchemy import func, select

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.reviews import services
from incubator.reviews.models import Round
from incubator.reviews.values import RoundStage, WorkItem
from tests.at_once import at_once
from tests.factories import CoachAssignmentFactory
from tests.reviews.conftest import WORK, claimed, hand_in

pytestmark = pytest.mark.both_databases


def in_transaction(action):
    """The action as a request carries it out: with a session of its own, in one transaction."""

    def run():
        with transaction(actor=SYSTEM):
            return action()

    return run


def refusals(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, RuleViolation)]


def errors(outcomes):
    return [
        outcome for outcome in outcomes if isinstance(outcome, Exception) and not isinstance(outcome, RuleViolation)
    ]


def coach_takes(round_id, coach_id):
    def take():
        services.claim(db.session.get(Round, round_id), coach=db.session.get(User, coach_id), now=clock.now())

    return in_transaction(take)


def coach_decides(round_id, coach_id, decide):
    def act():
        decide(db.session.get(Round, round_id), "Besluit.", coach=db.session.get(User, coach_id), now=clock.now())

    return in_transaction(act)


def test_of_two_coaches_who_take_the_same_work_one_has_it(database, app, people, approved, session):
    other = CoachAssignmentFactory(cooperative=people[0]).user
    work = hand_in(people)
    session.commit()
    round_id, coaches = work.id, [people[2].id, other.id]
    outcomes = at_once(app, *[coach_takes(round_id, coach_id) for coach_id in coaches])
    assert errors(outcomes) == []
    assert len(refusals(outcomes)) == 1
    assert session.get(Round, round_id).coach_id == coaches[outcomes.index(None)]


def test_of_two_decisions_at_once_one_holds_and_one_mail_goes_out(database, app, people, approved, session):
    work = claimed(people)
    session.commit()
    round_id, coach_id, founder = work.id, people[2].id, people[1].email
    outcomes = at_once(
        app,
        coach_decides(round_id, coach_id, services.approve),
        coach_decides(round_id, coach_id, services.return_to_group),
    )
    assert errors(outcomes) == []
    assert len(refusals(outcomes)) == 1
    stage = RoundStage.APPROVED if outcomes[0] is None else RoundStage.RETURNED
    assert session.get(Round, round_id).stage is stage
    mails = select(func.count()).select_from(OutgoingMail).where(OutgoingMail.recipient == founder)
    assert session.scalar(mails.where(OutgoingMail.key.like("decided:%"))) == 1


def test_two_who_hand_in_at_once_make_one_round(database, app, people, approved, session):
    session.commit()
    group_id, founder_id = people[0].id, people[1].id

    def hand_in_again():
        group, founder = db.session.get(Cooperative, group_id), db.session.get(User, founder_id)
        services.hand_in(group, WORK, [WorkItem("a", "Wat", "Wij koken.")], by=founder, now=clock.now())

    outcomes = at_once(app, in_transaction(hand_in_again), in_transaction(hand_in_again))
    assert outcomes == [None, None]  # pressed twice: no reproach, and one round
    assert session.scalars(select(Round.number)).all() == [1]


def test_a_group_that_takes_back_what_a_coach_takes_does_one_of_the_two(database, app, people, approved, session):
    work = hand_in(people)
    session.commit()
    round_id, coach_id = work.id, people[2].id

    def take_back():
        services.take_back(db.session.get(Round, round_id))

    outcomes = at_once(app, in_transaction(take_back), coach_takes(round_id, coach_id))
    assert errors(outcomes) == []
    assert len(refusals(outcomes)) == 1
    stage = RoundStage.WITHDRAWN if outcomes[0] is None else RoundStage.CLAIMED
    assert session.get(Round, round_id).stage is stage


def test_of_two_tabs_that_save_another_remark_at_once_the_second_sees_the_first(
    database, app, people, approved, session
):
    work = claimed(people)
    opened = services.text_version(work)
    session.commit()
    round_id, coach_id = work.id, people[2].id

    def write(text):
        def act():
            stored, coach = db.session.get(Round, round_id), db.session.get(User, coach_id)
            return services.save_remarks(stored, {"a": text}, "", coach=coach, now=clock.now(), opened=opened)

        return in_transaction(act)

    outcomes = at_once(app, write("Voor wie?"), write("Waar?"))
    assert errors(outcomes) == []
    first, second = ("Voor wie?", "Waar?") if outcomes[0] == {} else ("Waar?", "Voor wie?")
    assert {"a": first} in outcomes
    assert {} in outcomes
    assert second not in services.texts_of(session.get(Round, round_id)).values()
