"""Verbs of the watch: begin, match, decide, tell. Nothing here commits."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives import services as dossier
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import FACT_KEYS, Source, SourceKind
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.notices.models import Notice
from incubator.watch import messages, queries, rules
from incubator.watch.matching import engine
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
                _clear(key)
            continue
        rules.check_offer(key, answer)
        dossier.record_fact(
            group, key, answer, source=Source(SourceKind.ENTERED, "profile"), author=author, now=now, approved=approved
        )


def _clear(key: str) -> None:
    """A fact is never emptied: what holds can only be replaced."""
    raise RuleViolation(N_("Fill in something else, or keep what it was: the dossier does not forget."), field=key)


def change_wishes(
    watch: WatchProfile, *, kinds: list[str], min_days_left: int | None, threshold: int, active: bool
) -> None:
    if not kinds:
        raise RuleViolation(N_("Choose at least one kind of notice."), field="kinds")
    watch.kinds, watch.min_days_left, watch.threshold_percent, watch.active = kinds, min_days_left, threshold, active


def match_again(watch: WatchProfile, *, now: datetime) -> int:
    """Match everything anew after the profile changed; what someone judged already is kept."""
    db.session.execute(
        delete(Match).where(Match.profile_id == watch.id, Match.state == MatchState.NEW, Match.mailed_at.is_(None))
    )
    watch.matched_until = None
    return match_new([watch], now=now)


def match_new(watches: Iterable[WatchProfile], *, now: datetime) -> int:
    """Match what is new for these watches, and remember until when was looked. Returns how many matches are new."""
    found = 0
    by_moment: dict[datetime | None, list[tuple[WatchProfile, Profile]]] = {}
    for watch in watches:
        by_moment.setdefault(watch.matched_until, []).append((watch, queries.profile_of(watch)))
    for since, group in by_moment.items():
        prepared = [(watch, profile, engine.prepare(profile)) for watch, profile in group]
        known = {watch.id: queries.known_matches(watch) for watch, _profile, _prepared in prepared}
        for notice in queries.notices_to_match(since, now):
            found += _match_one(notice, prepared, known, now)
        for watch, _profile in group:
            watch.matched_until = now
    db.session.flush()
    return found


def _match_one(
    notice: Notice,
    prepared: list[tuple[WatchProfile, Profile, engine.Prepared]],
    known: dict[int, dict[int, Match]],
    now: datetime,
) -> int:
    found = 0
    taken_apart = queries.matchable(notice, now)
    analysed = engine.analyse(taken_apart)
    for watch, profile, one in prepared:
        scored = None if one.says_nothing else engine.score(one, taken_apart, analysed, now=now)
        if scored is None or scored.score < profile.threshold:
            continue
        match = known[watch.id].get(notice.id)
        if match is None:
            found += 1
            match = Match(profile_id=watch.id, notice_id=notice.id, state=MatchState.NEW, found_at=now)
            db.session.add(match)
            known[watch.id][notice.id] = match
        match.score_permille = round(scored.score * 1000)
        match.reasons = [as_json(reason) for reason in scored.reasons]
    return found


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
    waiting = queries.unmailed()
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
    prepared = engine.prepare(profile)
    if prepared.says_nothing:
        return None
    taken_apart = queries.matchable(notice, now)
    return engine.score(prepared, taken_apart, engine.analyse(taken_apart), now=now)
