"""Who gets mails about what a profile finds: subscribe, choose a pace, stop. Nothing here commits."""

from datetime import datetime

from sqlalchemy import delete

from incubator.accounts.models import User
from incubator.core import digests
from incubator.core.db import db, insert_once, lock
from incubator.core.digests import QuietTime
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.mail import Pace
from incubator.watch import queries
from incubator.watch.models import AlertHours, MailedNotice, WatchProfile, WatchSubscription


def subscribe(reader: User, watch: WatchProfile, pace: Pace = Pace.AT_ONCE, *, now: datetime) -> None:
    """Tell this person from now on what a profile finds, at this pace; who is subscribed already gets another pace."""
    insert_once(WatchSubscription, {"user_id": reader.id, "profile_id": watch.id, "pace": Pace.NONE, "since": now})
    known = queries.subscription_of(reader, watch)
    if known is None or known.pace is pace:
        return
    known = lock(known)
    if known.pace is Pace.NONE:
        known.since = now  # what was there while they wanted no mails is no news
    known.pace = pace
    known.next_at = digests.due_at(pace, now)


def subscribe_founder(watch: WatchProfile, founder: User | None, *, now: datetime) -> None:
    """Whoever made a profile hears of it; of what a coach made for a group, its coordinators do."""
    group = watch.cooperative
    readers = list(queries.coordinators(group))
    if founder is not None and queries.takes_part(founder, group):
        readers = [founder]
    for reader in readers:
        subscribe(reader, watch, now=now)


def choose(reader: User, watch: WatchProfile, pace: Pace, *, now: datetime) -> None:
    """The pace that someone chooses for a profile of a cooperative in which they take part."""
    if not queries.takes_part(reader, watch.cooperative):
        raise RuleViolation(N_("You do not take part in this cooperative any more."))
    if pace is not Pace.NONE or queries.subscription_of(reader, watch) is not None:
        subscribe(reader, watch, pace, now=now)


def keep_quiet(reader: User, quiet: QuietTime) -> None:
    """When this person wants no mails about what was found."""
    if (quiet.begins is None) != (quiet.ends is None):
        raise RuleViolation(N_("Choose both: from when and until when it has to be quiet."), field="quiet_until")
    if quiet.begins is not None and quiet.begins == quiet.ends:
        raise RuleViolation(
            N_("It would never be quiet so. Choose another hour, or leave both empty."), field="quiet_until"
        )
    insert_once(AlertHours, {"user_id": reader.id, "quiet_weekend": False})
    hours = queries.hours_of(reader)
    if hours is not None:
        hours.quiet_from, hours.quiet_until, hours.quiet_weekend = quiet.begins, quiet.ends, quiet.weekend


def stop_alerts(reader: User) -> None:
    """No more mails about what profiles find for this person; the groups keep finding it on their page."""
    for subscription in queries.subscriptions_of(lock(reader)):
        subscription.pace = Pace.NONE


def forget(reader: User, _now: datetime) -> None:
    """The account goes: what was chosen and what was mailed goes with it."""
    for model in (WatchSubscription, AlertHours, MailedNotice):
        db.session.execute(delete(model).where(model.user_id == reader.id))
