"""Everyone in a group agrees to exactly these answers before they go to the coach."""

import pytest
from sqlalchemy import func, select

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, ParticipationRole
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.reviews import services
from incubator.reviews.models import Round
from incubator.reviews.models.agreements import HandInAgreement, HandInPlan
from incubator.reviews.queries.agreeing import plan_of, who_agree
from incubator.reviews.rules import LONGEST_REQUEST, mark_of
from incubator.reviews.services import agreeing
from incubator.reviews.values import HandInWish, WorkItem
from tests.at_once import at_once
from tests.factories import ParticipationFactory
from tests.reviews.conftest import WORK, hand_in

TOGETHER = HandInWish(together=True)


@pytest.fixture
def second(people):
    """Another member of the group."""
    return ParticipationFactory(cooperative=people[0], role=ParticipationRole.MEMBER).user


def agree(people, by, text="Wij maken schoon.", wish=TOGETHER):
    items = [WorkItem("a", "Wat", text)]
    return services.hand_in_as_wished(people[0], WORK, items, by=by, now=clock.now(), wish=wish)


def plan(people):
    return plan_of(people[0], WORK.kind, WORK.ref)


def test_the_last_who_agrees_hands_it_in(people, approved, second):
    assert agree(people, people[1]) is None
    assert [agreement.user for agreement in plan(people).agreements] == [people[1]]
    work = agree(people, second)
    assert work.handed_in_by == second
    assert plan(people) is None


def test_who_agrees_twice_agrees_once(people, approved, second):
    agree(people, people[1])
    assert agree(people, people[1]) is None
    assert len(plan(people).agreements) == 1


def test_another_answer_makes_everyone_look_again(people, approved, second):
    agree(people, people[1])
    assert agree(people, second, "Wij koken.") is None
    assert [agreement.user for agreement in plan(people).agreements] == [second]
    assert agree(people, people[1], "Wij koken.").items[0].value == "Wij koken."


def test_a_blank_or_a_line_end_is_no_other_answer():
    first, second = [WorkItem("a", "Wat", "Ja\nNee")], [WorkItem("a", "Wat", " Ja\r\nNee ")]
    assert mark_of(first) == mark_of(second)
    assert mark_of(first) != mark_of([WorkItem("b", "Wat", "Ja\nNee")])


def test_a_group_of_one_waits_for_nobody(people, approved):
    assert agree(people, people[1]) is not None


def test_who_reads_along_is_not_asked(people, approved):
    ParticipationFactory(cooperative=people[0], role=ParticipationRole.OBSERVER)
    assert who_agree(people[0]) == [people[1]]
    assert agree(people, people[1]) is not None


@pytest.mark.parametrize("gone", ["left", "closed"])
def test_nobody_waits_for_who_left(people, approved, second, gone):
    agree(people, people[1])
    if gone == "left":
        participation = next(part for part in people[0].participations if part.user_id == second.id)
        participation.until = clock.today()
    else:
        second.deactivated_at = clock.now()
    db.session.commit()
    assert agree(people, people[1]) is not None


def test_the_agreement_of_who_left_does_not_count_for_who_came(people, approved, second):
    agree(people, second)
    next(part for part in people[0].participations if part.user_id == second.id).until = clock.today()
    third = ParticipationFactory(cooperative=people[0]).user
    assert agree(people, people[1]) is None
    assert agree(people, third) is not None


def test_handing_in_alone_is_refused_while_the_group_agrees(people, approved, second):
    agree(people, people[1])
    for by_whom in (people[1], second):
        with pytest.raises(RuleViolation, match="agree with everyone first"):
            agree(people, by_whom, wish=HandInWish())
    with pytest.raises(RuleViolation, match="agree with everyone first"):
        hand_in(people)


def test_a_group_can_stop_waiting(people, approved, second):
    agree(people, people[1])
    assert agree(people, second, wish=HandInWish("Klopt de prijs?", stop=True)) is None
    assert (plan(people).together, plan(people).agreements) == (False, [])
    work = agree(people, second, wish=HandInWish())
    assert (work.handed_in_by, work.request) == (second, "Klopt de prijs?")
    assert plan(people) is None


def test_what_the_first_asked_the_coach_reaches_the_coach(people, approved, second):
    agree(people, people[1], wish=HandInWish("Klopt de prijs?", together=True))
    assert agree(people, second).request == "Klopt de prijs?"


def test_the_newest_request_holds(people, approved, second):
    agree(people, people[1], wish=HandInWish("Klopt de prijs?", together=True))
    assert agree(people, second, wish=HandInWish("En de btw?", together=True)).request == "En de btw?"


def test_a_request_can_be_taken_back(people, approved, second):
    agree(people, people[1], wish=HandInWish("Klopt de prijs?", together=True))
    assert agree(people, second, wish=HandInWish("", together=True)).request == ""


def test_a_request_is_short(people, approved):
    with pytest.raises(RuleViolation) as refused:
        agree(people, people[1], wish=HandInWish("x" * (LONGEST_REQUEST + 1)))
    assert refused.value.field == "request"


def test_who_deletes_the_account_agrees_to_nothing_any_more(people, approved, second, session):
    agree(people, second)
    agreeing.forget(second, clock.now())
    assert session.scalar(select(func.count()).select_from(HandInAgreement)) == 0


@pytest.mark.both_databases
def test_two_who_agree_at_once_hand_in_once(database, app, people, approved, second, session):
    session.commit()
    group_id, persons = people[0].id, [people[1].id, second.id]

    def click(person_id):
        def act():
            with transaction(actor=SYSTEM):
                group, by = db.session.get(Cooperative, group_id), db.session.get(User, person_id)
                work = agree((group,), by)
                return None if work is None else work.id

        return act

    outcomes = at_once(app, *map(click, persons))
    assert sorted(outcome is None for outcome in outcomes) == [False, True]
    assert session.scalars(select(Round.number)).all() == [1]
    assert session.scalar(select(func.count()).select_from(HandInPlan)) == 0
