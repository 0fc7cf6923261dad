"""Users, and the one-time tokens that let them in."""

from datetime import datetime
from enum import StrEnum

from flask_login import UserMixin
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.core.db import Base


class Role(StrEnum):
    """What someone is in this incubator; what one is in a cooperative is a participation."""

    FOUNDER = "founder"
    COACH = "coach"
    MANAGER = "manager"
    GUEST = "guest"


class User(UserMixin, Base):
    """A person who can sign in. A deleted account keeps its row without name or address, so that work keeps its author."""

    __tablename__ = "users"
    __audit_hidden__ = frozenset({"password_hash", "session_stamp", "name", "email", "phone"})  # a deleted name is gone

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True)  # always lower case; None once deleted
    role: Mapped[Role] = mapped_column(default=Role.FOUNDER)
    password_hash: Mapped[str | None]  # argon2; None: invited, not yet chosen
    session_stamp: Mapped[str]  # renewed with the password: ends every other session
    language: Mapped[str] = mapped_column(default="nl")
    phone: Mapped[str | None]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime | None]
    deactivated_at: Mapped[datetime | None]  # a manager closed the door, and can open it again
    deleted_at: Mapped[datetime | None]
    mail_alerts: Mapped[bool] = mapped_column(default=True)

    @property
    def is_active(self) -> bool:
        return self.deleted_at is None and self.deactivated_at is None

    @property
    def audit_name(self) -> str:
        return f"user {self.id}"

    def get_id(self) -> str:
        """What the session cookie holds: it stops to be valid when the password changes."""
        return f"{self.id}.{self.session_stamp}"


class TokenPurpose(StrEnum):
    """What a one-time link is for."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password-reset"  # noqa: S105 - a name, no secret
    EMAIL_CONFIRMATION = "email-confirmation"


class OneTimeToken(Base):
    """A link that works once and expires; only a hash is stored."""

    __tablename__ = "one_time_tokens"
    __audit_hidden__ = frozenset({"token_hash"})

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[TokenPurpose]
    token_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
