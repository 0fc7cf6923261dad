"""Meetings in calendars and reminders: the same event when it moves, also for a member who does not take part here, and one mail each."""

from datetime import timedelta

import pytest
import time_machine

from incubator.accounts.models import User
from incubator.core import agenda, clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.outbox import OutgoingMail
from incubator.home.queries.agenda import dates_of
from incubator.meetings import jobs
from incubator.meetings.queries.roads import usual_roads
from incubator.meetings.services import convening, convening_calls
from incubator.meetings.values import MeetingKind
from incubator.meetings.values.planning import MeetingPlan
from incubator.register.values import EventKind
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory
from tests.meetings.convening import EVENING, NOW, TODAY, cooperative, member, planned
from tests.register.factories import MemberEventFactory

SEND_BY = TODAY.replace(month=12, day=2)  # fourteen whole days before 17 December


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def house(app):
    return cooperative()


def called(house, meeting):
    with transaction(actor=SYSTEM):
        convening_calls.convene(meeting, usual_roads(meeting, now=NOW), by=house.fatima, now=NOW)


def entries(house):
    db.session.expire_all()
    return {due.title.partition(":")[0]: due for due in agenda.entries([house.group.id], since=NOW)}


def moved(meeting, begins_at):
    with transaction(actor=SYSTEM):
        convening.set_moment(meeting, begins_at, now=NOW)


def mails(beginning):
    about = OutgoingMail.key.startswith(beginning)
    return db.session.scalars(db.select(OutgoingMail).where(about).order_by(OutgoingMail.id)).all()


def on(moment):
    with time_machine.travel(moment, tick=False):
        jobs.remind_of_meetings()


def test_the_meeting_and_its_last_day_to_call_stand_in_the_agenda_of_the_group(house):
    planned(house)
    dates = entries(house)
    assert dates["General meeting"].due_at == EVENING
    assert clock.local(dates["Last day to call the members"].due_at).date() == SEND_BY
    assert dates["Last day to call the members"].whole_day


def test_a_board_meeting_stands_there_without_such_a_day(house):
    planned(house, kind=MeetingKind.BOARD)
    assert set(entries(house)) == {"Board meeting"}


def test_a_meeting_that_moves_is_the_same_event_with_a_higher_number(house):
    meeting = planned(house)
    before = entries(house)
    moved(meeting, EVENING + timedelta(days=7))
    after = entries(house)
    for title in ("General meeting", "Last day to call the members"):
        assert after[title].id == before[title].id
        assert after[title].sequence > before[title].sequence
    assert clock.local(after["Last day to call the members"].due_at).date() == SEND_BY + timedelta(days=7)


def test_once_the_members_are_called_the_last_day_is_no_longer_there(house):
    meeting = planned(house)
    called(house, meeting)
    assert set(entries(house)) == {"General meeting"}
    with transaction(actor=SYSTEM):
        convening_calls.take_back(meeting, by=house.fatima)
    assert set(entries(house)) == {"General meeting", "Last day to call the members"}


def test_a_meeting_that_was_called_off_is_in_no_calendar(house):
    meeting = planned(house)
    with transaction(actor=SYSTEM):
        convening.cancel(meeting, "Geen zaal", by=house.fatima, now=NOW)
    assert entries(house) == {}


def outside(house, **more):
    """A member with an account who does not take part on this site."""
    user = UserFactory(name="Kees", email="kees@example.org", **more)
    kees = member(house.group, 7, "Kees", email="kees@example.org", email_consent=True, user_id=user.id)
    return user, kees


def own_dates(user):
    return [(due.title, due.url) for due in dates_of(user, None, now=NOW, since=NOW)]


def test_a_member_who_does_not_take_part_has_the_meeting_in_the_own_calendar_once_called(house):
    user, _kees = outside(house)
    meeting = planned(house)
    assert own_dates(user) == []
    called(house, meeting)
    assert own_dates(user) == [("General meeting: %(meeting)s", "/cooperaties/de-bezem/vergaderingen/1/stemmen")]
    assert own_dates(house.samir)[0][1] == "/cooperaties/de-bezem/vergaderingen/1"


def test_the_page_that_the_calendar_leads_to_opens_for_that_member(client, sign_in, house):
    user, _kees = outside(house)
    called(house, planned(house))
    sign_in(client, user)
    for title, url in own_dates(user):
        assert client.get(url).status_code == 200, title


def test_who_left_has_it_no_longer_and_strangers_never(house):
    user, kees = outside(house)
    stranger = ParticipationFactory(cooperative=CooperativeFactory(slug="elders")).user
    called(house, planned(house))
    MemberEventFactory(member=kees, kind=EventKind.RESIGNATION, on_date=TODAY - timedelta(days=1), decided_on=TODAY)
    db.session.expire_all()
    assert own_dates(user) == []
    assert own_dates(stranger) == []


@pytest.mark.parametrize(("days", "number"), [(8, 0), (7, 1), (0, 1), (-1, 0)])
def test_the_last_day_to_call_is_reminded_of_when_it_comes_near(house, days, number):
    planned(house, begins_at=EVENING + timedelta(days=20))
    send_by = NOW + timedelta(days=27)
    on(send_by - timedelta(days=days))
    assert len(mails("meeting-call-by")) == number


def test_once_when_it_comes_near_and_once_on_the_day_itself(house):
    planned(house)
    for days in (-7, -6, -1, 0, 0, 1):
        on(NOW + timedelta(days=7 + days))
    sent = mails("meeting-call-by")
    assert [mail.recipient for mail in sent] == [house.fatima.email] * 2
    assert SEND_BY.isoformat() in sent[0].key


def test_after_the_members_were_called_nobody_is_reminded_to_call(house):
    called(house, planned(house))
    on(NOW + timedelta(days=7))
    assert mails("meeting-call-by") == []


def test_the_day_before_each_person_who_was_called_gets_one_mail(house):
    user, _kees = outside(house)
    called(house, planned(house))
    for hours in (47, 24, 23):
        on(EVENING - timedelta(hours=hours))
    sent = [mail.recipient for mail in mails("meeting-tomorrow")]
    assert sorted(sent) == sorted([house.fatima.email, house.samir.email, user.email])


def test_nobody_is_reminded_of_what_was_called_off(house):
    meeting = planned(house)
    called(house, meeting)
    with transaction(actor=SYSTEM):
        convening.cancel(meeting, "Geen zaal", by=house.fatima, now=NOW)
    on(EVENING - timedelta(hours=24))
    assert mails("meeting-tomorrow") == []


def test_two_meetings_of_one_evening_come_in_one_mail_for_who_reads_once_a_day(house):
    for place in range(2):
        with transaction(actor=SYSTEM):
            plan = MeetingPlan(f"Vergadering {place}", begins_at=EVENING, place="De Spil", convened_by="bestuur")
            made = convening.plan(house.group, plan, by=house.fatima, now=NOW)
        called(house, made)
    on(EVENING - timedelta(hours=24))
    moments = {(mail.recipient, mail.kind, mail.next_attempt_at) for mail in mails("meeting-tomorrow")}
    assert len(moments) == db.session.query(User).filter(User.id.in_([house.fatima.id, house.samir.id])).count()
