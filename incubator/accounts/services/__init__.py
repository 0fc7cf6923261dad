"""Verbs about accounts. Nothing here commits; who and when are arguments."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, update

from incubator.accounts import queries, rules
from incubator.accounts.models import PACE_OF, OneTimeToken, Role, TokenPurpose, User
from incubator.accounts.services.handing_over import hand_over
from incubator.accounts.services.stewards import count_on, keep_a_manager
from incubator.accounts.services.stewards import hold as hold
from incubator.core import secret_addresses
from incubator.core.db import add_unique, db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.mail import MailKind, Pace
from incubator.core.outbox import forget_recipient

hasher = PasswordHasher()


LINK_IS_DEAD = N_("This link does not work any more. Ask for a new one.")


class AddressTaken(RuleViolation):
    """Someone has an account with this address."""

    def __init__(self) -> None:
        super().__init__(N_("There is an account with this address already."), field="email")


@cache
def _nobody_hash() -> str:
    """Checked when nobody has the address, so that a wrong address takes as long as a wrong password."""
    return hasher.hash(secrets.token_urlsafe(24))


def sign_in(email: str, password: str, *, now: datetime) -> User | None:
    """The user with this address and password, or None, without a word on which of the two was wrong."""
    user = queries.by_email(rules.address_or_none(email))
    stored = user.password_hash if user is not None and user.is_active else None
    try:
        hasher.verify(stored or _nobody_hash(), password)
    except (VerificationError, InvalidHashError):
        return None
    if user is None or stored is None:
        return None
    user = lock(user)
    if not user.is_active or user.password_hash != stored:
        return None  # closed, or another password, while this one was being checked
    if hasher.check_needs_rehash(stored):
        user.password_hash = hasher.hash(password)
    user.last_seen_at = now
    return user


def make_user(name: str, email: str, role: Role, *, now: datetime, language: str = "nl") -> User:
    """A new account without a password. Raises `AddressTaken`, or another `RuleViolation` when the address is none."""
    address = rules.normal_address(email)
    name = rules.normal_name(name)

    def make() -> User:
        if queries.by_email(address) is not None:
            raise AddressTaken
        return User(
            name=name, email=address, role=role, created_at=now, language=language, session_stamp=secrets.token_hex(8)
        )

    user = add_unique(make)
    count_on(user)
    return user


def set_password(user: User, password: str) -> None:
    """Choose a password: every other session of this user ends, and open links stop working."""
    rules.check_password(password, name=user.name, email=user.email)
    user.password_hash = hasher.hash(password)
    user.session_stamp = secrets.token_hex(8)
    db.session.execute(delete(OneTimeToken).where(OneTimeToken.user_id == user.id))


def change_password(user: User, current: str, new: str) -> None:
    """The same, by someone who knows the current one. Raises `RuleViolation`."""
    lock(user)  # of two who choose a password at once, the second no longer knows the current one
    if not knows_password(user, current):
        raise RuleViolation(N_("This is not your current password."), field="current")
    set_password(user, new)


def knows_password(user: User, password: str) -> bool:
    try:
        return user.password_hash is not None and hasher.verify(user.password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def issue_token(user: User, purpose: TokenPurpose, *, now: datetime) -> str:
    """A one-time link of this kind; earlier ones of the kind stop working. Only its hash is stored.

    Raises `RuleViolation` for an account that was closed or deleted.
    """
    lock(user)  # two links that are asked for at once: only the later one works
    if not user.is_active:
        raise RuleViolation(N_("This account is closed: its owner cannot sign in."))
    db.session.execute(
        update(OneTimeToken)
        .where(OneTimeToken.user_id == user.id, OneTimeToken.purpose == purpose, OneTimeToken.used_at.is_(None))
        .values(used_at=now)
    )
    secret = secrets.token_urlsafe(32)
    lifetime = rules.LIFETIMES[purpose.value]
    token = OneTimeToken(
        user_id=user.id, purpose=purpose, token_hash=hash_of(secret), created_at=now, expires_at=now + lifetime
    )
    db.session.add(token)
    db.session.flush()
    return secret


def hash_of(secret: str) -> str:
    """What is stored of the secret in a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def holder_of(secret: str, purpose: TokenPurpose, *, now: datetime) -> User | None:
    """Whose link this is, when it still works."""
    token = queries.token(hash_of(secret), purpose)
    if token is None or token.used_at is not None or token.expires_at < now or not token.user.is_active:
        return None
    return token.user


def use_token(secret: str, purpose: TokenPurpose, password: str, *, now: datetime) -> User:
    """Use a link to choose a password. Raises `RuleViolation` when the link does not work (any more)."""
    holder = holder_of(secret, purpose, now=now)
    if holder is None:
        raise RuleViolation(LINK_IS_DEAD)
    user = lock(holder)
    rules.check_password(password, name=user.name, email=user.email)
    _use_up(secret)
    set_password(user, password)
    user.last_seen_at = now
    return user


def _use_up(secret: str) -> None:
    """Of two who use a link in the same second, the database lets one. Raises `RuleViolation` for the other."""
    token = OneTimeToken.token_hash == hash_of(secret)
    used = db.session.execute(
        delete(OneTimeToken).where(token, OneTimeToken.used_at.is_(None)).returning(OneTimeToken.id)
    )
    if used.first() is None:
        raise RuleViolation(LINK_IS_DEAD)


def change_role(user: User, role: Role, *, now: datetime, to: User | None = None) -> None:
    """Another role in the incubator; the last manager stays one. Who is a coach no more hands over. Raises `RuleViolation`."""
    hold(user)
    if role is not Role.MANAGER:
        keep_a_manager(user)
    if role not in {Role.COACH, Role.MANAGER}:
        hand_over(user, to, now=now)
    user.role = role
    count_on(user)


class Mails(NamedTuple):
    """How soon someone wants mails about work, reminders, mails about notices, and for managers those about sources."""

    work: Pace
    reminders: Pace
    notices: Pace
    sources: Pace


def change_details(user: User, *, name: str, phone: str | None, language: str) -> None:
    """What someone says of themselves. Raises `RuleViolation` for a name that is none."""
    hold(user)
    user.name = rules.normal_name(name)
    user.phone = rules.printable(phone or "") or None
    user.language = language


def change_mails(user: User, mails: Mails) -> None:
    """Which mails someone wants, and how soon."""
    hold(user)
    user.mail_work, user.mail_reminders, user.mail_notices, user.mail_sources = mails


def stop_mails(user: User, kind: MailKind) -> None:
    """No more mails of this kind for this person."""
    setattr(lock(user), PACE_OF[kind], Pace.NONE)


def deactivate(user: User, *, now: datetime, to: User | None = None) -> None:
    """Close the door for someone: sessions and links end, `to` takes over what hangs on the role.

    Raises `RuleViolation` for the last manager.
    """
    hold(user)
    keep_a_manager(user)
    db.session.execute(delete(OneTimeToken).where(OneTimeToken.user_id == user.id))
    hand_over(user, to, now=now)
    user.deactivated_at = now
    user.session_stamp = secrets.token_hex(8)


def reactivate(user: User) -> None:
    """Open the door again; the password is the same. Raises `RuleViolation` when the account was deleted meanwhile."""
    hold(user)
    user.deactivated_at = None
    count_on(user)


def delete_account(user: User, *, known_as: str, now: datetime, to: User | None = None) -> None:
    """The account goes; work stays, `known_as` a former participant. Raises `RuleViolation` for the last manager."""
    hold(user)
    keep_a_manager(user)
    if user.email:
        forget_recipient(user.email)
    user.name = known_as  # before the mails that others get about it
    hand_over(user, to, now=now)
    for leave in DEPARTURES:
        leave(user, now)
    db.session.execute(delete(OneTimeToken).where(OneTimeToken.user_id == user.id))
    secret_addresses.forget_owner(user.id)
    user.email, user.phone = None, None
    user.password_hash, user.session_stamp = None, secrets.token_hex(8)
    user.last_seen_at, user.deleted_at = None, now
    user.role, user.mail_notices = Role.GUEST, Pace.NONE


DEPARTURES: list[Callable[[User, datetime], None]] = []


def register_departure(leave: Callable[[User, datetime], None]) -> None:
    """Let a feature end what someone took part in when the account goes; called once when the application starts."""
    if leave not in DEPARTURES:
        DEPARTURES.append(leave)


EXPORTS: dict[str, Callable[[User], Any]] = {}


def register_export(name: str, export: Callable[[User], Any]) -> None:
    """Let a feature add what it knows of someone to their download; called once when the application starts."""
    EXPORTS[name] = export


def export_account(user: User) -> dict[str, Any]:
    """What the incubator knows of someone, for their own download."""
    last_seen = user.last_seen_at.isoformat() if user.last_seen_at else None
    own = {
        "name": user.name,
        "email": user.email,
        "phone": user.phone,
        "language": user.language,
        "role": user.role.value,
        **{column: getattr(user, column).value for column in PACE_OF.values()},
        "created_at": user.created_at.isoformat(),
        "last_signed_in_at": last_seen,
    }
    return own | {name: export(user) for name, export in EXPORTS.items()}
