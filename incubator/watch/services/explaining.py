"""Why a notice was or was not found for a profile: rule by rule, with the changes that would let it fit."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from incubator.core.i18n import mark as N_
from incubator.notices.models import Notice
from incubator.notices.queries.statuses import ACTIONABLE as OPEN
from incubator.watch import queries
from incubator.watch.matching import engine, mending
from incubator.watch.matching.mending import Mend, OfferedMend, ProfileChange
from incubator.watch.matching.weighing import Effect, WeighedRule, rule_of, weigh
from incubator.watch.models import WatchProfile
from incubator.watch.services import meanings
from incubator.watch.values import ACTIONABLE, MatchableNotice, Profile, Reason

RULE_OF = {  # which rule a change is about
    ProfileChange.ADD_KIND: WeighedRule.KIND,
    ProfileChange.ADD_WORD: WeighedRule.WORDS,
    ProfileChange.ADD_CODE: WeighedRule.CODE,
    ProfileChange.ADD_PLACE: WeighedRule.PLACE,
    ProfileChange.MOST: WeighedRule.VALUE,
    ProfileChange.LEAST: WeighedRule.VALUE,
    ProfileChange.DAYS: WeighedRule.TIME,
    ProfileChange.ADD_LANGUAGE: WeighedRule.LANGUAGE,
    ProfileChange.ALLOW_WORD: WeighedRule.EXCLUDED,
    ProfileChange.FORGET: WeighedRule.LEARNT,
    ProfileChange.WORK_FOR: WeighedRule.LEARNT,
}
OF_WORK = (WeighedRule.WORDS, WeighedRule.TRADE, WeighedRule.CODE)
UNUSUAL = (WeighedRule.RESERVED, WeighedRule.PART)  # these are told only when they did something


@dataclass(frozen=True, slots=True)
class RuleStep:
    """What one rule did, why, and what could be changed about it."""

    rule: WeighedRule
    effect: Effect
    reasons: tuple[Reason, ...]
    offers: tuple[OfferedMend, ...]


@dataclass(frozen=True, slots=True)
class ExplainedProfile:
    """A notice as a profile sees it. `together`: the changes that are enough only all at once."""

    watch: WatchProfile
    profile: Profile
    score: float
    steps: tuple[RuleStep, ...]
    together: tuple[Mend, ...]
    over: bool  # it can no longer be acted on: nobody is alerted, whatever the score

    @property
    def fits(self) -> bool:
        return self.score >= self.profile.threshold

    @property
    def alien(self) -> bool:
        """Whether nothing in it resembles the work of the profile."""
        like_it: list[Reason] = []
        for step in self.steps:
            if step.rule in OF_WORK:
                like_it += filter(attrgetter("speaks_for"), step.reasons)
        return not like_it


def explained(watches: Sequence[WatchProfile], notice: Notice, *, now: datetime) -> list[ExplainedProfile]:
    """The notice as each of these profiles sees it, the best first."""
    profiles = meanings.with_words(queries.profiles_of(watches))
    (content,) = meanings.with_meanings([queries.matchable(notice, now)])
    over = _is_over(notice, now)
    seen = [_explained(watch, profiles[watch.id], content, over, now) for watch in watches]
    return sorted(seen, key=_best_first)


def _best_first(seen: ExplainedProfile) -> float:
    return -seen.score


def _is_over(notice: Notice, now: datetime) -> bool:
    return notice.kind in ACTIONABLE and notice.status_at(now) not in OPEN


def _explained(
    watch: WatchProfile, profile: Profile, content: MatchableNotice, over: bool, now: datetime
) -> ExplainedProfile:
    scored = engine.explain(profile, content, now=now)
    offers: list[OfferedMend] = []
    if scored.score < profile.threshold:
        offers = mending.offered(profile, content, scored.score, now=now)
    reasons: defaultdict[WeighedRule, list[Reason]] = defaultdict(list)
    for reason in scored.reasons:
        reasons[rule_of(reason)].append(reason)
    reasons[WeighedRule.KIND] += _of_kind(profile, content, over)
    weighed = weigh(profile, content, now=now)
    steps = []
    for rule in WeighedRule:
        own = tuple(offer for offer in offers if RULE_OF[offer.mend.change] is rule)
        if rule not in UNUSUAL or reasons[rule] or own:
            steps.append(RuleStep(rule, weighed.effect(rule, reasons[rule]), tuple(reasons[rule]), own))
    together = mending.together(profile, offers, content, now)
    return ExplainedProfile(watch, profile, scored.score, tuple(steps), tuple(together), over)


def _of_kind(profile: Profile, content: MatchableNotice, over: bool) -> list[Reason]:
    """What is said of the kind beside what the matching says."""
    reasons = []
    if engine.looks_for(profile, content) and content.ends is None:
        reasons.append(Reason("time", True, N_("You look for this kind of notice: %(kind)s"), {"kind": content.kind}))
    if over:
        reasons.append(Reason("ending", False, N_("It is over: one cannot act on it any more, so nobody hears of it")))
    return reasons
