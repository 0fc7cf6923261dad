"""Senders of mail that are killed: two processes empty one outbox into a real mail server."""

from collections import Counter
from datetime import timedelta
from multiprocessing.synchronize import Event

from sqlalchemy import select, update

from incubator.core import clock
from incubator.core.db import SYSTEM, db, transaction
from incubator.core.delivery import carrier
from incubator.core.mail import Letter, Recipient
from incubator.core.outbox import MailState, OutgoingMail, deliver_due, queue_mail
from incubator.core.web import settings
from tests.benchmarks._killing import Count, Place, application, begun, killed, prepared

AT_ONCE = 15  # mails


def sending(given: dict[str, str], mail_url: str, ready: Event) -> None:
    app = application(given, mail_url=mail_url)
    ready.set()
    with app.app_context():
        while deliver_due(carrier(settings()), limit=20).sent:
            pass


def trial(place: Place, kills: int) -> Count:
    app = prepared(place.settings, mail_url=place.mailbox.url)
    at_work = 0
    with app.app_context():
        for number in range(kills):
            _queue(range(number * AT_ONCE, (number + 1) * AT_ONCE))
            other = begun(sending, place.settings, place.mailbox.url)
            at_work += killed(begun(sending, place.settings, place.mailbox.url), 0.15)
            other.join()
        _ten_minutes_later()
        begun(sending, place.settings, place.mailbox.url).join()
        states = Counter(db.session.scalars(select(OutgoingMail.state)))
    queued = kills * AT_ONCE
    arrived = Counter(message["To"] for message in place.mailbox.messages)
    identities = {message["Message-ID"] for message in place.mailbox.messages}
    lost = max(queued - len(arrived), queued - states[MailState.SENT])
    again = arrived.total() - len(identities)
    more = f"{again} arrived again with the same Message-ID"
    return Count(f"{place.name}: mail", "mails", queued, kills, at_work, lost, len(identities) - len(arrived), more)


def _queue(numbers: range) -> None:
    letter = Letter("Onderwerp", ("Een regel.",), "U bent lid.")
    with transaction(actor=SYSTEM):
        for number in numbers:
            queue_mail(letter, to=Recipient(f"lid-{number}@example.org"), key=f"letter-{number}")


def _ten_minutes_later() -> None:
    """What a killed process had claimed is free after ten minutes: as if they have passed."""
    earlier = clock.now() - timedelta(minutes=1)
    with transaction(actor=SYSTEM):
        db.session.execute(update(OutgoingMail).values(claimed_until=earlier, next_attempt_at=earlier))
