"""Rounds, claims, remarks and differences, for work of any kind."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.outbox import OutgoingMail
from incubator.reviews import queries, services
from incubator.reviews.permissions import may_review
from incubator.reviews.values import RoundStage, Work, WorkItem, WorkKind
from tests.factories import CoachAssignmentFactory, ManagerFactory, ParticipationFactory
from tests.reviews.conftest import claimed, hand_in


def test_work_that_is_with_the_coach_is_not_handed_in_twice(people, approved):
    hand_in(people)
    with pytest.raises(RuleViolation, match="with the coach already"):
        hand_in(people, "Wij koken.")


def test_who_presses_twice_hands_in_once(people, approved, session):
    first = hand_in(people)
    assert hand_in(people) is first
    assert session.scalar(select(func.count()).select_from(OutgoingMail)) == 2  # the coach and the founder, once


def test_only_who_took_the_work_decides(people, approved):
    work = claimed(people)
    other = CoachAssignmentFactory(cooperative=people[0]).user
    with pytest.raises(RuleViolation):
        services.approve(work, "", coach=other, now=clock.now())
    services.approve(work, "", coach=people[2], now=clock.now())
    assert approved == [1]
    assert work.stage is RoundStage.APPROVED


def test_the_second_coach_is_told_that_someone_was_first(people, approved):
    work = claimed(people)
    with pytest.raises(RuleViolation):
        services.claim(work, coach=ManagerFactory(), now=clock.now())


def test_a_return_says_why(people, approved):
    with pytest.raises(RuleViolation) as refused:
        services.return_to_group(claimed(people), "  ", coach=people[2], now=clock.now())
    assert refused.value.field == "verdict"


def test_the_group_reads_remarks_after_the_decision(people, approved):
    work = claimed(people)
    services.save_remarks(work, {"a": "Voor wie?", "unknown": "x"}, "", coach=people[2], now=clock.now())
    assert work.shown_remarks == {}
    services.return_to_group(work, "Zeg voor wie.", coach=people[2], now=clock.now())
    assert work.shown_remarks["a"].text == "Voor wie?"
    assert list(work.shown_remarks) == ["a"]


def test_a_remark_is_resolved_when_its_answer_changed(people, approved):
    work = claimed(people)
    services.save_remarks(work, {"a": "Voor wie?"}, "", coach=people[2], now=clock.now())
    services.return_to_group(work, "Zeg voor wie.", coach=people[2], now=clock.now())
    second = hand_in(people, "Wij maken scholen schoon.")
    assert second.number == 2
    assert work.remarks[0].resolved_at is not None
    assert queries.round_before(second) is work


def test_everyone_concerned_gets_one_mail(people, approved, session):
    _group, founder, coach = people
    work = claimed(people)
    services.approve(work, "Mooi.", coach=coach, now=clock.now())
    recipients = session.scalars(select(OutgoingMail.recipient).order_by(OutgoingMail.id)).all()
    assert recipients == [coach.email, founder.email, founder.email]  # handed in, the receipt, the decision


def test_a_failing_reaction_stops_the_approval(people, approved, monkeypatch):
    def refuse(*_args):
        raise RuleViolation("No.")

    monkeypatch.setitem(services.KINDS, "test-work", WorkKind("test-work", "learning.track", refuse))
    with pytest.raises(RuleViolation):
        services.approve(claimed(people), "", coach=people[2], now=clock.now())


def test_who_takes_part_does_not_review_their_own_work(people, approved):
    work = hand_in(people)
    assert may_review(people[2], work)
    ParticipationFactory(cooperative=people[0], user=people[2])
    assert not may_review(people[2], work)
    assert not may_review(people[1], work)


def test_the_queue_shows_the_longest_waiting_first_and_only_own_groups(people, approved):
    group, founder, coach = people
    hand_in(people)
    old = Work("test-work", "older", "Ouder")
    services.hand_in(group, old, [WorkItem("a", "Wat", "x")], by=founder, now=clock.now() - timedelta(days=9))
    assert [work.case.title for work in queries.queue(coach).works] == ["Ouder", "Ons plan"]
    assert queries.queue(CoachAssignmentFactory().user).works == []
    assert queries.queue(ManagerFactory()).total == 2
    oldest, total = queries.longest_waiting(coach)
    assert (oldest.title, oldest.group, total) == ("Ouder", group.name, 2)


def test_the_pages_are_for_the_coaches_of_the_group(client, sign_in, people, approved, session):
    work_id = hand_in(people).id
    sign_in(client, people[1])
    assert client.get("/nakijken/").status_code == 403
    assert client.get(f"/nakijken/{work_id}").status_code == 403
    sign_in(client, CoachAssignmentFactory().user)
    assert client.get(f"/nakijken/{work_id}").status_code == 404


def test_who_takes_the_work_twice_has_it_once(people, approved):
    work = claimed(people)
    since, until = work.claimed_at, work.claimed_until
    services.claim(work, coach=people[2], now=clock.now() + timedelta(minutes=1))
    assert (work.coach_id, work.claimed_at) == (people[2].id, since)
    assert work.claimed_until > until


def test_work_that_is_let_go_is_free_for_any_coach(people, approved):
    work = claimed(people)
    services.save_remarks(work, {"a": "Voor wie?"}, "", coach=people[2], now=clock.now())
    services.release(work)
    assert (work.stage, work.coach, work.claimed_at) == (RoundStage.SUBMITTED, None, None)
    assert [remark.text for remark in work.remarks] == ["Voor wie?"]


def test_work_that_nobody_reviews_is_a_mistake_of_the_programmer(people):
    unknown = Work("unknown", "plan", "Ons plan")
    with pytest.raises(ValueError, match="nobody reviews work of the kind 'unknown'"):
        services.hand_in(people[0], unknown, [WorkItem("a", "Wat", "x")], by=people[1], now=clock.now())


def test_a_remark_that_is_emptied_is_gone(people, approved):
    work = claimed(people)
    services.save_remarks(work, {"a": "Voor wie?"}, "", coach=people[2], now=clock.now())
    services.save_remarks(work, {"a": "Voor welke school?"}, "", coach=people[2], now=clock.now())
    assert [remark.text for remark in work.remarks] == ["Voor welke school?"]
    services.save_remarks(work, {"a": " "}, "", coach=people[2], now=clock.now())
    assert work.remarks == []


def test_two_tabs_of_one_coach_do_not_write_over_each_other(people, approved):
    work = claimed(people)
    opened = services.text_version(work)
    services.save_remarks(work, {"a": "Voor wie?"}, "", coach=people[2], now=clock.now(), opened=opened)
    conflicts = services.save_remarks(work, {"a": "Waar?"}, "", coach=people[2], now=clock.now(), opened=opened)
    assert conflicts == {"a": "Voor wie?"}
    assert services.texts_of(work) == {"a": "Voor wie?", "verdict": ""}
    assert services.save_remarks(work, {"a": ""}, "Mooi.", coach=people[2], now=clock.now(), opened=opened) == {}
    assert services.texts_of(work) == {"a": "Voor wie?", "verdict": "Mooi."}


def test_the_download_of_someone_has_what_they_handed_in_and_remarked(people, approved):
    group, founder, coach = people
    work = claimed(people)
    services.save_remarks(work, {"a": "Voor wie?"}, "", coach=coach, now=clock.now())
    assert [entry["handed_in"] for entry in queries.work_of(founder)] == ["Ons plan"]
    assert [entry["group"] for entry in queries.work_of(founder)] == [group.name]
    assert [entry["remark"] for entry in queries.work_of(coach)] == ["Voor wie?"]
