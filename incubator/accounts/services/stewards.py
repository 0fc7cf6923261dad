"""Who holds the incubator: the database keeps a row for one manager, so that there always is one (see decision 11)."""

from incubator.accounts import queries
from incubator.accounts.models import Role, Steward, User
from incubator.core.db import db, insert_once, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_


def hold(user: User) -> User:
    """Let nobody else change this account, nor who is a manager, until the transaction ends.

    Raises `RuleViolation` when the account was deleted meanwhile.
    """
    steward = db.session.get(Steward, 1)
    if steward is not None:
        # Before the account, by everyone: two managers who each hold their own account would wait for each other for ever.
        lock(steward)
    lock(user)
    if user.deleted_at is not None:
        raise RuleViolation(N_("This account has been deleted."))
    return user


def keep_a_manager(leaving: User) -> None:
    """Another manager takes over before this one goes. Raises `RuleViolation` when there is no other."""
    if leaving.role is not Role.MANAGER or not leaving.is_active:
        return
    count_on(leaving)  # managers of before there was a row
    steward = lock(db.session.get_one(Steward, 1))
    others = [manager for manager in queries.managers() if manager is not leaving]
    if not others:
        raise RuleViolation(N_("The incubator needs a manager: make someone else manager first."))
    steward.user_id = others[0].id
    db.session.flush()


def count_on(user: User) -> None:
    """From the first manager on the database holds the rule that there is one."""
    db.session.flush()
    if user.role is Role.MANAGER and user.is_active:
        insert_once(Steward, {"id": 1, "user_id": user.id, "role": Role.MANAGER, "is_active": True})
