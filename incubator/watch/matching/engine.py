"""How well a notice fits a profile: the work first (codes and text), then what stands in the way (place, size, time).

The score of the work is 1 minus what both kinds of evidence leave to doubt; what stands in the way multiplies it. A reserved
contract that fits the work is never lost to place, value or time: few are published, and none may be missed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from incubator.core.i18n import mark as N_
from incubator.core.reference import cpv, nuts
from incubator.watch.matching import words
from incubator.watch.values import MatchableNotice, Profile, Reason, Scored

ENOUGH_WORK = 0.35  # below this the work does not fit, wherever it is
SAME, UNDER, ABOVE, SIBLING, COUSIN = 0.62, 0.6, 0.4, 0.3, 0.12
ACTIONABLE = ("planning", "consultation", "competition")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A profile taken apart once for all notices."""

    profile: Profile
    vocabulary: words.Vocabulary
    service_only: bool

    @property
    def says_nothing(self) -> bool:
        told = self.vocabulary
        return not (self.profile.cpv or told.keywords or told.description)


def prepare(profile: Profile) -> Prepared:
    """Take a profile apart."""
    told = words.vocabulary(profile.keywords, profile.synonyms, profile.description, profile.cpv, profile.exclude)
    services = [code for code in profile.cpv if code[:2].isdigit() and int(code[:2]) >= 50]
    return Prepared(profile, told, bool(profile.cpv) and len(services) == len(profile.cpv))


def analyse(notice: MatchableNotice) -> words.Analysed:
    """Take the text of a notice apart once for all profiles."""
    return words.analyse(notice.title, notice.description, notice.lots)


class Matcher:
    """Matches notices with many profiles."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.prepared = [one for profile in profiles if not (one := prepare(profile)).says_nothing]

    def match(self, notice: MatchableNotice, *, now: datetime) -> Iterator[tuple[Profile, Scored]]:
        """The score of every profile for which the notice has any evidence of its work."""
        analysed = analyse(notice)
        for prepared in self.prepared:
            if scored := score(prepared, notice, analysed, now=now):
                yield prepared.profile, scored


def rank(profile: Profile, notices: Iterable[MatchableNotice], *, now: datetime) -> list[Scored]:
    """All notices with any evidence for one profile, best first."""
    matcher = Matcher([profile])
    found = [scored for notice in notices for _profile, scored in matcher.match(notice, now=now)]
    return sorted(found, key=lambda one: (-one.score, -one.notice_id))


def score(prepared: Prepared, notice: MatchableNotice, analysed: words.Analysed, *, now: datetime) -> Scored | None:
    """Score one notice, with the reasons; None without any evidence of the work, or for another kind of notice."""
    profile = prepared.profile
    if profile.kinds and notice.kind not in profile.kinds:
        return None
    by_code, code_reason = _codes(profile, notice)
    by_text, text_reason = _text(prepared.vocabulary, analysed)
    work = 1 - (1 - by_code) * (1 - by_text)
    if work <= 0.05:
        return None
    reasons = [one for one in (code_reason, text_reason) if one]
    factor, against = _mismatch(prepared, notice, analysed, by_code)
    work *= factor
    reasons += against
    hindrance = 1.0
    for found, reason in _circumstances(profile, notice, now):
        hindrance *= found
        if reason:
            reasons.append(reason)
    if notice.reserved and work >= ENOUGH_WORK:
        reasons.insert(0, Reason("reserved", True, _RESERVED[notice.reserved]))
        hindrance, work = 1.0, max(work, profile.threshold) + (1 - max(work, profile.threshold)) * 0.3
    return Scored(notice.id, round(min(1.0, work * hindrance), 4), tuple(reasons))


_RESERVED = {
    "sheltered": N_("Reserved for sheltered workshops and social enterprises (art. 2.82 Aw 2012)"),
    "public-service-mission": N_(
        "Reserved for organisations in which workers take part (art. 77 Directive 2014/24/EU)"
    ),
}


def _codes(profile: Profile, notice: MatchableNotice) -> tuple[float, Reason | None]:
    """The nearest pair of codes in the tree of the CPV; an additional code counts a little less than the main one."""
    best, pair = 0.0, ("", "")
    for code in notice.cpv:
        weight = 1.0 if code == (notice.main_cpv or notice.cpv[0]) else 0.8
        for own in profile.cpv:
            found = _closeness(own, code) * weight
            if found > best:
                best, pair = found, (own, code)
    if best < 0.1:
        return best, None
    own, code = pair
    if best >= UNDER * 0.8:
        return best, Reason("cpv", True, N_("CPV %(code)s %(label)s"), {"code": code, "cpv": code})
    said = N_("CPV %(code)s %(label)s is near your %(own)s")
    return best, Reason("cpv", True, said, {"code": code, "cpv": code, "own": own})


def _closeness(own: str, code: str) -> float:
    if own == code:
        return SAME
    mine, theirs = cpv.significant(own), cpv.significant(code)
    if theirs.startswith(mine):
        return UNDER if len(mine) >= 4 else (0.5 if len(mine) == 3 else 0.28)
    if mine.startswith(theirs):
        return {2: 0.14, 3: 0.3}.get(len(theirs), ABOVE)
    shared = next((at for at, (one, other) in enumerate(zip(own, code, strict=False)) if one != other), 8)
    return {3: COUSIN, 4: SIBLING}.get(shared, SIBLING + 0.08 if shared > 4 else 0.0)


def _text(told: words.Vocabulary, analysed: words.Analysed) -> tuple[float, Reason | None]:
    found = [(words.strength(one, analysed), one) for one in (*told.keywords, *told.related)]
    hits = sorted(((strength, one) for strength, one in found if strength > 0), key=lambda pair: -pair[0])
    alike = words.overlap(told.description, analysed)
    total = words.together([strength for strength, _one in hits] + [alike])
    if hits:
        said = list(dict.fromkeys(one.said for _strength, one in hits))[:4]
        return total, Reason("text", True, N_("The text speaks of: %(words)s"), {"words": ", ".join(said)})
    if alike >= 0.1:
        return total, Reason("text", True, N_("The text resembles your own description"))
    return total, None


def _mismatch(
    prepared: Prepared, notice: MatchableNotice, analysed: words.Analysed, by_code: float
) -> tuple[float, list[Reason]]:
    """What says that the work is another: words one does not want, goods instead of services."""
    factor, reasons = 1.0, []
    for one in prepared.vocabulary.exclude:
        if found := words.strength(one, analysed):
            factor *= 0.1 if found >= words.STRONG_IN_TITLE else 0.5
            reasons.append(Reason("text", False, N_("You leave out: %(words)s"), {"words": one.said}))
    goods = notice.nature == "supplies" or (notice.nature is None and _division(notice) < 45)
    if prepared.service_only and by_code < 0.1:
        if goods:
            factor *= 0.6
            reasons.append(Reason("nature", False, N_("This is about supplies, not about a service")))
        elif notice.nature == "works":
            factor *= 0.7
            reasons.append(Reason("nature", False, N_("This is about works, not about a service")))
        elif notice.cpv:
            factor *= 0.85
    return factor, reasons


def _division(notice: MatchableNotice) -> int:
    code = notice.main_cpv or (notice.cpv[0] if notice.cpv else "99")
    return int(code[:2]) if code[:2].isdigit() else 99


def _circumstances(profile: Profile, notice: MatchableNotice, now: datetime) -> Iterator[tuple[float, Reason | None]]:
    yield _place(profile, notice)
    yield _value(profile, notice)
    yield _time(profile, notice, now)
    if profile.languages and notice.language and notice.language not in profile.languages:
        yield (
            0.7,
            Reason(
                "language", False, N_("The notice is in another language (%(language)s)"), {"language": notice.language}
            ),
        )


def _place(profile: Profile, notice: MatchableNotice) -> tuple[float, Reason | None]:
    """Inside counts for, outside against; a notice that names no place says nothing against."""
    places = [place for place in notice.places if not nuts.is_whole_country(place)]
    if not profile.places or not places:
        return 1.0, None
    for place in places:
        if any(nuts.overlaps(own, place) or nuts.overlaps(place, own) for own in profile.places):
            return 1.0, Reason("place", True, N_("In your area: %(place)s"), {"nuts": place})
    near = {nuts.current(_region(own))[:4] for own in profile.places} & {
        nuts.current(_region(place))[:4] for place in places
    }
    said = Reason("place", False, N_("Outside your area: %(place)s"), {"nuts": places[0]})
    return (0.8 if near else 0.5), said


def _region(code: str) -> str:
    return nuts.parent(code) or code if code.startswith("GM") else code


def _value(profile: Profile, notice: MatchableNotice) -> tuple[float, Reason | None]:
    """Too large or too small; a value of one euro or less says nothing."""
    if notice.value is None or notice.value_doubted or notice.value <= 1:
        return 1.0, None
    if profile.max_value is not None and notice.value > profile.max_value:
        factor = (
            0.8 if notice.value <= 2 * profile.max_value else (0.65 if notice.value <= 5 * profile.max_value else 0.5)
        )
        return factor, Reason("value", False, N_("Larger than you look for: %(amount)s"), {"amount": notice.value})
    if profile.min_value is not None and notice.value < profile.min_value:
        return 0.7, Reason("value", False, N_("Smaller than you look for: %(amount)s"), {"amount": notice.value})
    if profile.max_value is not None or profile.min_value is not None:
        return 1.0, Reason("value", True, N_("The size fits: %(amount)s"), {"amount": notice.value})
    return 1.0, None


def _time(profile: Profile, notice: MatchableNotice, now: datetime) -> tuple[float, Reason | None]:
    """Whether there is time left, when the profile asks how much."""
    if profile.min_days_left is None or notice.deadline is None or notice.kind not in ACTIONABLE:
        return 1.0, None
    left = (notice.deadline - now).days
    if left < 0:
        return 0.3, Reason("time", False, N_("The deadline has passed"))
    if left < profile.min_days_left:
        return 0.6, Reason("time", False, N_("Only %(days)s days left"), {"days": left})
    return 1.0, Reason("time", True, N_("%(days)s days left"), {"days": left})
