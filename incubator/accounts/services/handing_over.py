"""A role ends: what hangs on it goes to a colleague, or to everyone, in the same transaction."""

from datetime import datetime

from incubator.accounts.models import Role, User
from incubator.accounts.services.stewards import hold
from incubator.accounts.values import Holding, Keeper
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
    hold(user)
    if to is not None:
        _check_successor(user, lock(to))
    for keeper in KEEPERS:
        keeper.hand_over(user, to, now)


def _check_successor(user: User, to: User) -> None:
    if to.id == user.id:
        raise RuleViolation(N_("Choose somebody else: this is who stops."), field="to")
    if not to.is_active or to.role not in {Role.COACH, Role.MANAGER}:
        raise RuleViolation(N_("%(name)s is not a coach any more."), field="to", name=to.name)
