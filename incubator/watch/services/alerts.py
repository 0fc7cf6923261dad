"""One mail per person per moment about what was found for them, and what changed of it. Nothing here commits."""

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter

from incubator.core import digests
from incubator.core.db import db, one_at_a_time
from incubator.core.mail import Pace
from incubator.notices.models import Notice
from incubator.notices.queries.awards import AWARDS
from incubator.sources import queries as sources
from incubator.sources.rules import SourceState
from incubator.watch import queries
from incubator.watch.messages.alerts import AlertItem, MailRound, send_alert
from incubator.watch.messages.changes import changes
from incubator.watch.models import MailedNotice, Match, MatchSource, WatchSubscription
from incubator.watch.queries.terms import digest_of_terms, terms_of

WORTH_SAYING = (SourceState.BROKEN, SourceState.UNREADABLE, SourceState.QUIET)


def tell(*, now: datetime) -> int:
    """Queue the mails that are due, and note with each what it says: a mail and its note are stored together. Gives how many."""
    one_at_a_time("alerts")  # a reader of two profiles would get two mails from two processes
    due = queries.due_subscriptions(now)
    if not due:
        return 0
    items = _items(due, now)
    readers = {subscription.user_id: subscription.user for subscription in due}
    shared = MailRound(now, [shown for shown in sources.overview(now) if shown.state in WORTH_SAYING])
    shared.look_up({item.notice.id: item.notice for of_reader in items.values() for item in of_reader}.values())
    for user_id, of_reader in items.items():
        send_alert(readers[user_id], of_reader, shared)
    for subscription in due:
        if subscription.pace is not Pace.AT_ONCE:
            subscription.next_at = digests.due_at(subscription.pace, now)
    return len(items)


def _items(due: Sequence[WatchSubscription], now: datetime) -> dict[int, list[AlertItem]]:
    """What each reader has to hear, by their number; it is noted as mailed from here on."""
    waiting = queries.to_mail(due, now)
    matches_of: dict[tuple[int, int], list[Match]] = {}
    notices: dict[int, Notice] = {}
    for user_id, match in waiting:
        matches_of.setdefault((user_id, match.notice_id), []).append(match)
        notices[match.notice_id] = match.notice
    mailed = queries.mailed_to(sorted(set(map(itemgetter(0), waiting))), list(notices.values()))
    items: dict[int, list[AlertItem]] = {}
    for (user_id, notice_id), matches in matches_of.items():
        item = _noted(user_id, matches, mailed.get((user_id, notice_id)), now)
        if item is not None:
            items.setdefault(user_id, []).append(item)
    return items


def _noted(user_id: int, matches: list[Match], mailed: MailedNotice | None, now: datetime) -> AlertItem | None:
    """What a mail says of a notice, noted; nothing when the reader knows it already."""
    notice = matches[0].notice
    changed: list[str] = []
    if mailed is None:
        terms = terms_of(notice)
        mailed = MailedNotice(user_id=user_id, notice_id=notice.id, seen=notice.updated_at, mailed_at=now)
        mailed.terms, mailed.digest = terms, digest_of_terms(terms)
        db.session.add(mailed)
        # Nobody needs a mail about what they chose themselves.
        worth_saying = any(match.source is MatchSource.MATCHING for match in matches)
    else:
        changed = _what_changed(mailed, notice, now)
        worth_saying = bool(changed)
    if not worth_saying:
        return None
    for match in matches:
        match.mailed_at = match.mailed_at or now
    return AlertItem(tuple(matches), tuple(changed))


def _what_changed(mailed: MailedNotice, notice: Notice, now: datetime) -> list[str]:
    """What is not any more as it was mailed, noted as it is now. What a later publication leaves out stays as it was."""
    terms = mailed.terms | terms_of(notice)
    # Of a contract that goes on the reader knows that it ends; the list says when.
    changed = [] if _is_known_contract(mailed, notice) else changes(mailed.terms, terms)
    if changed:
        mailed.mailed_at = now
    mailed.notice_id, mailed.seen = notice.id, notice.updated_at
    mailed.terms, mailed.digest = terms, digest_of_terms(terms)
    return changed


def _is_known_contract(mailed: MailedNotice, notice: Notice) -> bool:
    """Whether a later award of the same contract is all that this is."""
    return notice.id != mailed.notice_id and notice.kind in AWARDS and mailed.terms.get("kind") in set(AWARDS)
