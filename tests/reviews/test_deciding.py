"""Approve, approve with advice, return; and the decision of a coach who learns the work, which a lead releases."""

import pytest
from sqlalchemy import select

from incubator.accounts.services.handing_over import hand_over
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.reviews import queries, services
from incubator.reviews.permissions import may_review
from incubator.reviews.queries import QueueFilter
from incubator.reviews.queries.training import lead_of, releases
from incubator.reviews.services import training
from incubator.reviews.values import CoachDecision, RoundStage
from tests.factories import CoachAssignmentFactory, CoachFactory, ManagerFactory, ParticipationFactory
from tests.reviews.conftest import claimed, hand_in


@pytest.fixture
def lead(people, approved):
    """Who releases what the coach of the group decides; guides no group."""
    experienced = CoachFactory(name="Ruben")
    training.begin(people[2], experienced, now=clock.now())
    return experienced


@pytest.fixture
def drafted(people, lead, session):
    """Work about which a coach who learns decided to return it."""
    work = claimed(people)
    services.save_remarks(work, {"a": "Voor wie?"}, "", coach=people[2], now=clock.now())
    services.return_to_group(work, "Noem een klant.", coach=people[2], now=clock.now())
    session.commit()
    return work


def subjects(session, person):
    statement = select(OutgoingMail.subject).where(OutgoingMail.recipient == person.email)
    return list(session.scalars(statement.order_by(OutgoingMail.id)))


def test_advice_approves_and_says_that_it_is_advice(client, sign_in, people, approved, session):
    work = claimed(people)
    version = services.text_version(work)
    session.commit()
    sign_in(client, people[2])
    typed = {"version": version, "remark-a": "Kijk ook naar scholen.", "do": "advise"}
    assert client.post(f"/nakijken/{work.id}", data=typed).status_code == 302
    session.refresh(work)
    assert (work.stage, work.with_advice, approved) == (RoundStage.APPROVED, True, [1])
    assert "Goedgekeurd met advies" in client.get("/nakijken/?wie=decided").text
    sign_in(client, people[1])
    page = client.get(f"/nakijken/werk/{work.id}").text
    for shown in ("Goedgekeurd, met advies", "Kijk ook naar scholen.", "Jullie kiezen zelf wat jullie ermee doen"):
        assert shown in page


def test_advice_without_a_word_is_none(client, sign_in, people, approved, session):
    work = claimed(people)
    version = services.text_version(work)
    session.commit()
    sign_in(client, people[2])
    answer = client.post(f"/nakijken/{work.id}", data={"version": version, "do": "advise"})
    assert answer.status_code == 422
    assert "Schrijf eerst het advies" in answer.text
    assert work.with_coach


def test_an_approval_is_no_advice(people, approved):
    work = claimed(people)
    services.save_remarks(work, {"a": "Mooi."}, "", coach=people[2], now=clock.now())
    services.approve(work, "", coach=people[2], now=clock.now())
    assert not work.with_advice


def test_a_learning_coach_decides_nothing_alone(people, drafted, lead, approved, session):
    assert (drafted.stage, drafted.drafted) == (RoundStage.CLAIMED, CoachDecision.RETURN)
    assert drafted.shown_remarks == {}
    assert subjects(session, lead) == [f"Vrijgeven: Ons plan van {people[0].name}"]
    assert all("Verbeter" not in subject for subject in subjects(session, people[1]))


def test_the_group_reads_that_a_colleague_looks_along(client, sign_in, people, drafted):
    sign_in(client, people[1])
    page = client.get(f"/nakijken/werk/{drafted.id}").text
    assert "Een collega kijkt mee" in page
    assert "Noem een klant." not in page


def test_the_lead_finds_it_changes_it_and_releases_it(client, sign_in, people, drafted, lead, approved, session):
    sign_in(client, lead)
    assert "Vrij te geven" in client.get("/nakijken/").text
    assert "Ons plan" in client.get("/nakijken/?wie=release").text
    address = f"/nakijken/{drafted.id}"
    page = client.get(address).text
    assert f"{people[2].name} koos:" in page
    typed = {"version": services.text_version(drafted), "remark-a": "Voor welke school?", "verdict": "", "do": "advise"}
    answer = client.post(address, data=typed)
    assert "Goedgekeurd met advies" in client.get(answer.location).text
    session.refresh(drafted)
    assert (drafted.stage, drafted.with_advice, drafted.drafted) == (RoundStage.APPROVED, True, None)
    assert (drafted.coach, drafted.released_by) == (people[2], lead)
    assert drafted.shown_remarks["a"].author == lead
    assert approved == [1]


def test_the_lead_saves_without_releasing(people, drafted, lead):
    version = services.text_version(drafted)
    services.save_remarks(drafted, {"a": "Voor welke school?"}, "", coach=lead, now=clock.now(), opened=version)
    assert drafted.drafted is CoachDecision.RETURN
    assert services.texts_of(drafted)["a"] == "Voor welke school?"


def test_the_lead_gives_it_back_with_a_note(client, sign_in, people, drafted, lead, session):
    sign_in(client, lead)
    address = f"/nakijken/{drafted.id}"
    client.post(f"{address}/teruggeven", data={"note": "  "})
    session.refresh(drafted)
    assert drafted.drafted is CoachDecision.RETURN
    answer = client.post(f"{address}/teruggeven", data={"note": "Kijk naar de prijs."})
    assert "Teruggegeven" in client.get(answer.location).text
    session.refresh(drafted)
    assert (drafted.drafted, drafted.lead_note) == (None, "Kijk naar de prijs.")
    assert subjects(session, people[2])[-1] == f"Kijk nog eens naar: Ons plan van {people[0].name}"
    sign_in(client, people[2])
    assert "Kijk naar de prijs." in client.get(address).text
    services.return_to_group(drafted, "Noem een klant.", coach=people[2], now=clock.now())
    assert (drafted.drafted, drafted.lead_note) == (CoachDecision.RETURN, "")


def test_the_learning_coach_takes_it_back(client, sign_in, people, drafted, session):
    with pytest.raises(RuleViolation, match="Take it back first"):
        services.save_remarks(drafted, {"a": "Wie?"}, "", coach=people[2], now=clock.now())
    sign_in(client, people[2])
    assert "Neem het terug en ga verder" in client.get(f"/nakijken/{drafted.id}").text
    client.post(f"/nakijken/{drafted.id}/terugnemen")
    session.refresh(drafted)
    assert (drafted.drafted, drafted.coach) == (None, people[2])


def test_nobody_takes_over_what_waits_for_a_lead(people, drafted):
    colleague = CoachAssignmentFactory(cooperative=people[0]).user
    with pytest.raises(RuleViolation, match="waits for a colleague"):
        services.claim(drafted, coach=colleague, now=drafted.claimed_until)
    with pytest.raises(RuleViolation, match="waits for a colleague"):
        services.approve(drafted, "", coach=colleague, now=clock.now())


def test_a_manager_releases_too(people, drafted, approved):
    boss = ManagerFactory()
    assert releases(boss)
    services.approve(drafted, "", coach=boss, now=clock.now())
    assert drafted.released_by == boss


def test_a_lead_reads_what_waits_and_what_they_released(people, drafted, lead):
    assert may_review(lead, drafted)
    assert queries.round_in_sight(lead, drafted.id) == drafted
    services.approve(drafted, "", coach=lead, now=clock.now())
    assert may_review(lead, drafted)
    assert queries.round_in_sight(lead, drafted.id) == drafted


def test_a_lead_no_longer_reads_what_was_given_back(people, drafted, lead):
    services.give_back(drafted, "Kijk naar de prijs.", lead=lead, now=clock.now())
    assert not may_review(lead, drafted)
    assert queries.round_in_sight(lead, drafted.id) is None


def test_a_lead_who_takes_part_in_the_group_does_not_release(people, drafted, lead):
    ParticipationFactory(cooperative=people[0], user=lead)
    assert not may_review(lead, drafted)


def test_only_to_who_releases_the_tab_is_shown(client, sign_in, people, drafted):
    sign_in(client, people[2])
    assert "Vrij te geven" not in client.get("/nakijken/").text
    assert queries.queue(people[2], QueueFilter(who="release")).total == 0


def test_what_waits_is_in_hands_again_when_the_training_ends(people, drafted, lead):
    training.end(queries.training.trainings_of(lead)[0], now=clock.now())
    assert drafted.drafted is None
    services.return_to_group(drafted, "Noem een klant.", coach=people[2], now=clock.now())
    assert drafted.stage is RoundStage.RETURNED


@pytest.mark.parametrize("successor", [True, False])
def test_a_lead_who_stops_leaves_the_juniors_to_a_colleague_or_to_themselves(people, drafted, lead, successor):
    to = CoachFactory() if successor else None
    hand_over(lead, to, now=clock.now())
    assert lead_of(people[2]) == to
    assert (drafted.drafted is None) is (to is None)


def test_a_successor_who_learns_too_leads_nobody(people, drafted, lead):
    learning = CoachFactory()
    training.begin(learning, CoachFactory(), now=clock.now())
    hand_over(lead, learning, now=clock.now())
    assert lead_of(people[2]) is None


def test_who_can_learn_with_whom(people, lead):
    _group, founder, coach = people
    third = CoachFactory()
    for junior, leads, reason in (
        (third, third, "nobody releases their own"),
        (third, founder, "is not a coach"),
        (founder, third, "is not a coach"),
        (coach, third, "learns the work with somebody already"),
        (third, coach, "is learning the work too"),
    ):
        with pytest.raises(RuleViolation, match=reason):
            training.begin(junior, leads, now=clock.now())


def test_a_manager_begins_and_ends_a_training(client, sign_in, people, approved):
    boss, experienced = ManagerFactory(), CoachFactory(name="Ruben")
    sign_in(client, boss)
    assert "Niemand werkt zich nu in" in client.get("/nakijken/inwerken").text
    chosen = {"junior": people[2].id, "lead": experienced.id}
    assert client.post("/nakijken/inwerken", data=chosen).status_code == 302
    assert client.post("/nakijken/inwerken", data=chosen).status_code == 422
    assert f"{people[2].name} werkt zich in met Ruben" in client.get("/nakijken/inwerken").text
    (begun,) = queries.training.trainings()
    client.post(f"/nakijken/inwerken/{begun.id}/einde")
    assert lead_of(people[2]) is None
    assert client.post(f"/nakijken/inwerken/{begun.id}/einde").status_code == 404


def test_a_decision_that_the_dossier_refuses_is_not_released(people, drafted, lead, monkeypatch):
    def refuse(*_args):
        raise RuleViolation("refused here")

    kind = services.KINDS["test-work"]
    monkeypatch.setitem(services.KINDS, "test-work", type(kind)("test-work", "learning.track", refuse))
    with pytest.raises(RuleViolation, match="refused here"), transaction(actor=SYSTEM):
        services.approve(drafted, "", coach=lead, now=clock.now())
    assert drafted.drafted is CoachDecision.RETURN


def test_a_released_decision_is_the_coachs_in_the_list(people, drafted, lead):
    services.approve(drafted, "", coach=lead, now=clock.now())
    own = queries.queue(people[2], QueueFilter(who="decided", own=True))
    assert [work.id for work in own.works] == [drafted.id]


def test_a_coach_who_learns_nothing_decides_at_once(people, approved):
    work = hand_in(people)
    services.claim(work, coach=people[2], now=clock.now())
    services.approve(work, "", coach=people[2], now=clock.now())
    assert (work.stage, work.released_by, work.drafted) == (RoundStage.APPROVED, None, None)


def test_a_lead_gets_no_menu_of_a_group_whose_pages_are_closed_to_them(client, sign_in, people, drafted, lead):
    """Eleven of the twelve links of the menu would be a 404 for them; the coach of the group has it."""
    for reader, has_menu in ((lead, False), (people[2], True)):
        sign_in(client, reader)
        assert client.get(f"/cooperaties/{people[0].slug}").status_code == (200 if has_menu else 404)
        assert ('class="group-menu"' in client.get(f"/nakijken/{drafted.id}").text) is has_menu
