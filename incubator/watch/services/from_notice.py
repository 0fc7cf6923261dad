"""From a notice that somebody came across: keep it for a group, and follow what becomes of it. Nothing here commits."""

from collections import defaultdict
from datetime import datetime, timedelta

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db, lock
from incubator.notices.models import Notice
from incubator.watch import queries, services
from incubator.watch.messages.changes import changes
from incubator.watch.messages.news import NewsItem, send_news
from incubator.watch.models import FollowedNotice, Match, MatchSource, MatchState, NoticeFollow
from incubator.watch.queries.terms import terms_of
from incubator.watch.services.matching import reason_as_json

KEPT = (MatchState.INTERESTING, MatchState.BID)
LONGEST_IMPORT = timedelta(days=1)  # what came in that long before can still become visible


def take_up(group: Cooperative, notice: Notice, *, by: User | None = None, now: datetime) -> Match:
    """Keep a notice for a group as interesting, whoever came across it. What the matching thinks of it is written beside it."""
    watch = services.begin(group, by=by, now=now)  # locks the group: two who press at once keep it once
    known = queries.matches_with(group, notice)
    if known:
        if known[0].state not in KEPT:
            services.judge(known[0], MatchState.INTERESTING, by=by, now=now)
        return known[0]
    scored = services.explain(queries.profile_of(watch), notice, now=now)
    match = Match(
        profile_id=watch.id,
        notice_id=notice.id,
        source=MatchSource.SELF,
        state=MatchState.INTERESTING,
        score_permille=round(scored.score * 1000),
        reasons=list(map(reason_as_json, scored.reasons)),
        judged_by_id=by.id if by is not None else None,
        judged_at=now,
        found_at=now,
        mailed_at=now,  # nobody needs a mail about what they chose themselves
    )
    db.session.add(match)
    db.session.flush()
    return match


def follow(reader: User, notice: Notice, *, now: datetime) -> NoticeFollow:
    """Tell this person from now on what is published about the procurement of a notice."""
    reader = lock(reader)
    followed = queries.follow_of(reader, notice.family_id)
    if followed is not None:
        return followed
    begun = NoticeFollow(user=reader, family_id=notice.family_id, since=now, news_from=now - LONGEST_IMPORT)
    db.session.add(begun)
    db.session.flush()
    for known in queries.publications_of([notice.family_id]):
        _note(begun, known)
    db.session.flush()
    return begun


def stop_following(reader: User, notice: Notice) -> None:
    known = queries.follow_of(lock(reader), notice.family_id)
    if known is not None:
        db.session.delete(known)


def tell_followers(*, now: datetime) -> int:
    """Queue one mail per person about all that was published in what they follow. Gives how many mails."""
    news: dict[User, list[NewsItem]] = defaultdict(list)
    waiting = queries.news()
    earlier = _earlier({published.family_id for _followed, published, _known in waiting})
    for followed, published, known in waiting:
        item = _item(published, known, earlier.get(published.id))
        _note(followed, published, known)
        if item is not None and queries.wants_mail(followed.user):
            news[followed.user].append(item)
    for reader, items in news.items():
        send_news(reader, items, now=now)
    return len(news)


def _earlier(family_ids: set[int]) -> dict[int, Notice]:
    """What each publication of these procurements corrects, or else the one before it."""
    earlier: dict[int, Notice] = {}
    if not family_ids:
        return earlier
    last: dict[int, Notice] = {}
    known = {notice.id: notice for notice in queries.publications_of(sorted(family_ids))}
    for notice in known.values():
        before = known.get(notice.corrects_id or 0) or last.get(notice.family_id)
        if before is not None:
            earlier[notice.id] = before
        last[notice.family_id] = notice
    return earlier


def _item(published: Notice, known: FollowedNotice | None, before: Notice | None) -> NewsItem | None:
    """What a mail says of a publication: all of what is new, of what was known only what changed in it."""
    if known is None:
        return NewsItem(published, before)
    changed = changes(known.terms or {}, (known.terms or {}) | terms_of(published))
    if not changed:
        return None
    return NewsItem(published, None, tuple(changed))


def _note(followed: NoticeFollow, published: Notice, known: FollowedNotice | None = None) -> None:
    """From here on this publication, as it is now, is no news for who follows it."""
    if known is None:
        known = FollowedNotice(follow_id=followed.id, notice_id=published.id)
        db.session.add(known)
    known.terms, known.seen = (known.terms or {}) | terms_of(published), published.updated_at
