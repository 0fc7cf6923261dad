"""Where a profile sends what it finds by itself, and what was sent there."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.core.db import Base
from incubator.watch.models.opportunities import WatchProfile


class Webhook(Base):
    """The address of a system of the cooperative itself, which gets every match of a profile."""

    __tablename__ = "webhooks"
    __audit_hidden__ = frozenset({"sealed_secret", "url"})  # an address may hold a key of the other side
    __audit_ignored__ = frozenset({"failing_since"})

    id: Mapped[int] = mapped_column(primary_key=True)
    profile_id: Mapped[int] = mapped_column(ForeignKey("watch_profiles.id", ondelete="CASCADE"), unique=True)
    url: Mapped[str]
    sealed_secret: Mapped[str]  # see `core.sealing`
    active: Mapped[bool] = mapped_column(default=True)
    since: Mapped[datetime]  # what was found before is not sent
    failing_since: Mapped[datetime | None]  # None: the last delivery arrived
    switched_off_at: Mapped[datetime | None]  # by us, because nothing arrived for days

    profile: Mapped[WatchProfile] = relationship()


class DeliveryState(StrEnum):
    """Where a delivery is on its way."""

    QUEUED = "queued"
    SENDING = "sending"
    FAILED = "failed"  # will be tried again
    SENT = "sent"
    DEAD = "dead"  # given up


class WebhookDelivery(Base):
    """One match on its way to a webhook, with the same words and the same number at every attempt."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        UniqueConstraint("webhook_id", "notice_id"),
        Index("ix_webhook_deliveries_state_next_attempt_at", "state", "next_attempt_at"),
    )
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"))
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"), index=True)
    number: Mapped[str] = mapped_column(unique=True)  # by which the other side knows what it has already
    title: Mapped[str]
    body: Mapped[str]
    state: Mapped[DeliveryState] = mapped_column(default=DeliveryState.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime]
    claim: Mapped[str | None]
    claimed_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    answered: Mapped[int | None]  # the status of the last answer
    last_error: Mapped[str | None]

    webhook: Mapped[Webhook] = relationship()
