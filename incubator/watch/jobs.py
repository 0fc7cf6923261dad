"""What the watch does by itself: match what is new or changed, tell who should know, and send it to who asked for that."""

from collections import Counter

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.http import Client
from incubator.core.runner import stop_asked
from incubator.core.web import settings
from incubator.watch import services
from incubator.watch.queries import webhooks as waiting
from incubator.watch.services import from_notice, webhooks
from incubator.watch.services.webhooks import DeliveryAttempt

AT_ONCE = 100  # deliveries of one round


def match_and_tell() -> str:
    """Match changed profiles, then the notices in the queue portion by portion, then queue the mails."""
    with transaction(actor=SYSTEM):
        new_matches = services.match_changed_profiles(now=clock.now())
    taken = -1
    while taken and not stop_asked():
        with transaction(actor=SYSTEM):
            taken, fresh = services.match_changed_notices(now=clock.now())
        new_matches += fresh
    with transaction(actor=SYSTEM):
        mails = services.tell(now=clock.now())
    with transaction(actor=SYSTEM):
        mails += from_notice.tell_followers(now=clock.now())
    return f"{new_matches} new matches, {mails} mails"


def send_webhooks() -> str:
    """Put what was found on its way to the webhooks, and send what is due; each delivery is claimed before it leaves."""
    queued = webhooks.PORTION
    while queued == webhooks.PORTION and not stop_asked():
        with transaction(actor=SYSTEM):
            queued = webhooks.queue_new(now=clock.now())
    with transaction(actor=SYSTEM):
        due = waiting.due(clock.now(), AT_ONCE)
    client, arrived = Client.of(settings()), Counter[bool]()
    for delivery_id in due:
        if stop_asked():
            break
        attempt = _send(delivery_id, client)
        if attempt is not None:
            arrived[attempt.arrived] += 1
    return f"{arrived[True]} messages delivered, {arrived[False]} messages not delivered"


def _send(delivery_id: int, client: Client) -> DeliveryAttempt | None:
    """How it went; None when somebody else sends it."""
    with transaction(actor=SYSTEM):
        parcel = webhooks.claim(delivery_id, now=clock.now())
    if parcel is None:
        return None
    attempt = webhooks.post(parcel, client, now=clock.now())
    with transaction(actor=SYSTEM):
        webhooks.record(delivery_id, attempt, now=clock.now())
    return attempt
