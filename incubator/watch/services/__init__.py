"""Verbs of the watch: begin, match, judge. Nothing here commits."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from operator import attrgetter
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives import services as dossier
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import FACT_KEYS, FactSource, FactSourceKind
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.notices.models import Notice
from incubator.notices.services.queueing import take_changed
from incubator.watch import queries
from incubator.watch.matching import engine
from incubator.watch.models import Match, WatchProfile
from incubator.watch.services import meanings
from incubator.watch.services.compiled import kept
from incubator.watch.services.judging import judge, note_bid, remember
from incubator.watch.services.matching import Matching, unfit
from incubator.watch.services.subscriptions import subscribe_founder
from incubator.watch.values import SOUGHT, Hit, Profile, Scored

__all__ = ["judge", "note_bid", "remember"]
JOB = "match-notices"  # its name in the timetable
NEWEST, NEAR, MOST_NEAR = 300, 0.15, 5  # notices looked at for near misses, from which score, how many are shown
PORTION, PROFILES = 500, 200  # notices, and changed profiles, that are matched in one transaction
OFFER_KEYS = tuple(key for key in FACT_KEYS if key.startswith("offer."))


def begin(group: Cooperative, *, now: datetime, by: User | None = None) -> WatchProfile:
    """The first profile of a cooperative, begun when there was none: what one can still act on, with a week left."""
    group = lock(group)  # two who save the first profile at the same moment share it
    watch = queries.first_watch_of(group)
    if watch is None:
        watch = WatchProfile(
            cooperative=group,
            kinds=list(SOUGHT),
            min_days_left=7,
            threshold_percent=50,
            active=True,
            created_at=now,
        )
        db.session.add(watch)
        db.session.flush()
        subscribe_founder(watch, by, now=now)
    return watch


def say_offer(group: Cooperative, answers: dict[str, Any], *, author: User, now: datetime, approved: bool) -> None:
    """Put what a group says of its work in the dossier; what is emptied is withdrawn, what is not among the answers stays."""
    known = cooperatives.holding_values(group)
    only_read = cooperatives.held_above(group, FactSourceKind.ENTERED)
    for key in filter(answers.__contains__, OFFER_KEYS):
        answer = answers[key]
        if answer in (None, "", [], ()):
            if key in known and key not in only_read:
                _clear(group, key, approved)
            continue
        dossier.record_fact(
            group,
            key,
            answer,
            source=FactSource(FactSourceKind.ENTERED, "profile"),
            author=author,
            now=now,
            approved=approved,
        )


def _clear(group: Cooperative, key: str, decides: bool) -> None:
    """What was emptied is withdrawn; the dossier keeps its history."""
    if not decides:
        raise RuleViolation(N_("Only the coordinator or the coach can take this out of the dossier."), field=key)
    dossier.empty_fact(group, key)


def change_wishes(
    watch: WatchProfile, *, kinds: list[str], min_days_left: int | None, threshold: int, active: bool
) -> None:
    if not kinds:
        raise RuleViolation(N_("Choose at least one kind of notice."), field="kinds")
    watch.kinds, watch.min_days_left, watch.threshold_percent, watch.active = kinds, min_days_left, threshold, active


def match_again(watch: WatchProfile, *, now: datetime) -> int:
    """Match everything anew with the profile as it is now. What someone judged is kept, and what was mailed keeps its page.

    Gives how many matches are new.
    """
    return _match_anew([lock(watch)], now)


def match_changed_profiles(*, now: datetime, limit: int = PROFILES) -> tuple[int, int]:
    """Match everything anew for the watches whose profile is another than the one they were matched with, some at a time.

    A profile changes on its own page, but in the dossier and by a file too: what it says is compared, so that no way is missed.
    Gives how many watches that were and how many matches are new.
    """
    watches = queries.active_watches()
    profiles = queries.profiles_of(watches)
    changed = [watch for watch in watches if watch.matched_as != digest_of(profiles[watch.id])][:limit]
    if not changed:
        return 0, 0
    return len(changed), _match_anew(changed, now)


def _match_anew(watches: Sequence[WatchProfile], now: datetime) -> int:
    """The same for several watches at once: each notice is looked at once."""
    watches = queries.locked_watches(watches)
    profiles = queries.profiles_of(watches)
    before: list[Match] = []
    for watch in watches:
        before += queries.new_matches(watch)
        watch.matched_as = digest_of(profiles[watch.id])
    db.session.flush()
    matched = Matching(meanings.with_words(profiles), now)
    for notices in queries.portions_to_match(now):
        matched.take(notices)
    # What still fits stays the same match: somebody may have the list open at this moment.
    for match in before:
        if match not in matched.taken:
            unfit(match)
    _judge_as_before(now)
    return matched.new


def match_changed_notices(*, now: datetime, limit: int = PORTION) -> tuple[int, int]:
    """Match the notices that wait in the queue, with all watches. Gives how many were taken and how many matches are new."""
    taken = take_changed(limit)
    if not taken:
        return 0, 0
    # Another process may match all notices with a changed profile right now: waited for, so that no pair is stored twice.
    queries.hold_watches()
    watches = queries.active_watches()
    profiles = meanings.with_words(queries.profiles_of(watches))
    with kept(profiles) as compiled:
        matched = Matching(profiles, now, compiled)
        notices = queries.notices_to_match(taken, now)
        meanings.note_meanings(notices)
        matched.take(notices)
    _judge_as_before(now)
    return len(taken), matched.new


def _judge_as_before(now: datetime) -> None:
    """What a group judged stays judged when another of its profiles comes across the same notice."""
    for match, judged in queries.judged_elsewhere(now):
        match.state, match.dismissed_for, match.dismissed_because = (
            judged.state,
            judged.dismissed_for,
            judged.dismissed_because,
        )
        match.judged_by_id, match.judged_at = judged.judged_by_id, judged.judged_at


def is_behind(watches: Sequence[WatchProfile], profiles: Mapping[int, Profile]) -> bool:
    """Whether a profile changed since all notices were matched with it: what is listed may still be of the old one."""
    active = filter(attrgetter("active"), watches)
    return any(watch.matched_as != digest_of(profiles[watch.id]) for watch in active)


def digest_of(profile: Profile) -> str:
    """The same for the same profile, and another for another: how matching sees that a profile changed."""
    described = asdict(profile)
    described.pop("meanings")  # they follow from its words, and from the version of the model
    written = json.dumps(described, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{engine.VERSION}{meanings.version_in_use()}:{written}".encode()).hexdigest()


def near_misses(profiles: Sequence[Profile], *, now: datetime) -> list[tuple[Notice, Scored, Profile]]:
    """The notices that come nearest to one of these profiles without reaching its threshold, the best first; among the newest."""
    if not profiles:
        return []
    matcher = engine.Matcher(profiles)
    notices = {notice.id: notice for notice in queries.newest_to_match(now, NEWEST)}
    contents = {number: queries.matchable(notice, now) for number, notice in notices.items()}
    near: dict[int, Hit] = {}
    for hit in matcher.rank(list(contents.values()), now=now):
        if not NEAR <= hit.score < profiles[hit.position].threshold:
            continue
        if hit.notice_id not in near or near[hit.notice_id].score < hit.score:
            near[hit.notice_id] = hit
    shown = []
    for hit in sorted(near.values(), key=_best_first)[:MOST_NEAR]:
        scored = matcher.scores(contents[hit.notice_id], now=now)[hit.position]
        if scored is not None:
            shown.append((notices[hit.notice_id], scored, profiles[hit.position]))
    return shown


def _best_first(near: Hit) -> float:
    return -near.score


def explain(profile: Profile, notice: Notice, *, now: datetime) -> Scored:
    """Why a notice was or was not matched."""
    (content,) = meanings.with_meanings([queries.matchable(notice, now)])
    return engine.explain(meanings.with_words({notice.id: profile})[notice.id], content, now=now)
