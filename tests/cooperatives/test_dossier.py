from datetime import timedelta

import pytest

from incubator.cooperatives import queries, services
from incubator.cooperatives.models import FactState
from incubator.cooperatives.values import FactSource, FactSourceKind
from incubator.core.errors import RuleViolation
from tests.factories import SOME_MOMENT, CooperativeFactory, UserFactory

EXERCISE = FactSource(FactSourceKind.EXERCISE, "eerste-idee/naam")
INTERVIEW = FactSource(FactSourceKind.INTERVIEW, "name")


def later(minutes):
    return SOME_MOMENT + timedelta(minutes=minutes)


@pytest.fixture
def group(app):
    return CooperativeFactory()


def test_the_newest_approved_value_holds(group):
    for minute, name in enumerate(("Eerste", "Tweede")):
        services.record_fact(
            group, "identity.name", name, source=EXERCISE, author=None, now=later(minute), approved=True
        )
    assert queries.holding_values(group) == {"identity.name": "Tweede"}


def test_a_proposal_does_not_hold_and_is_an_open_point(group):
    services.record_fact(group, "identity.name", "De Bezem", source=EXERCISE, author=None, now=later(0), approved=True)
    services.record_fact(group, "identity.name", "De Borstel", source=INTERVIEW, author=None, now=later(1))
    assert queries.holding_values(group)["identity.name"] == "De Bezem"
    (point,) = queries.open_points(group)
    assert [side.value for side in point.sides] == ["De Bezem", "De Borstel"]


def test_two_proposals_that_disagree_are_one_open_point_with_both(group):
    services.record_fact(group, "identity.name", "A", source=EXERCISE, author=None, now=later(0))
    services.record_fact(group, "identity.name", "B", source=INTERVIEW, author=None, now=later(1))
    (point,) = queries.open_points(group)
    assert [side.value for side in point.sides] == ["A", "B"]
    assert queries.suggestions(group) == {}


def test_a_lone_proposal_waits_for_a_yes_and_is_no_open_point(group):
    proposed = services.record_fact(group, "identity.name", "A", source=EXERCISE, author=None, now=later(0))
    assert queries.open_points(group) == []
    assert queries.suggestions(group)["identity.name"].sides == (proposed,)
    services.settle_fact(proposed, by=None, now=later(1))
    assert queries.holding_values(group) == {"identity.name": "A"}
    assert queries.suggestions(group) == {}


def test_a_proposal_equal_to_what_holds_is_no_open_point(group):
    services.record_fact(group, "identity.name", "A", source=EXERCISE, author=None, now=later(0), approved=True)
    services.record_fact(group, "identity.name", "A", source=INTERVIEW, author=None, now=later(1))
    assert queries.open_points(group) == []


def test_an_older_proposal_is_settled_by_a_newer_approval(group):
    services.record_fact(group, "identity.name", "A", source=EXERCISE, author=None, now=later(0))
    services.record_fact(group, "identity.name", "B", source=INTERVIEW, author=None, now=later(1), approved=True)
    assert queries.open_points(group) == []


def test_of_two_proposals_the_older_can_be_chosen(group):
    older = services.record_fact(group, "identity.name", "A", source=EXERCISE, author=None, now=later(0))
    services.record_fact(group, "identity.name", "B", source=INTERVIEW, author=None, now=later(1))
    services.settle_fact(older, by=None, now=later(2))
    assert queries.holding_values(group)["identity.name"] == "A"
    assert (older.recorded_at, older.since) == (later(0), later(2))
    assert queries.open_points(group) == []


def test_the_same_answer_from_the_same_source_is_kept_once(group):
    for minute in range(3):
        services.record_fact(group, "identity.name", "A", source=EXERCISE, author=None, now=later(minute))
    assert len(queries.facts(group)) == 1


def test_history_is_kept(group):
    author = UserFactory()
    for minute, name in enumerate("ABA"):
        services.record_fact(
            group, "identity.name", name, source=EXERCISE, author=author, now=later(minute), approved=True
        )
    assert [fact.value for fact in queries.facts(group, "identity.name")] == ["A", "B", "A"]
    assert queries.holding_values(group)["identity.name"] == "A"


def test_what_was_approved_cannot_be_withdrawn(group):
    fact = services.record_fact(group, "identity.name", "A", source=EXERCISE, author=None, now=later(0), approved=True)
    with pytest.raises(RuleViolation):
        services.withdraw_fact(fact, by=None, now=later(1))
    assert fact.state is FactState.APPROVED


def test_two_approved_sources_that_disagree_are_an_open_point_until_someone_decides(group):
    first = services.record_fact(
        group, "capital.contribution", "100", source=EXERCISE, author=None, now=later(0), approved=True
    )
    second = services.record_fact(
        group, "capital.contribution", "250", source=INTERVIEW, author=None, now=later(1), approved=True
    )
    (point,) = queries.open_points(group)
    assert point.sides == (second, first)
    assert [point.key for point in queries.open_points_for(group, "statutes")] == ["capital.contribution"]
    assert queries.open_points_for(group, "watch") == []
    services.settle_fact(first, by=None, now=later(2))
    assert queries.holding_values(group) == {"capital.contribution": "100.00"}
    assert queries.open_points(group) == []


def test_keeping_what_holds_settles_what_the_other_source_said(group):
    services.record_fact(group, "identity.name", "A", source=EXERCISE, author=None, now=later(0), approved=True)
    second = services.record_fact(
        group, "identity.name", "B", source=INTERVIEW, author=None, now=later(1), approved=True
    )
    services.settle_fact(second, by=None, now=later(2))
    assert queries.open_points(group) == []
    assert queries.holding_facts(group)["identity.name"] is second
    assert {fact.value for fact in queries.facts(group, "identity.name")} == {"A", "B"}


@pytest.mark.parametrize(
    ("key", "kind"), [("offer.description", FactSourceKind.ENTERED), ("identity.name", FactSourceKind.DEED)]
)
def test_what_is_entered_by_hand_or_follows_from_a_deed_is_a_decision(group, key, kind):
    before = FactSource(FactSourceKind.IMPORT, "a.json")
    services.record_fact(group, key, "A", source=before, author=None, now=later(0), approved=True)
    services.record_fact(group, key, "B", source=FactSource(kind), author=None, now=later(1), approved=True)
    assert queries.open_points(group) == []


def test_a_better_answer_of_the_same_source_is_no_disagreement(group):
    for minute, name in enumerate("AB"):
        services.record_fact(
            group, "identity.name", name, source=EXERCISE, author=None, now=later(minute), approved=True
        )
    assert queries.open_points(group) == []
