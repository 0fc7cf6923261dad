"""Whose turn it is, what groups can expect, and who is written to when nothing moves."""

from datetime import date, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.outbox import OutgoingMail
from incubator.reviews import services
from incubator.reviews.models import Round
from incubator.reviews.queries.waiting import oldest_open, promise
from incubator.reviews.rules.promise import promise_of
from incubator.reviews.rules.turns import step_due, turn_of
from incubator.reviews.values import CoachDecision, Promise, RoundStage, Work, WorkItem, WorkKind, WorkTurn
from tests.factories import ManagerFactory, ParticipationFactory
from tests.reviews.conftest import claimed, hand_in

BEGIN = datetime.fromisoformat("2026-11-02T09:00:00+01:00")
MONDAY = date(2026, 11, 2)


def after(days):
    return BEGIN + timedelta(days=days)


@pytest.mark.parametrize(
    ("stage", "drafted", "turn"),
    [
        (RoundStage.SUBMITTED, None, WorkTurn.COACH),
        (RoundStage.CLAIMED, None, WorkTurn.COACH),
        (RoundStage.CLAIMED, CoachDecision.APPROVE, WorkTurn.LEAD),
        (RoundStage.RETURNED, None, WorkTurn.GROUP),
        (RoundStage.WITHDRAWN, None, WorkTurn.GROUP),
        (RoundStage.APPROVED, None, WorkTurn.NOBODY),
    ],
)
def test_it_is_always_somebodys_turn(stage, drafted, turn):
    assert turn_of(stage, drafted) is turn


@pytest.mark.parametrize(
    ("nudged", "now", "step"),
    [
        (None, 6.9, None),
        (None, 7, 7),
        (7, 13.9, None),
        (7, 14, 14),
        (14, 21, 21),
        (21, 60, None),
        (None, 22, 21),  # nothing ran for two weeks: one mail
        (7, 22, 21),
        (-3, 7, 7),  # of an earlier turn
    ],
)
def test_each_step_is_told_once(nudged, now, step):
    nudged_at = None if nudged is None else after(nudged)
    due = step_due(BEGIN, nudged_at, after(now))
    assert due == (None if step is None else timedelta(days=step))


def waits(*days):
    """Pieces handed in on a Monday and decided so many calendar days later."""
    return [(MONDAY, MONDAY + timedelta(days=number)) for number in days]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (waits(1, 1, 1, 1), None),
        (waits(0, 0, 0, 0, 0), Promise(5, 1, 5)),
        (waits(1, 1, 1, 1, 7), Promise(5, 5, 5)),  # of five all five; a weekend between
        (waits(*[2] * 9, 28), Promise(10, 2, 9)),
        (waits(*[2] * 8, 28, 28), Promise(10, 20, 10)),
        (waits(*[1] * 40, *[90] * 40), Promise(40, 1, 40)),  # the newest forty count
    ],
)
def test_a_promise_is_what_nine_in_ten_got(pieces, expected):
    assert promise_of(pieces) == expected


def decided(people, number, *, handed_in_at, decided_at):
    work = services.hand_in(
        people[0], Work("test-work", f"w{number}", "Werk"), [WorkItem("a", "Wat", "x")], by=people[1], now=handed_in_at
    )
    services.claim(work, coach=people[2], now=decided_at)
    services.approve(work, "", coach=people[2], now=decided_at)
    return work


def test_the_promise_is_of_the_last_ninety_days(people, approved):
    now = after(100)
    for number in range(4):
        decided(people, number, handed_in_at=after(90), decided_at=after(93))
    decided(people, 8, handed_in_at=after(1), decided_at=after(2))  # too long ago
    assert promise(now=now) is None
    decided(people, 9, handed_in_at=after(98), decided_at=after(99))
    assert promise(now=now) == Promise(5, 3, 5)


def test_the_oldest_open_work_is_named_and_that_of_stopped_groups_is_not(people, approved, session):
    assert oldest_open() is None
    work = hand_in(people)
    assert oldest_open() == work.handed_in_at
    people[0].phase = Phase.STOPPED
    session.flush()
    assert oldest_open() is None


def test_the_receipt_says_what_can_be_expected(client, sign_in, people, approved, session):
    for number in range(5):
        decided(people, number, handed_in_at=clock.now(), decided_at=clock.now())
    work = hand_in(people)
    session.commit()
    sign_in(client, people[1])
    page = client.get(f"/nakijken/werk/{work.id}").text
    assert "Van de laatste 5 stukken waren er 5 binnen 1 werkdag bekeken" in page
    assert "Het oudste stuk dat nu wacht" in page


@pytest.mark.parametrize("number", [0, 4])
def test_out_of_too_few_no_promise_is_made(client, sign_in, people, approved, session, number):
    for piece in range(number):
        decided(people, piece, handed_in_at=clock.now(), decided_at=clock.now())
    work = hand_in(people)
    session.commit()
    sign_in(client, people[1])
    assert "werkdag" not in client.get(f"/nakijken/werk/{work.id}").text


def nudged(session):
    statement = select(OutgoingMail.recipient, OutgoingMail.subject).where(OutgoingMail.key.like("nudge:%"))
    return [tuple(row) for row in session.execute(statement.order_by(OutgoingMail.id))]


def test_a_coach_hears_after_one_two_and_three_weeks_and_then_the_manager_too(people, approved, session):
    boss = ManagerFactory()
    work = hand_in(people)
    assert [services.remind(now=work.handed_in_at + timedelta(days=days)) for days in range(30)] == [
        *[0] * 7, 1, *[0] * 6, 1, *[0] * 6, 2, *[0] * 8,
    ]  # fmt: skip
    assert [recipient for recipient, _subject in nudged(session)] == [*[people[2].email] * 3, boss.email]


def test_one_mail_a_person_with_all_that_waits(people, approved, session):
    hand_in(people)
    second = Work("test-work", "ander", "Ander plan")
    services.hand_in(people[0], second, [WorkItem("a", "Wat", "x")], by=people[1], now=clock.now())
    later = clock.now() + timedelta(days=8)
    assert services.remind(now=later) == 1
    assert services.remind(now=later) == 0
    assert nudged(session) == [(people[2].email, "2 stukken werk wachten")]


def test_a_group_hears_of_work_that_came_back(people, approved, session):
    ParticipationFactory(cooperative=people[0], user=ManagerFactory(), until=clock.today())
    work = claimed(people)
    services.return_to_group(work, "Noem een klant.", coach=people[2], now=clock.now())
    assert services.remind(now=clock.now() + timedelta(days=8)) == 1
    assert nudged(session) == [(people[1].email, "1 stuk werk wacht")]


def _text(content):
    message = message_from_bytes(content, policy=policy.default)
    return " ".join(message.get_body(("plain",)).get_content().split())


def letters(session):
    statement = select(OutgoingMail.content).where(OutgoingMail.key.like("nudge:%"))
    return [_text(content) for content in session.scalars(statement.order_by(OutgoingMail.id))]


def test_a_letter_leads_to_the_exercise_and_says_why_it_came(people, approved, session):
    """Of a single piece there is no oldest; a manager who only should know reads another reason."""
    boss = ManagerFactory()
    work = claimed(people)
    services.return_to_group(work, "Noem een klant.", coach=people[2], now=clock.now())
    services.remind(now=clock.now() + timedelta(days=22))
    group, manager = letters(session)
    assert f"/leren/{people[0].slug}?ref=plan" in group
    assert "omdat er werk op jou wacht" in group
    assert "omdat er werk al drie weken wacht" in manager
    assert "Zolang dit wacht" in group
    assert "oudste" not in group
    assert boss.is_active


def test_who_kept_work_too_long_reads_that_the_time_is_over(client, sign_in, people, approved, session):
    work = claimed(people)
    session.commit()
    sign_in(client, people[2])
    assert "(voorbij)" not in client.get(f"/nakijken/{work.id}").text
    work.claimed_until = clock.now() - timedelta(minutes=1)
    session.commit()
    assert "(voorbij): een collega kan het nu overnemen" in client.get(f"/nakijken/{work.id}").text


def test_who_is_writing_is_left_alone(people, approved, session, monkeypatch):
    work = claimed(people)
    services.return_to_group(work, "Noem een klant.", coach=people[2], now=clock.now())
    wrote = clock.now() + timedelta(days=5)
    kind = WorkKind("test-work", "learning.track", edited_at=lambda group, ref: wrote)
    monkeypatch.setitem(services.KINDS, "test-work", kind)
    assert services.remind(now=clock.now() + timedelta(days=8)) == 0
    assert services.remind(now=wrote + timedelta(days=7)) == 1


def test_a_newer_round_ends_the_turn_of_the_group(people, approved, session):
    work = claimed(people)
    services.return_to_group(work, "Noem een klant.", coach=people[2], now=clock.now())
    hand_in(people, "Wij maken scholen schoon.")
    services.remind(now=clock.now() + timedelta(days=8))
    assert [recipient for recipient, _subject in nudged(session)] == [people[2].email]


def test_nobody_is_written_to_about_a_group_that_stopped(people, approved, session):
    hand_in(people)
    people[0].phase = Phase.STOPPED
    session.flush()
    assert services.remind(now=clock.now() + timedelta(days=30)) == 0


def test_work_without_a_coach_waits_for_the_manager(app, approved, session):
    founder = ParticipationFactory()
    boss = ManagerFactory()
    work = hand_in((founder.cooperative, founder.user, None))
    assert services.remind(now=work.handed_in_at + timedelta(days=21)) == 1
    assert [recipient for recipient, _subject in nudged(session)] == [boss.email]


@pytest.mark.parametrize(
    ("decide", "turn"),
    [
        (None, "De coach is aan zet"),
        (services.return_to_group, "De groep is aan zet"),
        (services.approve, "Klaar: niemand hoeft iets te doen"),
    ],
)
def test_every_page_of_the_work_says_whose_turn_it_is(client, sign_in, people, approved, session, decide, turn):
    work = claimed(people)
    if decide is not None:
        decide(work, "Noem een klant.", coach=people[2], now=clock.now())
    session.commit()
    sign_in(client, people[2])
    pages = [f"/nakijken/{work.id}", f"/nakijken/werk/{work.id}", f"/nakijken/werk/{work.id}/onderdeel/a"]
    for address in [*pages, f"/nakijken/{work.id}/notities"]:
        assert turn in client.get(address).text, address
    assert session.get(Round, work.id).stage is work.stage
