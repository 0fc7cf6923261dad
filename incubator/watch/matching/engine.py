"""How well a notice fits a profile: the work first (codes and text), then what stands in the way (place, size, time).

The score of the work is 1 minus what both kinds of evidence leave to doubt; what stands in the way multiplies it. A reserved
contract that fits the work is never lost to place, value or time: few are published, and none may be missed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from incubator.core.i18n import mark as N_
from incubator.core.reference import cpv
from incubator.watch.matching import circumstances, codes, trades, words
from incubator.watch.matching.preparing import Prepared, prepare
from incubator.watch.values import MatchableNotice, Profile, Reason, Scored

VERSION = "1"  # raise it when the engine scores otherwise: every profile is then matched anew
ENOUGH_WORK = 0.35  # below this the work does not fit, wherever it is
NO_WORK = 0.05
SILENT, LONG_ENOUGH = 0.85, 12  # a text of so many words that says nothing of the work speaks a little against it
FAR = 0.72  # the codes of the notice have nothing to do with those of the profile
ANOTHER_TRADE = 0.6


@dataclass(frozen=True, slots=True)
class AnalysedNotice:
    """A notice taken apart once for all profiles: its words, and how well each trade fits it."""

    words: words.NoticeText
    trades: dict[str, float]


def analyse(notice: MatchableNotice) -> AnalysedNotice:
    told = words.analyse(notice.title, notice.description, notice.lots)
    return AnalysedNotice(told, trades.of_notice(told, notice.cpv, _main(notice)))


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


def score(prepared: Prepared, notice: MatchableNotice, analysed: AnalysedNotice, *, now: datetime) -> Scored | None:
    """Score one notice, with the reasons; None without any evidence of the work, or for another kind of notice."""
    profile = prepared.profile
    if prepared.says_nothing or (profile.kinds and notice.kind not in profile.kinds):
        return None
    work, reasons = _work(prepared, notice, analysed)
    if work <= NO_WORK:
        return None
    hindrance = 1.0
    for found, reason in circumstances.all_of(profile, notice, now):
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


def explain(prepared: Prepared, notice: MatchableNotice, analysed: AnalysedNotice, *, now: datetime) -> Scored | None:
    """The same, rule by rule, also for a kind of notice that the profile does not look for (then the score is 0)."""
    wanted = not prepared.profile.kinds or notice.kind in prepared.profile.kinds
    if wanted:
        return score(prepared, notice, analysed, now=now)
    anyway = score(replace(prepared, profile=replace(prepared.profile, kinds=())), notice, analysed, now=now)
    said = Reason("time", False, N_("You do not look for this kind of notice (%(kind)s)"), {"kind": notice.kind})
    return Scored(notice.id, 0.0, (said, *(anyway.reasons if anyway else ())))


def _main(notice: MatchableNotice) -> str | None:
    return notice.main_cpv or (notice.cpv[0] if notice.cpv else None)


def _work(prepared: Prepared, notice: MatchableNotice, analysed: AnalysedNotice) -> tuple[float, list[Reason]]:
    """How surely this is the work of the profile, and why."""
    by_code, code_reason = _codes(prepared, notice)
    by_text, text_reason = _text(prepared, analysed.words)
    if by_code and _silent(prepared, notice, analysed.words, by_text):
        by_code *= SILENT
    reasons = [one for one in (code_reason, text_reason) if one]
    work = 1 - (1 - by_code) * (1 - by_text)
    for factor, against in _against(prepared, notice, analysed, by_code):
        work *= factor
        if against:
            reasons.append(against)
    return work, reasons


def _codes(prepared: Prepared, notice: MatchableNotice) -> tuple[float, Reason | None]:
    """The nearest pair of codes in the tree of the CPV."""
    best, (own, code) = codes.nearest(prepared.codes, notice.cpv, _main(notice), prepared.wide)
    best *= prepared.codes_weigh
    if best < 0.1:
        return best, None
    if cpv.is_under(code, own) or own not in prepared.profile.cpv:
        return best, Reason("cpv", True, N_("CPV %(code)s %(label)s"), {"code": code, "cpv": code})
    said = N_("CPV %(code)s %(label)s is near your %(own)s")
    return best, Reason("cpv", True, said, {"code": code, "cpv": code, "own": own})


def _text(prepared: Prepared, told: words.NoticeText) -> tuple[float, Reason | None]:
    found = [(words.strength(one, told), one) for one in (*prepared.keywords, *prepared.related)]
    hits = sorted(((strength, one) for strength, one in found if strength > 0), key=lambda pair: -pair[0])
    alike = words.overlap(prepared.description, told)
    total = words.together([strength for strength, _one in hits] + [alike])
    if hits:
        said = list(dict.fromkeys(one.said for _strength, one in hits))[:4]
        return total, Reason("text", True, N_("The text speaks of: %(words)s"), {"words": ", ".join(said)})
    if alike >= 0.1:
        return total, Reason("text", True, N_("The text resembles your own description"))
    return total, None


def _silent(prepared: Prepared, notice: MatchableNotice, told: words.NoticeText, by_text: float) -> bool:
    """Whether a Dutch text that is long enough names nothing of the work."""
    words_known = len(prepared.keywords) + len(prepared.related) >= 3
    length = len(told.title | told.body | told.lots)
    return words_known and by_text < 0.1 and length >= LONG_ENOUGH and notice.language in {None, "nl"}


def _against(
    prepared: Prepared, notice: MatchableNotice, analysed: AnalysedNotice, by_code: float
) -> Iterator[tuple[float, Reason | None]]:
    """What says that the work is another: words one does not want, another trade, goods instead of services."""
    for one in prepared.exclude:
        if found := words.strength(one, analysed.words):
            factor = 0.1 if found >= words.STRONG_IN_TITLE else 0.5
            yield factor, Reason("text", False, N_("You leave out: %(words)s"), {"words": one.said})
    if other := trades.another(prepared.trades, analysed.trades):
        yield (
            ANOTHER_TRADE,
            Reason("text", False, N_("This is rather work of the kind “%(trade)s”"), {"trade": other.name}),
        )
    if prepared.service_only and by_code < 0.1:
        if notice.nature == "supplies" or (notice.nature is None and _division(notice) < 45):
            yield 0.6, Reason("cpv", False, N_("This is about supplies, not about a service"))
        elif notice.nature == "works":
            yield 0.7, Reason("cpv", False, N_("This is about works, not about a service"))
    if notice.cpv and codes.far_apart(prepared.codes, notice.cpv):
        code = _main(notice)
        yield FAR, Reason("cpv", False, N_("CPV %(code)s %(label)s is other work"), {"code": code, "cpv": code})


def _division(notice: MatchableNotice) -> int:
    code = _main(notice) or "99"
    return int(code[:2]) if code[:2].isdigit() else 99
