"""How well a notice fits a profile: the work first (codes and text), then what stands in the way (place, size, time).

The score of the work is 1 minus what both kinds of evidence leave to doubt; what stands in the way multiplies it. A reserved
contract that fits the work is never lost to place, value or time: few are published, and none may be missed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from incubator.core.i18n import mark as N_
from incubator.core.reference import cpv
from incubator.formats.values import Reserved
from incubator.watch.matching import circumstances, codes, trades, words
from incubator.watch.matching.preparing import Prepared, prepare
from incubator.watch.values import Hit, MatchableNotice, Profile, Reason, Scored

VERSION = "1"  # raise it when the engine scores otherwise: every profile is then matched anew
ENOUGH_WORK = 0.35  # below this the work does not fit, wherever it is
NO_WORK = 0.05
WEAK = 0.1  # evidence below this is not worth a reason
SILENT, LONG_ENOUGH = 0.85, 12  # a text of so many words that says nothing of the work speaks a little against it
WORDS_ENOUGH = 3  # a profile with fewer words cannot be missed in a text
FAR = 0.72  # the codes of the notice have nothing to do with those of the profile
ANOTHER_TRADE = 0.6
LEFT_OUT_IN_TITLE, LEFT_OUT = 0.1, 0.5
SUPPLIES, WORKS = 0.6, 0.7
RESERVED_BONUS = 0.3  # of what is left between the score and 1
WORDS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class AnalysedNotice:
    """A notice taken apart once for all profiles: its words, and how well each trade fits it."""

    notice: MatchableNotice
    main: str | None  # the code of the main object, else the first
    text: words.NoticeText
    trades: dict[str, float]


def analyse(notice: MatchableNotice) -> AnalysedNotice:
    """Take a notice apart."""
    text = words.analyse(notice.title, notice.description, notice.lots)
    main = notice.main_cpv or next(iter(notice.cpv), None)
    return AnalysedNotice(notice, main, text, trades.of_notice(text, notice.cpv, main))


class Matcher:
    """Scores notices for several profiles at once: a profile is taken apart once, and so is a notice."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.prepared = list(map(prepare, profiles))

    def replace(self, position: int, profile: Profile) -> None:
        """Take one profile apart anew: the others stay as they are."""
        self.prepared[position] = prepare(profile)

    def match(self, notices: Sequence[MatchableNotice], *, now: datetime) -> Iterator[Hit]:
        """Every pair of a profile and a notice that reaches the threshold of the profile, notice by notice."""
        for notice in notices:
            for position, scored in enumerate(self.scores(notice, now=now)):
                if scored is not None and scored.score >= self.prepared[position].profile.threshold:
                    yield Hit(position, notice.id, scored.score)

    def scores(self, notice: MatchableNotice, *, now: datetime) -> list[Scored | None]:
        """The score for each profile, in their order; None where the notice has nothing of its work."""
        analysed = analyse(notice)
        return [score(prepared, analysed, now=now) for prepared in self.prepared]


def score(prepared: Prepared, analysed: AnalysedNotice, *, now: datetime) -> Scored | None:
    """Score a notice, with the reasons; None without any evidence of the work, or for another kind of notice."""
    profile, notice = prepared.profile, analysed.notice
    if prepared.says_nothing or not looks_for(profile, notice):
        return None
    work, reasons = _work(prepared, analysed)
    if work <= NO_WORK:
        return None
    hindrance = 1.0
    for factor, reason in circumstances.all_of(profile, notice, now):
        hindrance *= factor
        if reason is not None:
            reasons.append(reason)
    if notice.reserved is not None and work >= ENOUGH_WORK:
        reasons.insert(0, Reason("reserved", True, _RESERVED[notice.reserved]))
        return Scored(notice.id, _rounded(_reserved(work, profile)), tuple(reasons))
    return Scored(notice.id, _rounded(work * hindrance), tuple(reasons))


def looks_for(profile: Profile, notice: MatchableNotice) -> bool:
    """Whether the profile looks for this kind of notice; without a choice it looks for all kinds."""
    return not profile.kinds or notice.kind in profile.kinds


def _reserved(work: float, profile: Profile) -> float:
    """A reserved contract always reaches the threshold of the profile, whatever stands in the way."""
    enough = max(work, profile.threshold)
    return enough + (1 - enough) * RESERVED_BONUS


def _rounded(strength: float) -> float:
    return round(min(1.0, strength), 4)


_RESERVED = {
    Reserved.SHELTERED: N_("Reserved for sheltered workshops and social enterprises (art. 2.82 Aw 2012)"),
    Reserved.PUBLIC_SERVICE_MISSION: N_(
        "Reserved for organisations in which workers take part (art. 77 Directive 2014/24/EU)"
    ),
}


def explain(profile: Profile, notice: MatchableNotice, *, now: datetime) -> Scored:
    """Why a notice does or does not fit, rule by rule. The score is 0, with the reasons, for a kind that is not looked for."""
    prepared = prepare(replace(profile, kinds=()))
    scored = score(prepared, analyse(notice), now=now) or Scored(notice.id, 0.0, ())
    if looks_for(profile, notice):
        return scored
    other_kind = N_("You do not look for this kind of notice (%(kind)s)")
    reason = Reason("time", False, other_kind, {"kind": notice.kind})
    return Scored(notice.id, 0.0, (reason, *scored.reasons))


def _work(prepared: Prepared, analysed: AnalysedNotice) -> tuple[float, list[Reason]]:
    """How surely this is the work of the profile, and why."""
    by_code, code_reason = _codes(prepared, analysed)
    by_text, text_reason = _text(prepared, analysed.text)
    if by_code and _silent(prepared, analysed, by_text):
        by_code *= SILENT
    work = 1 - (1 - by_code) * (1 - by_text)
    reasons = list(filter(None, (code_reason, text_reason)))
    for factor, reason in _against(prepared, analysed, by_code):
        work *= factor
        reasons.append(reason)
    return work, reasons


def _codes(prepared: Prepared, analysed: AnalysedNotice) -> tuple[float, Reason | None]:
    """The nearest pair of codes in the tree of the CPV."""
    best, (own, code) = codes.nearest(prepared.codes, analysed.notice.cpv, analysed.main, prepared.wide)
    best *= prepared.codes_weigh  # codes that only follow from its trades are less sure
    if best < WEAK:
        return best, None
    if cpv.is_under(code, own) or own not in prepared.profile.cpv:
        return best, Reason("cpv", True, N_("CPV %(code)s %(label)s"), {"code": code, "cpv": code})
    sentence = N_("CPV %(code)s %(label)s is near your %(own)s")
    return best, Reason("cpv", True, sentence, {"code": code, "cpv": code, "own": own})


def _text(prepared: Prepared, text: words.NoticeText) -> tuple[float, Reason | None]:
    """What the words of the profile, of its trades and of its description find in the text."""
    hits = []
    for keyword in (*prepared.keywords, *prepared.related):
        strength = words.strength(keyword, text)
        if strength > 0:
            hits.append((strength, keyword.text))
    hits.sort(key=lambda hit: -hit[0])
    alike = words.overlap(prepared.description, text)
    # The description counts as a piece of evidence among the keywords, so that both together are never sure.
    strengths = [alike]
    spoken: dict[str, None] = {}
    for strength, word in hits:
        strengths.append(strength)
        spoken[word] = None
    total = words.together(strengths)
    if spoken:
        shown = ", ".join(list(spoken)[:WORDS_SHOWN])
        return total, Reason("text", True, N_("The text speaks of: %(words)s"), {"words": shown})
    if alike >= WEAK:
        return total, Reason("text", True, N_("The text resembles your own description"))
    return total, None


def _silent(prepared: Prepared, analysed: AnalysedNotice, by_text: float) -> bool:
    """Whether a Dutch text that is long enough names nothing of the work."""
    if by_text >= WEAK or len(prepared.keywords) + len(prepared.related) < WORDS_ENOUGH:
        return False
    return len(analysed.text.terms) >= LONG_ENOUGH and analysed.notice.language in {None, "nl"}


def _against(prepared: Prepared, analysed: AnalysedNotice, by_code: float) -> Iterator[tuple[float, Reason]]:
    """What says that the work is another: words that are left out, another trade, goods instead of services."""
    yield from _left_out(prepared, analysed.text)
    other = trades.another(prepared.trades, analysed.trades)
    if other is not None:
        sentence = N_("This is rather work of the kind “%(trade)s”")
        yield ANOTHER_TRADE, Reason("text", False, sentence, {"trade": other.name})
    if prepared.service_only and by_code < WEAK:
        yield from _no_service(analysed)
    if analysed.notice.cpv and codes.far_apart(prepared.codes, analysed.notice.cpv):
        sentence = N_("CPV %(code)s %(label)s is other work")
        yield FAR, Reason("cpv", False, sentence, {"code": analysed.main, "cpv": analysed.main})


def _left_out(prepared: Prepared, text: words.NoticeText) -> Iterator[tuple[float, Reason]]:
    for keyword in prepared.exclude:
        strength = words.strength(keyword, text)
        if strength == 0:
            continue
        reason = Reason("text", False, N_("You leave out: %(words)s"), {"words": keyword.text})
        if strength >= words.STRONG_IN_TITLE:
            yield LEFT_OUT_IN_TITLE, reason
        else:
            yield LEFT_OUT, reason


def _no_service(analysed: AnalysedNotice) -> Iterator[tuple[float, Reason]]:
    """Goods and works, by what the notice says; where it says nothing of its nature, the main code tells."""
    nature = analysed.notice.nature
    if nature == "supplies" or (nature is None and codes.is_goods(analysed.main)):
        yield SUPPLIES, Reason("cpv", False, N_("This is about supplies, not about a service"))
    elif nature == "works":
        yield WORKS, Reason("cpv", False, N_("This is about works, not about a service"))
