"""Users, and the one-time tokens that let them in."""

from datetime import datetime
from enum import StrEnum

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from incubator.core.db import Base
from incubator.core.mail import MailKind, Pace


class Role(StrEnum):
    """What someone is in this incubator; what one is in a cooperative is a participation."""

    FOUNDER = "founder"
    COACH = "coach"
    MANAGER = "manager"
    GUEST = "guest"


PACE_OF = {kind: f"mail_{kind.value}" for kind in MailKind}  # the column with the pace of each kind


class User(UserMixin, Base):
    """A person who can sign in. A deleted account keeps its row without name or address, so that work keeps its author."""

    __tablename__ = "users"
    __table_args__ = (
        UniqueConstraint("id", "role", "is_active"),  # what the row of `Steward` refers to
        CheckConstraint("is_active = (deactivated_at IS NULL AND deleted_at IS NULL)", name="active"),
    )
    __audit_hidden__ = frozenset({"password_hash", "session_stamp", "name", "email", "phone"})  # a deleted name is gone
    __audit_ignored__ = frozenset({"is_active", "last_seen_at"})  # that somebody was there changes nothing

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
    is_active: Mapped[bool] = mapped_column(default=True)  # neither closed nor deleted; follows from those two
    mail_work: Mapped[Pace] = mapped_column(default=Pace.AT_ONCE)
    mail_reminders: Mapped[Pace] = mapped_column(default=Pace.AT_ONCE)
    mail_notices: Mapped[Pace] = mapped_column(default=Pace.AT_ONCE)
    mail_sources: Mapped[Pace] = mapped_column(default=Pace.AT_ONCE)

    @validates("deactivated_at", "deleted_at")
    def _follow(self, name: str, moment: datetime | None) -> datetime | None:
        other = self.deleted_at if name == "deactivated_at" else self.deactivated_at
        self.is_active = moment is None and other is None
        return moment

    def pace_of(self, kind: MailKind) -> Pace:
        """How soon this person wants mails of a kind."""
        pace: Pace = getattr(self, PACE_OF[kind])
        return pace

    @property
    def audit_name(self) -> str:
        return f"user {self.id}"

    def get_id(self) -> str:
        """What the session cookie holds: it stops to be valid when the password changes."""
        return f"{self.id}.{self.session_stamp}"


class Steward(Base):
    """The one row that names a manager who can sign in. An incubator that never had a manager has no row.

    Its foreign key holds the rule that an incubator keeps a manager: the database refuses to close, delete or demote the account
    that it names, until it names another.
    """

    __tablename__ = "stewards"
    __audit__ = False  # it follows from changes of accounts, which are in the trail
    __table_args__ = (
        ForeignKeyConstraint(
            ["user_id", "role", "is_active"], ["users.id", "users.role", "users.is_active"], ondelete="RESTRICT"
        ),
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("role = 'manager' AND is_active", name="manager"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    user_id: Mapped[int]
    role: Mapped[Role] = mapped_column(default=Role.MANAGER)
    is_active: Mapped[bool] = mapped_column(default=True)


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


class InvitationState(StrEnum):
    """Where an invitation is; one that waits too long has expired by its date."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Invitation(Base):
    """Someone is asked to come in. Nobody takes part, and nobody gets a role, before they said yes."""

    __tablename__ = "invitations"
    __audit_hidden__ = frozenset({"token_hash", "name", "email"})

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # into what: `incubator`, or the kind that a feature registered
    role: Mapped[Role]  # in the incubator
    name: Mapped[str]
    email: Mapped[str] = mapped_column(index=True)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    state: Mapped[InvitationState] = mapped_column(default=InvitationState.WAITING)
    sent_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    invited_by: Mapped[User] = relationship()

    def works(self, now: datetime) -> bool:
        """Whether it can still be answered."""
        return self.state is InvitationState.WAITING and self.expires_at >= now


class InvitationSending(Base):
    """An invitation was mailed: what the limits count."""

    __tablename__ = "invitation_sendings"
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    sender_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    email: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]


class SecondFactor(Base):
    """The app that gives someone's codes. It is there once a code of it was right; who has none signs in with a password alone."""

    __tablename__ = "second_factors"
    __audit_hidden__ = frozenset({"secret"})
    __audit_ignored__ = frozenset({"last_step"})

    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    secret: Mapped[str]  # sealed, see `core.sealing`
    last_step: Mapped[int]  # of the last code that was used: neither that code nor an earlier one works again
    since: Mapped[datetime]

    user: Mapped[User] = relationship()


class RecoveryCode(Base):
    """A code on paper, for who lost the phone. It works once and is then gone; only a fingerprint is stored."""

    __tablename__ = "recovery_codes"
    __audit_hidden__ = frozenset({"code_hash"})
    __table_args__ = (UniqueConstraint("user_id", "code_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str]


class ExternalIdentity(Base):
    """Who someone is at the provider with which staff signs in. From the first time on the address there no longer matters."""

    __tablename__ = "external_identities"
    __audit_hidden__ = frozenset({"subject"})
    __table_args__ = (UniqueConstraint("issuer", "subject"), UniqueConstraint("user_id", "issuer"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    since: Mapped[datetime]

    user: Mapped[User] = relationship()


class CorrectionState(StrEnum):
    """Where a correction is: a name is done at once, an address waits for its owner."""

    WAITING = "waiting"
    DONE = "done"
    STOPPED = "stopped"  # refused, taken back, or too late


class Correction(Base):
    """A manager corrected somebody's name or address, and why. The address is kept only as long as it waits."""

    __tablename__ = "corrections"
    __audit_hidden__ = frozenset({"new_email", "token_hash"})

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    reason: Mapped[str]
    at: Mapped[datetime]
    state: Mapped[CorrectionState]
    new_email: Mapped[str | None]
    token_hash: Mapped[str | None] = mapped_column(unique=True)
    expires_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(foreign_keys=user_id)
    by: Mapped[User | None] = relationship(foreign_keys=by_id)

    def works(self, now: datetime) -> bool:
        """Whether the owner of the address can still say yes."""
        return self.state is CorrectionState.WAITING and self.expires_at is not None and self.expires_at >= now

    def settle(self, state: CorrectionState, now: datetime) -> None:
        """It happened or it did not; the address that waited is forgotten."""
        self.state, self.settled_at = state, now
        self.new_email = self.token_hash = self.expires_at = None
