from datetime import timedelta

import pytest

from incubator.cooperatives import queries, rules, services
from incubator.cooperatives.models import FactState
from incubator.cooperatives.values import FACT_KEYS, FactKind, FactSource, FactSourceKind
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
    services.propose_fact(group, "identity.name", "De Borstel", source=INTERVIEW, author=None, now=later(1))
    assert queries.holding_values(group)["identity.name"] == "De Bezem"
    (point,) = queries.open_points(group)
    assert (point.holding.value, point.proposed.value) == ("De Bezem", "De Borstel")


def test_two_sources_that_disagree_are_two_open_points(group):
    services.propose_fact(group, "identity.name", "A", source=EXERCISE, author=None, now=later(0))
    services.propose_fact(group, "identity.name", "B", source=INTERVIEW, author=None, now=later(1))
    assert [point.proposed.value for point in queries.open_points(group)] == ["A", "B"]


def test_a_proposal_equal_to_what_holds_is_no_open_point(group):
    services.record_fact(group, "identity.name", "A", source=EXERCISE, author=None, now=later(0), approved=True)
    services.propose_fact(group, "identity.name", "A", source=INTERVIEW, author=None, now=later(1))
    assert queries.open_points(group) == []


def test_an_older_proposal_is_settled_by_a_newer_approval(group):
    services.propose_fact(group, "identity.name", "A", source=EXERCISE, author=None, now=later(0))
    services.record_fact(group, "identity.name", "B", source=INTERVIEW, author=None, now=later(1), approved=True)
    assert queries.open_points(group) == []


def test_approving_an_older_proposal_makes_it_hold(group):
    proposed = services.propose_fact(group, "identity.name", "A", source=EXERCISE, author=None, now=later(0))
    services.record_fact(group, "identity.name", "B", source=INTERVIEW, author=None, now=later(1), approved=True)
    services.approve_fact(proposed, now=later(2))
    assert queries.holding_values(group)["identity.name"] == "A"


def test_the_same_answer_from_the_same_source_is_kept_once(group):
    for minute in range(3):
        services.propose_fact(group, "identity.name", "A", source=EXERCISE, author=None, now=later(minute))
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
        services.withdraw_fact(fact)
    assert fact.state is FactState.APPROVED


@pytest.mark.parametrize(
    ("key", "raw", "stored"),
    [
        ("identity.kvk", "1234 5678", "12345678"),
        ("capital.contribution", "€ 1.250,50", "1250.50"),
        ("capital.contribution", "250", "250.00"),
        ("capital.contribution", "18,5", "18.50"),
        ("governance.board_size", "3", "3"),
        ("offer.cpv", "77310000\n90910000\n77310000", ["77310000", "90910000"]),
        ("identity.deed_date", "2026-11-24", "2026-11-24"),
        ("identity.deed_date", "24-11-2026", "2026-11-24"),
        ("people.members_count", "6.100", "6100"),
        ("people.members_count", 3, "3"),
        ("offer.max_value", "€ 10.000,-", "10000.00"),
        ("offer.max_value", 250000, "250000.00"),
        ("people.founders", [{"name": "Fatima", "email": None}], [{"name": "Fatima", "email": ""}]),
    ],
)
def test_values_are_typed(key, raw, stored):
    assert rules.typed_value(key, raw) == stored


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("identity.kvk", "1234567"),
        ("identity.kvk", "1234567a"),
        ("capital.contribution", "-5"),
        ("capital.contribution", "veel"),
        ("capital.contribution", "1,005"),
        ("governance.board_size", "NaN"),
        ("identity.deed_date", "2026-13-01"),
        ("identity.deed_date", "2201-01-01"),
        ("governance.board_size", "1e9"),
        ("governance.board_size", "2,5"),
        ("governance.board_size", "٣"),
        ("identity.legal_form_suffix", "B.V."),
        ("people.founders", [{"naam": "Fatima"}]),
        ("people.founders", "Fatima"),
        ("offer.cpv", []),
        ("identity.name", "   "),
        ("identity.name", None),
        ("no.such.key", "x"),
    ],
)
def test_a_value_of_another_type_is_refused(key, raw):
    with pytest.raises(RuleViolation):
        rules.typed_value(key, raw)


@pytest.mark.parametrize("kind", list(FactKind))
def test_every_kind_of_fact_is_in_use(kind):
    assert any(definition.kind is kind for definition in FACT_KEYS.values())


@pytest.mark.parametrize(
    ("name", "slug"), [("Groenploeg Zuid", "groenploeg-zuid"), ("Coöperatie '÷'", "cooperatie"), ("÷", "groep")]
)
def test_slugs_are_readable(name, slug):
    assert rules.slug_of(name, set()) == slug


def test_slugs_are_unique():
    assert rules.slug_of("Groep", {"groep", "groep-2"}) == "groep-3"


def test_two_approved_sources_that_disagree_are_an_open_point_until_someone_decides(group):
    first = services.record_fact(
        group, "capital.contribution", "100", source=EXERCISE, author=None, now=later(0), approved=True
    )
    second = services.record_fact(
        group, "capital.contribution", "250", source=INTERVIEW, author=None, now=later(1), approved=True
    )
    (point,) = queries.open_points(group)
    assert (point.holding, point.proposed) == (second, first)
    assert [one.key for one in queries.open_points_for(group, "statutes")] == ["capital.contribution"]
    assert queries.open_points_for(group, "watch") == []
    services.decide_fact(first, now=later(2))
    assert queries.holding_values(group) == {"capital.contribution": "100.00"}
    assert queries.open_points(group) == []


def test_keeping_what_holds_settles_what_the_other_source_said(group):
    first = services.record_fact(group, "identity.name", "A", source=EXERCISE, author=None, now=later(0), approved=True)
    second = services.record_fact(
        group, "identity.name", "B", source=INTERVIEW, author=None, now=later(1), approved=True
    )
    services.withdraw_fact(first)
    assert queries.open_points(group) == []
    assert queries.holding_facts(group)["identity.name"] is second
    assert {fact.value for fact in queries.facts(group, "identity.name")} == {"A", "B"}


@pytest.mark.parametrize("kind", [FactSourceKind.ENTERED, FactSourceKind.REGISTER, FactSourceKind.DEED])
def test_what_is_entered_by_hand_or_follows_from_a_deed_is_a_decision(group, kind):
    services.record_fact(group, "identity.name", "A", source=EXERCISE, author=None, now=later(0), approved=True)
    services.record_fact(group, "identity.name", "B", source=FactSource(kind), author=None, now=later(1), approved=True)
    assert queries.open_points(group) == []


def test_a_better_answer_of_the_same_source_is_no_disagreement(group):
    for minute, name in enumerate("AB"):
        services.record_fact(
            group, "identity.name", name, source=EXERCISE, author=None, now=later(minute), approved=True
        )
    assert queries.open_points(group) == []
