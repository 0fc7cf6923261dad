"""A page of a cohort asks the database as often for many groups, sessions and applications as for a few."""

from datetime import date, timedelta

import pytest

from incubator.cohorts.models import Attendance, CohortMessage, Material, PeerContact, PeerGroup, PeerMember
from incubator.cohorts.values import AttendanceState
from incubator.core import clock, files
from incubator.core.db import SYSTEM, db, transaction
from tests.cohorts.factories import (
    CohortCoachFactory,
    CohortFactory,
    ContactEntryFactory,
    GatheringFactory,
    IntakeFactory,
)
from tests.factories import CoachAssignmentFactory, CooperativeFactory, ManagerFactory, ParticipationFactory


class Rows:
    """What a page can be filled with, one row at a time."""

    def __init__(self):
        self.manager = ManagerFactory()
        self.cohort = CohortFactory(name="Najaar")
        self.coach = CohortCoachFactory(cohort=self.cohort).user
        self.group = CooperativeFactory(name="De groep", slug="de-groep", cohort="Najaar")
        self.founder = ParticipationFactory(cooperative=self.group).user
        CoachAssignmentFactory(cooperative=self.group, user=self.coach)
        began = clock.now() - timedelta(hours=1)
        self.session = GatheringFactory(
            cohort_id=self.cohort.id, led_by_id=self.coach.id, starts_at=began, ends_at=began + timedelta(hours=2)
        )
        self.peers = PeerGroup(cohort_id=self.cohort.id, number=1)
        db.session.add(self.peers)
        db.session.flush()
        db.session.add(PeerMember(cooperative_id=self.group.id, peer_group_id=self.peers.id))
        db.session.commit()

    def everything(self, number):
        """Another group with people who were there, another session with a file, a message, contact, an application, a cohort."""
        start = clock.now() - timedelta(days=number + 1)
        past = GatheringFactory(
            cohort_id=self.cohort.id, led_by_id=self.coach.id, starts_at=start, ends_at=start + timedelta(hours=1)
        )
        group = CooperativeFactory(cohort="Najaar")
        person = ParticipationFactory(cooperative=group).user
        CoachAssignmentFactory(cooperative=group, user=self.coach)
        with transaction(actor=SYSTEM):
            file = files.keep(f"{number}".encode(), "lezen.txt", now=clock.now())
            added = clock.now()
            db.session.add_all(
                [
                    Attendance(
                        gathering_id=self.session.id,
                        user_id=person.id,
                        cooperative_id=group.id,
                        state=AttendanceState.PRESENT,
                    ),
                    Material(gathering_id=self.session.id, title="Lezen", file=file, added_at=added),
                    Material(gathering_id=past.id, title="Link", url="https://example.org", added_at=added),
                    CohortMessage(
                        cohort_id=self.cohort.id,
                        author_id=self.coach.id,
                        subject="Hallo",
                        text="Tot dan.",
                        sent_at=added,
                        readers=2,
                    ),
                    PeerMember(cooperative_id=group.id, peer_group_id=self.peers.id),
                    PeerContact(cooperative_id=group.id, user_id=person.id, agreed_at=added),
                ]
            )
        ContactEntryFactory(
            cooperative=self.group, follow_up="Bellen", follow_up_on=date(2026, 12, 1), author=self.coach, shared=True
        )
        IntakeFactory(decided_by_id=self.manager.id)
        CohortFactory()


PAGES = [
    ("coach", "/lichtingen"),
    ("manager", "/lichtingen"),
    ("coach", "/lichtingen/{cohort}"),
    ("manager", "/lichtingen/{cohort}/groepen"),
    ("coach", "/lichtingen/{cohort}/intervisie"),
    ("founder", "/cooperaties/de-groep/lichting"),
    ("founder", "/bijeenkomsten/{session}"),
    ("coach", "/bijeenkomsten/{session}"),
    ("coach", "/bijeenkomsten/{session}/aanwezig"),
    ("coach", "/cooperaties/de-groep/contact"),
    ("coach", "/cooperaties/de-groep/bewijs"),
    ("coach", "/cooperaties/de-groep/weg"),
    ("coach", "/vervolgafspraken"),
    ("manager", "/uren?van=2020-01-01"),
    ("manager", "/uren.csv?van=2020-01-01"),
    ("manager", "/aanmeldingen"),
    ("founder", "/agenda"),
]


@pytest.mark.parametrize(("who", "path"), PAGES, ids=[f"{who}-{path}" for who, path in PAGES])
def test_the_number_of_queries_does_not_grow(app, client, sign_in, count_queries, who, path):
    rows = Rows()
    path = path.format(cohort=rows.cohort.id, session=rows.session.id)
    sign_in(client, getattr(rows, who))

    def asked():
        client.get(path).close()  # what is read once per process
        count_queries()
        with client.get(path) as answer:
            assert answer.status_code == 200
        return count_queries()

    for number in range(2):
        rows.everything(number)
    few = asked()
    for number in range(2, 9):
        rows.everything(number)
    assert asked() == few
