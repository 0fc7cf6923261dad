"""One matching: notices against compiled profiles, and what is stored of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from incubator.core.db import db
from incubator.notices.models import Notice
from incubator.watch import queries
from incubator.watch.matching import engine
from incubator.watch.models import Match, MatchState
from incubator.watch.services import endings, meanings
from incubator.watch.services.compiled import CompiledProfiles
from incubator.watch.values import MatchableNotice, Profile, Reason


class Matching:
    """One matching of some watches with portions of notices. `new` counts the matches that were not there before."""

    def __init__(
        self, profiles: Mapping[int, Profile], now: datetime, compiled: CompiledProfiles | None = None
    ) -> None:
        self.profiles = profiles
        self.compiled = compiled or CompiledProfiles(profiles)
        self.now = now
        self.new = 0
        self.known: dict[tuple[int, int], Match] = {}
        self.had: dict[int, list[int]] = {}  # by notice, the watches that had it
        self.earlier: dict[int, int] = {}
        self.challengeable: dict[int, Reason] = {}
        self.taken: set[Match] = set()  # kept or dropped

    def take(self, notices: Sequence[Notice]) -> None:
        """Store, change or drop the matches of these notices."""
        self.earlier = queries.earlier_of(notices)
        self.known, self.had = queries.known_matches(list(self.profiles), notices, self.earlier), {}
        for watch_id, notice_id in self.known:
            self.had.setdefault(notice_id, []).append(watch_id)
        matchable = meanings.with_meanings([queries.matchable(notice, self.now) for notice in notices])
        scores = self.compiled.hits(matchable, now=self.now)
        self.challengeable = endings.challengeable([notice for notice in notices if scores[notice.id]], now=self.now)
        for notice, content in zip(notices, matchable, strict=True):
            self._take_one(notice, content, scores[notice.id])
        db.session.flush()

    def _take_one(self, notice: Notice, content: MatchableNotice, scores: Mapping[int, float]) -> None:
        earlier = self.earlier.get(notice.id, notice.id)
        had = (self.had.get(notice.id, []), self.had.get(earlier, []))
        beside = self._beside(notice) if scores else []
        for watch_id in sorted({*scores, *chain.from_iterable(had)}):
            match = self.known.get((watch_id, notice.id)) or _of_earlier(watch_id, notice, earlier, self.known)
            if watch_id in scores:
                self._keep(match or self._begin(watch_id, notice), content, scores[watch_id], beside)
            elif match is not None and match.state is MatchState.NEW:
                unfit(self.known.pop((watch_id, notice.id)))
            if match is not None:
                self.taken.add(match)

    def _begin(self, watch_id: int, notice: Notice) -> Match:
        match = Match(profile_id=watch_id, notice_id=notice.id, state=MatchState.NEW, found_at=self.now)
        db.session.add(match)
        self.known[watch_id, notice.id] = match
        self.new += 1
        return match

    def _keep(self, match: Match, content: MatchableNotice, score: float, beside: Sequence[Reason]) -> None:
        # Reasons are only made for what is stored: finding out what fits needs none.
        explained = engine.explain(self.profiles[match.profile_id], content, now=self.now)
        match.score_permille = round(score * 1000)
        match.reasons = list(map(reason_as_json, [*explained.reasons, *beside]))

    def _beside(self, notice: Notice) -> list[Reason]:
        """What holds for every profile alike: whether the task could be taken over."""
        return list(filter(None, [self.challengeable.get(notice.id)]))


def _of_earlier(watch_id: int, notice: Notice, earlier: int, known: dict[tuple[int, int], Match]) -> Match | None:
    """The match with what this publication goes on from goes on with it: what was put aside stays aside."""
    if earlier == notice.id:
        return None
    match = known.pop((watch_id, earlier), None)
    if match is None:
        return None
    match.notice_id, match.notice = notice.id, notice
    known[watch_id, notice.id] = match
    return match


def unfit(match: Match) -> None:
    """It does not fit any more: gone when nobody heard of it, else out of the list while the link in the mail still works."""
    # Someone may follow the link in a mail weeks later: that page has to be there.
    if match.mailed_at is None:
        db.session.delete(match)
    else:
        match.score_permille, match.reasons = 0, []


def reason_as_json(reason: Reason) -> dict[str, Any]:
    """A reason as it is kept with a match; it is put into words when it is shown."""
    return {"kind": reason.kind, "for": reason.speaks_for, "says": reason.sentence, "params": reason.params}
