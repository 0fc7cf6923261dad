"""Small changes of a profile that let a notice fit: which there are, what each makes of the profile, and what takes it back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from incubator.core.reference import cpv, nuts, places
from incubator.watch.matching import circumstances, engine, exclusions, learning, words
from incubator.watch.matching.batch import AnalysedNotice, Batch
from incubator.watch.matching.exclusions import Exclusions
from incubator.watch.matching.trades import trades
from incubator.watch.values import SOUGHT, MatchableNotice, Profile

MOST_WORDS = 2  # of the title that are offered
SHORTEST, TELLING = 5, 0.6  # letters of a word that is offered, and how rare it is
CLEARLY = 0.3  # a trade that a notice is for with this share is offered by its name
STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10)  # amounts that people think in
BETTER = 0.005  # a change that adds less than this is not offered


class ProfileChange(StrEnum):
    """What is changed."""

    ADD_WORD = "woord-erbij"
    DROP_WORD = "woord-weg"
    ADD_CODE = "code-erbij"
    DROP_CODE = "code-weg"
    ADD_PLACE = "plaats-erbij"
    DROP_PLACE = "plaats-weg"
    ADD_LANGUAGE = "taal-erbij"
    DROP_LANGUAGE = "taal-weg"
    ADD_KIND = "soort-erbij"
    DROP_KIND = "soort-weg"
    ALLOW_WORD = "niet-uitsluiten"
    EXCLUDE_WORD = "uitsluiten"
    MOST = "tot"
    LEAST = "vanaf"
    DAYS = "dagen"
    FORGET = "niet-leren"
    LEARN = "weer-leren"
    WORK_FOR = "opdrachtgever-wel"
    AVOID = "opdrachtgever-niet"


ADDS = {  # what is added to which answer, and what takes it out again
    ProfileChange.ADD_WORD: ("keywords", ProfileChange.DROP_WORD),
    ProfileChange.ADD_CODE: ("cpv", ProfileChange.DROP_CODE),
    ProfileChange.ADD_PLACE: ("places", ProfileChange.DROP_PLACE),
    ProfileChange.ADD_LANGUAGE: ("languages", ProfileChange.DROP_LANGUAGE),
    ProfileChange.ADD_KIND: ("kinds", ProfileChange.DROP_KIND),
    ProfileChange.EXCLUDE_WORD: ("exclude", ProfileChange.ALLOW_WORD),
}
DROPS = {drops: (answer, adds) for adds, (answer, drops) in ADDS.items()}
NUMBERS = {ProfileChange.MOST: "max_value", ProfileChange.LEAST: "min_value", ProfileChange.DAYS: "min_days_left"}
OPPOSITES = {ProfileChange.FORGET: ProfileChange.LEARN, ProfileChange.WORK_FOR: ProfileChange.AVOID}
OPPOSITES |= {undone: change for change, undone in OPPOSITES.items()}


@dataclass(frozen=True, slots=True)
class Mend:
    """A change of a profile. `item`: the word, code, place, amount; the number of the notice or buyer where it is about those."""

    change: ProfileChange
    item: str

    @property
    def written(self) -> str:
        """As it stands in an address."""
        return f"{self.change.value}:{self.item}"


def read(written: str) -> Mend | None:
    """A mend out of an address; None for what is none."""
    change, colon, item = written.partition(":")
    if not colon or change not in set(ProfileChange):
        return None
    return Mend(ProfileChange(change), item.strip()[:200])


def undone(mend: Mend, profile: Profile) -> Mend:
    """What takes a mend back, for the profile as it was before."""
    if mend.change in ADDS:
        return Mend(ADDS[mend.change][1], mend.item)
    if mend.change in DROPS:
        return Mend(DROPS[mend.change][1], mend.item)
    if mend.change in OPPOSITES:
        return Mend(OPPOSITES[mend.change], mend.item)
    before = getattr(profile, NUMBERS[mend.change])
    return Mend(mend.change, "" if before is None else str(before))


def mended(profile: Profile, mend: Mend) -> Profile:
    """The profile with the change, to see what it brings."""
    changed: dict[str, Any] = {}
    if mend.change in ADDS:
        answer = ADDS[mend.change][0]
        changed[answer] = (*getattr(profile, answer), mend.item)
    elif mend.change in DROPS:
        answer = DROPS[mend.change][0]
        changed[answer] = tuple(filter(mend.item.__ne__, getattr(profile, answer)))
    elif mend.change in NUMBERS:
        changed[NUMBERS[mend.change]] = int(mend.item) if mend.item else None
    elif mend.change is ProfileChange.FORGET:
        changed["learnt"] = tuple(notice for notice in profile.learnt if str(notice.notice_id) != mend.item)
    elif mend.change is ProfileChange.WORK_FOR:
        changed["avoided"] = tuple(buyer for buyer in profile.avoided if str(buyer) != mend.item)
    return replace(profile, **changed)


@dataclass(frozen=True, slots=True)
class OfferedMend:
    """A change with how well the notice would fit then."""

    mend: Mend
    score: float
    fits: bool


def offered(profile: Profile, notice: MatchableNotice, score: float, *, now: datetime) -> list[OfferedMend]:
    """The changes that would let a notice fit better, those that are enough by themselves first in their kind."""
    mends = list(dict.fromkeys(_mends(profile, notice, now)))
    # Where the kind stops it, nothing else would seem to help: what helps is measured as if every kind were looked for.
    every_kind = replace(profile, kinds=())
    before = scores([every_kind], notice, now)[0]
    helped = scores([mended(every_kind, mend) for mend in mends], notice, now)
    fitting = scores([mended(profile, mend) for mend in mends], notice, now)
    offers = []
    for mend, would, fits in zip(mends, helped, fitting, strict=True):
        if would > before + BETTER or fits > score + BETTER:
            offers.append(OfferedMend(mend, max(would, fits), fits >= profile.threshold))
    return offers


def scores(profiles: list[Profile], notice: MatchableNotice, now: datetime) -> list[float]:
    """How well a notice fits each of these profiles; 0 for one that does not look for its kind."""
    fitting = []
    for scored in engine.Matcher(profiles).scores(notice, now=now):
        fitting.append(0.0 if scored is None else scored.score)
    return fitting


def together(profile: Profile, offers: list[OfferedMend], notice: MatchableNotice, now: datetime) -> list[Mend]:
    """The best change of each kind, when only all of them together are enough; none when they are not."""
    best: dict[ProfileChange, OfferedMend] = {}
    for offer in offers:
        if offer.mend.change not in best or best[offer.mend.change].score < offer.score:
            best[offer.mend.change] = offer
    if len(best) < 2 or any(offer.fits for offer in offers):
        return []
    changed = profile
    for offer in best.values():
        changed = mended(changed, offer.mend)
    if scores([changed], notice, now)[0] < profile.threshold:
        return []
    return [offer.mend for offer in best.values()]


def _mends(profile: Profile, notice: MatchableNotice, now: datetime) -> Iterator[Mend]:
    """What could be changed, rule by rule."""
    analysed = engine.analyse(notice)
    if notice.sought_as in SOUGHT and not engine.looks_for(profile, notice):
        yield Mend(ProfileChange.ADD_KIND, str(notice.sought_as))
    if not _is_its_work(profile, notice, now):
        yield from _of_work(profile, analysed)
    yield from _excluded(profile, analysed)
    yield from _of_learnt(profile, analysed)
    for circumstance in (_place, _value, _time, _language):
        yield from circumstance(profile, notice, now)


def _of_work(profile: Profile, analysed: AnalysedNotice) -> Iterator[Mend]:
    for word in _words(profile, analysed):
        yield Mend(ProfileChange.ADD_WORD, word)
    if analysed.main is not None and cpv.known(analysed.main) and analysed.main not in profile.cpv:
        yield Mend(ProfileChange.ADD_CODE, analysed.main)


def _excluded(profile: Profile, analysed: AnalysedNotice) -> Iterator[Mend]:
    left_out = Exclusions([profile.exclude]).of(analysed).get(0, frozenset())
    for word in profile.exclude:
        if exclusions.stems(word) in left_out:
            yield Mend(ProfileChange.ALLOW_WORD, word)


def _is_its_work(profile: Profile, notice: MatchableNotice, now: datetime) -> bool:
    """Whether the work fits, and only something else stands in the way: more words would not mend that."""
    bare = Profile(profile.name, profile.description, profile.cpv, profile.keywords, synonyms=profile.synonyms)
    return scores([bare], notice, now)[0] >= profile.threshold


def _words(profile: Profile, analysed: AnalysedNotice) -> Iterator[str]:
    """The trade that it is for, by its name, and the most telling words of the title that are no place."""
    joint = Batch([analysed]).joint[0]
    best = int(joint.argmax())
    known = {word.casefold() for word in profile.keywords}
    if joint[best] >= CLEARLY and trades()[best].plain.casefold() not in known:
        yield trades()[best].plain
    telling = {}
    for match in exclusions.WORD.finditer(analysed.notice.title):
        word = match[0].lower()
        if word not in known and places.place_code(match[0]) is None:
            telling[word] = _telling(word)
    yield from sorted(filter(telling.get, telling), key=lambda word: -telling[word])[:MOST_WORDS]


def _telling(word: str) -> float:
    """How much a word tells of the work, the longer the more; 0 for one that is not worth offering."""
    keyword = words.keyword(word)
    if len(word) < SHORTEST or not word.isalpha() or keyword is None or keyword.generic or keyword.telling < TELLING:
        return 0.0
    return keyword.telling + len(word) / 100


def _of_learnt(profile: Profile, analysed: AnalysedNotice) -> Iterator[Mend]:
    if analysed.notice.buyer in profile.avoided:
        yield Mend(ProfileChange.WORK_FOR, str(analysed.notice.buyer))
    heaviest = learning.heaviest_of(profile, analysed)
    if heaviest is not None and heaviest[1] < 0:
        yield Mend(ProfileChange.FORGET, str(heaviest[0].notice_id))


def _place(profile: Profile, notice: MatchableNotice, _now: datetime) -> Iterator[Mend]:
    """The province, and the place itself when it is smaller."""
    if not profile.places or circumstances.inside(profile, notice):
        return
    for place in notice.places[:1]:
        area = places.province_of(place)
        if nuts.known(area):
            yield Mend(ProfileChange.ADD_PLACE, area)
        if place != area:
            yield Mend(ProfileChange.ADD_PLACE, place)


def _value(profile: Profile, notice: MatchableNotice, _now: datetime) -> Iterator[Mend]:
    if notice.value is None or notice.value <= 1:
        return
    if profile.max_value is not None and notice.value > profile.max_value:
        yield Mend(ProfileChange.MOST, str(rounded(notice.value, up=True)))
    if profile.min_value is not None and notice.value < profile.min_value:
        yield Mend(ProfileChange.LEAST, str(rounded(notice.value, up=False)))


def rounded(amount: int, *, up: bool) -> int:
    """The nearest amount that people think in, not below or not above this one."""
    power = 10 ** (len(str(max(1, amount))) - 1)
    steps = [int(step * power) for step in STEPS]
    if up:
        return min(step for step in steps if step >= amount)
    return max(step for step in steps if step <= amount)


def _time(profile: Profile, notice: MatchableNotice, now: datetime) -> Iterator[Mend]:
    if profile.min_days_left is None or notice.deadline is None or notice.deadline < now:
        return
    left = (notice.deadline - now).days
    if left < profile.min_days_left:
        yield Mend(ProfileChange.DAYS, str(left))


def _language(profile: Profile, notice: MatchableNotice, _now: datetime) -> Iterator[Mend]:
    if profile.languages and notice.language and notice.language not in profile.languages:
        yield Mend(ProfileChange.ADD_LANGUAGE, notice.language)
