"""What a profile would have given in the last months, before it is saved.

Only notices that speak of the work or have a code near it are taken apart; what was taken apart stays in this process.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from incubator.core import text
from incubator.core.reference import cpv
from incubator.watch import queries
from incubator.watch.matching import offering, words
from incubator.watch.matching.looking_back import (
    Advice,
    LookBack,
    NearMiss,
    PastNotice,
    advice,
    by_week,
    look_back,
    take_apart,
)
from incubator.watch.queries.to_preview import RecentNotice
from incubator.watch.values import Hit, Profile

DAYS = 90
MOST_WAYS = 300  # of saying what the work is: enough for five trades with all their words
MOST_KEPT = 40_000  # notices that stay taken apart in a process
GROUP = 3  # digits of a code that say in which corner of its division the work lies
SHORTEST_TELLING = 4  # letters of a word of a description that can tell something

_kept: dict[int, PastNotice] = {}


@dataclass(frozen=True, slots=True)
class Retrospect:
    """`gained` and `lost`: the numbers of notices that an earlier preview did not give, or alone gave; None without an earlier one."""

    days: int
    hits: tuple[Hit, ...]
    near: tuple[NearMiss, ...]
    weeks: tuple[int, ...]
    advice: Advice
    closed: int  # how many of the hits have closed since
    gained: tuple[int, ...] | None = None
    lost: tuple[int, ...] | None = None

    @property
    def number(self) -> int:
        return len(self.hits)

    @property
    def per_week(self) -> float:
        return round(self.number * 7 / self.days, 1)


def preview(profile: Profile, *, now: datetime, days: int = DAYS, seen: Collection[int] | None = None) -> Retrospect:
    """What the profile would have given in the last days; `seen` is what an earlier preview gave."""
    past = _past_notices(profile, now - timedelta(days=days))
    looked = look_back(profile, past.values())
    published = [past[hit.notice_id].published for hit in looked.hits]
    gained = lost = None
    if seen is not None:
        gained, lost = _changes(looked, seen)
    return Retrospect(
        days=days,
        hits=looked.hits,
        near=looked.near,
        weeks=tuple(by_week(published, now, days)),
        advice=advice(len(looked.hits), days),
        closed=sum(_has_closed(past[hit.notice_id], now) for hit in looked.hits),
        gained=gained,
        lost=lost,
    )


def _has_closed(known: PastNotice, now: datetime) -> bool:
    return known.deadline is not None and known.deadline < now


def _changes(looked: LookBack, seen: Collection[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    hits = {hit.notice_id: None for hit in looked.hits}
    gained = tuple(number for number in hits if number not in seen)
    lost = tuple(number for number in seen if number not in hits)
    return gained, lost


def _past_notices(profile: Profile, since: datetime) -> dict[int, PastNotice]:
    """The notices since a moment that may be work of this profile, by number."""
    ways = list(_ways(profile))[:MOST_WAYS]
    return _taken_apart(queries.recent_notices(ways, _corners(profile), since))


def _ways(profile: Profile) -> Iterator[tuple[str, ...]]:
    """The terms of each word of the profile and of its trades; without any, those of its description."""
    own = [*profile.keywords, *profile.synonyms]
    for others in profile.synonyms.values():
        own += others
    keywords = words.keywords(own)
    for keyword in keywords:
        yield keyword.terms
    trades = offering.proposed(" ".join((profile.description, *own)))
    for trade_id in trades:
        yield from offering.ways_of_saying(trade_id)
    if not keywords and not trades:
        for term in dict.fromkeys(text.terms(profile.description)):
            if len(term) >= SHORTEST_TELLING and term not in words.generic():
                yield (term,)


def _corners(profile: Profile) -> frozenset[str]:
    """The beginnings of codes that lie near those of the profile."""
    return frozenset(cpv.significant(code)[:GROUP] for code in profile.cpv)


def _taken_apart(notices: Sequence[RecentNotice]) -> dict[int, PastNotice]:
    """These notices taken apart: what this process has, and anew what it has not, or has as it was before it changed."""
    if len(_kept) > MOST_KEPT:
        _forget_all_but({notice.id for notice in notices})
    past: dict[int, PastNotice] = {}
    unknown: dict[int, RecentNotice] = {}
    for notice in notices:
        known = _kept.get(notice.id)
        if known is None or (known.version, known.published) != (notice.version, notice.published):
            unknown[notice.id] = notice
        else:
            past[notice.id] = known
    for matchable in queries.matchable_notices(list(unknown.values())):
        origin = unknown[matchable.id]
        past[matchable.id] = _kept[matchable.id] = take_apart(matchable, origin.published, origin.version)
    return past


def _forget_all_but(numbers: set[int]) -> None:
    for number in list(_kept):
        if number not in numbers:
            _kept.pop(number, None)
