"""A mail about a session says when, until when and where; who reads once a day reads the last state, and who wrote."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from incubator.cohorts.services import cohorts as writing
from incubator.cohorts.services import gatherings
from incubator.cohorts.services.gatherings import Host, plan_of
from incubator.cohorts.values import GatheringPlan
from incubator.core import clock
from incubator.core.bundling import bundle_due
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.mail import Pace
from incubator.core.outbox import MailState, OutgoingMail
from tests.cohorts.factories import CohortFactory
from tests.factories import CoachFactory, CooperativeFactory, ParticipationFactory, UserFactory

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
BEGINS = datetime(2027, 1, 12, 18, 30, tzinfo=UTC)  # half past seven in the Netherlands
PLAN = GatheringPlan("Geld", BEGINS, BEGINS + timedelta(hours=2), "De Spil")


@pytest.fixture
def cohort(app):
    begun = CohortFactory(name="Najaar")
    group = CooperativeFactory(cohort="Najaar")
    ParticipationFactory(cooperative=group, user=UserFactory(mail_work=Pace.DAILY, language="en"))
    return begun


def plan(cohort, planned, by):
    return gatherings.plan(Host(cohort=cohort), planned, led_by=None, by=by, now=NOW)[0]


def waiting():
    mails = select(OutgoingMail).where(OutgoingMail.state == MailState.QUEUED).order_by(OutgoingMail.id)
    return db.session.scalars(mails).all()


def text_of(mail):
    message = message_from_bytes(mail.content, policy=policy.default)
    return message.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("ends_at", "sentence"),
    [
        (BEGINS + timedelta(hours=2), "12 January 2027, from 19.30 until 21.30"),
        (BEGINS + timedelta(hours=6), "12 January 2027, 19:30 until 13 January 2027, 01:30"),
    ],
)
def test_a_mail_says_when_it_begins_and_ends_and_where(cohort, ends_at, sentence):
    with transaction(actor=SYSTEM):
        plan(cohort, GatheringPlan("Geld", BEGINS, ends_at, "De Spil"), CoachFactory())
    (mail,) = waiting()
    assert f"When: {sentence}" in text_of(mail)
    assert "Where: De Spil" in text_of(mail)


def test_the_mail_of_the_day_has_the_last_state_of_a_session_and_the_name_of_who_wrote(cohort):
    coach = CoachFactory(name="Marijke de Vries")
    with transaction(actor=SYSTEM):
        moved, off = plan(cohort, PLAN, coach), plan(cohort, GatheringPlan("Naam", BEGINS, PLAN.ends_at, "X"), coach)
        for place in ("De Kern", "Het Honk"):
            planned = plan_of(moved)
            elsewhere = GatheringPlan(planned.title, planned.starts_at, planned.ends_at, place)
            gatherings.change(moved, elsewhere, led_by=None, by=coach, now=NOW)
        gatherings.cancel(off, by=coach, now=NOW)
        writing.write_to(cohort, "Welkom", "Neem koffie mee.", by=coach, now=NOW)
    assert len(waiting()) == 3
    with transaction(actor=SYSTEM):
        bundle_due(now=clock.now() + timedelta(days=2))
    (mail,) = waiting()
    text = text_of(mail)
    assert "Where: Het Honk" in text
    assert "De Kern" not in text
    assert "De Spil" not in text
    assert text.count("Naam") == 1
    assert "Marijke de Vries, for the cohort Najaar" in text
