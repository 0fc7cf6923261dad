"""A profile is followed in a reader and in a calendar, at an address that is one person's secret."""

import re
from datetime import timedelta

import feedparser
import pytest
from icalendar import Calendar
from lxml import etree

from incubator.core import clock
from incubator.core.db import db
from incubator.core.limits import limiter
from incubator.core.secret_addresses import SecretAddress
from incubator.notices.models import Notice
from incubator.watch import services
from incubator.watch.models import Match, MatchState, end_of_day
from incubator.watch.services import from_notice, profiles
from tests.factories import CooperativeFactory, ParticipationFactory, UserFactory
from tests.watch.factories import publication, store, watching

HOSTILE = '<script>alert("x")</script> & ]]> "tuin"\x0b\r\nSTATUS:CANCELLED'


@pytest.fixture
def watch(app):
    made = watching(name="De Bezem", slug="de-bezem")
    store(publication(1), publication(2, "Onderhoud van perken"))
    services.match_again(made, now=clock.now())
    db.session.commit()
    return made


@pytest.fixture
def member(watch):
    return ParticipationFactory(cooperative=watch.cooperative, user=UserFactory(name="Aisha Geheim")).user


def own_addresses(client, watch):
    page = f"/cooperaties/{watch.cooperative.slug}/profielen/{watch.id}/volgen"
    client.post(page)
    return re.findall(r"http://localhost(/profielen/[^<]+)", client.get(page).text)


@pytest.fixture
def addresses(client, sign_in, watch, member):
    calendar, reader = own_addresses(sign_in(client, member), watch)
    assert (calendar[-4:], reader[-5:]) == (".ics", ".atom")
    return {"ics": calendar, "atom": reader}


def feed(app, addresses):
    answer = app.test_client().get(addresses["atom"])
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    parsed = feedparser.parse(answer.data)
    assert not parsed.bozo
    return parsed


def events(app, addresses):
    answer = app.test_client().get(addresses["ics"])
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    return Calendar.from_ical(answer.data).walk("VEVENT")


def test_a_reader_gets_what_was_found_without_signing_in(app, addresses):
    parsed = feed(app, addresses)
    assert parsed.feed.title == "De Bezem: Ons werk"
    assert {entry.title for entry in parsed.entries} == {"Groenonderhoud Zonnewijk", "Onderhoud van perken"}
    for entry in parsed.entries:
        assert entry.author == "Gemeente Utrecht"
        assert re.search(r"/aankondigingen/\d+$", entry.link)
        assert "Waarom:" in entry.summary


def test_the_feed_has_what_rfc_4287_asks(app, addresses):
    atom = {"a": "http://www.w3.org/2005/Atom"}
    root = etree.fromstring(app.test_client().get(addresses["atom"]).data)
    for place in ("/a:feed", "//a:entry"):
        for node in root.xpath(place, namespaces=atom):
            for name in ("id", "title", "updated"):
                assert len(node.findall(f"a:{name}", atom)) == 1
    names = root.xpath("//a:id/text()", namespaces=atom)
    assert len(set(names)) == len(names) == 3
    assert root.xpath("string(a:link[@rel='self']/@href)", namespaces=atom).endswith(addresses["atom"])


def test_an_entry_keeps_its_name_and_moves_when_the_notice_changed(app, addresses):
    before = {entry.title: entry for entry in feed(app, addresses).entries}
    notice = db.session.scalars(db.select(Notice).where(Notice.title == "Onderhoud van perken")).one()
    notice.description, notice.updated_at = "Nu met bomen.", clock.now() + timedelta(minutes=5)
    db.session.commit()
    after = {entry.title: entry for entry in feed(app, addresses).entries}
    changed, same = "Onderhoud van perken", "Groenonderhoud Zonnewijk"
    assert after[changed].id == before[changed].id
    assert after[changed].updated_parsed > before[changed].updated_parsed
    assert after[same].updated_parsed == before[same].updated_parsed


def test_matching_anew_changes_no_names_and_no_links(app, watch, addresses):
    before = feed(app, addresses).entries
    services.match_again(watch, now=clock.now())
    db.session.commit()
    after = feed(app, addresses).entries
    assert {(entry.id, entry.link, entry.updated) for entry in after} == {
        (entry.id, entry.link, entry.updated) for entry in before
    }


def test_a_calendar_gets_the_deadlines(app, addresses):
    (event, _other) = events(app, addresses)
    assert event["summary"].startswith("Sluit: ")
    assert clock.local(event["dtstart"].dt).strftime("%H:%M") == "10:00"
    assert event["status"] == "CONFIRMED"
    assert event["last-modified"].dt == event["dtstamp"].dt


def test_a_day_without_an_hour_is_a_day(app, watch, addresses):
    notice = db.session.scalars(db.select(Notice).order_by(Notice.id)).first()
    notice.deadline = notice.last_deadline = end_of_day(clock.today() + timedelta(days=20))
    notice.deadline_day_only = True
    db.session.commit()
    (day_only,) = [event for event in events(app, addresses) if notice.title in event["summary"]]
    assert day_only["dtstart"].params["value"] == "DATE"
    assert day_only["dtstart"].dt == clock.today() + timedelta(days=20)


def test_another_deadline_moves_the_same_event(app, addresses):
    before = {event["uid"]: event for event in events(app, addresses)}
    notice = db.session.scalars(db.select(Notice).order_by(Notice.id)).first()
    notice.deadline = notice.last_deadline = notice.deadline + timedelta(days=3)
    notice.updated_at = clock.now() + timedelta(minutes=5)
    db.session.commit()
    after = {event["uid"]: event for event in events(app, addresses)}
    assert set(after) == set(before)
    (moved,) = [uid for uid in after if after[uid]["dtstart"].dt != before[uid]["dtstart"].dt]
    assert after[moved]["sequence"] > before[moved]["sequence"]


def test_what_is_called_off_is_cancelled_in_the_calendar(app, addresses):
    notice = db.session.scalars(db.select(Notice).order_by(Notice.id)).first()
    notice.status = "cancelled"
    db.session.commit()
    states = {event["summary"]: event["status"] for event in events(app, addresses)}
    assert states[f"Gaat niet door: {notice.title}"] == "CANCELLED"
    assert f"Gaat niet door: {notice.title}" in {entry.title for entry in feed(app, addresses).entries}


def test_what_was_put_aside_is_not_in_it(app, addresses):
    match = db.session.scalars(db.select(Match).order_by(Match.id)).first()
    match.state, match.dismissed_because = MatchState.DISMISSED, "Te ver"
    db.session.commit()
    assert len(feed(app, addresses).entries) == 1
    assert len(events(app, addresses)) == 1


def test_a_hostile_title_breaks_neither(app, addresses):
    notice = db.session.scalars(db.select(Notice).order_by(Notice.id)).first()
    notice.title = HOSTILE
    db.session.commit()
    (entry,) = [entry for entry in feed(app, addresses).entries if "tuin" in entry.title]
    assert entry.title_detail.type == "text/plain"
    assert b"<script" not in app.test_client().get(addresses["atom"]).data
    assert {str(event["status"]) for event in events(app, addresses)} == {"CONFIRMED"}


def test_nothing_personal_is_in_either(app, watch, member, addresses):
    match = db.session.scalars(db.select(Match).order_by(Match.id)).first()
    match.state = MatchState.INTERESTING
    db.session.commit()
    for address in addresses.values():
        text = app.test_client().get(address).text
        assert "Aisha" not in text
        assert member.email not in text


def test_an_old_address_stops_at_once(app, client, watch, addresses):
    calendar, reader = own_addresses(client, watch)
    assert app.test_client().get(addresses["atom"]).status_code == 404
    assert app.test_client().get(addresses["ics"]).status_code == 404
    assert app.test_client().get(reader).status_code == 200
    assert app.test_client().get(calendar).status_code == 200


def test_who_stops_has_no_address(app, client, watch, addresses):
    client.post(f"/cooperaties/de-bezem/profielen/{watch.id}/volgen", data={"stop": "1"})
    assert app.test_client().get(addresses["atom"]).status_code == 404
    assert "Maak een adres voor mij" in client.get(f"/cooperaties/de-bezem/profielen/{watch.id}/volgen").text


def test_who_leaves_the_group_reads_nothing_any_more(app, watch, addresses):
    watch.cooperative.participations[0].until = clock.today()
    db.session.commit()
    assert app.test_client().get(addresses["atom"]).status_code == 404
    assert app.test_client().get(addresses["ics"]).status_code == 404


def test_who_is_closed_out_reads_nothing_any_more(app, member, addresses):
    member.deactivated_at = clock.now()
    db.session.commit()
    assert app.test_client().get(addresses["atom"]).status_code == 404


def test_each_person_has_an_address_of_their_own(app, sign_in, watch, addresses):
    other = ParticipationFactory(cooperative=watch.cooperative).user
    theirs = own_addresses(sign_in(app.test_client(), other), watch)
    assert not set(theirs) & set(addresses.values())
    assert app.test_client().get(addresses["atom"]).status_code == 200


def test_a_profile_that_is_removed_is_read_by_nobody(app, client, watch, addresses):
    second = profiles.add(watch.cooperative, "Scholen", now=clock.now())
    db.session.commit()
    own_addresses(client, second)
    profiles.remove(second)
    db.session.commit()
    assert [row.subject for row in db.session.scalars(db.select(SecretAddress))] == [f"profile:{watch.id}"]


def test_another_group_never_sees_the_page(client, sign_in, watch):
    other = ParticipationFactory(cooperative=CooperativeFactory()).user
    page = f"/cooperaties/de-bezem/profielen/{watch.id}/volgen"
    assert sign_in(client, other).get(page).status_code == 404
    assert client.post(page).status_code == 404


@pytest.mark.parametrize("token", ["x", "%00", "..", "a" * 400, "%F0%9F%8C%B1"])
@pytest.mark.parametrize("form", ["atom", "ics"])
def test_a_made_up_address_gives_nothing(app, watch, token, form):
    assert app.test_client().get(f"/profielen/{token}/kansen.{form}").status_code == 404


def test_the_address_of_an_agenda_opens_no_profile(app, client, sign_in, member, watch):
    sign_in(client, member).post("/agenda")
    token = re.search(r"/agenda/([^<]+)\.ics", client.get("/agenda").text).group(1)
    assert app.test_client().get(f"/profielen/{token}/kansen.atom").status_code == 404


@pytest.mark.parametrize("form", ["atom", "ics"])
def test_what_did_not_change_is_not_sent_again(app, addresses, form):
    first = app.test_client().get(addresses[form])
    assert first.headers["Cache-Control"] == "private, no-cache"
    for header in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
        again = app.test_client().get(addresses[form], headers=header)
        assert (again.status_code, again.data) == (304, b"")


def test_who_tries_many_addresses_has_to_wait(make_app, monkeypatch):
    app = make_app(rate_limits=True)
    with app.app_context():
        db.create_all()
        limiter.reset()
        answers = [app.test_client().get(f"/profielen/{number}/kansen.atom").status_code for number in range(62)]
        assert answers[0] == 404
        assert answers[-1] == 429
        limiter.reset()
        db.session.remove()
        db.engine.dispose()


def test_the_agenda_has_what_was_kept_and_what_is_followed(app, client, sign_in, member, watch):
    kept, followed = db.session.scalars(db.select(Notice).order_by(Notice.id))
    from_notice.take_up(watch.cooperative, kept, now=clock.now())
    from_notice.follow(member, followed, now=clock.now())
    db.session.commit()
    page = sign_in(client, member).get("/agenda").text
    assert f"Sluit: {kept.title}" in page
    assert f"Sluit: {followed.title}" in page
    of_group = client.get("/agenda?groep=de-bezem").text
    assert f"Sluit: {kept.title}" in of_group
    assert f"Sluit: {followed.title}" not in of_group


def test_what_is_kept_and_followed_stands_in_the_agenda_once(app, client, sign_in, member, watch):
    notice = db.session.scalars(db.select(Notice).order_by(Notice.id)).first()
    from_notice.take_up(watch.cooperative, notice, now=clock.now())
    from_notice.follow(member, notice, now=clock.now())
    db.session.commit()
    assert sign_in(client, member).get("/agenda").text.count(f"Sluit: {notice.title}") == 1


def test_what_a_group_kept_is_not_in_the_agenda_of_another(client, sign_in, watch):
    notice = db.session.scalars(db.select(Notice).order_by(Notice.id)).first()
    from_notice.take_up(watch.cooperative, notice, now=clock.now())
    db.session.commit()
    other = ParticipationFactory(cooperative=CooperativeFactory()).user
    assert notice.title not in sign_in(client, other).get("/agenda").text


@pytest.mark.parametrize("what", ["atom", "ics", "agenda"])
def test_more_rows_ask_no_more_questions(app, client, sign_in, count_queries, watch, member, addresses, what):
    path = addresses.get(what, "/agenda")

    def asked():
        client.get(path)
        count_queries()
        assert client.get(path).status_code == 200
        return count_queries()

    def add(first, last):
        notices = store(*(publication(number, f"Groenonderhoud {number}") for number in range(first, last)))
        services.match_again(watch, now=clock.now())
        for notice in notices[:2]:
            from_notice.follow(member, notice, now=clock.now())
        for notice in notices[2:]:
            from_notice.take_up(watch.cooperative, notice, now=clock.now())
        db.session.commit()

    add(10, 14)
    few = asked()
    add(20, 30)
    assert asked() == few
