"""The certificate says what is stored and nothing else."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from docx import Document as WordFile
from sqlalchemy import select

from incubator.cohorts.documents.certificate import certificate_of_participation
from incubator.cohorts.models import Attendance, GroupGathering
from incubator.cohorts.queries import certificates as queries
from incubator.cohorts.queries.certificates import Certified
from incubator.cohorts.values import AttendanceState, Certificate
from incubator.core.db import db
from incubator.core.word import Table, plain
from incubator.learning.queries import EXERCISE
from incubator.reviews.models import ReviewCase, Round
from incubator.reviews.values import RoundStage
from tests.cohorts.factories import GatheringFactory
from tests.factories import CoachAssignmentFactory, CooperativeFactory, ParticipationFactory, UserFactory

MADE_AT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


@pytest.fixture
def bezem(app):
    return CooperativeFactory(name="De Bezem", slug="de-bezem")


@pytest.fixture
def fatima(bezem):
    return ParticipationFactory(cooperative=bezem, user=UserFactory(name="Fatima"), since=date(2026, 1, 5))


def lesson(group, title, stage, on):
    case = ReviewCase(cooperative_id=group.id, kind=EXERCISE, ref=title.lower(), title=title)
    decided = datetime(on.year, on.month, on.day, 12, 0, tzinfo=UTC)
    case.rounds.append(
        Round(
            number=1,
            attempt=1,
            stage=stage,
            handed_in_by_id=group.participations[0].user_id,
            handed_in_at=decided,
            decided_at=decided,
            snapshot={},
        )
    )
    db.session.add(case)
    db.session.commit()


def session(group, title, day, **attended):
    start = datetime(2026, 3, day, 18, 0, tzinfo=UTC)
    gathering = GatheringFactory(
        cooperative_id=group.id, title=title, starts_at=start, ends_at=start + timedelta(hours=2)
    )
    for user, state in attended.values():
        db.session.add(
            Attendance(
                gathering_id=gathering.id, user_id=user.id, cooperative_id=group.id, state=AttendanceState(state)
            )
        )
    db.session.commit()


def text_of(certified):
    known = queries.certificate(certified, incubator="Incubator Utrecht", now=MADE_AT)
    return plain(certificate_of_participation(known, made_at=MADE_AT))


def test_only_what_was_approved_and_attended_is_declared(bezem, fatima):
    samuel = ParticipationFactory(cooperative=bezem, user=UserFactory(name="Samuel")).user
    lesson(bezem, "Wat kost een uur", RoundStage.APPROVED, date(2026, 2, 3))
    lesson(bezem, "Naam en doel", RoundStage.RETURNED, date(2026, 2, 4))
    session(bezem, "Start", 2, a=(fatima.user, "present"), b=(samuel, "absent"))
    session(bezem, "Geld", 9, a=(fatima.user, "excused"), b=(samuel, "present"))
    session(bezem, "Niemand noteerde", 16)
    person, group = text_of(Certified(bezem, fatima)), text_of(Certified(bezem))
    assert "Wat kost een uur" in person
    assert "Naam en doel" not in person
    assert "Fatima was bij 1 van de 2 bijeenkomsten" in person
    assert "Start" in person
    assert "Geld" not in person
    assert "Iemand van de groep was bij 2 van de 2 bijeenkomsten" in group
    assert "5 januari 2026" in person
    assert "geen erkend certificaat" in person
    assert "Incubator Utrecht" in person


def test_one_session_is_named_by_its_day_and_none_is_not_counted(bezem, fatima):
    session(bezem, "Start", 2, a=(fatima.user, "present"))
    assert "Fatima was bij de bijeenkomst van 2 maart 2026." in text_of(Certified(bezem, fatima))
    other = ParticipationFactory(cooperative=bezem, user=UserFactory(name="Samuel"))
    session(bezem, "Geld", 9, a=(other.user, "absent"))
    assert "Samuel was bij geen bijeenkomst waarvan is genoteerd wie er was." in text_of(Certified(bezem, other))


def test_a_session_that_is_still_to_come_is_declared_of_nobody(bezem, fatima):
    session(bezem, "Start", 2, a=(fatima.user, "present"))
    gathering = db.session.scalars(select(GroupGathering)).one()
    gathering.starts_at, gathering.ends_at = MADE_AT + timedelta(days=1), MADE_AT + timedelta(days=1, hours=2)
    db.session.commit()
    assert "bijeenkomst" not in text_of(Certified(bezem, fatima))
    assert "bijeenkomst" not in text_of(Certified(bezem))


def test_the_lines_to_sign_are_headed_by_who_signs(bezem, fatima):
    known = queries.certificate(Certified(bezem, fatima), incubator="Incubator Utrecht", now=MADE_AT)
    tables = [
        block for block in certificate_of_participation(known, made_at=MADE_AT).blocks if isinstance(block, Table)
    ]
    assert [table.headers for table in tables] == [("Namens", "Incubator Utrecht")]


def test_who_left_has_no_lessons_of_afterwards(bezem, fatima):
    lesson(bezem, "Wat kost een uur", RoundStage.APPROVED, date(2026, 2, 3))
    lesson(bezem, "Naam en doel", RoundStage.APPROVED, date(2026, 5, 1))
    fatima.until = date(2026, 4, 1)
    db.session.commit()
    text = text_of(Certified(bezem, fatima))
    assert "deed vanaf 5 januari 2026 tot en met 1 april 2026 mee" in text
    assert "Wat kost een uur" in text
    assert "Naam en doel" not in text


def test_the_deed_stands_there_when_it_was_signed():
    known = Certificate(
        "De Bezem", "De Bezem", True, "Incubator", "Najaar", date(2026, 1, 5), None, (), (), 0, date(2026, 10, 1)
    )
    text = plain(certificate_of_participation(known, made_at=MADE_AT))
    assert "1 oktober 2026" in text
    assert "in de lichting Najaar" in text
    assert "Bijeenkomsten" not in text


def test_a_coach_makes_it_in_word_and_nobody_else_does(client, sign_in, bezem, fatima):
    coach = CoachAssignmentFactory(cooperative=bezem).user
    sign_in(client, coach)
    page = f"/cooperaties/de-bezem/bewijs/{fatima.user_id}"
    assert client.get(page).status_code == 302
    assert "Fatima" in client.get("/cooperaties/de-bezem/bewijs").text
    lesson(bezem, "Wat kost een uur", RoundStage.APPROVED, date(2026, 2, 3))
    with client.get(page) as answer:
        paragraphs = [paragraph.text for paragraph in WordFile(io.BytesIO(answer.data)).paragraphs]
    assert "Bewijs van deelname" in paragraphs
    assert client.get(f"/cooperaties/de-bezem/bewijs/{coach.id}").status_code == 404
    sign_in(client, fatima.user)
    assert client.get(page).status_code == 403
    sign_in(client, CoachAssignmentFactory().user)
    assert client.get(page).status_code == 404
