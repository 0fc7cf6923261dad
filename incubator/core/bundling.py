"""One mail of several: what waits in the outbox for the same reader goes together."""

from datetime import datetime

from sqlalchemy import func, select

from incubator.core import digests
from incubator.core.db import db, one_at_a_time
from incubator.core.mail import MailKind, Recipient
from incubator.core.outbox import MailState, OutgoingMail, is_due, queue_mail


def bundle_due(*, now: datetime) -> None:
    """Make one mail of all that waits for the same reader, and let who got one just now wait a little for the next."""
    one_at_a_time("bundle mails")
    waiting: dict[str, list[OutgoingMail]] = {}
    statement = select(OutgoingMail).where(OutgoingMail.kind.is_not(None), OutgoingMail.attempts == 0, is_due(now))
    for mail in db.session.scalars(statement.order_by(OutgoingMail.queued_at, OutgoingMail.id)):
        waiting.setdefault(mail.recipient, []).append(mail)
    just_had = _sent_since(now - digests.PAUSE, list(waiting))
    for recipient, mails in waiting.items():
        if recipient in just_had:
            for mail in mails:
                mail.next_attempt_at = just_had[recipient] + digests.PAUSE
        elif len(mails) > 1:
            _bundle(mails, now)


def _sent_since(moment: datetime, recipients: list[str]) -> dict[str, datetime]:
    """Who got a mail of some kind since this moment, and when the last."""
    statement = (
        select(OutgoingMail.recipient, func.max(OutgoingMail.sent_at))
        .where(OutgoingMail.kind.is_not(None), OutgoingMail.sent_at > moment, OutgoingMail.recipient.in_(recipients))
        .group_by(OutgoingMail.recipient)
    )
    return {recipient: at for recipient, at in db.session.execute(statement) if at is not None}


def _bundle(mails: list[OutgoingMail], now: datetime) -> None:
    """The parts count as sent from here on; the mail that holds them is tried until it arrives."""
    reader = Recipient(mails[0].recipient, **(mails[0].reader or {}))
    letter = digests.together([mail.letter or {} for mail in mails], reader)
    key = f"together:{mails[0].id}:{mails[-1].id}:{now.isoformat()}"
    for mail in mails:
        mail.state, mail.sent_at, mail.content, mail.letter, mail.reader = MailState.SENT, now, None, None, None
        mail.kind = None  # it is the mail in which it stands that makes the next one wait
    db.session.flush()
    queue_mail(letter, to=reader, key=key, kind=MailKind.WORK)
