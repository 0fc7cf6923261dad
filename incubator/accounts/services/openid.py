"""Whose account it is that a provider vouches for. Never makes an account, never gives a role."""

from datetime import datetime
from typing import Any

from incubator.accounts import queries, rules
from incubator.accounts.models import ExternalIdentity, Role, User
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.openid import VouchedIdentity

STAFF = frozenset({Role.COACH, Role.MANAGER})


def sign_in(identity: VouchedIdentity, *, now: datetime) -> User:
    """The coach or manager whom the provider vouches for, linked from now on. Raises `RuleViolation` with a reason for the visitor."""
    known = queries.external_identity(identity.issuer, identity.subject)
    user = lock(known.user if known is not None else _by_address(identity))
    if not user.is_active:
        raise RuleViolation(N_("Your account here is closed. Ask the manager of this incubator to open it again."))
    if user.role not in STAFF:
        raise RuleViolation(N_("Only coaches and managers sign in this way. Sign in with your password."))
    if known is None:
        _link(user, identity, now)
    user.last_seen_at = now
    return user


def _by_address(identity: VouchedIdentity) -> User:
    """The account with the address of someone who comes in this way for the first time."""
    address = rules.address_or_none(identity.email or "")
    if address is None:
        raise RuleViolation(N_("Your e-mail address was not passed on, so we do not know which account is yours."))
    if not identity.is_verified:
        raise RuleViolation(
            N_("Your organisation did not confirm that %(email)s is your address. Ask your administrator for help."),
            email=address,
        )
    user = queries.by_email(address)
    if user is None:
        raise RuleViolation(
            N_("There is no account here with %(email)s. Ask the manager of this incubator to invite you."),
            email=address,
        )
    return user


def _link(user: User, identity: VouchedIdentity, now: datetime) -> None:
    """An address that went to someone else at the organisation opens no account: each is linked to one person there."""
    if any(other.issuer == identity.issuer for other in queries.external_identities(user)):
        raise RuleViolation(
            N_("This account belongs to someone else at your organisation. Ask the manager of this incubator for help.")
        )
    link = ExternalIdentity(user_id=user.id, issuer=identity.issuer, subject=identity.subject, since=now)
    db.session.add(link)
    db.session.flush()


def forget(user: User, _now: datetime) -> None:
    """Links go with the account."""
    for identity in queries.external_identities(user):
        db.session.delete(identity)
    db.session.flush()


def exported(user: User) -> list[dict[str, Any]]:
    """What someone's own download says of it."""
    links = queries.external_identities(user)
    return [{"issuer": link.issuer, "subject": link.subject, "since": link.since.isoformat()} for link in links]
