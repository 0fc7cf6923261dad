"""From a notice that somebody came across: keep it for a group, and follow what becomes of it. Nothing here commits."""

from collections import defaultdict
from datetime import datetime, timedelta

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db, lock
from incubator.notices.models import Notice
from incubator.watch import messages, queries, services
from incubator.watch.models import FollowedNotice, Match, MatchSource, MatchState, NoticeFollow
from incubator.watch.services.matching import reason_as_json

LONGEST_IMPORT = timedelta(days=1)  # what came in that long before can still become visible


def take_up(group: Cooperative, notice: Notice, *, now: datetime) -> Match:
    """Keep a notice for a group as interesting, whoever came across it. What the matching thinks of it is written beside it."""
    watch = services.begin(group, now=now)  # locks the group: two who press at once keep it once
    known = queries.matches_with(group, notice)
    if known:
        services.judge(known[0], MatchState.INTERESTING)
        return known[0]
    scored = services.explain(queries.profile_of(watch), notice, now=now)
    match = Match(
        profile_id=watch.id,
        notice_id=notice.id,
        source=MatchSource.SELF,
        state=MatchState.INTERESTING,
        score_permille=round(scored.score * 1000),
        reasons=list(map(reason_as_json, scored.reasons)),
        found_at=now,
        mailed_at=now,  # nobody needs a mail about what they chose themselves
    )
    db.session.add(match)
    db.session.flush()
    return match


def follow(reader: User, notice: Notice, *, now: datetime) -> NoticeFollow:
    """Tell this person from now on what is published about the procurement of a notice."""
    reader = lock(reader)
    known = queries.follow_of(reader, notice.family_id)
    if known is not None:
        return known
    begun = NoticeFollow(user=reader, family_id=notice.family_id, since=now, news_from=now - LONGEST_IMPORT)
    db.session.add(begun)
    db.session.flush()
    for known_id in queries.publications_of(notice.family_id):
        db.session.add(FollowedNotice(follow_id=begun.id, notice_id=known_id))
    db.session.flush()
    return begun


def stop_following(reader: User, notice: Notice) -> None:
    known = queries.follow_of(lock(reader), notice.family_id)
    if known is not None:
        db.session.delete(known)


def tell_followers(*, now: datetime) -> int:
    """Queue one mail per person about all that was published in what they follow. Gives how many mails."""
    news: dict[User, list[Notice]] = defaultdict(list)
    for followed, published in queries.news():
        db.session.add(FollowedNotice(follow_id=followed.id, notice_id=published.id))
        if queries.wants_mail(followed.user):
            news[followed.user].append(published)
    for reader, notices in news.items():
        messages.send_news(reader, notices, now=now)
    return len(news)
