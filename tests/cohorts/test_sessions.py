"""A session reaches who comes: their agenda, their mail once, their calendar; and says who was there."""

import io
import zipfile
from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from incubator.cohorts import jobs
from incubator.cohorts.models import Attendance, GroupGathering, Material
from incubator.core import agenda, clock
from incubator.core.db import db
from incubator.core.outbox import OutgoingMail
from tests.cohorts.factories import CohortCoachFactory, CohortFactory, GatheringFactory
from tests.factories import (
    CoachAssignmentFactory,
    CooperativeFactory,
    ManagerFactory,
    ParticipationFactory,
)

DAY = (clock.today() + timedelta(days=9)).isoformat()
TYPED = {"title": "Geld en prijs", "day": DAY, "begins": "19.30", "ends": "21.30", "place": "De Spil"}


@pytest.fixture
def cohort(app):
    return CohortFactory(name="Najaar 2026")


@pytest.fixture
def leader(cohort):
    return CohortCoachFactory(cohort=cohort).user


@pytest.fixture
def bezem(cohort):
    return CooperativeFactory(name="De Bezem", slug="de-bezem", cohort=cohort.name)


@pytest.fixture
def tuin(cohort):
    return CooperativeFactory(name="De Tuin", slug="de-tuin", cohort=cohort.name)


@pytest.fixture
def fatima(bezem):
    return ParticipationFactory(cooperative=bezem).user


@pytest.fixture
def planned(cohort, leader, bezem, tuin, fatima, client, sign_in):
    sign_in(client, leader)
    client.post(f"/lichtingen/{cohort.id}/bijeenkomsten/nieuw", data=TYPED)
    return db.session.scalars(select(GroupGathering)).one()


def begin(gathering):
    """An hour ago, instead of in nine days."""
    gathering.starts_at = clock.now() - timedelta(hours=1)
    db.session.commit()


def mailed():
    mails = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id))
    return [(mail.recipient, mail.subject) for mail in mails]


def due(group):
    return agenda.entries([group.id], since=clock.now())


def change(client, gathering, **typed):
    return client.post(f"/bijeenkomsten/{gathering.id}/wijzigen", data=TYPED | typed)


def test_a_session_of_a_cohort_is_in_every_agenda_and_mailed_once(planned, client, cohort, bezem, tuin, fatima):
    assert clock.local(planned.starts_at).strftime("%H.%M") == "19.30"
    assert [entry.shown_title for entry in due(bezem)] == [entry.shown_title for entry in due(tuin)]
    assert [recipient for recipient, _subject in mailed()] == [fatima.email]
    client.post(f"/lichtingen/{cohort.id}/bijeenkomsten/nieuw", data=TYPED)
    assert len(db.session.scalars(select(GroupGathering)).all()) == 1
    assert len(mailed()) == 1


def test_who_guides_several_groups_sees_a_session_once(planned, client, sign_in, leader, bezem, tuin):
    for group in (bezem, tuin):
        CoachAssignmentFactory(cooperative=group, user=leader)
    assert client.get("/agenda").text.count("Geld en prijs") == 1


def test_another_hour_is_mailed_once_and_another_agenda_is_not(planned, client, fatima):
    change(client, planned, agenda="1. Opening")
    assert len(mailed()) == 1
    change(client, planned, begins="20.00", agenda="1. Opening")
    change(client, planned, begins="20.00", agenda="1. Opening")
    # The invitation had not left yet: how it is now comes instead.
    assert [recipient for recipient, _subject in mailed()] == [fatima.email]
    assert mailed()[0][1].startswith("Gewijzigd")
    assert planned.sequence == 1


def test_a_session_that_is_called_off_leaves_the_agenda_and_is_mailed_once(planned, client, bezem):
    for _ in range(2):
        client.post(f"/bijeenkomsten/{planned.id}/afzeggen")
    assert due(bezem) == []
    assert [subject.partition(":")[0] for _recipient, subject in mailed()] == ["Afgezegd"]
    event = Calendar.from_ical(client.get(f"/bijeenkomsten/{planned.id}/agenda.ics").data)
    assert str(event["method"]) == "CANCEL"
    assert str(event.walk("VEVENT")[0]["status"]) == "CANCELLED"
    assert change(client, planned, begins="20.00").status_code == 422


def test_a_calendar_knows_the_session_as_one_event(planned, client, sign_in, bezem, fatima):
    change(client, planned, begins="20.00")
    sign_in(client, fatima)
    (single,) = Calendar.from_ical(client.get(f"/bijeenkomsten/{planned.id}/agenda.ics").data).walk("VEVENT")
    (followed,) = Calendar.from_ical(agenda.calendar(due(bezem), now=clock.now())).walk("VEVENT")
    assert single["uid"] == followed["uid"]
    assert (single["sequence"], followed["sequence"]) == (1, 1)
    assert single["dtend"].dt == followed["dtend"].dt == planned.ends_at
    assert str(followed["location"]) == "De Spil"


def test_who_comes_is_reminded_the_day_before_and_once(app, leader, bezem, cohort, fatima):
    start = clock.local(clock.now()).replace(hour=20, minute=0) + timedelta(days=1)
    GatheringFactory(cohort_id=cohort.id, starts_at=start, ends_at=start + timedelta(hours=2), title="Morgen")
    later = start + timedelta(days=1)
    GatheringFactory(cohort_id=cohort.id, starts_at=later, ends_at=later + timedelta(hours=2), title="Overmorgen")
    assert jobs.remind_of_sessions() == "2 reminders"
    assert jobs.remind_of_sessions() == "0 reminders"
    assert {recipient for recipient, _subject in mailed()} == {fatima.email, leader.email}


def test_a_group_that_comes_in_gets_the_sessions_and_who_leaves_loses_them(
    planned, client, sign_in, cohort, bezem, tuin
):
    newcomer = CooperativeFactory(name="De Nieuwe")
    sign_in(client, ManagerFactory())
    client.post(f"/lichtingen/{cohort.id}/groepen", data={"groups": [str(newcomer.id), str(tuin.id)]})
    assert newcomer.cohort == cohort.name
    assert bezem.cohort is None
    assert len(due(newcomer)) == len(due(tuin)) == 1
    assert due(bezem) == []


def test_attendance_is_noted_per_person_and_conflicts_are_shown(planned, client, bezem, fatima):
    begin(planned)
    page, name = f"/bijeenkomsten/{planned.id}/aanwezig", f"there-{bezem.id}-{fatima.id}"
    assert client.post(page, data={name: "present"}).status_code == 302
    (row,) = db.session.scalars(select(Attendance)).all()
    assert (row.user_id, row.state.value) == (fatima.id, "present")
    assert "1 aanwezig" in client.get(f"/bijeenkomsten/{planned.id}").text
    opened = f'{{"{name}": "unknown"}}'
    answer = client.post(page, data={name: "absent", "opened": opened})
    assert answer.status_code == 409
    assert client.post(page, data={name: "unknown"}).status_code == 302
    assert db.session.scalars(select(Attendance)).all() == []


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.exe", b"MZ\x90", "PDF"),
        ("leeg.pdf", b"", "Dit bestand is leeg"),
    ],
)
def test_a_file_that_is_not_taken_is_refused_in_a_sentence(planned, client, name, content, sentence):
    answer = client.post(f"/bijeenkomsten/{planned.id}/materiaal", data={"file": (io.BytesIO(content), name)})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert db.session.scalars(select(Material)).all() == []


def test_a_bomb_is_refused(planned, client):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * (151 * 1024 * 1024))
    packed.seek(0)
    answer = client.post(f"/bijeenkomsten/{planned.id}/materiaal", data={"file": (packed, "bom.docx")})
    assert answer.status_code == 422


def test_files_and_links_are_for_who_comes(planned, client, sign_in, fatima):
    page = f"/bijeenkomsten/{planned.id}"
    client.post(f"{page}/materiaal", data={"file": (io.BytesIO(b"%PDF-1.7"), "prijzen.pdf"), "title": "Prijzen"})
    client.post(f"{page}/materiaal", data={"url": "https://example.org/lezen"})
    assert client.post(f"{page}/materiaal", data={"url": "javascript:alert(1)"}).status_code == 422
    assert client.post(f"{page}/materiaal", data={"url": "https://example.org/lezen"}).status_code == 422
    file, link = db.session.scalars(select(Material).order_by(Material.id)).all()
    sign_in(client, fatima)
    assert "https://example.org/lezen" in client.get(page).text
    with client.get(f"{page}/materiaal/{file.id}") as answer:
        assert answer.data == b"%PDF-1.7"
    assert client.get(f"{page}/materiaal/{link.id}").status_code == 404
    assert client.post(f"{page}/materiaal/{file.id}/weg").status_code == 403
    sign_in(client, ParticipationFactory().user)
    assert client.get(page).status_code == 404
    assert client.get(f"{page}/materiaal/{file.id}").status_code == 404


@pytest.mark.parametrize("typed", ["25.00", "half acht", "19.60"])
def test_an_hour_that_is_none_is_refused_at_its_field(cohort, leader, client, sign_in, typed):
    sign_in(client, leader)
    answer = client.post(f"/lichtingen/{cohort.id}/bijeenkomsten/nieuw", data=TYPED | {"begins": typed})
    assert answer.status_code == 422
    assert "begins-error" in answer.text


@pytest.mark.parametrize("typed", ["19:30", "19.30", "19u30", "19 uur 30", "19.30 uur"])
def test_an_hour_is_read_as_people_type_it(cohort, leader, client, sign_in, typed):
    sign_in(client, leader)
    assert (
        client.post(f"/lichtingen/{cohort.id}/bijeenkomsten/nieuw", data=TYPED | {"begins": typed}).status_code == 302
    )


def test_a_coach_plans_a_session_with_one_group_and_the_report_is_read_there(client, sign_in, bezem, fatima):
    coach = CoachAssignmentFactory(cooperative=bezem).user
    sign_in(client, coach)
    answer = client.post("/cooperaties/de-bezem/bijeenkomsten/nieuw", data=TYPED | {"led_by": str(coach.id)})
    gathering = db.session.scalars(select(GroupGathering)).one()
    assert (gathering.led_by, answer.location) == (coach, f"/bijeenkomsten/{gathering.id}")
    client.post(f"/bijeenkomsten/{gathering.id}/verslag", data={"report": "Uurprijs wordt 38 euro."})
    sign_in(client, fatima)
    page = client.get(f"/bijeenkomsten/{gathering.id}").text
    assert "Uurprijs wordt 38 euro." in page
    assert "Geld en prijs" in client.get("/cooperaties/de-bezem/lichting").text
