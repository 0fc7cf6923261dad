"""The profiles of a cooperative: add, fill in, stop, remove. Nothing here commits."""

from datetime import datetime
from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.rules import typed_value
from incubator.core import secret_addresses
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.watch import queries, rules, services
from incubator.watch.models import WatchProfile
from incubator.watch.services.subscriptions import subscribe_founder

MOST = 20  # profiles of a cooperative
LONGEST_NAME = 60


def add(
    group: Cooperative, name: str, *, copy_of: WatchProfile | None = None, by: User | None = None, now: datetime
) -> WatchProfile:
    """One more profile: empty, or beginning as a copy of another. Raises `RuleViolation` for a name that is taken."""
    first = services.begin(group, by=by, now=now)  # locks the group: two who add at once do not take the same name
    known = queries.watches_of(group)
    if len(known) >= MOST:
        raise RuleViolation(N_("You have as many profiles as there can be. Remove one that you do not use."))
    model = copy_of or first
    added = WatchProfile(
        cooperative=group,
        name=_free_name(name, group, None),
        from_dossier=False,
        answers=queries.answers_of(copy_of) if copy_of else {},
        kinds=list(model.kinds),
        min_days_left=model.min_days_left,
        threshold_percent=model.threshold_percent,
        active=True,
        created_at=now,
    )
    db.session.add(added)
    db.session.flush()
    subscribe_founder(added, by, now=now)
    return added


def _free_name(name: str, group: Cooperative, own: WatchProfile | None) -> str:
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise RuleViolation(N_("Give the profile a name, so that you can tell it from the others."), field="name")
    for other in queries.watches_of(group):
        if other is not own and other.name.casefold() == name.casefold():
            raise RuleViolation(N_("You have a profile with this name already. Choose another name."), field="name")
    return name


def rename(watch: WatchProfile, name: str) -> None:
    """Call a profile otherwise; nothing typed is no new name."""
    if name.strip() and name != watch.name:
        watch.name = _free_name(name, lock(watch.cooperative), watch)


def say(watch: WatchProfile, answers: dict[str, Any], *, author: User, now: datetime, approved: bool) -> None:
    """Keep what a profile says of its work (keys offer.*): in the dossier for the first profile, with the profile for the others.

    What the dossier does not know (`synonyms`, `languages`) is kept with the profile, and stays as it is when it is not given.
    """
    offer, own = {}, dict(watch.answers)
    for key, answer in answers.items():
        if watch.from_dossier and key in services.OFFER_KEYS:
            offer[key] = answer
            continue
        own.pop(key.removeprefix(rules.OFFER), None)
        if answer not in (None, "", [], (), {}):
            own[key.removeprefix(rules.OFFER)] = _typed(key, answer)
    if watch.from_dossier:
        services.say_offer(watch.cooperative, offer, author=author, now=now, approved=approved)
    watch.answers = own


def _typed(key: str, answer: Any) -> Any:
    """The answer as the dossier would keep it: wrong input is refused with the same words."""
    if key in services.OFFER_KEYS:
        return typed_value(key, answer)
    return answer


def set_active(watch: WatchProfile, active: bool) -> None:
    """Look for notices with this profile, or no more for now; what was found stays."""
    lock(watch).active = active


def remove(watch: WatchProfile) -> None:
    """The profile goes with what only it found; what the group judged stays, with the first profile."""
    watch = lock(watch)
    first = queries.first_watch_of(watch.cooperative)
    if watch.from_dossier or first is None:
        raise RuleViolation(N_("This profile starts from your dossier and cannot be removed. You can stop it."))
    for match in queries.judged_by_this_profile_only(watch, first):
        match.profile_id = first.id
    secret_addresses.forget(queries.subject_of(watch))
    db.session.flush()
    db.session.delete(watch)
