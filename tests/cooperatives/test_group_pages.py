"""The pages of a group, as its people use them: with right and with wrong input."""

import pytest

from incubator.accounts.models import User
from incubator.cooperatives import queries
from incubator.cooperatives.models import ParticipationRole
from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.core.outbox import OutgoingMail
from tests.factories import CooperativeFactory, FactFactory, MilestoneFactory

WHERE = {"municipality": "Utrecht", "neighbourhood": "Zuid"}


def recipients():
    return list(db.session.scalars(db.select(OutgoingMail.recipient).order_by(OutgoingMail.id)))


def roles_in(group):
    return {participation.user.name: participation.role.value for participation in queries.participants(group)}


# Start


def test_who_starts_a_group_coordinates_it(browser, people):
    answer = browser("stranger").post("/cooperaties/nieuw", data=WHERE | {"name": " De Dweil "})
    assert (answer.status_code, answer.location) == (302, "/cooperaties/de-dweil")
    group = queries.cooperative_by_slug("de-dweil")
    assert (group.name, group.municipality, group.phase) == ("De Dweil", "GM0344", Phase.F0)
    assert roles_in(group) == {"Gast": "coordinator"}


def test_a_coach_who_starts_a_group_guides_it(browser, people):
    browser("other_coach").post("/cooperaties/nieuw", data=WHERE | {"name": "De Dweil"})
    group = queries.cooperative_by_slug("de-dweil")
    assert [assignment.user.name for assignment in group.coaches] == ["Anouk"]
    assert roles_in(group) == {}


def test_a_manager_starts_a_group_for_others(browser, people):
    browser("manager").post("/cooperaties/nieuw", data=WHERE | {"name": "De Dweil"})
    group = queries.cooperative_by_slug("de-dweil")
    assert (roles_in(group), group.coaches) == ({}, [])


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Dit veld is vereist"),
        ({"name": "a" * 121}, "120"),
        ({"municipality": "Atlantis"}, "geen gemeente “Atlantis”"),
        ({"municipality": ""}, "Dit veld is vereist"),
        ({"neighbourhood": "b" * 81}, "80"),
    ],
)
def test_a_group_that_cannot_start_is_refused_in_words(browser, people, wrong, sentence):
    before = queries.all_slugs()
    answer = browser("stranger").post("/cooperaties/nieuw", data=WHERE | {"name": "De Dweil"} | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert queries.all_slugs() == before


def test_starting_twice_within_a_minute_is_once(browser, people):
    client = browser("stranger")
    answers = [client.post("/cooperaties/nieuw", data=WHERE | {"name": "De Dweil"}).status_code for _ in range(2)]
    assert answers == [302, 422]
    assert queries.all_slugs() == {"de-bezem", "de-dweil"}


# List and page


def test_the_list_shows_what_is_within_sight_and_searches_by_name(browser, people):
    CooperativeFactory(name="De 100% Dweil", slug="dweil")
    assert "100% Dweil" not in browser("member").get("/cooperaties/").text
    manager = browser("manager")
    assert "De Bezem" in manager.get("/cooperaties/").text
    assert "De Bezem" not in manager.get("/cooperaties/?zoek=0%25").text
    assert "100% Dweil" in manager.get("/cooperaties/?zoek=0%25").text
    assert "Geen groep past hierbij" in manager.get("/cooperaties/?zoek=zeem").text


def test_the_page_of_a_group_shows_who_takes_part_and_what_was_reached(browser, people, bezem):
    MilestoneFactory(cooperative=bezem, key="kvk", note="12345678")
    page = browser("observer").get("/cooperaties/de-bezem").text
    for shown in ("Fatima", "Samir", "Joris", "Utrecht", "Zuid", "12345678"):
        assert shown in page
    assert "Wim" not in page


@pytest.mark.parametrize(
    ("person", "doors"),
    [
        ("observer", set()),
        ("coordinator", {"uitnodigen", "gegevens"}),
        ("coach", {"fase"}),
        ("manager", {"uitnodigen", "gegevens", "fase", "coach"}),
    ],
)
def test_a_page_offers_only_what_its_reader_may_do(browser, people, person, doors):
    client = browser(person)
    page = client.get("/cooperaties/de-bezem").text
    for door in ("uitnodigen", "gegevens", "fase", "coach"):
        path = f"/cooperaties/de-bezem/{door}"
        assert (f'href="{path}"' in page) == (door in doors)
        assert client.get(path).status_code == (200 if door in doors else 403)


# Name and place, phase, coach


def test_a_coordinator_corrects_name_and_place(browser, people, bezem):
    data = {"name": "De Borstel", "municipality": "Amersfoort", "neighbourhood": ""}
    assert browser("coordinator").post("/cooperaties/de-bezem/gegevens", data=data).status_code == 302
    assert (bezem.name, bezem.municipality, bezem.neighbourhood) == ("De Borstel", "GM0307", None)
    assert bezem.slug == "de-bezem"  # addresses that people have keep working


def test_a_municipality_that_does_not_exist_changes_nothing(browser, people, bezem):
    data = {"name": "De Borstel", "municipality": "Atlantis", "neighbourhood": ""}
    answer = browser("coordinator").post("/cooperaties/de-bezem/gegevens", data=data)
    assert answer.status_code == 422
    assert 'value="De Borstel"' in answer.text
    assert bezem.name == "De Bezem"


def test_stopping_asks_a_reason_and_starting_again_forgets_it(browser, people, bezem):
    coach = browser("coach")
    refused = coach.post("/cooperaties/de-bezem/fase", data={"phase": "stopped", "reason": "  "})
    assert refused.status_code == 422
    assert bezem.phase is Phase.F1
    coach.post("/cooperaties/de-bezem/fase", data={"phase": "stopped", "reason": "Geen leden meer."})
    assert (bezem.phase, bezem.stopped_reason) == (Phase.STOPPED, "Geen leden meer.")
    assert bezem.stopped_at is not None
    coach.post("/cooperaties/de-bezem/fase", data={"phase": "F2", "reason": "Toch weer."})
    assert (bezem.phase, bezem.stopped_reason, bezem.stopped_at) == (Phase.F2, None, None)


@pytest.mark.parametrize("phase", ["", "F9", "F5 "])
def test_a_phase_that_does_not_exist_is_refused(browser, people, bezem, phase):
    assert browser("coach").post("/cooperaties/de-bezem/fase", data={"phase": phase}).status_code == 422
    assert bezem.phase is Phase.F1


def test_the_manager_couples_a_coach_once(browser, people, bezem):
    manager = browser("manager")
    for _ in range(2):
        data = {"coach": people["other_coach"].id}
        assert manager.post("/cooperaties/de-bezem/coach", data=data).status_code == 302
    assert [assignment.user.name for assignment in bezem.coaches] == ["Joris", "Anouk"]


@pytest.mark.parametrize("person", ["member", "stranger"])
def test_only_a_coach_can_be_coupled(browser, people, bezem, person):
    data = {"coach": people[person].id}
    assert browser("manager").post("/cooperaties/de-bezem/coach", data=data).status_code == 422
    assert [assignment.user.name for assignment in bezem.coaches] == ["Joris"]


# Who takes part


@pytest.mark.parametrize(
    "wrong", [{"email": "geen adres"}, {"email": ""}, {"role": "baas"}, {"role": ""}, {"name": ""}]
)
def test_an_invitation_that_cannot_arrive_is_not_sent(browser, people, bezem, wrong):
    data = {"name": "Noor", "email": "noor@example.org", "role": "member"} | wrong
    assert browser("coordinator").post("/cooperaties/de-bezem/uitnodigen", data=data).status_code == 422
    assert recipients() == []
    assert db.session.scalar(db.select(User).where(User.email == "noor@example.org")) is None

    assert roles_in(bezem)["Samir"] == "member"
    assert recipients() == []


def test_a_role_changes_and_a_participation_ends(browser, people, bezem):
    participation = queries.participation_of(people["member"], bezem)
    path = f"/cooperaties/de-bezem/deelnemers/{participation.id}"
    coordinator = browser("coordinator")
    assert coordinator.post(path, data={"role": "coordinator"}).status_code == 302
    assert participation.role is ParticipationRole.COORDINATOR
    assert coordinator.post(f"{path}/stoppen").status_code == 302
    assert "Samir" not in roles_in(bezem)
    assert coordinator.get(path).status_code == 404
    assert browser("member").get("/cooperaties/de-bezem").status_code == 404


def test_the_last_coordinator_cannot_step_back_nor_stop(browser, people, bezem):
    participation = queries.participation_of(people["coordinator"], bezem)
    path = f"/cooperaties/de-bezem/deelnemers/{participation.id}"
    coordinator = browser("coordinator")
    refused = coordinator.post(path, data={"role": "member"})
    assert refused.status_code == 422
    assert "heeft een coördinator nodig" in refused.text
    coordinator.post(f"{path}/stoppen")
    assert "heeft een coördinator nodig" in coordinator.get("/cooperaties/de-bezem").text
    assert roles_in(bezem)["Fatima"] == "coordinator"


def test_what_one_takes_along_names_groups_and_facts(people, bezem):
    FactFactory(cooperative=bezem, author=people["coordinator"], value="De Bezem U.A.")
    (group,) = queries.groups_for_export(people["former"])
    assert (group["group"], group["role"], group["until"]) == ("De Bezem", "coordinator", "2026-09-01")
    (guided,) = queries.groups_for_export(people["coach"])
    assert (guided["group"], guided["role"]) == ("De Bezem", "coach")
    (fact,) = queries.facts_for_export(people["coordinator"])
    assert (fact["group"], fact["key"], fact["value"]) == ("De Bezem", "identity.name", "De Bezem U.A.")
    assert queries.facts_for_export(people["member"]) == []
