"""A coach whose account is closed leaves no work behind that nobody reads."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.accounts import services as accounts
from incubator.cooperatives.queries.people import coaches_of
from incubator.core import clock
from incubator.core.outbox import OutgoingMail
from incubator.reviews import services
from incubator.reviews.values import RoundStage
from tests.factories import CoachAssignmentFactory, ManagerFactory
from tests.reviews.conftest import claimed


@pytest.fixture(params=["for a while", "for good"])
def close(request):
    """Close an account, in both ways that there are."""

    def for_a_while(user):
        accounts.deactivate(user, now=clock.now())

    def for_good(user):
        accounts.delete_account(user, known_as="Oud-coach", now=clock.now())

    return for_a_while if request.param == "for a while" else for_good


def mailed(session, work):
    """Who got the mail that this work waits again."""
    mails = session.scalars(select(OutgoingMail).where(OutgoingMail.key.like(f"put-back:{work.id}:%")))
    return sorted(mail.recipient for mail in mails)


def test_the_work_goes_back_to_the_queue_and_the_other_coaches_hear_of_it(people, approved, session, close):
    other = CoachAssignmentFactory(cooperative=people[0]).user
    work = claimed(people)
    services.save_remarks(work, {"a": "Voor wie?"}, "", coach=people[2], now=clock.now())
    close(people[2])
    assert (work.stage, work.coach) == (RoundStage.SUBMITTED, None)
    assert mailed(session, work) == [other.email]
    assert [remark.text for remark in work.remarks] == ["Voor wie?"]
    services.claim(work, coach=other, now=clock.now())


def test_where_no_coach_is_left_the_managers_hear_of_it(people, approved, session, close):
    manager = ManagerFactory()
    work = claimed(people)
    close(people[2])
    assert mailed(session, work) == [manager.email]


def test_what_was_decided_stays_with_who_decided(people, approved, session, close):
    work = claimed(people)
    services.approve(work, "Mooi.", coach=people[2], now=clock.now())
    close(people[2])
    assert (work.stage, work.coach_id) == (RoundStage.APPROVED, people[2].id)
    assert mailed(session, work) == []


def test_who_has_no_account_any_more_guides_nobody(people, close):
    close(people[2])
    assert coaches_of(people[0]) == []


def test_reminders_do_not_go_to_a_closed_account_alone(people, approved, session):
    other = CoachAssignmentFactory(cooperative=people[0]).user
    work = claimed(people)
    people[2].deactivated_at = clock.now()  # closed before this was looked after
    session.flush()
    assert services.remind(now=work.handed_in_at + timedelta(days=7)) == 1
    reminded = session.scalars(select(OutgoingMail.recipient).where(OutgoingMail.key.like("nudge:%"))).all()
    assert reminded == [other.email]
