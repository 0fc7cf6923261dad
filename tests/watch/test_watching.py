"""The job that matches, and the mails that tell: nothing twice, nothing lost, what was put aside stays aside."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from incubator.core import clock, formatting, outbox
from incubator.core.db import db
from incubator.core.delivery import SmtpCarrier, mail_server
from incubator.core.errors import RuleViolation
from incubator.core.mail import Pace
from incubator.core.outbox import deliver_due
from incubator.watch import jobs, queries, services
from incubator.watch.models import Match, MatchState
from incubator.watch.services import alerts
from tests.factories import FactFactory, ParticipationFactory, UserFactory
from tests.watch.factories import publication, reading, store, watching

pytestmark = pytest.mark.both_databases


def matches():
    db.session.expire_all()
    return list(db.session.scalars(select(Match).order_by(Match.id)))


def run_later(**later):
    """The job as the timetable runs it, some time from now."""
    with time_machine.travel(clock.now() + timedelta(**(later or {"minutes": 1})), tick=False):
        return jobs.match_and_tell()


def listed(watch, state=MatchState.NEW):
    db.session.expire_all()
    return [match.notice.title for match in queries.matches(watch.cooperative, state, now=clock.now())]


def test_what_fits_is_found_once_with_its_reasons(app):
    watch = watching()
    store(publication(1), publication(2, "Levering van kantoorstoelen", cpvCodes=[{"code": "39112000-0"}]))
    assert run_later() == "1 new matches, 0 mails"
    assert run_later(minutes=2) == "0 new matches, 0 mails"
    (match,) = matches()
    assert match.notice.title == "Groenonderhoud Zonnewijk"
    assert match.score > 0.8
    assert {reason["kind"] for reason in match.reasons} >= {"cpv", "text", "place"}
    assert watch.matched_as is not None


def test_only_what_came_or_changed_since_is_looked_at(app):
    watching()
    store(publication(1))
    run_later()
    before = {match.id: match.found_at for match in matches()}
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        store(publication(2, "Groenonderhoud Maanwijk"))
    run_later(hours=2)
    current = matches()
    assert len(current) == 2
    assert current[0].found_at == before[current[0].id]


def test_every_group_that_watches_gets_its_own(app):
    store(publication(1))
    watching()
    other = watching({"offer.cpv": ["90910000"], "offer.keywords": ["schoonmaak"]})
    asleep = watching()
    asleep.active = False
    db.session.commit()
    run_later()
    assert len(matches()) == 1
    assert listed(other) == []


def test_closed_and_awarded_notices_are_not_matched(app):
    watching()
    store(publication(1, days=-2), publication(2, publicatieCode="EF29", aankondigingCode={"code": "AGO"}))
    assert run_later() == "0 new matches, 0 mails"


def test_what_closes_leaves_the_list_and_what_is_judged_stays(app):
    watch = watching()
    store(publication(1, days=3), publication(2, "Groenonderhoud Maanwijk", days=3))
    run_later()
    services.judge(matches()[0], MatchState.INTERESTING)
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(days=5)):
        assert listed(watch) == []
        assert listed(watch, MatchState.INTERESTING) == ["Groenonderhoud Zonnewijk"]


def test_a_dismissed_match_stays_dismissed(app):
    watch = watching()
    store(publication(1))
    run_later()
    services.judge(matches()[0], MatchState.DISMISSED, because="Te groot")
    db.session.commit()
    services.match_again(watch, now=clock.now())
    db.session.commit()
    run_later(days=1)
    (match,) = matches()
    assert (match.state, match.dismissed_because) == (MatchState.DISMISSED, "Te groot")


def test_dismissing_asks_why(app):
    watching()
    store(publication(1))
    run_later()
    with pytest.raises(RuleViolation):
        services.judge(matches()[0], MatchState.DISMISSED, because="  ")


def correct(old, new):
    new.corrects_id = old.id
    new.updated_at = clock.now()
    db.session.commit()


@pytest.mark.parametrize("state", [MatchState.DISMISSED, MatchState.INTERESTING])
def test_a_correction_takes_over_the_judgement(app, state):
    watching()
    (old,) = store(publication(1))
    run_later()
    services.judge(matches()[0], state, because="Te ver")
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        (new,) = store(publication(2, days=40, kenmerk=1))
        correct(old, new)
    assert run_later(hours=2).startswith("0 new matches")
    (match,) = matches()
    assert (match.notice_id, match.state) == (new.id, state)


def test_a_correction_with_another_deadline_is_told_again_unless_put_aside(app):
    watch = watching()
    reading(watch)
    (old,) = store(publication(1))
    assert run_later() == "1 new matches, 1 mails"
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        (new,) = store(publication(2, days=40, kenmerk=1))
        correct(old, new)
    assert run_later(hours=2) == "0 new matches, 1 mails"
    services.judge(matches()[0], MatchState.DISMISSED, because="Te ver")
    db.session.commit()
    with time_machine.travel(clock.now() + timedelta(hours=3)):
        (newest,) = store(publication(3, days=50, kenmerk=1))
        correct(new, newest)
    assert run_later(hours=4) == "0 new matches, 0 mails"


def test_a_changed_profile_drops_what_no_longer_fits_and_the_mailed_link_still_works(app, client, sign_in):
    watch = watching()
    person = reading(watch)
    store(publication(1), publication(2, "Schoonmaak van kantoren", cpvCodes=[{"code": "90919200-4"}]))
    run_later()
    assert listed(watch) == ["Groenonderhoud Zonnewijk"]
    later = clock.now() + timedelta(minutes=1)
    for key, value in (
        ("offer.cpv", ["90910000"]),
        ("offer.keywords", ["schoonmaak"]),
        ("offer.description", "Wij maken schoon"),
    ):
        FactFactory(cooperative=watch.cooperative, key=key, value=value, recorded_at=later)
    services.match_again(watch, now=clock.now())
    db.session.commit()
    assert listed(watch) == ["Schoonmaak van kantoren"]
    page = sign_in(client, person).get(f"/cooperaties/{watch.cooperative.slug}/kansen/{matches()[0].id}")
    assert page.status_code == 200


def test_a_changed_profile_forgets_what_nobody_heard_of(app):
    watch = watching()
    store(publication(1))
    assert services.match_again(watch, now=clock.now()) == 1
    FactFactory(cooperative=watch.cooperative, key="offer.exclude", value=["Zonnewijk"])
    services.match_again(watch, now=clock.now())
    db.session.commit()
    assert matches() == []


def alert(reader_count=1, titles=("Groenonderhoud Zonnewijk",)):
    watch = watching(name="Coöperatie De Tuin")
    people = [reading(watch) for _ in range(reader_count)]
    store(*(publication(number, title) for number, title in enumerate(titles, 1)))
    run_later()
    return watch, people


def deliver(mailbox):
    """What the outbox holds, some minutes later."""
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        return deliver_due(SmtpCarrier(mail_server(mailbox.url)))


def test_a_mail_says_which_notice_by_when_from_whom_and_why(app, mailbox):
    watch, (reader,) = alert()
    assert deliver(mailbox).sent == 1
    (mail,) = mailbox.messages
    (match,) = matches()
    day = formatting.as_date(match.notice.deadline)
    assert mail["Subject"] == f"Nieuwe aankondiging, inleveren voor {day}: Groenonderhoud Zonnewijk"
    assert mailbox.recipients == [[reader.email]]
    text = mailbox.text()
    assert "Van: Gemeente Utrecht" in text
    assert f"Uiterste moment: {formatting.as_deadline(match.notice.deadline)}" in text
    assert "10.00 uur" in text
    assert "Beplanten en onderhouden van groengebieden" in text
    assert "Gaat over groenonderhoud" in text
    assert f"/cooperaties/{watch.cooperative.slug}/kansen/{match.id}" in text
    assert f"/cooperaties/{watch.cooperative.slug}/kansen/op/{match.notice_id}/waarom" in text


@pytest.mark.parametrize(
    ("titles", "button"),
    [(["Groenonderhoud A"], "Bekijk deze aankondiging"), (["Groenonderhoud A", "Groen B"], "Bekijk ze allemaal")],
)
def test_the_button_speaks_of_as_many_as_there_are(app, mailbox, titles, button):
    alert(titles=titles)
    deliver(mailbox)
    buttons = [button for button in ("Bekijk deze aankondiging", "Bekijk ze allemaal") if button in mailbox.text()]
    assert buttons == [button]


def visible(html_text):
    body = html_text.partition("<body")[2].partition(">")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_both_forms_of_the_mail_say_the_same(app, mailbox):
    alert(titles=("Groenonderhoud Zonnewijk", "Groenonderhoud & beheer <Maanwijk>"))
    deliver(mailbox)
    html_text = mailbox.html().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    links = set(re.findall(r'href="([^"]+)"', mailbox.html()))
    for line in mailbox.text().splitlines():
        sentence = line.strip(" *-:")
        for link in re.findall(r"https?://\S+", sentence):
            assert link in links
            sentence = sentence.replace(link, "").strip(" :")
        assert " ".join(sentence.split()) in " ".join(re.sub(r"</?(?!Maanwijk)[^>]+>", " ", html_text).split()), line
    assert visible(mailbox.html())


def test_one_person_gets_one_mail_about_all_groups(app, mailbox):
    reader = UserFactory()
    for name in ("De Tuin", "Het Perk"):
        reading(watching(name=name), user=reader)
    store(publication(1), publication(2, "Groenonderhoud Maanwijk"))
    assert run_later() == "4 new matches, 1 mails"
    deliver(mailbox)
    (mail,) = mailbox.messages
    assert mail["Subject"].startswith("2 nieuwe aankondigingen")
    assert mailbox.text().count("Voor: De Tuin (Ons werk), Het Perk (Ons werk)") == 2
    assert run_later(minutes=5) == "0 new matches, 0 mails"


def test_a_mail_holds_nothing_of_other_people(app, mailbox):
    _watch, people = alert(reader_count=2)
    deliver(mailbox)
    assert len(mailbox.messages) == 2
    for mail, (to,) in zip(mailbox.messages, mailbox.recipients, strict=True):
        other = next(person for person in people if person.email != to)
        assert other.name not in mail.as_string()
        assert other.email not in mail.as_string()


def test_who_stopped_the_mails_or_left_gets_none(app):
    watch = watching()
    ParticipationFactory(cooperative=watch.cooperative)
    reading(watch, Pace.NONE)
    reading(watch, until=clock.today())
    reading(watch, user=UserFactory(deactivated_at=clock.now()))
    store(publication(1))
    assert run_later() == "1 new matches, 0 mails"


def pace(reader):
    (subscription,) = queries.subscriptions_of(reader)
    return subscription.pace


def stop_address(mailbox):
    header = mailbox.messages[-1]["List-Unsubscribe"]
    assert mailbox.messages[-1]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return header.strip(" <>").removeprefix("http://localhost")


def test_one_click_stops_the_mails_of_this_person_without_signing_in(app, client, mailbox):
    _watch, people = alert(reader_count=2)
    deliver(mailbox)
    reader = next(person for person in people if person.email == mailbox.recipients[-1][0])
    other = next(person for person in people if person is not reader)
    answer = client.post(stop_address(mailbox), data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    db.session.expire_all()
    assert (pace(reader), pace(other)) == (Pace.NONE, Pace.AT_ONCE)
    assert reader.mail_notices is Pace.AT_ONCE  # about what they follow


def test_opening_the_link_only_asks(app, client, mailbox):
    _watch, (reader,) = alert()
    deliver(mailbox)
    page = client.get(stop_address(mailbox))
    assert "Stop deze mails" in page.text
    db.session.expire_all()
    assert pace(reader) is Pace.AT_ONCE


def test_the_link_cannot_be_made_to_stop_someone_else(app, client, mailbox):
    watch, _people = alert()
    bystander = reading(watch)
    deliver(mailbox)
    address = stop_address(mailbox)
    payload, _, rest = address.rpartition("/")[2].partition(".")
    forged = [
        address.replace(payload, payload[:-1] + ("A" if payload[-1] != "A" else "B")),
        address.rpartition("/")[0] + f"/{bystander.id}",
        address.rpartition("/")[0] + f"/alerts.{bystander.id}",
        address[:-2],
    ]
    for attempt in forged:
        assert client.post(attempt, data={"List-Unsubscribe": "One-Click"}).status_code == 410
    db.session.expire_all()
    assert pace(bystander) is Pace.AT_ONCE
    assert rest


def test_a_run_that_breaks_off_tells_nothing_it_did_not_store(app, monkeypatch):
    watch = watching()
    reading(watch)
    store(publication(1))

    def break_off(**_kwargs):
        raise RuntimeError("no power")

    with monkeypatch.context() as patched:
        patched.setattr(alerts, "tell", break_off)
        with pytest.raises(RuntimeError):
            run_later()
    assert len(matches()) == 1
    assert outbox.mails() == []
    assert run_later(minutes=5) == "0 new matches, 1 mails"


def test_reasons_are_stored_as_plain_json(app):
    watching()
    store(publication(1))
    run_later()
    assert json.loads(json.dumps(matches()[0].reasons)) == matches()[0].reasons


def test_a_reserved_lot_and_amounts_of_lots_reach_the_engine(app):
    (notice,) = store(publication(1))
    notice.data = {
        **notice.data,
        "lots": [
            {"id": "1", "value": {"amount": "1250.50", "currency": "EUR"}, "places": ["NL414"]},
            {"id": "2", "value": {"amount": "99", "currency": "NOK"}, "reserved": "sheltered"},
            {"id": "G", "kind": "group", "value": {"amount": "5000", "currency": "EUR"}},
        ],
    }
    notice.value_cents, notice.value_currency = 100_000, "NOK"
    taken = queries.matchable(notice, clock.now())
    assert taken.places == ("NL350", "NL414")
    assert (taken.lot_values, taken.reserved, taken.value) == ((1250,), "sheltered", None)
