"""Who may do what with a group, for everybody who can be near it."""

import pytest

from incubator.accounts.models import Role
from incubator.cooperatives import permissions, queries
from incubator.cooperatives.models import Participation
from tests.factories import CoachAssignmentFactory, CooperativeFactory, FactFactory

EVERYBODY = {"coordinator", "member", "observer", "former", "stranger", "coach", "other_coach", "manager"}


def allowed(may, people, thing):
    return {name for name, person in people.items() if may(person, thing)}


@pytest.mark.parametrize(
    ("may", "who"),
    [
        (permissions.may_see, EVERYBODY),
        (permissions.may_work, {"coordinator", "member"}),
        (permissions.may_coordinate, {"coordinator", "manager"}),
        (permissions.may_guide, {"coach", "manager"}),
        (permissions.may_record, {"coordinator", "member", "coach", "manager"}),
    ],
)
def test_what_one_may_do_with_a_group(may, who, people, bezem):
    assert set(people) == EVERYBODY
    assert allowed(may, people, bezem) == who


def test_which_fact_holds_is_decided_by_coordinator_coach_and_manager(people, bezem):
    deciders = allowed(permissions.may_decide_fact, people, FactFactory(cooperative=bezem))
    assert deciders == {"coordinator", "coach", "manager"}


def test_who_takes_part_is_decided_by_coordinator_and_manager(people, bezem):
    participation = queries.participation_of(people["member"], bezem)
    assert allowed(permissions.may_change_participation, people, participation) == {"coordinator", "manager"}


def test_a_group_is_within_sight_of_who_takes_part_guides_or_manages(people, bezem):
    seeing = {name for name, person in people.items() if queries.cooperative(person, "de-bezem") is bezem}
    assert seeing == {"coordinator", "member", "observer", "coach", "manager"}


def test_a_group_that_does_not_exist_is_seen_by_nobody(people, bezem):
    assert [name for name, person in people.items() if queries.cooperative(person, "de-dweil")] == []


def test_who_is_no_coach_any_more_does_not_guide_nor_see(people, bezem):
    people["coach"].role = Role.FOUNDER
    assert not permissions.may_guide(people["coach"], bezem)
    assert queries.cooperative(people["coach"], "de-bezem") is None


def test_a_coordinator_of_one_group_is_nobody_in_another(people, bezem):
    elsewhere = CooperativeFactory(slug="elders")
    CoachAssignmentFactory(cooperative=elsewhere, user=people["other_coach"])
    assert allowed(permissions.may_work, people, elsewhere) == set()
    assert allowed(permissions.may_coordinate, people, elsewhere) == {"manager"}
    assert allowed(permissions.may_guide, people, elsewhere) == {"other_coach", "manager"}


def test_facts_and_participations_are_found_only_under_the_address_of_their_own_group(people, bezem):
    fact = FactFactory(cooperative=bezem)
    participation = queries.participation_of(people["member"], bezem)
    CooperativeFactory(slug="elders")
    manager = people["manager"]
    assert queries.fact_of(manager, "de-bezem", fact.id) is fact
    assert queries.fact_of(manager, "elders", fact.id) is None
    assert queries.fact_of(people["stranger"], "de-bezem", fact.id) is None
    assert queries.participation(manager, "de-bezem", participation.id) is participation
    assert queries.participation(manager, "elders", participation.id) is None


def test_who_stopped_has_no_participation_to_change(people, bezem):
    stopped = queries.participation_of(people["former"], bezem)
    assert isinstance(stopped, Participation)
    assert queries.participation(people["manager"], "de-bezem", stopped.id) is None
