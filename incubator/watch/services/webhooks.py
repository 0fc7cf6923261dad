"""Webhooks: where a profile sends its matches, and how they get there - at least once, each under one number.

A delivery is written in a transaction of its own and claimed before it leaves. Killed in between it leaves again, with the same number
and the same words, so that the other side can tell. Nothing here commits, and nothing is sent while a transaction is open.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex, token_urlsafe
from urllib.parse import urlsplit
from uuid import uuid4

from sqlalchemy import select, update

from incubator.core.db import CHANGED, db, insert_once, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.http import Client, FetchError, FetchFailed, Limits, check_address
from incubator.core.i18n import explain
from incubator.core.i18n import mark as N_
from incubator.core.mail import in_language
from incubator.core.sealing import seal, unseal
from incubator.watch import feeds, rules
from incubator.watch.messages import connections
from incubator.watch.models import DeliveryState, WatchProfile, Webhook, WebhookDelivery
from incubator.watch.queries import webhooks as queries

JOB = "send-webhooks"  # its name in the timetable
PURPOSE = "webhook"
# Between attempts. They last longer than it takes to switch a webhook off: what it missed until then still waits.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440, 1440, 1440))
CLAIM = timedelta(minutes=5)  # after which another process may send what one has begun
GIVEN_UP_AFTER = timedelta(days=3)  # in which nothing arrived
GONE = 410  # the other side says that the address will never work again
LIMITS = Limits(seconds=10, connect_seconds=5, sent_bytes=100_000, body_bytes=200_000, redirects=0, spacing=0.1)
LONGEST_URL, LONGEST_ERROR, LONGEST_TITLE = 1000, 300, 200
PORTION = 200


def new_secret() -> str:
    """What only we and the other side know."""
    return f"whsec_{token_urlsafe(32)}"


def secret_of(webhook: Webhook | None) -> str | None:
    """None without a webhook, or when the secret key of this incubator is another than then."""
    if webhook is None:
        return None
    return unseal(PURPOSE, webhook.sealed_secret)


def check_url(url: str, *, allow_private: bool) -> None:
    """Only an address on the public internet, and only a connection that nobody reads along. Raises `RuleViolation` at `url`."""
    if len(url) > LONGEST_URL:
        raise RuleViolation(N_("This address is too long."), field="url")
    try:
        check_address(url, allow_private=allow_private)
    except FetchError as refused:
        raise RuleViolation(refused.message, field="url", **refused.params) from refused
    if urlsplit(url).scheme != "https" and not allow_private:
        raise RuleViolation(N_("Give an address that begins with https://, so that nobody reads along."), field="url")


def try_out(url: str, secret: str, client: Client, *, now: datetime) -> None:
    """Send a trial message, as each message will be sent. Raises `RuleViolation` at `url` when it does not arrive."""
    check_url(url, allow_private=client.allow_private)
    number = str(uuid4())
    attempt = post(Parcel(url, secret, number, feeds.trial_body(number, now)), client, now=now)
    if not attempt.arrived:
        raise RuleViolation(
            N_("We sent a trial message, and it did not arrive: %(reason)s"), field="url", reason=attempt.error
        )


def save(watch: WatchProfile, url: str, secret: str, *, is_new: bool, now: datetime) -> None:
    """Send what this profile finds to this address from now on; it was tried out with this secret."""
    watch = lock(watch)
    webhook = queries.webhook_of(watch)
    if (webhook is None) is not is_new:
        # Somebody else made one at this moment: theirs has another secret, which they were shown.
        raise Conflict(CHANGED)
    if webhook is None:
        webhook = Webhook(profile_id=watch.id, sealed_secret=seal(PURPOSE, secret), since=now)
        db.session.add(webhook)
    webhook.url, webhook.active = url, True
    webhook.failing_since = webhook.switched_off_at = None
    db.session.flush()


def renew_secret(watch: WatchProfile) -> str:
    """Another secret; what is sent from now on is signed with it."""
    webhook, secret = _locked(watch), new_secret()
    webhook.sealed_secret = seal(PURPOSE, secret)
    return secret


def set_active(watch: WatchProfile, active: bool) -> None:
    """Send again, also what was found in between; or nothing for now."""
    webhook = _locked(watch)
    webhook.active = active
    webhook.failing_since = webhook.switched_off_at = None


def remove(watch: WatchProfile) -> None:
    """Nothing is sent any more, and the list of what was sent goes too."""
    db.session.delete(_locked(watch))


def _locked(watch: WatchProfile) -> Webhook:
    webhook = queries.webhook_of(lock(watch))
    if webhook is None:
        raise RuleViolation(N_("There is no connection any more: somebody removed it."))
    return webhook


def queue_new(*, now: datetime, limit: int = PORTION) -> int:
    """Put what was found on its way, once for each notice and webhook. Gives how many; as many as `limit` when there is more."""
    waiting = queries.not_queued(now, limit)
    for webhook, match in waiting:
        number = str(uuid4())
        with in_language("nl"):
            body = feeds.match_body(match, number, now)
        values = {
            "webhook_id": webhook.id,
            "notice_id": match.notice_id,
            "number": number,
            "title": match.notice.title[:LONGEST_TITLE],
            "body": body,
            "state": DeliveryState.QUEUED,
            "attempts": 0,
            "queued_at": now,
            "next_attempt_at": now,
        }
        insert_once(WebhookDelivery, values)
    return len(waiting)


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes where, and what signs it."""

    url: str
    secret: str
    number: str
    body: str


@dataclass(frozen=True, slots=True)
class DeliveryAttempt:
    """How sending it went: what was answered, or why nothing was."""

    status: int | None
    error: str = ""
    retry_after: int | None = None  # seconds

    @property
    def arrived(self) -> bool:
        return not self.error


def claim(delivery_id: int, *, now: datetime) -> Parcel | None:
    """Take a delivery to send it; None when somebody else did. One statement decides, so commit before sending."""
    mine = token_hex(8)
    db.session.execute(
        update(WebhookDelivery)
        .where(WebhookDelivery.id == delivery_id, queries.is_due(now))
        .values(
            state=DeliveryState.SENDING, claim=mine, claimed_until=now + CLAIM, attempts=WebhookDelivery.attempts + 1
        )
        .execution_options(synchronize_session=False)
    )
    taken = select(WebhookDelivery).where(WebhookDelivery.id == delivery_id, WebhookDelivery.claim == mine)
    delivery = db.session.scalar(taken.execution_options(populate_existing=True))
    if delivery is None:
        return None
    secret = secret_of(delivery.webhook)
    return Parcel(delivery.webhook.url, secret or "", delivery.number, delivery.body)


def post(parcel: Parcel, client: Client, *, now: datetime) -> DeliveryAttempt:
    """Send it once. Outside any transaction: the other side may take its time."""
    if not parcel.secret:
        return DeliveryAttempt(None, "The secret cannot be read with the secret key of this incubator.")
    headers = rules.signed_headers(parcel.secret, parcel.number, parcel.body, int(now.timestamp()))
    try:
        answer = client.fetch(parcel.url, method="POST", body=parcel.body, limits=LIMITS, also=headers)
    except FetchError as problem:
        return DeliveryAttempt(None, explain(problem))
    try:
        answer.expect_ok()
    except FetchFailed as refused:
        return DeliveryAttempt(answer.status, explain(refused), answer.retry_after)
    return DeliveryAttempt(answer.status)


def record(delivery_id: int, attempt: DeliveryAttempt, *, now: datetime) -> None:
    """Write down how it went, and when it is tried again; a webhook at which nothing arrives for days is switched off."""
    delivery = db.session.get(WebhookDelivery, delivery_id, populate_existing=True)
    if delivery is None:  # the webhook was removed while this was on its way
        return
    delivery.claim = delivery.claimed_until = None
    delivery.answered, delivery.last_error = attempt.status, attempt.error[:LONGEST_ERROR] or None
    webhook = lock(delivery.webhook)
    if attempt.arrived:
        delivery.state, delivery.sent_at, delivery.body = DeliveryState.SENT, now, ""
        webhook.failing_since = None
        return
    _try_later(delivery, attempt, now)
    webhook.failing_since = webhook.failing_since or now
    if attempt.status == GONE or now - webhook.failing_since >= GIVEN_UP_AFTER:
        _switch_off(webhook, now)


def _try_later(delivery: WebhookDelivery, attempt: DeliveryAttempt, now: datetime) -> None:
    if delivery.attempts > len(WAITS):
        delivery.state = DeliveryState.DEAD
        return
    asked = timedelta(seconds=attempt.retry_after or 0)
    delivery.state = DeliveryState.FAILED
    delivery.next_attempt_at = now + max(WAITS[delivery.attempts - 1], asked)


def _switch_off(webhook: Webhook, now: datetime) -> None:
    """Stop, and say so: what is found waits until somebody switches it on again."""
    if not webhook.active:
        return
    webhook.active, webhook.switched_off_at = False, now
    for reader in queries.coordinators_of(webhook.profile):
        connections.send_switched_off(reader, webhook, now=now)
