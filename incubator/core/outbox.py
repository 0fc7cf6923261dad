"""The outbox: a mail is queued in the transaction of what it tells about, and sent afterwards - at least once, by one process.

A mail carries the same Message-ID at every attempt. What was sent loses its text: it may hold a link that signs someone in.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_hex
from typing import Any, NamedTuple, cast

import structlog
from sqlalchemy import JSON, ColumnElement, CursorResult, and_, delete, func, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from incubator.core import clock, digests, occasions
from incubator.core.db import SYSTEM, Base, db, insert_once, transaction
from incubator.core.delivery import Carrier, NoConnection, NotDelivered
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.mail import Letter, MailKind, Reachable, compose, message_id
from incubator.core.occasions import Occasion

log = structlog.get_logger()

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))  # between attempts
CLAIM = timedelta(minutes=10)  # after which another process may try what one has begun
KEPT = timedelta(days=180)  # how long we remember that a mail was sent


class MailState(StrEnum):
    """Where a mail is on its way."""

    QUEUED = "queued"
    SENDING = "sending"
    FAILED = "failed"  # will be tried again
    SENT = "sent"
    DEAD = "dead"  # given up; a manager can try again


WAITING = (MailState.QUEUED, MailState.FAILED)


class OutgoingMail(Base):
    """A mail on its way. Its `key` names the occasion: the same occasion is never written about twice."""

    __tablename__ = "outgoing_mails"
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    recipient: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    message_id: Mapped[str]
    content: Mapped[bytes | None]  # the whole message; gone once it is sent
    # The sender asks for due mails every minute: that look must stay an index look.
    state: Mapped[MailState] = mapped_column(default=MailState.QUEUED, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    claim: Mapped[str | None]
    claimed_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    kind: Mapped[MailKind | None]  # without one it is never put together with others
    letter: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True)
    )  # what it says, until it is sent or became part of another
    reader: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True)
    )  # name and language, for the mail that several become
    last_error: Mapped[str | None]


@dataclass(slots=True)
class Delivered:
    """What one round of delivery came to."""

    sent: int = 0
    failed: int = 0
    dead: int = 0
    no_connection: str = ""

    def __str__(self) -> str:
        return f"{self.sent} sent, {self.failed} to be tried again, {self.dead} given up"


def queue_mail(letter: Letter, *, to: Reachable, key: str, kind: MailKind | None = None) -> bool:
    """Put a letter in the outbox, to be sent when the surrounding transaction is committed.

    A letter with a `kind` goes at the pace that the reader chose, in one mail with the others of that moment. False when there is
    nothing to do: this `key` was used before, the reader has no mail address, or wants no mails of this kind.
    """
    now = clock.now()
    due = now if kind is None else digests.due_at(to.pace_of(kind), now)
    if not to.email or due is None:
        return False
    values = {
        "key": key,
        "recipient": to.email,
        "subject": letter.subject,
        "message_id": message_id(key),
        "content": compose(letter, to, key=key, at=now).as_bytes(),
        "state": MailState.QUEUED,
        "attempts": 0,
        "queued_at": now,
        "next_attempt_at": due,
    }
    if kind is not None and not letter.attachments:
        values |= {"kind": kind, "letter": asdict(letter), "reader": {"name": to.name, "language": to.language}}
    stored = insert_once(OutgoingMail, values)
    if stored and due <= now:
        occasions.note(Occasion.MAIL)
    return stored


def deliver_due(carrier: Carrier, *, limit: int = 500) -> Delivered:
    """Send what is due, each mail claimed first so that no other process sends it too. Commits after each mail."""
    done = Delivered()
    due = _due_ids(limit)
    if not due:
        return done
    try:
        with carrier:
            for mail_id in due:
                _deliver(mail_id, carrier, done)
    except NoConnection as problem:
        done.no_connection = str(problem)
    return done


def _due_ids(limit: int) -> list[int]:
    with transaction(actor=SYSTEM):
        rows = db.session.scalars(
            select(OutgoingMail.id)
            .where(is_due(clock.now()))
            .order_by(OutgoingMail.next_attempt_at, OutgoingMail.id)
            .limit(limit)
        )
        return list(rows)


def is_due(now: datetime) -> ColumnElement[bool]:
    """Which mails may be sent at this moment: those that wait, and those whose sender stopped halfway."""
    waiting = and_(OutgoingMail.state.in_(WAITING), OutgoingMail.next_attempt_at <= now)
    abandoned = and_(OutgoingMail.state == MailState.SENDING, OutgoingMail.claimed_until < now)
    return or_(waiting, abandoned)


def _deliver(mail_id: int, carrier: Carrier, done: Delivered) -> None:
    claim = _claim(mail_id)
    if claim is None:
        return
    content, recipient = claim
    try:
        carrier.carry(content, recipient)
    except NotDelivered as problem:
        with transaction(actor=SYSTEM):
            state = _failed(mail_id, str(problem), final=problem.final)
        done.dead += state is MailState.DEAD
        done.failed += state is MailState.FAILED
    except BaseException as problem:
        with transaction(actor=SYSTEM):
            _failed(mail_id, str(problem) or type(problem).__name__, final=False)
        raise
    else:
        with transaction(actor=SYSTEM):
            _sent(mail_id)
        done.sent += 1


# Claimed outside the sending, because a mail server may take longer than a lock may last.
def _claim(mail_id: int) -> tuple[bytes, str] | None:
    """One statement decides who sends it; whoever comes second changes no row."""
    now = clock.now()
    mine = token_hex(8)
    with transaction(actor=SYSTEM):
        db.session.execute(
            update(OutgoingMail)
            .where(OutgoingMail.id == mail_id, is_due(now))
            .values(state=MailState.SENDING, claim=mine, claimed_until=now + CLAIM, attempts=OutgoingMail.attempts + 1)
            .execution_options(synchronize_session=False)
        )
        row = db.session.execute(
            select(OutgoingMail.content, OutgoingMail.recipient).where(
                OutgoingMail.id == mail_id, OutgoingMail.claim == mine
            )
        ).one_or_none()
    if row is not None and row.content is not None:
        return (row.content, row.recipient)
    return None


def _sent(mail_id: int) -> None:
    mail = db.session.get_one(OutgoingMail, mail_id, populate_existing=True)
    mail.state, mail.sent_at, mail.content = MailState.SENT, clock.now(), None
    mail.letter = mail.reader = None
    mail.claim = mail.claimed_until = mail.last_error = None


def _failed(mail_id: int, reason: str, *, final: bool) -> MailState:
    mail = db.session.get_one(OutgoingMail, mail_id, populate_existing=True)
    exhausted = final or mail.attempts > len(WAITS)
    mail.state = MailState.DEAD if exhausted else MailState.FAILED
    mail.last_error = reason[:500]
    mail.claim = mail.claimed_until = None
    if not exhausted:
        mail.next_attempt_at = clock.now() + WAITS[mail.attempts - 1]
    log.warning("mail_not_delivered", mail=mail.id, attempt=mail.attempts, state=mail.state.value)
    return mail.state


PAGE = 10  # mails on one page: on a phone each takes a good deal of it


def mails(state: MailState | None = None, *, page: int = 1) -> list[OutgoingMail]:
    """A page of the mails of one state or all, the newest first."""
    statement = select(OutgoingMail).order_by(OutgoingMail.queued_at.desc(), OutgoingMail.id.desc())
    statement = statement.limit(PAGE).offset((page - 1) * PAGE)
    return list(db.session.scalars(statement if state is None else statement.where(OutgoingMail.state == state)))


def mail_by_id(mail_id: int) -> OutgoingMail | None:
    return db.session.get(OutgoingMail, mail_id)


def mail_counts() -> dict[MailState, int]:
    """How many mails are in each state."""
    rows = db.session.execute(select(OutgoingMail.state, func.count()).group_by(OutgoingMail.state))
    return dict.fromkeys(MailState, 0) | {row[0]: row[1] for row in rows}


@dataclass(frozen=True, slots=True)
class WaitingLong:
    """Mails that were queued long ago and did not leave; what the mail server answered last, if it was asked."""

    number: int
    oldest: datetime
    last_error: str | None


def waiting_since(moment: datetime) -> WaitingLong | None:
    """The mails that were queued before a moment and still wait; None when there are none."""
    late = (OutgoingMail.state.in_(WAITING), OutgoingMail.queued_at < moment)
    number, oldest = db.session.execute(select(func.count(), func.min(OutgoingMail.queued_at)).where(*late)).one()
    if not number:
        return None
    refused = select(OutgoingMail.last_error).where(*late, OutgoingMail.last_error.is_not(None))
    return WaitingLong(number, oldest, db.session.scalar(refused.order_by(OutgoingMail.id.desc()).limit(1)))


def try_again(mail: OutgoingMail, *, now: datetime) -> None:
    """Give a mail that was given up a new series of attempts."""
    if mail.state not in {MailState.DEAD, MailState.FAILED} or mail.content is None:
        raise RuleViolation(N_("Only a mail that was not delivered can be tried again."))
    mail.state, mail.attempts, mail.next_attempt_at = MailState.QUEUED, 0, now
    occasions.note(Occasion.MAIL)


class Fate(NamedTuple):
    """What became of a mail so far."""

    state: MailState
    sent_at: datetime | None


def fates(beginning: str) -> dict[str, Fate]:
    """What became of the mails about an occasion whose key begins like this, by their keys; one of long ago is not known any more."""
    columns = (OutgoingMail.key, OutgoingMail.state, OutgoingMail.sent_at)
    rows = db.session.execute(select(*columns).where(OutgoingMail.key.startswith(beginning, autoescape=True)))
    return {key: Fate(state, sent_at) for key, state, sent_at in rows}


def take_back(beginning: str, *, to: Reachable) -> None:
    """Remove what waits for this reader about an occasion whose key begins like this: something newer says how it is now."""
    # What a sender has claimed is on its way and stays.
    waits = (OutgoingMail.state == MailState.QUEUED, OutgoingMail.attempts == 0)
    same = (OutgoingMail.recipient == (to.email or ""), OutgoingMail.key.startswith(beginning, autoescape=True))
    db.session.execute(delete(OutgoingMail).where(*waits, *same))


def forget_recipient(email: str) -> None:
    """Remove every trace of an address: its account was deleted."""
    db.session.execute(delete(OutgoingMail).where(OutgoingMail.recipient == email))


def forget_occasion(beginning: str) -> None:
    """Remove every mail about an occasion whose key begins like this, also what was sent: who it was to wants no trace left."""
    db.session.execute(delete(OutgoingMail).where(OutgoingMail.key.startswith(beginning, autoescape=True)))


def forget_old(*, now: datetime) -> int:
    """Remove what was sent or given up long ago. Gives how many."""
    # Mails that still wait are never forgotten, however old.
    finished = OutgoingMail.state.in_((MailState.SENT, MailState.DEAD))
    result = db.session.execute(delete(OutgoingMail).where(finished, OutgoingMail.queued_at < now - KEPT))
    return cast(CursorResult[Any], result).rowcount
