"""A group lets other groups read its approved work, without data of people, as long as it wants."""

import pytest

from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.learning import queries as lessons
from incubator.reviews import services
from incubator.reviews.queries.examples import example_for, permission_of
from incubator.reviews.rules.sharing import for_others, without_contact
from incubator.reviews.services import examples
from incubator.reviews.values import Guidance, Work, WorkItem, WorkKind
from tests.factories import CooperativeFactory, ParticipationFactory
from tests.reviews.conftest import WORK, claimed
from tests.world import LESSON


@pytest.fixture
def passed(people, approved, monkeypatch):
    """Approved work of a kind that can be shared, with a private part."""
    guidance = Guidance(private=frozenset({"people"}))
    kind = WorkKind("test-work", "learning.exercise", guidance=lambda ref: guidance, shareable=True)
    monkeypatch.setitem(services.KINDS, "test-work", kind)
    items = [WorkItem("a", "Wat", "Wij maken schoon. Bel 06-12345678."), WorkItem("people", "Wie", "Fatima")]
    work = services.hand_in(people[0], WORK, items, by=people[1], now=clock.now())
    services.claim(work, coach=people[2], now=clock.now())
    services.approve(work, "", coach=people[2], now=clock.now())
    return work


@pytest.fixture
def neighbours(app):
    """Another group and its founder."""
    participation = ParticipationFactory(cooperative=CooperativeFactory(slug="buren"))
    return participation.cooperative, participation.user


PAGE = "/nakijken/voorbeeld/buren/test-work/plan"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mail fatima.b@example.org nu", "Mail (...) nu"),
        ("Bel 06 12 34 56 78 of 030-1234567.", "Bel (...) of (...)."),
        ("Bel +31 6 12345678", "Bel (...)"),
        ("Omzet 145000 in 2026, prijs 34,50", "Omzet 145000 in 2026, prijs 34,50"),
        ("Artikel 2:53 BW, 3512 JE Utrecht", "Artikel 2:53 BW, 3512 JE Utrecht"),
    ],
)
def test_addresses_and_telephone_numbers_are_hidden_and_other_numbers_are_not(text, shown):
    assert without_contact(text) == shown


def test_private_and_empty_parts_are_left_out():
    items = [WorkItem("a", "Wat", "x", "x"), WorkItem("b", "Wie", "y"), WorkItem("c", "Waar", " ")]
    assert for_others(items, {"b"}) == [WorkItem("a", "Wat", "x")]


def test_nothing_is_shown_before_a_group_allows_it(client, sign_in, passed, neighbours):
    sign_in(client, neighbours[1])
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize("with_name", [True, False])
def test_others_read_it_with_or_without_the_name(client, sign_in, people, passed, neighbours, session, with_name):
    session.commit()
    sign_in(client, people[1])
    piece = f"/nakijken/werk/{passed.id}"
    assert "Een voorbeeld voor andere groepen" in client.get(piece).text
    client.post(f"{piece}/voorbeeld", data={"with_name": "y"} if with_name else {})
    sign_in(client, neighbours[1])
    page = client.get(PAGE).text
    assert "Wij maken schoon. Bel (...)." in page
    assert "Fatima" not in page
    assert people[1].name not in page
    assert (people[0].name in page) is with_name


def test_a_group_withdraws_it_at_any_time(client, sign_in, people, passed, neighbours, session):
    examples.allow(passed, with_name=False, by=people[1], now=clock.now())
    session.commit()
    sign_in(client, people[1])
    client.post(f"/nakijken/werk/{passed.id}/voorbeeld/intrekken")
    assert permission_of(passed) is None
    client.post(f"/nakijken/werk/{passed.id}/voorbeeld/intrekken")
    sign_in(client, neighbours[1])
    assert client.get(PAGE).status_code == 404


def test_ones_own_work_is_no_example_for_oneself(people, passed, neighbours):
    examples.allow(passed, with_name=False, by=people[1], now=clock.now())
    assert example_for(people[0], "test-work", "plan") is None
    assert example_for(neighbours[0], "test-work", "plan").round == passed
    assert example_for(neighbours[0], "test-work", "other") is None


def test_who_allows_it_again_changes_the_name_alone(people, passed, neighbours):
    examples.allow(passed, with_name=False, by=people[1], now=clock.now())
    examples.allow(passed, with_name=True, by=people[1], now=clock.now())
    assert permission_of(passed).with_name


def test_only_approved_work_of_a_shareable_kind_is_an_example(people, approved):
    work = claimed(people)
    with pytest.raises(RuleViolation, match="Only approved work"):
        examples.allow(work, with_name=True, by=people[1], now=clock.now())
    services.approve(work, "", coach=people[2], now=clock.now())
    with pytest.raises(RuleViolation, match="Only approved work"):  # its kind says nothing of private parts
        examples.allow(work, with_name=True, by=people[1], now=clock.now())


def test_a_coach_and_another_group_do_not_decide_for_a_group(client, sign_in, people, passed, neighbours, session):
    session.commit()
    for person, status in ((people[2], 403), (neighbours[1], 404)):
        sign_in(client, person)
        assert client.post(f"/nakijken/werk/{passed.id}/voorbeeld").status_code == status
    assert permission_of(passed) is None


def test_a_stranger_reads_no_examples(client, sign_in, people, passed, session):
    examples.allow(passed, with_name=True, by=people[1], now=clock.now())
    session.commit()
    sign_in(client, ParticipationFactory().user)
    assert client.get(PAGE).status_code == 404


def test_the_page_that_checks_the_answers_leads_to_the_example(client, sign_in, people, approved, session):
    lesson = lessons.library().lessons[LESSON]
    work = Work("exercise", lesson.slug, lesson.exercise.title)
    passed = services.hand_in(people[0], work, [WorkItem("method", "Hoe", "Samen.")], by=people[1], now=clock.now())
    services.claim(passed, coach=people[2], now=clock.now())
    services.approve(passed, "", coach=people[2], now=clock.now())
    reader = ParticipationFactory(cooperative=CooperativeFactory(slug="buren"))
    session.commit()
    sign_in(client, reader.user)
    check = f"/leren/buren/{lesson.slug}/opdracht/controleren"
    link = f'href="/nakijken/voorbeeld/buren/exercise/{lesson.slug}"'
    assert link not in client.get(check).text
    examples.allow(passed, with_name=False, by=people[1], now=clock.now())
    session.commit()
    assert link in client.get(check).text
    assert "Samen." in client.get(f"/nakijken/voorbeeld/buren/exercise/{lesson.slug}").text
