"""A coach is away: colleagues stand in until a day, and it all comes back without anything that runs."""

from datetime import timedelta

import pytest

from incubator.accounts import services as accounts
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import coaches_group, within_sight
from incubator.cooperatives.queries.people import coaches_of, has_coach
from incubator.cooperatives.services import absences as services
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.outbox import OutgoingMail
from incubator.home.queries import situation_of
from incubator.reviews import queries as reviews
from incubator.reviews import services as reviewing
from incubator.reviews.values import Work, WorkItem, WorkKind
from tests.factories import CoachAssignmentFactory, CoachFactory, CooperativeFactory, ParticipationFactory

ITEMS = [WorkItem("a", "A", "Ja")]


@pytest.fixture
def tuin(people):
    """A second group that Joris guides."""
    group = CooperativeFactory(name="De Tuin")
    CoachAssignmentFactory(user=people["coach"], cooperative=group)
    return group


@pytest.fixture
def reading(people, bezem, monkeypatch):
    """Joris reads the work of a group."""
    monkeypatch.setitem(reviewing.KINDS, "plan", WorkKind("plan", "learning.track"))
    with transaction(actor=SYSTEM):
        work = hand_in(bezem, people["member"], "eerste")
        reviewing.claim(work, coach=people["coach"], now=clock.now())
        reviewing.save_remarks(work, {"a": "Goed begin"}, "", coach=people["coach"], now=clock.now())
        db.session.execute(db.delete(OutgoingMail))
    return work


def hand_in(group, by, ref):
    return reviewing.hand_in(group, Work("plan", ref, f"Plan {ref}"), ITEMS, by=by, now=clock.now())


def path(coach):
    return f"/cooperaties/afwezig/{coach.id}"


def last_day():
    """The last day that Joris is away."""
    return clock.today() + timedelta(days=7)


def go_away(browser, people, who="coach", until=None, **more):
    data = {"until": (until or last_day()).isoformat(), "to": people["other_coach"].id, **more}
    return browser(who).post(path(people["coach"]), data=data)


def subjects(user):
    rows = db.session.scalars(db.select(OutgoingMail.subject).where(OutgoingMail.recipient == user.email))
    return list(rows)


def sees(user):
    return set(db.session.scalars(db.select(Cooperative.name).where(within_sight(user))))


@pytest.mark.parametrize("who", ["coach", "manager"])
def test_everything_goes_to_who_stands_in(browser, people, bezem, tuin, reading, who):
    joris, anouk = people["coach"], people["other_coach"]
    page = browser(who).get(path(joris)).text
    assert "De Bezem, De Tuin" in page
    assert "De Bezem: Plan eerste" in page
    assert go_away(browser, people, who).status_code == 302
    assert sees(anouk) == {"De Bezem", "De Tuin"}
    assert coaches_of(bezem) == [anouk]
    assert has_coach(bezem)
    assert (reading.coach, [remark.text for remark in reading.remarks]) == (None, ["Goed begin"])
    assert [work.id for work in reviews.queue(anouk).works] == [reading.id]
    with transaction(actor=SYSTEM):
        hand_in(bezem, people["member"], "tweede")
    to_anouk = subjects(anouk)
    assert sum("Je neemt waar voor Joris tot en met" in subject for subject in to_anouk) == 1
    assert any("Plan tweede" in subject for subject in to_anouk)
    assert not any("Plan" in subject for subject in subjects(joris))
    page = browser("member").get("/cooperaties/de-bezem").text
    assert "Joris is afwezig tot en met" in page
    assert "Anouk neemt waar" in page
    assert any("Anouk neemt waar" in subject for subject in subjects(people["member"]))
    assert bool(subjects(joris)) is (who == "manager")


def test_the_day_after_it_is_all_as_before(browser, people, bezem, tuin, reading, monkeypatch):
    last = last_day()
    go_away(browser, people)
    monkeypatch.setattr(clock, "today", lambda: last)
    assert coaches_of(bezem) == [people["other_coach"]]
    monkeypatch.setattr(clock, "today", lambda: last + timedelta(days=1))
    assert coaches_of(bezem) == [people["coach"]]
    assert sees(people["other_coach"]) == set()
    assert not coaches_group(people["other_coach"], bezem)
    assert [work.id for work in reviews.queue(people["coach"]).works] == [reading.id]
    assert "afwezig" not in browser("member").get("/cooperaties/de-bezem").text


def test_back_earlier_is_one_tap(browser, people, bezem, tuin):
    go_away(browser, people)
    coach = browser("coach")
    assert "Je bent afwezig tot en met" in coach.get("/nakijken/").text
    assert coach.post(f"{path(people['coach'])}/terug").status_code == 302
    assert coaches_of(bezem) == [people["coach"]]
    assert "Joris is terug" in subjects(people["other_coach"])
    coach.post(f"{path(people['coach'])}/terug")
    assert "Joris is niet meer afwezig" in coach.get(path(people["coach"])).text


def test_some_groups_can_go_to_another(browser, people, bezem, tuin):
    third = CoachFactory(name="Derde")
    go_away(browser, people, **{f"group-{tuin.id}": third.id})
    assert (coaches_of(bezem), coaches_of(tuin)) == ([people["other_coach"]], [third])


def test_who_stands_in_can_be_away_too(browser, people, bezem, tuin):
    go_away(browser, people)
    third = CoachFactory(name="Derde")
    anouk = people["other_coach"]
    data = {"until": clock.today().isoformat(), "to": third.id}
    assert browser("manager").post(path(anouk), data=data).status_code == 302
    assert coaches_of(bezem) == [third]


def test_a_substitute_whose_account_closes_leaves_the_group_to_every_coach(browser, people, bezem, tuin):
    go_away(browser, people)
    with transaction(actor=SYSTEM):
        accounts.deactivate(people["other_coach"], now=clock.now())
    assert not has_coach(bezem)
    assert "Nu neemt niemand waar" in browser("member").get("/cooperaties/de-bezem").text


def test_who_cannot_stand_in_is_refused(browser, people, bezem, tuin):
    ParticipationFactory(user=people["other_coach"], cooperative=bezem)
    assert "doet mee met De Bezem" in go_away(browser, people).text
    assert go_away(browser, people, to=people["member"].id).status_code == 422
    assert go_away(browser, people, until=clock.today() - timedelta(days=1)).status_code == 422
    assert coaches_of(bezem) == [people["coach"]]


def test_the_next_step_knows_who_guides_a_group_while_its_coach_is_away(bezem, people):
    def guided():
        return situation_of(bezem, now=clock.now()).coached

    substitute = people["other_coach"]
    assert guided()
    with transaction(actor=SYSTEM):
        services.go_away(people["coach"], last_day(), substitute, {}, by=people["coach"], now=clock.now())
    assert guided()
    with transaction(actor=SYSTEM):
        substitute.deactivated_at = clock.now()
    assert not guided()
