"""What stands in the way of a notice, or speaks for it, beside the work: place, size, time, language."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from functools import lru_cache
from itertools import filterfalse

from incubator.core.i18n import mark as N_
from incubator.core.reference import nuts
from incubator.core.reference.places import province_of
from incubator.watch.values import ACTIONABLE, MatchableNotice, Profile, Reason

SMALLER = 0.7
LARGER = ((2, 0.8), (5, 0.65))  # up to so many times the largest size that the profile looks for
MUCH_LARGER = 0.5
TOO_LATE, HURRIED = 0.3, 0.6
OTHER_LANGUAGE = 0.7


class Nearness(IntEnum):
    """How near a notice is, the nearest last."""

    FAR = 0
    NEARBY = 1
    INSIDE = 2


FACTORS = {Nearness.FAR: 0.5, Nearness.NEARBY: 0.8, Nearness.INSIDE: 1.0}
# A factor on the score of the work, with its reason: None when there is nothing to say.
Circumstance = tuple[float, Reason | None]
NOTHING: Circumstance = (1.0, None)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of circumstance: of which part of a profile and of a notice it depends, and how it is judged."""

    wish: Callable[[Profile], Hashable]
    fact: Callable[[MatchableNotice], Hashable]
    judged: Callable[[Profile, MatchableNotice, datetime], Circumstance]


def all_of(profile: Profile, notice: MatchableNotice, now: datetime) -> Iterator[Circumstance]:
    """Each circumstance as a factor, with its reason."""
    yield _place(profile, notice)
    for kind in KINDS:
        yield kind.judged(profile, notice, now)


def _place(profile: Profile, notice: MatchableNotice) -> Circumstance:
    """Inside counts for, outside against; a notice that names no place, or the whole country, says nothing against."""
    places = _narrower_than_the_country(notice.places)
    if not profile.places or not places:
        return NOTHING
    nearest = max(profile.places, key=lambda own: nearness(own, notice.places))
    level = nearness(nearest, notice.places)
    if level is Nearness.INSIDE:
        inside = next(place for place in places if nuts.overlaps(nearest, place))
        return FACTORS[level], Reason("place", True, N_("In your area: %(place)s"), {"nuts": inside})
    return FACTORS[level], Reason("place", False, N_("Outside your area: %(place)s"), {"nuts": places[0]})


def inside(profile: Profile, notice: MatchableNotice) -> bool:
    """Whether a notice lies where a profile looks, as far as both say where."""
    return all(reason is None or reason.speaks_for for _factor, reason in [_place(profile, notice)])


@lru_cache(maxsize=200_000)
def nearness(own: str, places: tuple[str, ...]) -> Nearness:
    """Where the places of a notice lie as seen from a place of a profile."""
    narrower = _narrower_than_the_country(places)
    if not narrower or any(nuts.overlaps(own, place) for place in narrower):
        return Nearness.INSIDE
    if province_of(own) in map(province_of, narrower):
        return Nearness.NEARBY
    return Nearness.FAR


def _narrower_than_the_country(places: Sequence[str]) -> list[str]:
    """The places that say where. A country other than ours is somewhere else; beside the whole of ours it is one more place."""
    narrower = list(filterfalse(nuts.is_whole_country, places))
    if len(narrower) == len(places):
        return narrower
    return list(filter(_is_dutch, narrower))


def _is_dutch(place: str) -> bool:
    return place.startswith((nuts.COUNTRY, "GM"))


def _value(profile: Profile, notice: MatchableNotice, _now: datetime) -> Circumstance:
    """Too large or too small; a value of a euro or less says nothing, and neither does a value that is in doubt."""
    if notice.value is None or notice.value_doubted or notice.value <= 1:
        return NOTHING
    if profile.min_value is None and profile.max_value is None:
        return NOTHING
    return _size(profile, notice, notice.value)


def _size(profile: Profile, notice: MatchableNotice, value: int) -> Circumstance:
    if _fits(profile, value):
        return 1.0, Reason("value", True, N_("The size fits: %(amount)s"), {"amount": value})
    fitting = [of_lot for of_lot in notice.lot_values if of_lot > 1 and _fits(profile, of_lot)]
    if fitting:
        return 1.0, Reason("value", True, N_("A lot has a size that fits: %(amount)s"), {"amount": max(fitting)})
    if profile.max_value is not None and value > profile.max_value:
        larger = N_("Larger than you look for: %(amount)s")
        return _too_large(profile.max_value, value), Reason("value", False, larger, {"amount": value})
    return SMALLER, Reason("value", False, N_("Smaller than you look for: %(amount)s"), {"amount": value})


def _fits(profile: Profile, value: int) -> bool:
    if profile.min_value is not None and value < profile.min_value:
        return False
    return profile.max_value is None or value <= profile.max_value


def _too_large(largest: int, value: int) -> float:
    times = value / max(largest, 1)
    for most, factor in LARGER:
        if times <= most:
            return factor
    return MUCH_LARGER


def _time(profile: Profile, notice: MatchableNotice, now: datetime) -> Circumstance:
    """Whether there is time left, when the profile asks how much."""
    if profile.min_days_left is None or notice.deadline is None or notice.kind not in ACTIONABLE:
        return NOTHING
    day: dict[str, object] = {"deadline": notice.deadline.isoformat()}
    if notice.deadline < now:
        return TOO_LATE, Reason("time", False, N_("The deadline has passed: %(date)s"), day)
    if (notice.deadline - now).days < profile.min_days_left:
        return HURRIED, Reason("time", False, N_("Little time is left: you can hand in until %(date)s"), day)
    return 1.0, Reason("time", True, N_("Enough time: you can hand in until %(date)s"), day)


def _language(profile: Profile, notice: MatchableNotice, _now: datetime) -> Circumstance:
    if not profile.languages or not notice.language or notice.language in profile.languages:
        return NOTHING
    sentence = N_("The notice is in another language (%(language)s)")
    return OTHER_LANGUAGE, Reason("text", False, sentence, {"language": notice.language})


KINDS = (
    Kind(
        lambda profile: (profile.min_value, profile.max_value),
        lambda notice: (notice.value, notice.value_doubted, notice.lot_values),
        _value,
    ),
    Kind(lambda profile: profile.min_days_left, lambda notice: (notice.deadline, notice.kind), _time),
    Kind(lambda profile: profile.languages, lambda notice: notice.language, _language),
)
