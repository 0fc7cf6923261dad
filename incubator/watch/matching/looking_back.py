"""What a profile would have given in the past: the notices that fit, and those that nearly did, with what stood in their way.

Each notice is judged as it stood on the day on which it was published: what has closed since was open then.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from operator import attrgetter

from incubator.core.reference import places
from incubator.watch.matching import circumstances, engine
from incubator.watch.matching.batch import AnalysedNotice
from incubator.watch.values import Hit, MatchableNotice, Profile, Reason

PUBLISHED = datetime(2000, 1, 1, tzinfo=UTC)  # the day on which all are taken to be published
NEARLY = 0.1  # how far below the threshold a notice still comes near
MOST_A_DAY = 10  # more than that nobody reads
A_MONTH = 30  # days: less than one in a month is a profile that hardly finds anything


class Advice(StrEnum):
    TOO_WIDE = "too-wide"
    TOO_NARROW = "too-narrow"
    FINE = "fine"


class Hindrance(StrEnum):
    """What kept a notice of the right work out."""

    PLACE = "place"
    LARGE = "large"
    SMALL = "small"
    TIME = "time"
    CLOSED = "closed"
    LANGUAGE = "language"
    KIND = "kind"
    LEFT_OUT = "left-out"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True, eq=False)
class PastNotice:
    """A notice taken apart, with its deadline as if every notice were published on the same day: so all are judged at once."""

    analysed: AnalysedNotice
    published: datetime
    deadline: datetime | None  # the real one
    version: str  # of its content

    @property
    def notice(self) -> MatchableNotice:
        return self.analysed.notice


def take_apart(notice: MatchableNotice, published: datetime, version: str) -> PastNotice:
    """A notice of the past as it stood on the day on which it was published."""
    moved = notice.deadline
    if moved is not None:
        moved = PUBLISHED + (moved - published)
    return PastNotice(engine.analyse(replace(notice, deadline=moved)), published, notice.deadline, version)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A notice that nearly fitted. `place`: the province, when that was in the way."""

    notice_id: int
    score: float
    hindrance: Hindrance
    place: str = ""


@dataclass(frozen=True, slots=True)
class LookBack:
    """Both the best first."""

    hits: tuple[Hit, ...]
    near: tuple[NearMiss, ...]


def look_back(profile: Profile, past: Iterable[PastNotice]) -> LookBack:
    """What the profile would have given of these notices."""
    of_work = replace(_without_circumstances(profile), threshold=max(0.0, profile.threshold - NEARLY))
    matcher = engine.Matcher([profile, of_work])
    known = {notice.notice.id: notice for notice in past}
    hits: list[Hit] = []
    near: dict[int, float] = {}
    for hit in matcher.match_analysed(list(map(attrgetter("analysed"), known.values())), now=PUBLISHED):
        if hit.position == 0:
            hits.append(hit)
        else:
            near[hit.notice_id] = hit.score
    for hit in hits:
        near.pop(hit.notice_id, None)
    misses = [_near_miss(profile, known[notice_id], score) for notice_id, score in near.items()]
    return LookBack(tuple(sorted(hits, key=_best_first)), tuple(sorted(misses, key=_best_first)))


def _best_first(scored: Hit | NearMiss) -> tuple[float, int]:
    return -scored.score, -scored.notice_id


def _without_circumstances(profile: Profile) -> Profile:
    """The same work, wherever, however large, in whatever language."""
    return replace(
        profile, places=(), min_value=None, max_value=None, languages=(), kinds=(), min_days_left=None, exclude=()
    )


def _near_miss(profile: Profile, known: PastNotice, score: float) -> NearMiss:
    notice = known.notice
    if score < profile.threshold:
        return NearMiss(notice.id, score, Hindrance.DOUBT)
    if not engine.looks_for(profile, notice):
        return NearMiss(notice.id, score, Hindrance.KIND)
    worst = min(_against(profile, known), key=lambda against: against[0], default=None)
    if worst is None:
        return NearMiss(notice.id, score, Hindrance.LEFT_OUT)
    reason = worst[1]
    return NearMiss(notice.id, score, _hindrance(profile, known, reason), _province(reason))


def _against(profile: Profile, known: PastNotice) -> Iterator[tuple[float, Reason]]:
    for factor, reason in circumstances.all_of(profile, known.notice, PUBLISHED):
        if reason is not None and not reason.speaks_for:
            yield factor, reason


def _hindrance(profile: Profile, known: PastNotice, reason: Reason) -> Hindrance:
    notice = known.notice
    if reason.kind == "place":
        return Hindrance.PLACE
    if reason.kind == "value":
        too_large = profile.max_value is not None and (notice.value or 0) > profile.max_value
        return Hindrance.LARGE if too_large else Hindrance.SMALL
    if reason.kind == "time":
        closed = notice.deadline is not None and notice.deadline < PUBLISHED
        return Hindrance.CLOSED if closed else Hindrance.TIME
    return Hindrance.LANGUAGE


def _province(reason: Reason) -> str:
    if reason.kind != "place":
        return ""
    return places.province_of(str(reason.params["nuts"]))


def advice(number: int, days: int) -> Advice:
    """Whether a profile that gave so many notices in so many days is worth reading, and finds something."""
    if number > MOST_A_DAY * days:
        return Advice.TOO_WIDE
    if number * A_MONTH < days:
        return Advice.TOO_NARROW
    return Advice.FINE


def by_week(published: Sequence[datetime], now: datetime, days: int) -> list[int]:
    """How many in each week, the oldest first; the last week ends now."""
    weeks = [0] * max(1, -(-days // 7))
    for moment in published:
        ago = max(0, (now - moment).days) // 7
        weeks[-1 - min(ago, len(weeks) - 1)] += 1
    return weeks
