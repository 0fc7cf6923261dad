"""What challenges do by themselves: mails about days and publications, once."""

from datetime import timedelta

import pytest

from incubator.challenges import jobs
from incubator.challenges.messages.reminding import terms_in_words
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.queries import challenging as queries
from incubator.challenges.services import gathering
from incubator.challenges.services.gathering import WrittenQuestion
from incubator.challenges.values.challenging import ChallengeState
from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.outbox import OutgoingMail
from tests.challenges.factories import challenge, moved
from tests.watch.factories import publication, store

CHANGED = {"sluitingsDatum": f"{clock.today() + timedelta(days=60)}T10:00:00"}

pytestmark = pytest.mark.both_databases


def subjects():
    return [mail.subject for mail in db.session.scalars(db.select(OutgoingMail).order_by(OutgoingMail.id))]


def handed_in(days_ago):
    """A challenge of Amsterdam, which decides in 26 weeks."""
    asked = challenge()
    day = clock.today() - timedelta(days=days_ago)
    with transaction(actor=SYSTEM):
        db.session.get_one(Challenge, asked.id).since = day
    return moved(asked, ChallengeState.SUBMITTED, on=day)


@pytest.mark.parametrize(
    ("days_ago", "mails"), [(26 * 7 - 8, 0), (26 * 7 - 7, 1), (26 * 7, 1), (26 * 7 + 1, 1), (26 * 7 + 15, 0)]
)
def test_a_group_hears_of_the_decision_a_week_before_and_when_it_is_late(app, days_ago, mails):
    handed_in(days_ago)
    assert jobs.remind() == f"{mails} reminders"
    assert jobs.remind() == "0 reminders"  # once
    assert len(subjects()) == mails


def test_nobody_is_reminded_of_what_has_been_decided(app):
    moved(handed_in(26 * 7), ChallengeState.AWARDED)
    assert jobs.remind() == "0 reminders"


def test_a_group_hears_of_an_answer_that_is_late(app):
    asked = challenge()
    with transaction(actor=SYSTEM):
        sent = clock.today() - timedelta(days=30)
        gathering.ask(asked, WrittenQuestion(("costs",), "", sent, False), today=clock.today())
    assert jobs.remind() == "1 reminders"
    moved(asked, ChallengeState.STOPPED)
    assert jobs.remind() == "0 reminders"


def test_a_group_hears_once_of_each_publication_about_its_task(app, client, sign_in):
    (notice,) = store(publication(1, "Groenonderhoud"))
    asked = challenge(notice=notice)
    assert jobs.follow_publications() == "0 mails"
    store(
        publication(
            2, "Groenonderhoud gegund", kenmerk=1, typePublicatie="Aankondiging gegunde opdracht", publicatieCode="EF29"
        )
    )
    db.session.expire_all()
    later = queries.later_publications(db.session.get_one(Challenge, asked.id))
    assert len(later) == 1
    assert jobs.follow_publications() == "1 mails"
    assert jobs.follow_publications() == "0 mails"
    sign_in(client, asked.cooperative.participations[0].user)
    path = f"/cooperaties/{asked.cooperative.slug}/uitdagingen/{asked.id}"
    assert "Groenonderhoud gegund" in client.get(path).text
    assert client.post(f"{path}/gezien").status_code == 302
    assert "Groenonderhoud gegund" not in client.get(path).text


def test_a_group_hears_once_of_a_notice_that_was_changed_in_place(app, client, sign_in):
    (notice,) = store(publication(1, "Groenonderhoud"))
    asked = challenge(notice=notice)
    store(publication(1, "Groenonderhoud"))
    assert jobs.follow_publications() == "0 mails"  # the same again is no change
    (again,) = store(publication(1, "Groenonderhoud", **CHANGED))
    assert again.id == notice.id
    assert jobs.follow_publications() == "1 mails"
    assert jobs.follow_publications() == "0 mails"
    with app.test_request_context():
        closing = terms_in_words(["deadline"])
    (mail,) = db.session.scalars(db.select(OutgoingMail)).all()
    assert closing in str(mail.letter)
    sign_in(client, asked.cooperative.participations[0].user)
    path = f"/cooperaties/{asked.cooperative.slug}/uitdagingen/{asked.id}"
    assert closing in client.get(path).text
    assert client.post(f"{path}/gezien").status_code == 302
    assert closing not in client.get(path).text
    assert jobs.follow_publications() == "0 mails"
    store(publication(1, "Groenonderhoud", opdrachtBeschrijving="Nu met bomen.", **CHANGED))
    assert jobs.follow_publications() == "1 mails"  # another change


def test_a_challenge_from_before_this_was_kept_hears_of_what_changes_from_now_on(app):
    (notice,) = store(publication(1, "Groenonderhoud"))
    asked = challenge(notice=notice)
    with transaction(actor=SYSTEM):
        db.session.get_one(Challenge, asked.id).notice_terms = None
    assert jobs.follow_publications() == "0 mails"
    store(publication(1, "Groenonderhoud", **CHANGED))
    assert jobs.follow_publications() == "1 mails"


def test_a_challenge_that_ended_hears_nothing_of_its_notice_any_more(app):
    (notice,) = store(publication(1, "Groenonderhoud"))
    moved(challenge(notice=notice), ChallengeState.STOPPED)
    store(publication(1, "Groenonderhoud", **CHANGED))
    assert jobs.follow_publications() == "0 mails"
