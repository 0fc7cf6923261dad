"""A coach has work in hands for half an hour at a time; nothing that was typed is lost when another goes on."""

from datetime import datetime, timedelta

import pytest

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.reviews import queries, services
from incubator.reviews.models import Round
from incubator.reviews.rules.claims import CLAIM, is_held
from incubator.reviews.values import RoundStage
from tests.at_once import at_once
from tests.factories import CoachAssignmentFactory, ManagerFactory
from tests.reviews.conftest import claimed, hand_in

TYPED = "Wie koopt dit, en wat betaalt die nu?"


@pytest.fixture
def other(people):
    return CoachAssignmentFactory(cooperative=people[0]).user


def run_out(work):
    work.claimed_until = clock.now() - timedelta(minutes=1)
    db.session.commit()


@pytest.mark.parametrize(("minutes", "held"), [(0, True), (29, True), (30, False), (31, False)])
def test_a_claim_ends_after_half_an_hour(minutes, held):
    begin = datetime.fromisoformat("2026-11-27T14:05:00+01:00")
    assert is_held(begin + CLAIM, begin + timedelta(minutes=minutes)) is held


def test_work_that_was_taken_before_claims_ended_is_free():
    assert not is_held(None, clock.now())


def test_nobody_takes_over_before_the_time_has_run_out(people, approved, other):
    work = claimed(people)
    with pytest.raises(RuleViolation, match="is reading this until"):
        services.claim(work, coach=other, now=work.claimed_until - timedelta(seconds=1))
    services.claim(work, coach=other, now=work.claimed_until)
    assert (work.stage, work.coach) == (RoundStage.CLAIMED, other)


def test_what_was_remarked_is_kept_with_its_author(people, approved, other):
    work = claimed(people)
    services.save_remarks(work, {"a": TYPED}, "Mooi begin.", coach=people[2], now=clock.now())
    services.claim(work, coach=other, now=work.claimed_until)
    assert services.texts_of(work) == {"a": TYPED, "verdict": "Mooi begin."}
    assert work.remarks[0].author == people[2]


def test_who_changes_a_remark_of_another_answers_for_it(people, approved, other):
    work = claimed(people)
    services.save_remarks(work, {"a": TYPED}, "", coach=people[2], now=clock.now())
    services.claim(work, coach=other, now=work.claimed_until)
    services.save_remarks(work, {"a": TYPED}, "", coach=other, now=clock.now())
    assert work.remarks[0].author == people[2]
    services.save_remarks(work, {"a": "Wie koopt dit?"}, "", coach=other, now=clock.now())
    assert work.remarks[0].author == other


def test_writing_gives_more_time(people, approved):
    work = claimed(people)
    later = clock.now() + timedelta(minutes=25)
    services.save_remarks(work, {"a": TYPED}, "", coach=people[2], now=later)
    assert work.claimed_until == later + CLAIM


def test_who_wrote_late_and_was_not_relieved_goes_on(people, approved):
    work = claimed(people)
    late = work.claimed_until + timedelta(hours=2)
    services.save_remarks(work, {"a": TYPED}, "", coach=people[2], now=late)
    assert work.claimed_until == late + CLAIM


def test_who_stops_leaves_no_claim(people, approved):
    work = claimed(people)
    services.release(work)
    assert (work.coach, work.claimed_at, work.claimed_until) == (None, None, None)


def test_a_colleague_does_not_put_back_what_somebody_is_reading(people, approved, other):
    work = claimed(people)
    with pytest.raises(RuleViolation, match="is reading this until"):
        services.put_back(work, by=other, now=clock.now())
    services.put_back(work, by=other, now=work.claimed_until)
    assert work.stage is RoundStage.SUBMITTED


@pytest.mark.parametrize("boss", [True, False])
def test_a_manager_and_who_reads_it_put_it_back_at_any_time(people, approved, boss):
    work = claimed(people)
    services.put_back(work, by=ManagerFactory() if boss else people[2], now=clock.now())
    assert (work.stage, work.coach) == (RoundStage.SUBMITTED, None)


def test_the_page_says_until_when_and_gives_half_an_hour_more(client, sign_in, people, approved, session):
    work = claimed(people)
    work.claimed_until = clock.now() + timedelta(minutes=3)
    session.commit()
    sign_in(client, people[2])
    address = f"/nakijken/{work.id}"
    until = f"{clock.local(work.claimed_until):%H.%M} uur"
    assert f"Van jou tot {until}" in client.get(address).text
    client.post(f"{address}/oppakken")
    session.refresh(work)
    assert work.claimed_until > clock.now() + timedelta(minutes=29)


def test_the_page_lets_another_coach_take_over_only_afterwards(client, sign_in, people, approved, session, other):
    work = claimed(people)
    session.commit()
    sign_in(client, other)
    address = f"/nakijken/{work.id}"
    assert "kan niemand anders het oppakken" in client.get(address).text
    client.post(f"{address}/oppakken")
    assert f"{people[2].name} leest dit, tot" in client.get(address).text
    run_out(work)
    page = client.get(address).text
    assert "De tijd is om" in page
    assert "Ik neem dit over" in page
    client.post(f"{address}/oppakken")
    session.refresh(work)
    assert work.coach_id == other.id


def test_the_first_coach_is_told_and_keeps_what_was_typed(client, sign_in, people, approved, session, other):
    work = claimed(people)
    version = services.text_version(work)
    run_out(work)
    with transaction(actor=SYSTEM):
        services.claim(work, coach=other, now=clock.now())
    sign_in(client, people[2])
    answer = client.post(f"/nakijken/{work.id}", data={"version": version, "remark-a": TYPED, "do": "approve"})
    assert answer.status_code == 422
    assert f"{other.name} leest dit nu" in answer.text
    assert TYPED in answer.text
    saved = client.post(f"/nakijken/{work.id}/bewaren", data={"version": version, "remark-a": TYPED})
    assert saved.status_code == 409
    assert other.name in saved.json["error"]
    assert services.texts_of(work) == {"verdict": ""}


def test_the_queue_says_who_reads_until_when_and_whose_time_has_run_out(client, sign_in, people, approved, session):
    work = claimed(people)
    session.commit()
    sign_in(client, people[2])
    until = f"{clock.local(work.claimed_until):%H.%M} uur"
    assert f"{people[2].name} leest het, tot {until}" in client.get("/nakijken/").text
    run_out(work)
    assert f"{people[2].name} begon, de tijd is om" in client.get("/nakijken/").text


@pytest.mark.both_databases
def test_of_two_who_take_over_at_once_one_has_it(database, app, people, approved, session, other):
    third = CoachAssignmentFactory(cooperative=people[0]).user
    work = claimed(people)
    run_out(work)
    number, coaches = work.id, [other.id, third.id]

    def take(coach_id):
        def click():
            with transaction(actor=SYSTEM):
                coach = db.session.get(type(other), coach_id)
                services.claim(db.session.get(Round, number), coach=coach, now=clock.now())

        return click

    outcomes = at_once(app, *map(take, coaches))
    assert sum(isinstance(outcome, RuleViolation) for outcome in outcomes) == 1
    assert session.get(Round, number).coach_id == coaches[outcomes.index(None)]


def test_work_of_which_the_time_has_run_out_stays_in_the_queue(people, approved, other):
    work = claimed(people)
    run_out(work)
    assert [waiting_work.id for waiting_work in queries.queue(other).works] == [work.id]
    assert queries.next_waiting(people[2]).id == work.id


def test_a_handed_in_piece_is_held_by_nobody(people, approved):
    assert hand_in(people).claimed_until is None
