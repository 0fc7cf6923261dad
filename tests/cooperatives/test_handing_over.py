"""A coach leaves: groups, claimed work and mails go to a colleague or to everyone, in one step."""

import pytest

from incubator.accounts import services as accounts
from incubator.accounts.models import Role
from incubator.accounts.services import handing_over
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.reviews import queries as reviews
from incubator.reviews import services as reviewing
from incubator.reviews.values import Work, WorkItem, WorkKind
from tests.factories import CoachAssignmentFactory, CoachFactory, CooperativeFactory, ParticipationFactory, UserFactory

ENDS = ("stay", "demote", "close", "delete")


@pytest.fixture
def reading(people, bezem, monkeypatch):
    """Joris guides three groups and reads the work of one."""
    monkeypatch.setitem(reviewing.KINDS, "plan", WorkKind("plan", "learning.track"))
    for number in range(2):
        CoachAssignmentFactory(user=people["coach"], cooperative=CooperativeFactory(name=f"Groep {number}"))
    with transaction(actor=SYSTEM):
        work = reviewing.hand_in(
            bezem, Work("plan", "plan", "Ons plan"), [WorkItem("a", "A", "Ja")], by=people["member"], now=clock.now()
        )
        reviewing.claim(work, coach=people["coach"], now=clock.now())
        db.session.execute(db.delete(OutgoingMail))
    return work


def coaches(group):
    return [assignment.user.name for assignment in group.coaches]


def mails():
    rows = db.session.execute(db.select(OutgoingMail.recipient, OutgoingMail.subject).order_by(OutgoingMail.id))
    return [(recipient, subject) for recipient, subject in rows]


def end(browser, people, then, to):
    path = f"/cooperaties/overdragen/{people['coach'].id}/{then}"
    return browser("manager").post(path, data={"to": to})


@pytest.mark.parametrize("then", ENDS)
def test_a_colleague_takes_over_everything_in_one_step(browser, people, bezem, reading, then):
    other = people["other_coach"]
    page = browser("manager").get(f"/cooperaties/overdragen/{people['coach'].id}/{then}").text
    for shown in ("De Bezem", "Groep 0", "Groep 1", "De Bezem: Ons plan", "Anouk (0 groepen)"):
        assert shown in page
    assert end(browser, people, then, str(other.id)).status_code == 302
    assert coaches(bezem) == ["Anouk"]
    assert (reading.coach_id, reading.with_coach) == (other.id, True)
    assert len(reviews.queue(other).works) == 1
    subjects = dict(mails())
    assert "Anouk is de nieuwe coach van De Bezem" in subjects[people["member"].email]
    to_anouk = [subject for recipient, subject in mails() if recipient == other.email]
    assert to_anouk == ["Je begeleidt nu 3 groepen meer", "Jij gaat verder met: Ons plan van De Bezem"]


@pytest.mark.parametrize("then", ENDS)
def test_without_a_colleague_every_coach_can_take_it(browser, people, bezem, reading, then):
    assert end(browser, people, then, "everyone").status_code == 302
    assert coaches(bezem) == []
    assert reading.coach_id is None
    assert reviews.queue(people["other_coach"]).total == 1
    assert "De Bezem heeft even geen coach" in dict(mails())[people["member"].email]


def test_who_takes_over_has_to_be_chosen(browser, people, bezem, reading):
    assert end(browser, people, "close", "").status_code == 422
    assert end(browser, people, "close", str(people["member"].id)).status_code == 422
    assert coaches(bezem) == ["Joris"]
    assert people["coach"].is_active


@pytest.mark.parametrize(
    "stop",
    [
        lambda coach: accounts.deactivate(coach, now=clock.now()),
        lambda coach: accounts.change_role(coach, Role.FOUNDER, now=clock.now()),
        lambda coach: accounts.delete_account(coach, known_as="weg", now=clock.now()),
    ],
    ids=["closed", "demoted", "deleted"],
)
def test_a_role_that_ends_in_any_other_way_leaves_nothing_behind(people, bezem, reading, stop):
    with transaction(actor=SYSTEM):
        stop(people["coach"])
    assert coaches(bezem) == []
    assert reading.coach_id is None
    assert handing_over.holdings(people["coach"]) == []


def test_the_page_of_a_person_shows_what_hangs_on_the_role(browser, people, bezem, reading):
    manager = browser("manager")
    page = manager.get(f"/beheer/mensen/{people['coach'].id}").text
    assert "De Bezem: Ons plan" in page
    assert "Overdragen, en het account sluiten" in page
    assert "Enige coördinator" in manager.get(f"/beheer/mensen/{people['coordinator'].id}").text
    assert "Wat aan deze rol hangt" not in manager.get(f"/beheer/mensen/{people['stranger'].id}").text


def test_where_another_coach_goes_on_nobody_reads_that_there_is_none(browser, people, bezem, reading):
    CoachAssignmentFactory(user=CoachFactory(name="Tweede"), cooperative=bezem)
    end(browser, people, "close", "everyone")
    assert people["member"].email not in dict(mails())


def test_a_colleague_who_takes_part_in_the_group_does_not_read_its_work(browser, people, bezem, reading):
    ParticipationFactory(user=people["other_coach"], cooperative=bezem)
    end(browser, people, "stay", str(people["other_coach"].id))
    assert reading.coach_id is None


def test_only_a_coach_who_can_sign_in_takes_over(people, bezem):
    for wrong in (people["coach"], UserFactory(), CoachFactory(deactivated_at=clock.now(), is_active=False)):
        with pytest.raises(RuleViolation), transaction(actor=SYSTEM):
            handing_over.hand_over(people["coach"], wrong, now=clock.now())
    assert coaches(bezem) == ["Joris"]
