"""Carry out a change of a profile that somebody chose with one press, and know what takes it back. Nothing here commits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from incubator.accounts.models import User
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.reference import places
from incubator.watch import queries, rules
from incubator.watch.matching.mending import ADDS, DROPS, NUMBERS, Mend, ProfileChange, undone
from incubator.watch.models import WatchProfile
from incubator.watch.queries import learning
from incubator.watch.services import profiles
from incubator.watch.values import SOUGHT

TEACHING = {
    ProfileChange.FORGET: False,
    ProfileChange.LEARN: True,
    ProfileChange.WORK_FOR: False,
    ProfileChange.AVOID: True,
}


def mend(watch: WatchProfile, mends: Sequence[Mend], *, author: User, now: datetime, approved: bool) -> list[Mend]:
    """Change a profile as asked, one change after the other. Gives what takes it back, in the order in which it does."""
    watch = lock(watch)
    back = []
    for change in mends:
        back.append(undone(change, queries.profile_of(watch)))
        _carry_out(watch, change, author, now, approved)
    return back[::-1]


def _carry_out(watch: WatchProfile, mend: Mend, author: User, now: datetime, approved: bool) -> None:
    if mend.change in TEACHING:
        _teach(watch, mend)
    elif mend.change in {ProfileChange.ADD_KIND, ProfileChange.DROP_KIND}:
        _look_for(watch, mend)
    elif mend.change is ProfileChange.DAYS:
        watch.min_days_left = _days(mend.item)
    else:
        name, answer = _answer(watch, mend)
        profiles.say(watch, {f"{rules.OFFER}{name}": answer}, author=author, now=now, approved=approved)


def _teach(watch: WatchProfile, mend: Mend) -> None:
    """Leave judgements out of what the profile learns, or let them count again."""
    number = _number(mend.item)
    if mend.change in {ProfileChange.FORGET, ProfileChange.LEARN}:
        judged = learning.judged_notice(watch, number)
    else:
        judged = learning.judged_for_buyer(watch, number)
    if not judged:
        raise RuleViolation(N_("Nobody judges this any more: somebody took it back."))
    for match in judged:
        match.teaches = TEACHING[mend.change]


def _look_for(watch: WatchProfile, mend: Mend) -> None:
    kinds = list(filter(mend.item.__ne__, watch.kinds))
    if mend.change is ProfileChange.ADD_KIND:
        if mend.item not in SOUGHT:
            raise RuleViolation(N_("This cannot be changed like this. Change it on the page of the profile."))
        kinds.append(mend.item)
    if not kinds:
        raise RuleViolation(N_("Choose at least one kind of notice."), field="kinds")
    watch.kinds = kinds


def _days(item: str) -> int | None:
    if not item:
        return None
    return min(_number(item), 365)


def _number(item: str) -> int:
    if not item.isdecimal() or len(item) > queries.MOST_DIGITS:
        raise RuleViolation(N_("This cannot be changed like this. Change it on the page of the profile."))
    return int(item)


def _answer(watch: WatchProfile, mend: Mend) -> tuple[str, Any]:
    """Which answer of the profile a mend changes, and what it becomes."""
    known = queries.answers_of(watch)
    if mend.change in NUMBERS:
        return NUMBERS[mend.change], str(_number(mend.item)) if mend.item else None
    adds = mend.change in ADDS
    name = (ADDS if adds else DROPS)[mend.change][0]
    kept = [item for item in known.get(name) or [] if _meaning(name, item) != _meaning(name, mend.item)]
    if adds:
        if _meaning(name, mend.item) is None:
            raise RuleViolation(N_("This cannot be changed like this. Change it on the page of the profile."))
        kept.append(_written(name, mend.item))
    elif len(kept) == len(known.get(name) or []):
        raise RuleViolation(N_("This cannot be changed like this. Change it on the page of the profile."))
    return name, kept


def _meaning(name: str, item: str) -> str | None:
    """What two ways of writing the same have in common."""
    if name == "places":
        return places.place_code(item)
    if name == "cpv":
        return rules.cpv_code(item)
    return item.strip().casefold() or None


def _written(name: str, item: str) -> str:
    """An item as people write it: a place by its name, where that means the same place."""
    if name == "places":
        named = places.place_name(item)
        if places.place_code(named) == places.place_code(item):
            return named
    return item
