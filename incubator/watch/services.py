"""Verbs of the watch: begin, match, decide, tell. Nothing here commits."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives import services as dossier
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import FACT_KEYS, FactSource, FactSourceKind
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.notices.models import Notice
from incubator.watch import messages, queries, rules
from incubator.watch.matching import engine
from incubator.watch.matching.preparing import Prepared, prepare
from incubator.watch.models import Match, MatchState, WatchProfile
from incubator.watch.values import Profile, Reason, Scored

OFFER_KEYS = tuple(key for key in FACT_KEYS if key.startswith("offer."))


def begin(group: Cooperative, *, now: datetime) -> WatchProfile:
    """The watch of a cooperative, begun when there was none: what one can still act on, with a week left."""
    watch = queries.watch_of(group)
    if watch is None:
        watch = WatchProfile(
            cooperative=group,
            kinds=list(queries.ACTIONABLE),
            min_days_left=7,
            threshold_percent=50,
            active=True,
            created_at=now,
        )
        db.session.add(watch)
        db.session.flush()
    return watch


def say_offer(group: Cooperative, answers: dict[str, Any], *, author: User, now: datetime, approved: bool) -> None:
    """Put what a group says of its work in the dossier; what is left empty and was not known stays unknown."""
    known = cooperatives.holding_values(group)
    for key in OFFER_KEYS:
        answer = answers.get(key)
        if answer in (None, "", [], ()):
            if key in known:
                _clear(group, key, approved)
            continue
        rules.check_offer(key, answer)
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
    """Match everything anew after the profile changed. What someone judged is kept, and what was mailed keeps its page."""
    for match in queries.known_matches(watch).values():
        if match.state is MatchState.NEW:
            _unfit(match)
    db.session.flush()
    watch.matched_until = None
    return match_new([watch], now=now)


def match_new(watches: Iterable[WatchProfile], *, now: datetime) -> int:
    """Match what is new for these watches, and remember until when was looked. Returns how many matches are new."""
    found = 0
    by_moment: dict[datetime | None, list[tuple[WatchProfile, Profile]]] = {}
    for watch in watches:
        by_moment.setdefault(watch.matched_until, []).append((watch, queries.profile_of(watch)))
    for since, group in by_moment.items():
        prepared = [(watch, profile, prepare(profile)) for watch, profile in group]
        known = {watch.id: queries.known_matches(watch) for watch, _profile, _prepared in prepared}
        for notice in queries.notices_to_match(since, now):
            found += _match_one(notice, prepared, known, now)
        for watch, _profile in group:
            watch.matched_until = now
    db.session.flush()
    return found


def _match_one(
    notice: Notice,
    prepared: list[tuple[WatchProfile, Profile, Prepared]],
    known: dict[int, dict[int, Match]],
    now: datetime,
) -> int:
    found = 0
    taken_apart = queries.matchable(notice, now)
    analysed = engine.analyse(taken_apart)
    for watch, profile, one in prepared:
        scored = engine.score(one, taken_apart, analysed, now=now)
        match = known[watch.id].get(notice.id) or _of_corrected(notice, known[watch.id])
        if scored is None or scored.score < profile.threshold:
            if match is not None and match.state is MatchState.NEW:
                _unfit(known[watch.id].pop(match.notice_id))
            continue
        if match is None:
            found += 1
            match = Match(profile_id=watch.id, notice_id=notice.id, state=MatchState.NEW, found_at=now)
            db.session.add(match)
            known[watch.id][notice.id] = match
        match.score_permille = round(scored.score * 1000)
        match.reasons = [as_json(reason) for reason in scored.reasons]
    return found


def _of_corrected(notice: Notice, known: dict[int, Match]) -> Match | None:
    """The match with the publication that this one corrects goes on with the correction: what was put aside stays aside.

    Whoever was told of the old deadline hears of the new one.
    """
    match = known.pop(notice.corrects_id, None) if notice.corrects_id else None
    if match is None:
        return None
    if match.notice.deadline != notice.deadline:
        match.mailed_at = None
    match.notice_id, match.notice = notice.id, notice
    known[notice.id] = match
    return match


def _unfit(match: Match) -> None:
    """It does not fit any more: gone when nobody heard of it, else out of the list while the link in the mail still works."""
    if match.mailed_at is None:
        db.session.delete(match)
    else:
        match.score_permille, match.reasons = 0, []


def as_json(reason: Reason) -> dict[str, Any]:
    """A reason as it is kept with a match; it is put into words when it is shown."""
    return {"kind": reason.kind, "for": reason.speaks_for, "says": reason.says, "params": reason.params}


def judge(match: Match, state: MatchState, *, because: str = "") -> None:
    """Say of a match that it is interesting, or not and why."""
    because = because.strip()
    if state is MatchState.DISMISSED and not because:
        raise RuleViolation(N_("Say in a few words why it does not suit you: we learn from it."), field="because")
    match.state = state
    match.dismissed_because = because or None


def tell(*, now: datetime) -> int:
    """Queue one mail per person about everything that is new for their cooperatives. Returns how many mails."""
    waiting = queries.unmailed(now)
    if not waiting:
        return 0
    readers = queries.readers(sorted({match.profile.cooperative_id for match in waiting}))
    letters: dict[int, tuple[User, list[Match]]] = {}
    for match in waiting:
        for reader in readers.get(match.profile.cooperative_id, []):
            letters.setdefault(reader.id, (reader, []))[1].append(match)
    for reader, matches in letters.values():
        messages.send_alert(reader, matches, now=now)
    for match in waiting:
        match.mailed_at = now
    return len(letters)


def explain(profile: Profile, notice: Notice, *, now: datetime) -> Scored | None:
    """Why a notice was or was not matched."""
    taken_apart = queries.matchable(notice, now)
    return engine.explain(prepare(profile), taken_apart, engine.analyse(taken_apart), now=now)
