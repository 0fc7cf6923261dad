"""Addresses that are a secret of one person: for calendars and readers, which cannot sign in.

Stored are a fingerprint, to know the address by, and the address itself sealed, to show it once more to its owner. Who makes a new
one stops the old at once. What an address still opens is asked each time it is read: it says who reads, not what they may see.
"""

from datetime import datetime
from functools import cache
from secrets import token_urlsafe

from sqlalchemy import ForeignKey, UniqueConstraint, bindparam, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from incubator.core.db import Base, db
from incubator.core.prepared import VIEWER, Question
from incubator.core.sealing import fingerprint, seal, unseal

PURPOSE = "secret-address"


class SecretAddress(Base):
    """That one person reads one thing at an address of their own."""

    __tablename__ = "secret_addresses"
    __table_args__ = (UniqueConstraint("user_id", "subject"),)
    __audit_hidden__ = frozenset({"token_hash", "sealed_token"})

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(index=True)  # what is read there: "agenda", "profile:3"
    token_hash: Mapped[str] = mapped_column(unique=True)
    sealed_token: Mapped[str]
    made_at: Mapped[datetime]


def make(user_id: int, subject: str, *, now: datetime) -> str:
    """A new address for this person; an earlier one stops. Gives the secret part. Lock the person first."""
    token = token_urlsafe(24)
    address = address_of(user_id, subject)
    if address is None:
        address = SecretAddress(user_id=user_id, subject=subject)
        db.session.add(address)
    address.token_hash, address.sealed_token, address.made_at = fingerprint(PURPOSE, token), seal(PURPOSE, token), now
    db.session.flush()
    return token


def stop(user_id: int, subject: str) -> None:
    """Nothing is read any more at the address of this person."""
    address = address_of(user_id, subject)
    if address is not None:
        db.session.delete(address)
        db.session.flush()


def forget(subject: str) -> None:
    """What was read is gone, and so are all addresses of it."""
    db.session.execute(delete(SecretAddress).where(SecretAddress.subject == subject))


def forget_owner(user_id: int) -> None:
    """The account is gone, and so is everything that was read with it."""
    db.session.execute(delete(SecretAddress).where(SecretAddress.user_id == user_id))


def address_of(user_id: int, subject: str) -> SecretAddress | None:
    return db.session.scalar(_address(), {"viewer": user_id, "subject": subject})


@cache
def _address() -> Question:
    statement: Question = select(SecretAddress)
    return statement.where(SecretAddress.user_id == VIEWER, SecretAddress.subject == bindparam("subject"))


def token_of(user_id: int, subject: str) -> str | None:
    """The secret part of the address that somebody has; None without one, or when the secret key is another than then."""
    address = address_of(user_id, subject)
    if address is None:
        return None
    return unseal(PURPOSE, address.sealed_token)


def behind(token: str) -> SecretAddress | None:
    """Whose address this is and what it is for; None for one that is not known, or not any more."""
    return db.session.scalar(select(SecretAddress).where(SecretAddress.token_hash == fingerprint(PURPOSE, token)))
