"""One mail per person per moment: at the pace of each, never the same twice, and what changed is named."""

from datetime import datetime, timedelta

import pytest
import time_machine
from lxml import html
from sqlalchemy import select

from incubator.accounts import services as accounts
from incubator.core import clock, signing
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.digests import QuietTime
from incubator.core.mail import Pace
from incubator.core.outbox import OutgoingMail
from incubator.sources.models import Source
from incubator.watch import jobs, queries, services
from incubator.watch.messages import STOP
from incubator.watch.models import MailedNotice, MatchState
from incubator.watch.queries.terms import digest_of_terms
from incubator.watch.services import alerts, from_notice, profiles, subscriptions
from tests.factories import CoachFactory, CooperativeFactory, ParticipationFactory, UserFactory
from tests.watch.factories import publication, reading, store, watching

pytestmark = pytest.mark.both_databases
WEDNESDAY = "2026-11-25T10:00:00+00:00"


@pytest.fixture
def travel():
    with time_machine.travel(datetime.fromisoformat(WEDNESDAY), tick=False) as travel:
        yield travel


def run(travel, **later):
    travel.shift(timedelta(**(later or {"minutes": 5})))
    db.session.expire_all()
    return jobs.match_and_tell()


def mails_to(reader=None):
    """What was said in the mails to a reader, or to all."""
    mails = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id))
    return [mail.letter for mail in mails if reader is None or mail.recipient == reader.email]


def titles(letter):
    return [item["title"] for item in letter["items"]]


def lines(letter, number=0):
    return letter["items"][number]["lines"]


def correct(old, number, **more):
    (new,) = store(publication(number, kenmerk=1, **more))
    new.corrects_id = old.id
    db.session.commit()
    return new


def change(notice, **terms):
    """The same publication, read again with other terms."""
    for name, value in terms.items():
        setattr(notice, name, value)
    notice.updated_at = clock.now()
    db.session.commit()


def test_each_reader_hears_at_a_pace_of_their_own(app, travel):
    watch = watching()
    at_once, daily, weekly = (reading(watch, pace) for pace in (Pace.AT_ONCE, Pace.DAILY, Pace.WEEKLY))
    run(travel)
    store(publication(1))
    run(travel)
    assert [len(mails_to(reader)) for reader in (at_once, daily, weekly)] == [1, 0, 0]
    travel.move_to(datetime.fromisoformat("2026-11-26T07:01:00+00:00"))
    store(publication(2, "Groenonderhoud Maanwijk"))
    run(travel)
    assert [len(mails_to(reader)) for reader in (at_once, daily, weekly)] == [2, 1, 0]
    assert sorted(titles(*mails_to(daily))) == ["Groenonderhoud Maanwijk", "Groenonderhoud Zonnewijk"]
    travel.move_to(datetime.fromisoformat("2026-11-30T07:01:00+00:00"))
    run(travel)
    assert [len(mails_to(reader)) for reader in (at_once, daily, weekly)] == [2, 1, 1]


def test_quiet_hours_hold_a_mail_back_and_one_mail_says_it_all_afterwards(app, travel):
    reader = reading(watching())
    subscriptions.keep_quiet(reader, QuietTime(22, 7))
    db.session.commit()
    travel.move_to(datetime.fromisoformat("2026-11-25T22:30:00+00:00"))
    store(publication(1))
    run(travel)
    store(publication(2, "Groenonderhoud Maanwijk"))
    run(travel)
    assert mails_to() == []
    travel.move_to(datetime.fromisoformat("2026-11-26T06:00:00+00:00"))
    run(travel)
    assert len(titles(*mails_to())) == 2


def test_monday_covers_the_weekend(app, travel):
    watch = watching()
    at_once, daily, working = reading(watch), reading(watch, Pace.DAILY), reading(watch)
    for reader in (at_once, daily):
        subscriptions.keep_quiet(reader, QuietTime(weekend=True))
    db.session.commit()
    travel.move_to(datetime.fromisoformat("2026-11-28T09:00:00+00:00"))
    run(travel)
    store(publication(1))
    run(travel)
    run(travel, hours=24)
    assert [len(mails_to(reader)) for reader in (at_once, daily, working)] == [0, 0, 1]
    travel.move_to(datetime.fromisoformat("2026-11-30T07:00:00+00:00"))
    run(travel)
    assert [len(mails_to(reader)) for reader in (at_once, daily, working)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("quiet", "moment", "holds"),
    [
        (QuietTime(), "2026-11-28T03:00", False),
        (QuietTime(22, 7), "2026-11-25T22:00", True),
        (QuietTime(22, 7), "2026-11-25T06:59", True),
        (QuietTime(22, 7), "2026-11-25T07:00", False),
        (QuietTime(9, 17), "2026-11-25T12:00", True),
        (QuietTime(9, 17), "2026-11-25T17:00", False),
        (QuietTime(9, 9), "2026-11-25T09:00", False),
        (QuietTime(weekend=True), "2026-11-27T23:59", False),
        (QuietTime(weekend=True), "2026-11-28T00:00", True),
        (QuietTime(weekend=True), "2026-11-30T07:59", True),
        (QuietTime(weekend=True), "2026-11-30T08:00", False),
    ],
)
def test_quiet_is_on_a_clock_in_the_netherlands(quiet, moment, holds):
    assert quiet.holds(datetime.fromisoformat(moment).replace(tzinfo=clock.AMSTERDAM)) is holds


def test_a_mail_says_all_that_one_decides_by(app, travel):
    watch = watching()
    reading(watch)
    store(publication(1))
    run(travel)
    (letter,) = mails_to()
    text = "\n".join(lines(letter))
    for part in ("Van: Gemeente Utrecht", "Utrecht", "nog 30 dagen", "groenonderhoud"):
        assert part in text
    (notice_link,) = letter["items"][0]["links"]
    assert notice_link[1].endswith("/waarom")


def test_a_moved_deadline_is_mailed_once_with_both_moments(app, travel):
    reading(watching())
    (old,) = store(publication(1))
    run(travel)
    correct(old, 2, days=40)
    run(travel)
    run(travel)
    _first, second = mails_to()
    (changed,) = [line for line in lines(second) if "25 december" in line and "4 januari" in line]
    assert changed.index("25 december") < changed.index("4 januari")


def test_the_same_publication_read_again_is_mailed_only_when_it_says_something_else(app, travel):
    reading(watching())
    (notice,) = store(publication(1))
    run(travel)
    change(notice, title="Groenonderhoud in de Zonnewijk")
    run(travel)
    assert len(mails_to()) == 1
    change(notice, value_cents=12_500_000, value_currency="EUR", documents_url="https://example.org/stukken")
    run(travel)
    run(travel)
    _first, second = mails_to()
    assert "125.000" in lines(second)[0]
    (mailed,) = db.session.scalars(select(MailedNotice))
    assert mailed.digest == digest_of_terms(mailed.terms)


def test_a_correction_of_a_correction_that_went_by_unmailed_is_compared_with_what_was_mailed(app, travel):
    reading(watching(), Pace.DAILY)
    (old,) = store(publication(1))
    run(travel, hours=24)
    newer = correct(old, 2, days=40)
    run(travel)
    correct(newer, 3, days=29)  # back to where it was, a day later
    run(travel, hours=24)
    assert len(mails_to()) == 1


def test_what_a_colleague_put_aside_is_not_mailed_any_more(app, travel):
    watch = watching()
    reading(watch, Pace.DAILY)
    store(publication(1))
    run(travel)
    services.judge(queries.matches(watch.cooperative, now=clock.now())[0], MatchState.DISMISSED, because="Te ver")
    db.session.commit()
    run(travel, hours=24)
    assert mails_to() == []


def test_a_notice_that_fits_two_profiles_stands_once_in_a_mail(app, travel):
    watch = watching()
    copy = profiles.add(watch.cooperative, "Perken", copy_of=watch, now=watch.created_at)
    reader = reading(watch)
    subscriptions.subscribe(reader, copy, now=watch.created_at)
    db.session.commit()
    store(publication(1))
    run(travel)
    run(travel)
    (letter,) = mails_to()
    assert titles(letter) == ["Groenonderhoud Zonnewijk"]
    assert "Ons werk" in lines(letter)[0]
    assert "Perken" in lines(letter)[0]


def test_who_subscribes_later_hears_of_what_comes_from_then_on(app, travel):
    watch = watching()
    store(publication(1))
    run(travel)
    travel.shift(timedelta(minutes=1))
    reader = ParticipationFactory(cooperative=watch.cooperative).user
    subscriptions.subscribe(reader, watch, now=clock.now())
    db.session.commit()
    store(publication(2, "Groenonderhoud Maanwijk"))
    run(travel)
    assert titles(*mails_to()) == ["Groenonderhoud Maanwijk"]


def test_a_source_that_is_broken_is_named_in_the_mail(app, travel):
    reading(watching())
    db.session.add(
        Source(
            name="TenderNed",
            kind="tenderned",
            url="https://www.tenderned.nl/papi",
            created_at=clock.now() - timedelta(days=30),
            failures=20,
            failing_since=clock.now() - timedelta(days=2),
        )
    )
    db.session.commit()
    store(publication(1))
    run(travel)
    (letter,) = mails_to()
    assert "TenderNed" in letter["closing"][-1]


def killed(*_arguments, **_options):
    raise KeyboardInterrupt


def tell_and_be_killed():
    with transaction(actor=SYSTEM):
        alerts.tell(now=clock.now())
        raise KeyboardInterrupt


@pytest.mark.parametrize("place", ["send_alert", "digest_of_terms", "at the end"])
def test_a_stop_between_noting_and_queueing_loses_nothing_and_sends_nothing_twice(app, travel, monkeypatch, place):
    reading(watching())
    store(publication(1))
    with monkeypatch.context() as patched:
        patched.setattr(alerts, place, killed, raising=False)
        with pytest.raises(KeyboardInterrupt):
            tell_and_be_killed() if place == "at the end" else run(travel)
    db.session.rollback()
    assert mails_to() == []
    assert db.session.scalars(select(MailedNotice)).all() == []
    run(travel)
    run(travel)
    assert len(mails_to()) == 1


def test_telling_asks_as_often_for_many_as_for_few(app, count_queries):
    def asked(start, readers):
        watch = watching()
        for _reader in range(readers):
            reading(watch)
        store(*(publication(start + number, f"Groenonderhoud {number}") for number in range(readers)))
        with transaction(actor=SYSTEM):
            services.match_changed_profiles(now=clock.now())
            services.match_changed_notices(now=clock.now())
        count_queries()
        with transaction(actor=SYSTEM):
            assert alerts.tell(now=clock.now())
        return count_queries()

    few = asked(1, 1)
    # Each mail and each note is stored with a statement of its own.
    many = asked(100, 4)
    assert many <= few + 40, (few, many)


def test_who_makes_a_profile_is_subscribed_and_for_a_coach_the_coordinators_are(app):
    own, other = CooperativeFactory(), CooperativeFactory()
    founder = ParticipationFactory(cooperative=own).user
    coordinator = ParticipationFactory(cooperative=other, role="coordinator").user
    ParticipationFactory(cooperative=other)
    services.begin(own, now=clock.now(), by=founder)
    services.begin(other, now=clock.now(), by=CoachFactory())
    db.session.commit()
    for reader in (founder, coordinator):
        (subscription,) = queries.subscriptions_of(reader)
        assert subscription.pace is Pace.AT_ONCE


PREFERENCES = "/account/mails"


def test_all_mails_are_chosen_on_one_page(app, client, sign_in):
    watch = watching(name="De Tuin")
    reader = reading(watch)
    cleaning = profiles.add(watch.cooperative, "Schoonmaak", now=clock.now())
    db.session.commit()
    page = sign_in(client, reader).get(PREFERENCES)
    assert "De Tuin: Ons werk" in page.text
    assert "De Tuin: Schoonmaak" in page.text
    data = {
        "mail_work": "daily",
        "mail_notices": "none",
        f"profile_{watch.id}": "weekly",
        f"profile_{cleaning.id}": "daily",
        "quiet_from": "22",
        "quiet_until": "7",
        "quiet_weekend": "y",
    }
    assert client.post(PREFERENCES, data=data).status_code == 302
    db.session.expire_all()
    assert (reader.mail_work, reader.mail_notices) == (Pace.DAILY, Pace.NONE)
    assert [subscription.pace for subscription in queries.subscriptions_of(reader)] == [Pace.WEEKLY, Pace.DAILY]
    assert queries.hours_of(reader).quiet == QuietTime(22, 7, True)
    document = html.document_fromstring(client.get(PREFERENCES).text)
    assert document.get_element_by_id(f"profile_{watch.id}").value == "weekly"
    assert document.get_element_by_id("quiet_from").value == "22"


@pytest.mark.parametrize(
    "wrong",
    [
        {"quiet_from": "22", "quiet_until": ""},
        {"quiet_from": "22", "quiet_until": "22"},
        {"quiet_from": "25"},
        {"mail_work": "soon"},
    ],
)
def test_wrong_input_keeps_what_was_typed_and_stores_nothing(app, client, sign_in, wrong):
    watch = watching()
    reader = reading(watch)
    data = {"mail_work": "daily", f"profile_{watch.id}": "weekly", **wrong}
    page = sign_in(client, reader).post(PREFERENCES, data=data)
    assert page.status_code == 422
    assert html.document_fromstring(page.text).get_element_by_id(f"profile_{watch.id}").value == "weekly"
    db.session.expire_all()
    assert reader.mail_work is Pace.AT_ONCE
    assert queries.subscriptions_of(reader)[0].pace is Pace.AT_ONCE


def test_who_takes_part_subscribes_on_the_page_of_the_profiles(app, client, sign_in):
    watch = watching(slug="de-tuin")
    reader = ParticipationFactory(cooperative=watch.cooperative).user
    sign_in(client, reader)
    assert PREFERENCES in html.document_fromstring(client.get("/cooperaties/de-tuin/kansen").text).xpath(
        "//main//a/@href"
    )
    address = f"/cooperaties/de-tuin/profielen/{watch.id}/mails"
    assert address in client.get("/cooperaties/de-tuin/profielen").text
    client.post(address)
    db.session.expire_all()
    assert queries.subscriptions_of(reader)[0].pace is Pace.AT_ONCE
    links = html.document_fromstring(client.get("/cooperaties/de-tuin/kansen").text).xpath("//main//a/@href")
    assert PREFERENCES not in links
    client.post(address, data={"stop": "1"})
    db.session.expire_all()
    assert queries.subscriptions_of(reader)[0].pace is Pace.NONE


def test_a_link_of_the_time_of_one_way_out_stops_both_kinds(app, client):
    watch = watching()
    reader = reading(watch)
    assert client.post(f"/meldingen/stoppen/{signing.sign(STOP, str(reader.id))}").status_code == 200
    db.session.expire_all()
    assert (reader.mail_notices, queries.subscriptions_of(reader)[0].pace) == (Pace.NONE, Pace.NONE)


def followed(**more):
    (notice,) = store(publication(1, **more))
    reader = UserFactory()
    from_notice.follow(reader, notice, now=clock.now())
    db.session.commit()
    return notice


def test_news_names_a_moved_deadline_with_both_moments(app, travel):
    notice = followed()
    travel.shift(timedelta(minutes=1))
    correct(notice, 2, days=40)
    run(travel)
    (letter,) = mails_to()
    assert "25 december" in letter["subject"]
    assert any("4 januari" in line and "25 december" in line for line in lines(letter))


def test_news_says_to_whom_and_for_how_much(app, travel):
    notice = followed()
    travel.shift(timedelta(minutes=1))
    (award,) = store(publication(2, kenmerk=1, publicatieCode="EF29", aankondigingCode={"code": "AGO"}))
    award.data = {**award.data, "winners": [{"name": "Hoveniers BV", "value": {"amount": "100000", "currency": "EUR"}}]}
    award.family_id = notice.family_id
    db.session.commit()
    run(travel)
    (letter,) = mails_to()
    assert any("Hoveniers BV" in line and "100.000" in line for line in lines(letter))


def test_news_of_a_publication_that_is_known_says_only_what_changed_and_once(app, travel):
    notice = followed()
    travel.shift(timedelta(minutes=1))
    change(notice, documents_url="https://example.org/stukken")
    run(travel)
    run(travel)
    assert len(mails_to()) == 1
    travel.shift(timedelta(minutes=1))
    change(notice, title="Een ander woord")
    run(travel)
    assert len(mails_to()) == 1
    change(notice, own_status="cancelled")
    run(travel)
    assert len(mails_to()) == 2


def test_the_way_out_of_news_stops_news_alone(app, client, travel):
    notice = followed()
    travel.shift(timedelta(minutes=1))
    correct(notice, 2, days=40)
    run(travel)
    (letter,) = mails_to()
    assert client.post(letter["unsubscribe_url"].removeprefix("http://localhost")).status_code == 200
    db.session.expire_all()
    (follow,) = db.session.scalars(select(from_notice.NoticeFollow))
    assert follow.user.mail_notices is Pace.NONE


def test_what_someone_chose_is_in_their_download_and_goes_with_the_account(app, travel):
    reader = reading(watching(name="De Tuin"), Pace.AT_ONCE)
    subscriptions.keep_quiet(reader, QuietTime(22, 7))
    store(publication(1))
    run(travel)
    (exported,) = accounts.export_account(reader)["alerts"]
    assert (exported["group"], exported["profile"], exported["pace"]) == ("De Tuin", "Ons werk", "at-once")
    accounts.delete_account(reader, known_as="voormalig deelnemer", now=clock.now())
    db.session.commit()
    assert queries.subscriptions_of(reader) == []
    assert queries.hours_of(reader) is None
    assert db.session.scalars(select(MailedNotice)).all() == []
