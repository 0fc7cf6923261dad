"""Groups are reminded of their next step: at most once a week, three times, and never while they wait for a coach."""

import email
import email.policy
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine

from incubator.cooperatives.models import ParticipationRole
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.mail import MailKind, Pace
from incubator.core.outbox import OutgoingMail
from incubator.home import jobs
from incubator.learning.models import LessonRead
from incubator.reviews import services as reviewing
from incubator.reviews.values import Work, WorkItem
from tests.factories import CoachAssignmentFactory, CoachFactory, CooperativeFactory, ParticipationFactory, UserFactory

BEGIN = datetime.fromisoformat("2026-11-02T09:00:00+00:00")


@pytest.fixture
def travel(app):
    with time_machine.travel(BEGIN, tick=False) as travel:
        yield travel


@pytest.fixture
def samir(travel):
    return UserFactory(name="Samir")


@pytest.fixture
def coach(travel):
    return CoachFactory(name="Joris")


@pytest.fixture
def bezem(travel, samir, coach):
    return group_of(samir, coach, "De Bezem")


def group_of(person, coach, name):
    group = CooperativeFactory(name=name, created_at=clock.now())
    ParticipationFactory(cooperative=group, user=person)
    CoachAssignmentFactory(cooperative=group, user=coach)
    return group


def after(travel, days):
    """What is written so many days later, by whom it goes to."""
    db.session.execute(db.delete(OutgoingMail))
    db.session.commit()
    travel.shift(timedelta(days=days))
    jobs.remind_founders()
    return [(mail.recipient, mail.subject) for mail in db.session.scalars(db.select(OutgoingMail))]


def test_after_two_weeks_a_group_is_reminded_three_times_and_then_its_coach_is_told(travel, bezem, samir, coach):
    ParticipationFactory(cooperative=bezem, user=UserFactory(), role=ParticipationRole.OBSERVER)
    assert after(travel, 13) == []
    first = after(travel, 1)
    assert first == [(samir.email, "Ga verder met De Bezem")]
    mail = db.session.scalars(db.select(OutgoingMail)).one()
    assert mail.letter["items"][0]["title"].startswith("De Bezem: ")
    assert mail.letter["items"][0]["url"].startswith("/leren/")
    assert after(travel, 6) == []
    assert after(travel, 1) == first
    assert after(travel, 7) == first
    assert after(travel, 7) == [(coach.email, "De Bezem doet niets na drie herinneringen")]
    assert after(travel, 7) == after(travel, 30) == []


def test_when_something_happens_it_begins_again(travel, bezem, samir):
    for days in (14, 7, 7):
        assert after(travel, days)
    with transaction(actor=SYSTEM):
        db.session.add(LessonRead(cooperative_id=bezem.id, lesson="x", pieces=1, user_id=samir.id, at=clock.now()))
    assert after(travel, 13) == []
    for _week in range(3):
        assert after(travel, 7) == [(samir.email, "Ga verder met De Bezem")]


def test_several_groups_are_one_mail(travel, bezem, samir, coach):
    group_of(samir, coach, "De Tuin")
    assert after(travel, 14) == [(samir.email, "2 groepen kunnen verder")]


def test_nobody_is_reminded_while_a_coach_reads(travel, bezem, samir):
    with transaction(actor=SYSTEM):
        work = Work("exercise", "past-een-werkcooperatie-bij-ons", "Past het?")
        reviewing.hand_in(bezem, work, [WorkItem("a", "A", "Ja")], by=samir, now=clock.now())
    assert after(travel, 20) == []


def test_who_wants_none_gets_none_with_one_click(app, travel, bezem, samir):
    after(travel, 14)
    content = db.session.scalars(db.select(OutgoingMail.content)).one()
    assert b"List-Unsubscribe: <http" in content
    message = email.message_from_bytes(content, policy=email.policy.default)
    path = urlsplit(message["List-Unsubscribe"].strip("<>")).path
    assert app.test_client().get(path).status_code == 200
    assert samir.mail_reminders is Pace.AT_ONCE
    assert app.test_client().post(path).status_code == 200
    assert samir.mail_reminders is Pace.NONE
    assert samir.pace_of(MailKind.WORK) is Pace.AT_ONCE
    assert after(travel, 7) == []


def test_the_incubator_chooses_after_how_long(make_app):
    app = make_app(remind_after_days=0)
    with app.app_context():
        assert jobs.remind_founders() == "0 reminders"
