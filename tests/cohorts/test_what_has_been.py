"""What has been is not undone, what is still to come is not noted, and a page promises no mail that nobody gets."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.cohorts.models import Attendance, GroupGathering
from incubator.cohorts.values import AttendanceState
from incubator.core import clock
from incubator.core.db import db
from incubator.core.mail import Pace
from incubator.core.outbox import OutgoingMail
from tests.cohorts.factories import GatheringFactory
from tests.factories import CoachAssignmentFactory, CooperativeFactory, ParticipationFactory, UserFactory

PLAN = "/cooperaties/de-bezem/bijeenkomsten/nieuw"
TYPED = {"title": "Geld en prijs", "begins": "19.30", "ends": "21.30", "place": "De Spil"}


@pytest.fixture
def bezem(app):
    return CooperativeFactory(name="De Bezem", slug="de-bezem")


@pytest.fixture
def fatima(bezem):
    return ParticipationFactory(cooperative=bezem).user


@pytest.fixture
def coach(bezem, client, sign_in):
    person = CoachAssignmentFactory(cooperative=bezem).user
    sign_in(client, person)
    return person


def session(group, *, hours):
    start = clock.now() + timedelta(hours=hours)
    return GatheringFactory(cooperative_id=group.id, starts_at=start, ends_at=start + timedelta(hours=2))


def mails():
    return db.session.scalars(select(OutgoingMail)).all()


def sentence_after(client, page, **typed):
    return client.get(client.post(page, data=typed).location).text


def test_a_session_that_has_begun_is_not_called_off(client, coach, bezem, fatima):
    begun = session(bezem, hours=-1)
    page = f"/bijeenkomsten/{begun.id}"
    assert "afzeggen" not in client.get(page).text
    assert client.get(f"{page}/afzeggen").location == page
    assert client.post(f"{page}/afzeggen").status_code == 422
    assert begun.cancelled_at is None
    assert mails() == []


def test_a_session_at_which_somebody_was_is_not_called_off_when_it_moves(client, coach, bezem, fatima):
    moved = session(bezem, hours=30)
    there = {"gathering_id": moved.id, "user_id": fatima.id, "cooperative_id": bezem.id}
    db.session.add(Attendance(**there, state=AttendanceState.PRESENT))
    db.session.commit()
    assert client.post(f"/bijeenkomsten/{moved.id}/afzeggen").status_code == 422
    assert moved.cancelled_at is None


def test_a_mail_is_promised_when_somebody_gets_one(client, coach, bezem, fatima):
    in_a_week = (clock.today() + timedelta(days=7)).isoformat()
    assert "krijgt een mail" in sentence_after(client, PLAN, **TYPED, day=in_a_week)
    planned = db.session.scalars(select(GroupGathering)).one()
    assert len(mails()) == 1
    assert "krijgt een mail" in sentence_after(client, f"/bijeenkomsten/{planned.id}/afzeggen")
    assert len(mails()) == 1


@pytest.mark.parametrize(("days", "pace"), [(-7, Pace.AT_ONCE), (7, Pace.NONE)])
def test_no_mail_is_promised_when_nobody_gets_one(client, coach, bezem, days, pace):
    ParticipationFactory(cooperative=bezem, user=UserFactory(mail_work=pace))
    day = (clock.today() + timedelta(days=days)).isoformat()
    assert "krijgt een mail" not in sentence_after(client, PLAN, **TYPED, day=day)
    planned = db.session.scalars(select(GroupGathering)).one()
    answer = sentence_after(client, f"/bijeenkomsten/{planned.id}/wijzigen", **TYPED | {"place": "De Kern"}, day=day)
    assert "krijgt een mail" not in answer
    assert mails() == []


def test_who_was_there_is_noted_from_the_beginning_on(client, coach, bezem, fatima):
    coming, begun = session(bezem, hours=1), session(bezem, hours=-1)
    noted = {f"there-{bezem.id}-{fatima.id}": "present"}
    page = f"/bijeenkomsten/{coming.id}"
    assert "aanwezig" not in client.get(page).text
    assert client.get(f"{page}/aanwezig").location == page
    assert client.post(f"{page}/aanwezig", data=noted).status_code == 422
    assert client.post(f"/bijeenkomsten/{begun.id}/aanwezig", data=noted).status_code == 302
    assert [row.gathering_id for row in db.session.scalars(select(Attendance))] == [begun.id]


@pytest.mark.parametrize("form", ["wijzigen", "afzeggen", "aanwezig", "verslag", "materiaal"])
def test_a_session_that_was_called_off_has_no_forms(client, coach, bezem, fatima, form):
    session(bezem, hours=-1)
    off = session(bezem, hours=-1)
    off.cancelled_at = clock.now() - timedelta(days=1)
    db.session.commit()
    page = f"/bijeenkomsten/{off.id}"
    assert client.get(f"{page}/{form}").location == page
    shown = client.get(page).text
    assert f'href="{page}/{form}"' not in shown
    assert "In mijn agenda zetten" not in shown
    assert f"{page}/agenda.ics" in shown


@pytest.mark.parametrize(
    ("form", "typed"),
    [("verslag", {"report": "Wij spraken over de prijs."}), ("materiaal", {"url": "https://example.org/lezen"})],
)
def test_nothing_is_added_to_what_was_called_off(client, coach, bezem, form, typed):
    off = session(bezem, hours=5)
    off.cancelled_at = clock.now()
    db.session.commit()
    assert client.post(f"/bijeenkomsten/{off.id}/{form}", data=typed).status_code == 422
    assert (off.report, off.materials) == ("", [])
