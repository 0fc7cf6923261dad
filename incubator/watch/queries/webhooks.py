"""Webhooks, what they still have to get, and what was sent to them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, Participation, ParticipationRole
from incubator.core.db import db
from incubator.notices.models import Notice
from incubator.notices.rules.statuses import oldest_plan
from incubator.watch.models import DeliveryState, Match, MatchState, WatchProfile, Webhook, WebhookDelivery
from incubator.watch.queries.matches import still_new

MOST_SHOWN = 10
WAITING = (DeliveryState.QUEUED, DeliveryState.FAILED)


def webhook_of(watch: WatchProfile) -> Webhook | None:
    return db.session.scalar(select(Webhook).where(Webhook.profile_id == watch.id))


def webhooks_of(watches: Sequence[WatchProfile]) -> dict[int, Webhook]:
    """The webhooks of these profiles, by the number of the profile."""
    statement = select(Webhook).where(Webhook.profile_id.in_([watch.id for watch in watches])).order_by(Webhook.id)
    return {webhook.profile_id: webhook for webhook in db.session.scalars(statement)}


def last_deliveries(webhook: Webhook) -> Sequence[WebhookDelivery]:
    """What was sent last, the newest first."""
    statement = select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook.id)
    return db.session.scalars(statement.order_by(WebhookDelivery.id.desc()).limit(MOST_SHOWN)).all()


def not_queued(now: datetime, limit: int) -> list[tuple[Webhook, Match]]:
    """What was found since a webhook is there and never put on its way, the first found first."""
    statement = (
        select(Webhook, Match)
        .join(WatchProfile, WatchProfile.id == Webhook.profile_id)
        .join(Cooperative, Cooperative.id == WatchProfile.cooperative_id)
        .join(Match, Match.profile_id == WatchProfile.id)
        .join(Notice, Notice.id == Match.notice_id)
        .where(
            Webhook.active.is_(True),
            WatchProfile.active.is_(True),
            Cooperative.stopped_at.is_(None),
            Match.found_at >= Webhook.since,
            Match.state != MatchState.DISMISSED,
            still_new(now, oldest_plan(now)),
            ~exists().where(WebhookDelivery.webhook_id == Webhook.id, WebhookDelivery.notice_id == Match.notice_id),
        )
        .options(
            selectinload(Match.notice).selectinload(Notice.buyer),
            selectinload(Match.profile).selectinload(WatchProfile.cooperative),
        )
        .order_by(Match.id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in db.session.execute(statement)]


def due(now: datetime, limit: int) -> Sequence[int]:
    """The numbers of the deliveries that may leave now, those that wait longest first."""
    statement = (
        select(WebhookDelivery.id)
        .join(WebhookDelivery.webhook)
        .where(Webhook.active.is_(True), is_due(now))
        .order_by(WebhookDelivery.next_attempt_at, WebhookDelivery.id)
    )
    return db.session.scalars(statement.limit(limit)).all()


def is_due(now: datetime) -> ColumnElement[bool]:
    """Those that wait for this moment, and those whose sender stopped halfway."""
    waits = and_(WebhookDelivery.state.in_(WAITING), WebhookDelivery.next_attempt_at <= now)
    abandoned = and_(WebhookDelivery.state == DeliveryState.SENDING, WebhookDelivery.claimed_until < now)
    return or_(waits, abandoned)


def coordinators_of(watch: WatchProfile) -> Sequence[User]:
    """Who hears that a webhook was switched off."""
    statement = (
        select(User)
        .join(Participation, Participation.user_id == User.id)
        .where(
            Participation.cooperative_id == watch.cooperative_id,
            Participation.until.is_(None),
            Participation.role == ParticipationRole.COORDINATOR,
            User.is_active.is_(True),
        )
        .order_by(User.id)
    )
    return db.session.scalars(statement).all()
