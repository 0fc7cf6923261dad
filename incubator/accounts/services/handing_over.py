"""A role ends, or rests for a while: what hangs on it goes to colleagues, or to everyone, in the same transaction."""

from datetime import datetime

from incubator.accounts.models import Role, User
from incubator.accounts.services.stewards import hold
from incubator.accounts.values import Holding, Keeper, Successors
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_

KEEPERS: list[Keeper] = []


def register_keeper(keeper: Keeper) -> None:
    """Let a feature hand on what someone has in hands; called once when the application starts."""
    if keeper not in KEEPERS:
        KEEPERS.append(keeper)


def holdings(user: User) -> list[Holding]:
    """What hangs on this person's role, by kind; nothing of a kind is left out."""
    held = []
    for keeper in KEEPERS:
        held += [holding for holding in keeper.holdings(user) if holding.names]
    return held


def hand_over(user: User, to: User | None, *, now: datetime) -> None:
    """Give all of it to a colleague, or (None) to whoever takes it. Raises `RuleViolation` for who cannot take it."""
    hand_over_to(user, Successors(to), now=now)


def hand_over_to(user: User, successors: Successors, *, now: datetime) -> None:
    """Give it to several colleagues, for good or for a while. Raises `RuleViolation` for who cannot take it."""
    hold(user)
    for to in successors.people:
        _check_successor(user, lock(to))
    for keeper in KEEPERS:
        keeper.hand_over(user, successors, now)


def _check_successor(user: User, to: User) -> None:
    if to.id == user.id:
        raise RuleViolation(N_("Choose somebody else: this is who stops."), field="to")
    if not to.is_active or to.role not in {Role.COACH, Role.MANAGER}:
        raise RuleViolation(N_("%(name)s is not a coach any more."), field="to", name=to.name)
