"""From a notice that somebody came across: keep it, bid on it, follow it, and read why it was not matched; near misses."""

from datetime import timedelta

import pytest
from lxml import html
from sqlalchemy import select

from incubator.bids.models import Bid
from incubator.challenges.messages import verdicts as challenge_words
from incubator.challenges.values import NextAction
from incubator.cooperatives.models import ParticipationRole
from incubator.core import clock
from incubator.core.db import db
from incubator.core.mail import Pace
from incubator.core.outbox import OutgoingMail
from incubator.notices.services import import_documents
from incubator.watch import jobs, services
from incubator.watch.models import Match, MatchSource, MatchState, NoticeFollow
from incubator.watch.services import alerts, from_notice
from tests.factories import CoachFactory, CooperativeFactory, MilestoneFactory, ParticipationFactory
from tests.watch.factories import GREEN, publication, store, watching

pytestmark = pytest.mark.both_databases
OTHER_WORK = {
    "cpvCodes": [{"isHoofdOpdracht": True, "code": "72260000-5"}],
    "opdrachtBeschrijving": "Software voor zaken.",
}


@pytest.fixture
def notice(app):
    (stored,) = store(publication(1, "Software", **OTHER_WORK))
    return stored


@pytest.fixture
def founder(notice, client, sign_in):
    """Works in a cooperative that exists."""
    group = CooperativeFactory(slug="de-tuin", name="De Tuin U.A.")
    MilestoneFactory(cooperative=group, key="deed")
    person = ParticipationFactory(cooperative=group).user
    sign_in(client, person)
    return person


def section_of(client, notice):
    page = html.document_fromstring(client.get(f"/aankondigingen/{notice.id}").get_data(as_text=True))
    sections = page.find_class("for-groups")
    return " ".join(sections[0].text_content().split()) if sections else None


def only(kind):
    db.session.expire_all()
    return db.session.scalars(select(kind)).one()


def test_a_member_can_keep_any_notice_for_the_group(founder, notice, client):
    assert "Dit is iets voor ons" in section_of(client, notice)
    answer = client.post(f"/cooperaties/de-tuin/kansen/op/{notice.id}")
    assert "Bewaard voor De Tuin U.A. onder" in client.get(answer.location).get_data(as_text=True)
    kept = only(Match)
    assert (kept.state, kept.source) == (MatchState.INTERESTING, MatchSource.SELF)
    assert "Bewaard onder “Interessant”" in section_of(client, notice)
    assert notice.title in client.get("/cooperaties/de-tuin/kansen?toon=interesting").get_data(as_text=True)


def test_what_a_group_chose_itself_stays_when_everything_is_matched_anew(founder, notice, client):
    client.post(f"/cooperaties/de-tuin/kansen/op/{notice.id}")
    services.match_again(only(Match).profile, now=clock.now())
    db.session.commit()
    assert only(Match).state is MatchState.INTERESTING
    assert alerts.tell(now=clock.now()) == 0  # nobody is mailed what they chose


def test_keeping_a_notice_twice_keeps_it_once_and_brings_back_what_was_put_aside(app):
    watch = watching()
    (stored,) = store(publication(1))
    services.match_again(watch, now=clock.now())
    match = only(Match)
    services.judge(match, MatchState.DISMISSED, because="Te ver.")
    for _time in range(2):
        from_notice.take_up(watch.cooperative, stored, now=clock.now())
    db.session.commit()
    again = only(Match)
    assert (again.state, again.source, again.dismissed_because) == (MatchState.INTERESTING, MatchSource.MATCHING, None)


def test_a_bid_begins_from_any_notice(founder, notice, client):
    assert "Maak een inschrijving" in section_of(client, notice)
    assert client.post(f"/cooperaties/de-tuin/inschrijvingen/op/{notice.id}").status_code == 302
    assert only(Bid).notice_id == notice.id
    assert "Naar jullie inschrijving" in section_of(client, notice)


def test_a_group_without_a_deed_can_prepare_and_reads_when_it_can_hand_in(notice, client, sign_in):
    sign_in(client, ParticipationFactory().user)
    section = section_of(client, notice)
    assert "Maak een inschrijving" in section
    assert "Inleveren kan vanaf de dag dat de akte bij de notaris is getekend" in section
    assert "Dit is iets voor ons" in section


def test_a_call_that_has_closed_says_so_and_can_be_kept(founder, client):
    (closed,) = store(publication(2, days=-3))
    section = section_of(client, closed)
    assert "Maak een inschrijving" not in section
    assert "voorbij" in section


def test_who_works_in_two_groups_chooses_which(founder, notice, client):
    second = CooperativeFactory(name="De Bezem", slug="de-bezem")
    ParticipationFactory(cooperative=second, user=founder)
    section = section_of(client, notice)
    assert "Voor welke groep?" in section
    assert "De Tuin U.A." in section
    assert "De Bezem" in section


@pytest.mark.parametrize("who", ["visitor", "observer", "coach"])
def test_who_works_in_no_group_sees_no_buttons(notice, client, sign_in, who):
    if who == "observer":
        sign_in(client, ParticipationFactory(role=ParticipationRole.OBSERVER).user)
    elif who == "coach":
        sign_in(client, CoachFactory())
    assert section_of(client, notice) is None


def test_a_member_reads_rule_by_rule_why_a_notice_was_not_matched(notice, client, sign_in):
    watch = watching(GREEN, slug="groen")
    sign_in(client, ParticipationFactory(cooperative=watch.cooperative).user)
    assert "Waarom vonden we dit niet voor jullie?" in section_of(client, notice)
    page = " ".join(client.get(f"/cooperaties/groen/kansen/op/{notice.id}/waarom").get_data(as_text=True).split())
    assert "past voor 0% bij jullie profiel" in page
    assert "Wij melden een aankondiging vanaf 50%" in page
    assert "Niets erin lijkt op het werk in jullie profiel" in page


def test_without_a_profile_the_page_says_that_first(founder, notice, client):
    page = client.get(f"/cooperaties/de-tuin/kansen/op/{notice.id}/waarom").get_data(as_text=True)
    assert "Jullie hebben nog niet verteld welk werk jullie zoeken" in page


def mails():
    return db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)).all()


def test_a_follower_gets_one_mail_about_a_correction_and_none_when_nothing_came(founder, notice, client):
    client.post(f"/volgen/{notice.id}")
    assert "Je volgt deze aanbesteding" in section_of(client, notice)
    jobs.match_and_tell()
    assert mails() == []
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    store(publication(2, "Software, verbeterd", kenmerk=1, publicatieDatum=f"{tomorrow}T08:00:00", **OTHER_WORK))
    jobs.match_and_tell()
    jobs.match_and_tell()
    (mail,) = mails()
    assert mail.recipient == founder.email
    assert "Nieuws over Software, verbeterd" in mail.subject


def test_news_that_becomes_visible_later_than_it_came_in_is_told_too(founder, notice, client):
    """An import that began before the last mails ended after them."""
    client.post(f"/volgen/{notice.id}")
    began = clock.now() - timedelta(minutes=10)
    jobs.match_and_tell()
    import_documents([publication(2, "Software, verbeterd", kenmerk=1, **OTHER_WORK)], now=began)
    db.session.commit()
    jobs.match_and_tell()
    assert [mail.recipient for mail in mails()] == [founder.email]


def test_telling_asks_as_often_for_many_followers_as_for_one(notice, count_queries):
    def asked(followers):
        for _follower in range(followers):
            from_notice.follow(ParticipationFactory().user, notice, now=clock.now())
        db.session.commit()
        count_queries()
        from_notice.tell_followers(now=clock.now())
        return count_queries()

    assert asked(1) == asked(5)


def test_who_stopped_following_or_wants_no_mails_gets_none(founder, notice, client):
    client.post(f"/volgen/{notice.id}")
    client.post(f"/volgen/{notice.id}", data={"stop": "1"})
    assert db.session.scalars(select(NoticeFollow)).all() == []
    client.post(f"/volgen/{notice.id}")
    founder.mail_notices = Pace.NONE
    store(publication(2, "Software, verbeterd", kenmerk=1, **OTHER_WORK))
    jobs.match_and_tell()
    assert mails() == []


def test_an_empty_list_shows_what_comes_near_and_what_stands_in_the_way(client, sign_in):
    watch = watching({**GREEN, "offer.max_value": "1000"}, slug="groen")
    far_and_late = {"nutsCodes": [{"code": "NL421"}]}
    (near,) = store(publication(1, days=2, **far_and_late))
    services.match_again(watch, now=clock.now())
    db.session.commit()
    assert db.session.scalars(select(Match)).all() == []
    sign_in(client, ParticipationFactory(cooperative=watch.cooperative).user)
    page = " ".join(client.get("/cooperaties/groen/kansen").get_data(as_text=True).split())
    assert "Dit komt in de buurt" in page
    assert near.title in page
    assert "Buiten jullie gebied" in page
    assert "Dit is iets voor ons" in page


def test_every_next_step_is_said_in_words():
    assert set(challenge_words.NEXT) == set(NextAction)
