"""What a profile finds reaches a system of the cooperative itself: signed, at least once, and never the inside of a network."""

import hashlib
import hmac
import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from werkzeug import Response

from incubator.core import clock, connections
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.http import Client
from incubator.core.outbox import OutgoingMail
from incubator.core.web import settings
from incubator.watch import jobs, rules, services
from incubator.watch.models import DeliveryState, Match, MatchState, Webhook, WebhookDelivery
from incubator.watch.queries import webhooks as waiting
from incubator.watch.services import webhooks
from tests.factories import ParticipationFactory
from tests.watch.factories import publication, store, watching


@pytest.fixture
def clock_of_test():
    """Time stands still, and passes when the test says so."""
    with time_machine.travel("2026-11-24T09:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.fixture
def inside(app, clock_of_test, monkeypatch):
    """The application as one that may reach this machine; nobody waits for a turn."""
    monkeypatch.setattr(connections, "pause", lambda _seconds: None)
    monkeypatch.setitem(app.extensions, "incubator", replace(settings(), allow_private_sources=True))
    return app


@pytest.fixture
def watch(inside):
    return watching(name="De Bezem", slug="de-bezem")


@pytest.fixture
def coordinator(watch):
    return ParticipationFactory(cooperative=watch.cooperative, role="coordinator").user


@pytest.fixture
def page(watch):
    return f"/cooperaties/de-bezem/profielen/{watch.id}/koppeling"


class Receiver:
    """The other side: keeps what came, and answers as the test says."""

    def __init__(self):
        self.status, self.requests, self.headers = 200, [], {}

    def __call__(self, request):
        self.requests.append((dict(request.headers), request.get_data()))
        return Response("", self.status, headers=self.headers)

    @property
    def bodies(self):
        return [json.loads(body) for _headers, body in self.requests]


@pytest.fixture
def receiver(httpserver):
    answering = Receiver()
    httpserver.expect_request("/hook").respond_with_handler(answering)
    answering.url = httpserver.url_for("/hook")
    return answering


@pytest.fixture
def hook(watch, receiver):
    with transaction(actor=SYSTEM):
        webhooks.save(watch, receiver.url, "whsec_test", is_new=True, now=clock.now())
    return db.session.scalars(db.select(Webhook)).one()


@pytest.fixture
def matched(watch, hook):
    """A notice that came in after the webhook was there."""
    store(publication(1, "Groenonderhoud <Zonnewijk> & é"))
    services.match_again(watch, now=clock.now())
    db.session.commit()
    return db.session.scalars(db.select(Match)).one()


def came_of_it():
    """How many messages the job delivered, and how many did not arrive."""
    return tuple(map(int, re.findall(r"\d+", jobs.send_webhooks())))


def delivery():
    return db.session.scalars(db.select(WebhookDelivery).execution_options(populate_existing=True)).one()


def genuine(headers, body, secret="whsec_test"):
    """As docs/operations.md tells the other side to check."""
    signed = headers["Incubator-Timestamp"].encode() + b"." + body
    expected = "sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, headers["Incubator-Signature"])


def test_a_match_arrives_signed(matched, receiver):
    assert came_of_it() == (1, 0)
    ((headers, body),) = receiver.requests
    assert headers["Content-Type"] == "application/json"
    assert genuine(headers, body)
    assert not genuine(headers, body + b" ")
    assert not genuine(headers, body, "another")
    message = json.loads(body)
    assert message["event"] == "match"
    assert message["delivery"] == headers["Incubator-Delivery"]
    assert message["cooperative"] == {"slug": "de-bezem", "name": "De Bezem"}
    assert message["notice"]["title"] == "Groenonderhoud <Zonnewijk> & é"
    assert message["match"]["page"].endswith(f"/cooperaties/de-bezem/kansen/op/{matched.notice_id}/waarom")
    assert message["match"]["reasons"]


def test_it_arrives_once(matched, receiver):
    jobs.send_webhooks()
    assert came_of_it() == (0, 0)
    assert len(receiver.requests) == 1
    assert (delivery().state, delivery().body) == (DeliveryState.SENT, "")


def test_what_was_there_before_or_was_put_aside_is_not_sent(watch, receiver, clock_of_test):
    store(publication(1))
    services.match_changed_notices(now=clock.now())
    db.session.commit()
    clock_of_test.shift(timedelta(hours=1))
    with transaction(actor=SYSTEM):
        webhooks.save(watch, receiver.url, "whsec_test", is_new=True, now=clock.now())
    store(publication(2, "Onderhoud van perken"))
    services.match_changed_notices(now=clock.now())
    aside = db.session.scalars(db.select(Match).order_by(Match.id.desc())).first()
    aside.state = MatchState.DISMISSED
    db.session.commit()
    assert came_of_it() == (0, 0)


def test_a_correction_is_a_message_of_its_own(matched, receiver):
    jobs.send_webhooks()
    (other,) = store(publication(2, "Groenonderhoud Zonnewijk, nieuwe datum"))
    matched.notice_id = other.id
    db.session.commit()
    jobs.send_webhooks()
    first, second = receiver.bodies
    assert first["delivery"] != second["delivery"]
    assert second["notice"]["id"] == other.id


def test_what_did_not_arrive_comes_again_with_the_same_number_and_words(matched, receiver, clock_of_test):
    receiver.status = 500
    assert came_of_it() == (0, 1)
    assert (delivery().state, delivery().answered) == (DeliveryState.FAILED, 500)
    assert came_of_it() == (0, 0)
    receiver.status = 204
    clock_of_test.shift(timedelta(minutes=2))
    assert came_of_it() == (1, 0)
    first, second = receiver.requests
    assert first[0]["Incubator-Delivery"] == second[0]["Incubator-Delivery"]
    assert first[1] == second[1]
    assert first[0]["Incubator-Timestamp"] != second[0]["Incubator-Timestamp"]
    assert genuine(*second)


def test_the_waits_grow_and_end(matched, receiver, clock_of_test, hook, monkeypatch):
    monkeypatch.setattr(webhooks, "GIVEN_UP_AFTER", timedelta(days=365))
    receiver.status = 503
    for wait in (timedelta(0), *webhooks.WAITS):
        clock_of_test.shift(wait)
        assert came_of_it() == (0, 1)
    assert delivery().state is DeliveryState.DEAD
    clock_of_test.shift(timedelta(days=9))
    assert came_of_it() == (0, 0)


def test_nothing_is_lost_of_a_system_that_is_away_until_its_connection_goes_off(matched, receiver, clock_of_test, hook):
    receiver.status = 503
    while hook.active:
        jobs.send_webhooks()
        clock_of_test.shift(timedelta(hours=1))
        db.session.refresh(hook)
    assert delivery().state is DeliveryState.FAILED
    receiver.status = 200
    with transaction(actor=SYSTEM):
        webhooks.set_active(hook.profile, True)
    clock_of_test.shift(max(webhooks.WAITS))
    jobs.send_webhooks()
    assert delivery().state is DeliveryState.SENT


def test_the_other_side_may_ask_for_more_time(matched, receiver):
    receiver.status, receiver.headers = 429, {"Retry-After": "7200"}
    jobs.send_webhooks()
    assert delivery().next_attempt_at == clock.now() + timedelta(hours=2)


def test_after_days_without_arrival_it_is_off_and_the_coordinator_hears(
    matched, receiver, hook, coordinator, client, sign_in, page, clock_of_test
):
    member = ParticipationFactory(cooperative=hook.profile.cooperative, role="member").user
    receiver.status = 500
    for _attempt in range(20):
        jobs.send_webhooks()
        clock_of_test.shift(timedelta(hours=12))
    db.session.refresh(hook)
    assert not hook.active
    assert hook.switched_off_at - hook.failing_since >= webhooks.GIVEN_UP_AFTER
    (mail,) = db.session.scalars(db.select(OutgoingMail).where(OutgoingMail.key.startswith("webhook-off")))
    assert mail.recipient == coordinator.email != member.email
    assert "Deze koppeling staat uit" in sign_in(client, coordinator).get(page).text
    sent = len(receiver.requests)
    jobs.send_webhooks()
    assert len(receiver.requests) == sent


def test_switched_on_again_it_gets_what_it_missed(watch, hook, receiver, coordinator, client, sign_in, page):
    sign_in(client, coordinator).post(f"{page}/sturen", data={"stop": "1"})
    store(publication(1))
    services.match_again(watch, now=clock.now())
    db.session.commit()
    assert came_of_it() == (0, 0)
    client.post(f"{page}/sturen")
    assert came_of_it() == (1, 0)


def test_an_address_that_is_gone_is_off_at_once(matched, receiver, hook):
    receiver.status = 410
    jobs.send_webhooks()
    db.session.refresh(hook)
    assert not hook.active


def test_killed_before_it_was_written_down_it_leaves_again_under_the_same_number(matched, receiver, clock_of_test):
    with transaction(actor=SYSTEM):
        webhooks.queue_new(now=clock.now())
    with transaction(actor=SYSTEM):
        (number,) = waiting.due(clock.now(), 10)
        parcel = webhooks.claim(number, now=clock.now())
    assert webhooks.post(parcel, Client.of(settings()), now=clock.now()).arrived
    # Here the process is killed: nothing says that it arrived.
    assert came_of_it() == (0, 0)
    clock_of_test.shift(webhooks.CLAIM + timedelta(seconds=1))
    assert came_of_it() == (1, 0)
    first, second = receiver.bodies
    assert first == second


def test_killed_between_matching_and_queueing_nothing_is_lost(matched, receiver):
    with transaction(actor=SYSTEM):
        webhooks.queue_new(now=clock.now())
        db.session.rollback()
    assert came_of_it() == (1, 0)


@pytest.mark.both_databases
def test_of_two_senders_only_the_first_takes_it(app, database, inside, watch, hook, matched):
    with transaction(actor=SYSTEM):
        webhooks.queue_new(now=clock.now())
    with transaction(actor=SYSTEM):
        first = webhooks.claim(delivery().id, now=clock.now())
    with transaction(actor=SYSTEM):
        second = webhooks.claim(delivery().id, now=clock.now())
    assert first is not None
    assert second is None


def test_a_webhook_that_is_removed_on_the_way_is_no_error(matched, receiver, hook):
    with transaction(actor=SYSTEM):
        webhooks.queue_new(now=clock.now())
    with transaction(actor=SYSTEM):
        number = delivery().id
        parcel = webhooks.claim(number, now=clock.now())
    with transaction(actor=SYSTEM):
        webhooks.remove(hook.profile)
    attempt = webhooks.post(parcel, Client.of(settings()), now=clock.now())
    with transaction(actor=SYSTEM):
        webhooks.record(number, attempt, now=clock.now())
    assert db.session.scalars(db.select(WebhookDelivery)).all() == []


def test_a_redirect_is_not_followed(matched, receiver, httpserver):
    inner = Receiver()
    httpserver.expect_request("/inside").respond_with_handler(inner)
    receiver.status, receiver.headers = 302, {"Location": httpserver.url_for("/inside")}
    assert came_of_it() == (0, 1)
    assert inner.requests == []


def test_the_page_saves_after_a_trial_and_shows_the_secret_once(client, sign_in, coordinator, page, receiver):
    answer = sign_in(client, coordinator).post(page, data={"url": receiver.url})
    secret = re.search(r"whsec_[\w-]{30,}", answer.text).group()
    ((headers, body),) = receiver.requests
    assert json.loads(body)["event"] == "test"
    assert genuine(headers, body, secret)
    shown = client.get(page).text
    assert receiver.url in shown
    assert secret not in shown
    stored = db.session.scalars(db.select(Webhook)).one()
    assert secret not in stored.sealed_secret
    assert webhooks.secret_of(stored) == secret


def test_it_is_removed_after_asking_once(client, sign_in, coordinator, page, hook, matched):
    asking = sign_in(client, coordinator).get(f"{page}/weg")
    assert "verwijderen?" in asking.text
    assert db.session.scalars(db.select(Webhook)).all() != []
    client.post(f"{page}/weg")
    assert db.session.scalars(db.select(Webhook)).all() == []
    assert came_of_it() == (0, 0)


def test_an_address_at_which_nothing_arrives_is_not_saved_and_stays_typed(client, sign_in, coordinator, page, receiver):
    receiver.status = 404
    answer = sign_in(client, coordinator).post(page, data={"url": receiver.url})
    assert answer.status_code == 422
    assert f'value="{receiver.url}"' in answer.text
    assert db.session.scalars(db.select(Webhook)).all() == []


def test_another_address_keeps_the_secret(client, sign_in, coordinator, page, receiver, hook, httpserver):
    other = Receiver()
    httpserver.expect_request("/other").respond_with_handler(other)
    assert sign_in(client, coordinator).post(page, data={"url": httpserver.url_for("/other")}).status_code == 302
    ((headers, body),) = other.requests
    assert genuine(headers, body)


def test_a_new_secret_signs_what_comes_after(client, sign_in, coordinator, page, matched, receiver):
    answer = sign_in(client, coordinator).post(f"{page}/sleutel")
    secret = re.search(r"whsec_[\w-]{30,}", answer.text).group()
    jobs.send_webhooks()
    ((headers, body),) = receiver.requests
    assert genuine(headers, body, secret)
    assert not genuine(headers, body)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/hook",
        "https://127.0.0.1/hook",
        "https://2130706433/",
        "https://[::ffff:10.0.0.1]/",
        "https://169.254.169.254/latest",
        "https://example.org:8443/hook",
        "https://user:word@example.org/",
        "ftp://example.org/",
        "javascript:alert(1)",
        "https://[",
        "https://exa\x00mple.org/",
        "https://example.org/\r\nX-Forged: 1",
        "https://localhost\u3002/",
        "https://" + "a" * 1200 + ".org/",
    ],
)
def test_an_address_inside_or_without_encryption_is_refused(app, client, sign_in, url, clock_of_test):
    made = watching(name="De Bezem", slug="de-bezem")
    asking = ParticipationFactory(cooperative=made.cooperative, role="coordinator").user
    answer = sign_in(client, asking).post(f"/cooperaties/de-bezem/profielen/{made.id}/koppeling", data={"url": url})
    assert answer.status_code == 422
    assert db.session.scalars(db.select(Webhook)).all() == []


def test_a_host_that_leads_inside_is_never_reached(app, matched, receiver, monkeypatch):
    """The name may have been public when it was saved, and lead inside when something is sent."""
    monkeypatch.setitem(app.extensions, "incubator", replace(settings(), allow_private_sources=False))
    hook = db.session.scalars(db.select(Webhook)).one()
    hook.url = "https://localhost/hook"
    db.session.commit()
    assert came_of_it() == (0, 1)
    assert "besloten netwerk" in delivery().last_error
    assert receiver.requests == []


def test_only_who_coordinates_connects(client, sign_in, watch, page):
    member = ParticipationFactory(cooperative=watch.cooperative, role="member").user
    assert sign_in(client, member).get(page).status_code == 403
    assert client.post(page, data={"url": "https://example.org/"}).status_code == 403


def test_the_signature_is_the_documented_one():
    headers = rules.signed_headers("whsec_test", "n", '{"event": "test"}', 1_800_000_000)
    assert headers["Incubator-Signature"] == "sha256=" + (
        hmac.new(b"whsec_test", b'1800000000.{"event": "test"}', hashlib.sha256).hexdigest()
    )
