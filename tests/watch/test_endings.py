"""Contracts that end: matched and mailed like notices, once per contract, with the end in the agenda of who keeps it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.challenges.queries import assessing as challenges
from incubator.challenges.values import Level, Verdict
from incubator.core import clock, quantities
from incubator.core.agenda import AgendaEntry
from incubator.core.db import db
from incubator.core.outbox import OutgoingMail
from incubator.formats.values import NoticeKind
from incubator.notices.services.queueing import note_changed
from incubator.watch import jobs, queries, services
from incubator.watch.models import Match, MatchState, Unsuitable
from incubator.watch.queries import endings
from incubator.watch.services import judging
from incubator.watch.values import ENDING
from tests.factories import ParticipationFactory
from tests.watch.factories import publication, reading, store, watching

pytestmark = pytest.mark.both_databases


def award(number, months=14, days=0, **more):
    """An award of a contract that ends so many months from today."""
    (notice,) = store(publication(number, typePublicatie="Gegunde opdracht", **{"kenmerk": number} | more))
    notice.kind, notice.deadline, notice.last_deadline = NoticeKind.AWARD, None, None
    notice.status = notice.own_status = "awarded"
    notice.contract_end = quantities.months_later(clock.today(), months) + timedelta(days=days)
    note_changed([notice.id])
    db.session.commit()
    return notice


def listed(watch):
    db.session.expire_all()
    return queries.matches(watch.cooperative, now=clock.now(), state=MatchState.NEW)


@pytest.mark.parametrize(
    ("months", "days", "matched"), [(14, 0, 1), (18, 0, 1), (18, 1, 0), (0, 0, 1), (0, -1, 0), (30, 0, 0)]
)
def test_a_contract_is_an_opportunity_in_the_last_months_before_its_end(app, months, days, matched):
    watch = watching()
    award(1, months, days)
    jobs.match_and_tell()
    assert len(listed(watch)) == matched


def test_it_is_found_also_by_a_profile_that_changes_later_and_by_one_that_begins_later(app):
    award(1)
    jobs.match_and_tell()
    watch = watching()
    jobs.match_and_tell()
    assert len(listed(watch)) == 1


def test_who_does_not_look_for_contracts_that_end_gets_none(app):
    watch = watching()
    assert ENDING in watch.kinds
    watch.kinds = ["competition"]
    award(1)
    jobs.match_and_tell()
    assert listed(watch) == []


def test_of_a_contract_with_several_awards_there_is_one_match_which_goes_on_with_the_newest(app):
    watch = watching()
    first = award(1)
    jobs.match_and_tell()
    (match,) = listed(watch)
    services.judge(match, MatchState.INTERESTING, now=clock.now())
    db.session.commit()
    second = award(2, months=16)
    second.family_id, second.published = first.family_id, clock.today() + timedelta(days=1)
    db.session.commit()
    jobs.match_and_tell()
    db.session.expire_all()
    (match,) = db.session.scalars(select(Match)).all()
    assert (match.notice_id, match.state) == (second.id, MatchState.INTERESTING)


def mails():
    return len(db.session.scalars(select(OutgoingMail)).all())


@pytest.mark.parametrize("missed", [0, 1])
def test_of_a_contract_with_several_awards_there_is_one_mail(app, missed):
    """Also when an award in between was never mailed, and when the newest says another value."""
    watch = watching()
    reading(watch)
    first = award(1)
    jobs.match_and_tell()
    assert mails() == 1
    for number in range(2, 3 + missed):
        later = award(number, months=14 + number, geraamdeWaarde=number * 1000)
        later.family_id, later.published = first.family_id, clock.today() + timedelta(days=number)
        later.value_cents = number * 100_000
        db.session.commit()
    jobs.match_and_tell()
    assert [match.notice_id for match in listed(watch)] == [later.id]
    assert mails() == 1
    award(9, title="Groenonderhoud Maanwijk")
    jobs.match_and_tell()
    assert mails() == 2  # another contract is


def test_the_list_the_page_and_the_mail_say_when_it_ends_and_how_long_that_still_is(app, client, sign_in):
    watch = watching(slug="de-tuin")
    reader = reading(watch)
    notice = award(1)
    jobs.match_and_tell()
    sign_in(client, reader)
    (match,) = listed(watch)
    for address in ("/cooperaties/de-tuin/kansen", f"/cooperaties/de-tuin/kansen/{match.id}"):
        page = client.get(address).text
        assert str(notice.contract_end.year) in page
        assert "14 " in page
    (mail,) = db.session.scalars(select(OutgoingMail)).all()
    assert str(notice.contract_end.year) in mail.content.decode()


@pytest.mark.parametrize(
    ("level", "flagged"), [(Level.PROMISING, 1), (Level.PERHAPS, 1), (Level.NOT_NOW, 0), (Level.NO, 0)]
)
def test_a_task_that_could_be_taken_over_is_flagged(app, monkeypatch, level, flagged):
    monkeypatch.setattr(
        challenges, "assess_each", lambda notices, **_more: [(notice, Verdict(level, ())) for notice in notices]
    )
    watch = watching()
    award(1)
    jobs.match_and_tell()
    (match,) = listed(watch)
    assert len([reason for reason in match.reasons if reason["kind"] == "challenge"]) == flagged


def agenda():
    return [(entry.due_at.date(), entry.whole_day) for entry in db.session.scalars(select(AgendaEntry))]


def test_the_end_stands_in_the_agenda_of_a_group_that_keeps_it_and_not_after_undo(app):
    watch = watching()
    notice = award(1)
    jobs.match_and_tell()
    (match,) = listed(watch)
    assert agenda() == []
    services.judge(match, MatchState.INTERESTING, now=clock.now())
    assert len(agenda()) == 1
    assert agenda()[0][1]
    judging.undo(match)
    assert agenda() == []
    services.judge(match, MatchState.INTERESTING, now=clock.now())
    services.judge(match, MatchState.DISMISSED, unsuitable=Unsuitable.TOO_FAR, now=clock.now())
    assert agenda() == []
    assert notice.contract_end is not None


def test_it_is_gone_from_the_list_once_it_has_ended(app):
    watch = watching()
    notice = award(1)
    jobs.match_and_tell()
    notice.contract_end = clock.today() - timedelta(days=2)
    db.session.commit()
    assert listed(watch) == []


def test_what_comes_within_sight_by_the_calendar_alone_is_matched(app):
    watch = watching()
    far = award(1, 18, 1)
    jobs.match_and_tell()
    assert listed(watch) == []
    far.contract_end = quantities.months_later(clock.today(), 18)  # as it looks a day later
    db.session.commit()
    jobs.match_and_tell()
    assert listed(watch) == []
    assert jobs.look_for_endings().startswith("1 ")
    jobs.match_and_tell()
    assert len(listed(watch)) == 1
    jobs.look_for_endings()
    assert jobs.match_and_tell().startswith("0 new matches")


def test_it_can_be_judged_and_bid_on_like_others_but_there_is_no_call_to_bid_on(app, client, sign_in):
    watch = watching(slug="de-tuin")
    sign_in(client, ParticipationFactory(cooperative=watch.cooperative).user)
    award(1)
    jobs.match_and_tell()
    (match,) = listed(watch)
    page = client.get(f"/cooperaties/de-tuin/kansen/{match.id}").text
    assert "inschrijvingen/op" not in page
    client.post(f"/cooperaties/de-tuin/kansen/{match.id}/interessant", data={"seen": "new"})
    db.session.expire_all()
    assert match.state is MatchState.INTERESTING


def test_only_the_newest_award_of_a_procurement_counts(app):
    first, second = award(1), award(2, months=40)
    second.family_id, second.published = first.family_id, clock.today() + timedelta(days=1)
    db.session.commit()
    assert queries.notices_to_match([first.id, second.id], clock.now()) == []
    assert endings.earlier_of([second]) == {second.id: first.id}
