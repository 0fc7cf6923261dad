"""What a coach writes down is read by whom it is for, and adds up to hours."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from incubator.accounts import services as accounts
from incubator.cohorts.models import ContactEntry, PrivateNote
from incubator.cohorts.queries import guiding
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from tests.cohorts.factories import CohortFactory, ContactEntryFactory, GatheringFactory
from tests.factories import (
    CoachAssignmentFactory,
    CoachFactory,
    CooperativeFactory,
    ManagerFactory,
    ParticipationFactory,
)

PAGE = "/cooperaties/de-bezem/contact"
TYPED = {"kind": "phone", "on_date": "2026-11-02", "minutes": "25", "text": "Gebeld over de begroting."}


@pytest.fixture
def bezem(app):
    return CooperativeFactory(name="De Bezem", slug="de-bezem")


@pytest.fixture
def coach(bezem, client, sign_in):
    person = CoachAssignmentFactory(cooperative=bezem).user
    sign_in(client, person)
    return person


def entries():
    return db.session.scalars(select(ContactEntry).order_by(ContactEntry.id)).all()


def test_contact_is_written_down_once(client, coach, bezem):
    for _ in range(2):
        assert client.post(f"{PAGE}/nieuw", data=TYPED).location == PAGE
    (entry,) = entries()
    assert (entry.author, entry.minutes, entry.shared) == (coach, 25, False)
    assert "Gebeld over de begroting." in client.get(PAGE).text


def test_the_group_reads_what_is_shared_and_nothing_else(client, sign_in, bezem):
    ContactEntryFactory(cooperative=bezem, text="Voor iedereen.", shared=True)
    ContactEntryFactory(cooperative=bezem, text="Alleen voor coaches.")
    sign_in(client, ParticipationFactory(cooperative=bezem).user)
    page = client.get(PAGE).text
    assert "Voor iedereen." in page
    assert "Alleen voor coaches." not in page
    assert client.get(f"{PAGE}/nieuw").status_code == 403


def test_what_the_coach_comes_back_to_is_not_for_the_group(client, sign_in, bezem):
    follow_up = {"follow_up": "Penningmeester polsen", "follow_up_on": date(2026, 12, 4)}
    ContactEntryFactory(cooperative=bezem, text="Voor iedereen.", shared=True, **follow_up)
    sign_in(client, ParticipationFactory(cooperative=bezem).user)
    page = client.get(PAGE).text
    assert "Voor iedereen." in page
    assert "Penningmeester" not in page
    assert "4 december" not in page
    sign_in(client, CoachAssignmentFactory(cooperative=bezem).user)
    assert "4 december 2026: Penningmeester polsen" in client.get(PAGE).text


def test_another_group_and_its_coach_see_nothing(client, sign_in, bezem):
    entry = ContactEntryFactory(cooperative=bezem, shared=True)
    for person in (ParticipationFactory().user, CoachAssignmentFactory().user):
        sign_in(client, person)
        for page in (PAGE, f"{PAGE}/{entry.id}", "/cooperaties/de-bezem/notitie"):
            assert client.get(page).status_code == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"on_date": (clock.today() + timedelta(days=1)).isoformat()}, "on_date"),
        ({"minutes": "lang"}, "minutes"),
        ({"minutes": "1441"}, "minutes"),
        ({"text": " "}, "text"),
        ({"kind": "post"}, "kind"),
        ({"follow_up": "Bellen"}, "follow_up_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(client, coach, changed, field):
    answer = client.post(f"{PAGE}/nieuw", data=TYPED | changed)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert entries() == []


def test_who_wrote_it_corrects_it_and_a_colleague_does_not(client, sign_in, coach, bezem):
    client.post(f"{PAGE}/nieuw", data=TYPED)
    (entry,) = entries()
    page = f"{PAGE}/{entry.id}"
    assert client.post(page, data=TYPED | {"minutes": "30"}).status_code == 302
    assert entry.minutes == 30
    sign_in(client, CoachAssignmentFactory(cooperative=bezem).user)
    assert client.get(page).status_code == 403
    assert client.post(f"{page}/weg").status_code == 403
    sign_in(client, ManagerFactory())
    assert client.post(f"{page}/weg").status_code == 302
    assert entries() == []


def test_what_to_come_back_to_is_listed_until_it_is_done(client, coach, bezem):
    client.post(f"{PAGE}/nieuw", data=TYPED | {"follow_up": "Offerte nalezen", "follow_up_on": "2026-11-20"})
    ContactEntryFactory(follow_up="Van een ander", follow_up_on=date(2026, 11, 20))
    listed = client.get("/vervolgafspraken").text
    assert "Offerte nalezen" in listed
    assert "Van een ander" not in listed
    (entry, _other) = entries()
    client.post(f"{PAGE}/{entry.id}/gedaan")
    assert "Offerte nalezen" not in client.get("/vervolgafspraken").text
    client.post(f"{PAGE}/{entry.id}", data=TYPED | {"follow_up": "Offerte nalezen", "follow_up_on": "2026-12-20"})
    assert "Offerte nalezen" in client.get("/vervolgafspraken").text


def test_a_note_is_for_its_writer_alone(client, sign_in, coach, bezem):
    page = "/cooperaties/de-bezem/notitie"
    client.post(page, data={"text": "Rustig aan doen."})
    client.post(page, data={"text": "Rustig aan doen, in december."})
    assert "Rustig aan doen, in december." in client.get(PAGE).text
    for other in (CoachAssignmentFactory(cooperative=bezem).user, ManagerFactory()):
        sign_in(client, other)
        assert "Rustig aan" not in client.get(PAGE).text
        assert "Rustig aan" not in client.get(page).text
    sign_in(client, coach)
    client.post(page, data={"text": ""})
    assert db.session.scalars(select(PrivateNote)).all() == []


def test_an_account_takes_its_notes_along_and_leaves_the_log(app, bezem):
    coach = CoachAssignmentFactory(cooperative=bezem).user
    ContactEntryFactory(cooperative=bezem, author=coach)
    db.session.add(PrivateNote(cooperative_id=bezem.id, user_id=coach.id, text="Stil.", changed_at=clock.now()))
    db.session.commit()
    exported = guiding.written_by(coach)
    assert (exported["contacts"][0]["text"], exported["notes"][0]["text"]) == ("Over de prijs gesproken.", "Stil.")
    with transaction(actor=SYSTEM):
        accounts.delete_account(coach, known_as="een coach", now=clock.now())
    assert db.session.scalars(select(PrivateNote)).all() == []
    assert len(entries()) == 1


@pytest.fixture
def month(app, bezem):
    """A coach with 45 minutes of contact and a session of two hours with half an hour of preparation."""
    coach = CoachAssignmentFactory(cooperative=bezem, user=CoachFactory(name="Marijke")).user
    ContactEntryFactory(cooperative=bezem, author=coach, on_date=date(2026, 10, 5))
    ContactEntryFactory(cooperative=bezem, author=coach, on_date=date(2026, 9, 30), minutes=600)
    start = datetime(2026, 10, 6, 18, 0, tzinfo=UTC)
    session = {
        "starts_at": start,
        "ends_at": start + timedelta(hours=2),
        "led_by_id": coach.id,
        "preparing_minutes": 30,
    }
    GatheringFactory(cooperative_id=bezem.id, **session)
    GatheringFactory(cooperative_id=bezem.id, **session, cancelled_at=start)
    GatheringFactory(cohort_id=CohortFactory(name="Najaar").id, **session)
    ContactEntryFactory(cooperative=bezem, author=CoachFactory(name="Youssef"), on_date=date(2026, 10, 7), minutes=15)
    return coach


OCTOBER = "van=2026-10-01&tot=2026-10-31"


def test_hours_add_up_by_coach_and_group_in_a_period(client, sign_in, month):
    sign_in(client, ManagerFactory())
    written = client.get(f"/uren.csv?{OCTOBER}").data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written), delimiter=";"))[1:]
    assert rows == [
        ["Marijke", "De Bezem", "1", "0,75", "1", "2,50", "3,25"],
        ["Marijke", "Najaar", "0", "0,00", "1", "2,50", "2,50"],
        ["Youssef", "De Bezem", "1", "0,25", "0", "0,00", "0,25"],
    ]
    alone = client.get(f"/uren.csv?{OCTOBER}&coach={month.id}").data.decode("utf-8-sig")
    assert alone.count("\n") == 3


def test_a_spreadsheet_can_count_with_the_hours(client, sign_in, month):
    sign_in(client, ManagerFactory())
    with client.get(f"/uren.xlsx?{OCTOBER}") as answer:
        sheet = load_workbook(io.BytesIO(answer.data)).active
    assert [cell.value for cell in sheet[2]][-1] == 3.25
    assert client.get(f"/uren.pdf?{OCTOBER}").status_code == 404


def test_a_coach_sees_the_own_hours_whatever_the_address_asks(client, sign_in, month):
    sign_in(client, month)
    page = client.get(f"/uren?{OCTOBER}&coach=1").text
    assert "De Bezem" in page
    assert "Youssef" not in page
    assert "5,75" in page


@pytest.mark.parametrize("asked", ["van=ooit", "van=2026-11-01&tot=2026-10-01"])
def test_a_period_that_is_none_is_said(client, sign_in, month, asked):
    sign_in(client, month)
    assert "alert--warning" in client.get(f"/uren?{asked}").text
