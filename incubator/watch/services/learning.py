"""What a profile learns from: a judgement is left out, or counts again; and what a judgement proposes. Nothing here commits."""

from collections.abc import Sequence
from dataclasses import dataclass

from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.reference import nuts
from incubator.watch import queries
from incubator.watch.matching.mending import Mend, ProfileChange, rounded
from incubator.watch.models import Match, MatchState, Unsuitable, WatchProfile
from incubator.watch.queries import learning
from incubator.watch.values import Profile

WEEK = 7


def let_teach(match: Match, teaches: bool) -> None:
    """Let a judgement count in what its profile learnt, or leave it out; the judgement itself stays as it is."""
    match = lock(match)
    if match.state is MatchState.NEW:
        raise RuleViolation(N_("Nobody judges this any more: somebody took it back."))
    match.teaches = teaches


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement with what it does. `weight`: how much it says of the work; `proposes`: changes of the profile, to be chosen."""

    match: Match
    weight: float
    proposes: tuple[Mend, ...]


def judgements(watch: WatchProfile) -> list[Judgement]:
    """What was judged with a profile and what each judgement does, the newest first."""
    profile = queries.profile_of(watch)
    taught = []
    for match in queries.judgements_of(watch):
        weight = learning.weight_of(match.state, match.dismissed_for)
        taught.append(Judgement(match, weight, tuple(_proposed(match, profile, watch.cooperative.municipality))))
    return taught


def proposed(match: Match) -> Sequence[Mend]:
    """What the judgement of a notice proposes to change in its profile."""
    watch = match.profile
    return _proposed(match, queries.profile_of(watch), watch.cooperative.municipality)


def _proposed(match: Match, profile: Profile, municipality: str | None) -> Sequence[Mend]:
    """Too far, too large: a wish to change, not something to learn of the work."""
    if match.dismissed_for is Unsuitable.TOO_FAR:
        return _nearer(match, profile, municipality)
    if match.dismissed_for is Unsuitable.TOO_SOON:
        return _more_time(match, profile)
    if match.dismissed_for in {Unsuitable.TOO_LARGE, Unsuitable.TOO_SMALL}:
        return _another_size(match, profile)
    return ()


def _another_size(match: Match, profile: Profile) -> Sequence[Mend]:
    euros = (match.notice.value_cents or 0) // 100
    if euros <= 1:
        return ()
    if match.dismissed_for is Unsuitable.TOO_LARGE:
        if profile.max_value is not None and profile.max_value < euros:
            return ()
        return (Mend(ProfileChange.MOST, str(rounded(euros - 1, up=False))),)
    if profile.min_value is not None and profile.min_value > euros:
        return ()
    return (Mend(ProfileChange.LEAST, str(rounded(euros + 1, up=True))),)


def _more_time(match: Match, profile: Profile) -> Sequence[Mend]:
    deadline, judged_at = match.notice.deadline, match.judged_at
    if deadline is None or judged_at is None or deadline < judged_at:
        return ()
    days = ((deadline - judged_at).days // WEEK + 1) * WEEK  # the next whole weeks
    if profile.min_days_left is not None and profile.min_days_left >= days:
        return ()
    return (Mend(ProfileChange.DAYS, str(days)),)


def _nearer(match: Match, profile: Profile, municipality: str | None) -> Sequence[Mend]:
    """Without the area in which it lies; in one's own municipality instead, when that goes with it or nothing else is left."""
    around = []
    for own in profile.places:
        if _lies_in(match, own):
            around.append(Mend(ProfileChange.DROP_PLACE, own))
    if profile.places and not around:
        return ()
    if len(around) < len(profile.places) and not _takes_home(around, profile, municipality):
        return around
    if not municipality or _lies_in(match, municipality):
        return ()
    return (Mend(ProfileChange.ADD_PLACE, municipality), *around)


def _lies_in(match: Match, area: str) -> bool:
    return any(nuts.overlaps(area, place) for place in match.notice.places)


def _takes_home(around: Sequence[Mend], profile: Profile, municipality: str | None) -> bool:
    """Whether a cooperative would not be found work in its own municipality any more."""
    if not municipality or municipality in profile.places:
        return False
    return any(nuts.overlaps(municipality, mend.item) for mend in around)
