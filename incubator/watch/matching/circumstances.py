"""What stands in the way of a notice, or speaks for it, beside the work: place, size, time, language."""

from collections.abc import Iterator
from datetime import datetime

from incubator.core.i18n import mark as N_
from incubator.core.reference import nuts
from incubator.watch.values import MatchableNotice, Profile, Reason

ACTIONABLE = ("planning", "consultation", "competition")
Found = tuple[float, Reason | None]
NOTHING: Found = (1.0, None)


def all_of(profile: Profile, notice: MatchableNotice, now: datetime) -> Iterator[Found]:
    """Each circumstance as a factor, with its reason."""
    yield _place(profile, notice)
    yield _value(profile, notice)
    yield _time(profile, notice, now)
    yield _language(profile, notice)


def _place(profile: Profile, notice: MatchableNotice) -> Found:
    """Inside counts for, outside against; a notice that names no place says nothing against."""
    places = [place for place in notice.places if not nuts.is_whole_country(place)]
    if not profile.places or not places:
        return NOTHING
    for place in places:
        if any(nuts.overlaps(own, place) for own in profile.places):
            return 1.0, Reason("place", True, N_("In your area: %(place)s"), {"nuts": place})
    near = {_province(own) for own in profile.places} & {_province(place) for place in places}
    return (0.8 if near else 0.5), Reason("place", False, N_("Outside your area: %(place)s"), {"nuts": places[0]})


def _province(code: str) -> str:
    """The province (NUTS 2) that a place lies in, in the version of 2024."""
    region = (nuts.parent(code) or code) if code.startswith("GM") else code
    return nuts.current(region)[:4]


def _value(profile: Profile, notice: MatchableNotice) -> Found:
    """Too large or too small; a value of one euro or less says nothing."""
    if notice.value is None or notice.value_doubted or notice.value <= 1:
        return NOTHING
    amount: dict[str, object] = {"amount": notice.value}
    fitting = [one for one in notice.lot_values if one > 1 and _fits(profile, one)]
    if fitting and not _fits(profile, notice.value):
        return 1.0, Reason("value", True, N_("A lot has a size that fits: %(amount)s"), {"amount": max(fitting)})
    if profile.max_value is not None and notice.value > profile.max_value:
        times = notice.value / max(profile.max_value, 1)
        factor = 0.8 if times <= 2 else (0.65 if times <= 5 else 0.5)
        return factor, Reason("value", False, N_("Larger than you look for: %(amount)s"), amount)
    if profile.min_value is not None and notice.value < profile.min_value:
        return 0.7, Reason("value", False, N_("Smaller than you look for: %(amount)s"), amount)
    if profile.max_value is not None or profile.min_value is not None:
        return 1.0, Reason("value", True, N_("The size fits: %(amount)s"), amount)
    return NOTHING


def _fits(profile: Profile, value: int) -> bool:
    return (profile.min_value is None or value >= profile.min_value) and (
        profile.max_value is None or value <= profile.max_value
    )


def _time(profile: Profile, notice: MatchableNotice, now: datetime) -> Found:
    """Whether there is time left, when the profile asks how much."""
    if profile.min_days_left is None or notice.deadline is None or notice.kind not in ACTIONABLE:
        return NOTHING
    days: dict[str, object] = {"deadline": notice.deadline.isoformat()}
    left = (notice.deadline - now).days
    if notice.deadline < now:
        return 0.3, Reason("time", False, N_("The deadline has passed: %(date)s"), days)
    if left < profile.min_days_left:
        return 0.6, Reason("time", False, N_("Little time is left: you can hand in until %(date)s"), days)
    return 1.0, Reason("time", True, N_("Enough time: you can hand in until %(date)s"), days)


def _language(profile: Profile, notice: MatchableNotice) -> Found:
    if not profile.languages or not notice.language or notice.language in profile.languages:
        return NOTHING
    said = N_("The notice is in another language (%(language)s)")
    return 0.7, Reason("text", False, said, {"language": notice.language})
