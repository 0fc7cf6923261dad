"""Reads about users."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import (
    Correction,
    CorrectionState,
    ExternalIdentity,
    Invitation,
    InvitationSending,
    InvitationState,
    OneTimeToken,
    RecoveryCode,
    Role,
    SecondFactor,
    TokenPurpose,
    User,
)
from incubator.accounts.values import INCUBATOR
from incubator.core.db import db

PAGE = 50


def by_email(email: str | None) -> User | None:
    if not email:
        return None
    return db.session.scalar(select(User).where(User.email == email))


def by_id(user_id: int) -> User | None:
    return db.session.get(User, user_id)


def user(_viewer: User, user_id: int) -> User | None:
    """A loader for the manager's pages: also whose account is closed, not who deleted it."""
    user = by_id(user_id)
    return user if user is not None and user.deleted_at is None else None


def users(search: str = "", page: int = 1) -> tuple[Sequence[User], int]:
    """One page of the people with an account, by name, and how many pages there are."""
    chosen = select(User).where(User.deleted_at.is_(None))
    if search:
        chosen = chosen.where(
            or_(User.name.icontains(search, autoescape=True), User.email.icontains(search, autoescape=True))
        )
    number = db.session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    pages = max(1, -(-number // PAGE))
    page = max(1, min(page, pages))
    here = chosen.order_by(User.name, User.id).limit(PAGE).offset((page - 1) * PAGE)
    return db.session.scalars(here).all(), pages


def managers() -> Sequence[User]:
    """The managers who can sign in, the longest first."""
    statement = select(User).where(User.role == Role.MANAGER, User.is_active)
    return db.session.scalars(statement.order_by(User.id)).all()


def personas() -> Sequence[User]:
    """The people of the demo."""
    return db.session.scalars(
        select(User).where(User.is_active, User.email.like("%@example.org")).order_by(User.id)
    ).all()


def token(hashed: str, purpose: TokenPurpose) -> OneTimeToken | None:
    statement = select(OneTimeToken).where(OneTimeToken.token_hash == hashed, OneTimeToken.purpose == purpose)
    return db.session.scalar(statement)


def invitation_by_token(hashed: str) -> Invitation | None:
    return db.session.scalar(select(Invitation).where(Invitation.token_hash == hashed))


def invitation_into_the_incubator(_viewer: User, invitation_id: int) -> Invitation | None:
    """One that waits for an answer. A loader for `guarded`."""
    statement = select(Invitation).where(Invitation.id == invitation_id, Invitation.kind == INCUBATOR)
    return db.session.scalar(statement.where(Invitation.state == InvitationState.WAITING))


def waiting_invitations() -> Sequence[Invitation]:
    """The invitations into the incubator that nobody answered yet, the newest first."""
    statement = select(Invitation).where(Invitation.kind == INCUBATOR, Invitation.state == InvitationState.WAITING)
    return db.session.scalars(
        statement.options(joinedload(Invitation.invited_by)).order_by(Invitation.sent_at.desc(), Invitation.id)
    ).all()


def waiting_invitation_for(email: str) -> Invitation | None:
    """The invitation into the incubator that waits for an answer from this address."""
    statement = select(Invitation).where(
        Invitation.kind == INCUBATOR, Invitation.state == InvitationState.WAITING, Invitation.email == email
    )
    return db.session.scalar(statement.order_by(Invitation.id).limit(1))


def invitations_sent(sender: User, *, since: datetime) -> int:
    """How many invitations someone mailed since this moment."""
    sent = select(func.count(InvitationSending.id)).where(InvitationSending.sender_id == sender.id)
    return db.session.scalar(sent.where(InvitationSending.at > since)) or 0


def invitations_received(email: str, *, since: datetime) -> int:
    """How many invitations an address got since this moment, from anyone."""
    received = select(func.count(InvitationSending.id)).where(InvitationSending.email == email)
    return db.session.scalar(received.where(InvitationSending.at > since)) or 0


def second_factor(user: User) -> SecondFactor | None:
    """The app that gives this person's codes, if they have one."""
    return db.session.get(SecondFactor, user.id)


def recovery_codes(user: User) -> Sequence[RecoveryCode]:
    """The codes on paper that were not used yet."""
    statement = select(RecoveryCode).where(RecoveryCode.user_id == user.id)
    return db.session.scalars(statement.order_by(RecoveryCode.id)).all()


def external_identity(issuer: str, subject: str) -> ExternalIdentity | None:
    """Who is known here as this person at this provider."""
    statement = select(ExternalIdentity).where(ExternalIdentity.issuer == issuer, ExternalIdentity.subject == subject)
    return db.session.scalar(statement)


def external_identities(user: User) -> Sequence[ExternalIdentity]:
    """As whom this person is known at providers."""
    statement = select(ExternalIdentity).where(ExternalIdentity.user_id == user.id)
    return db.session.scalars(statement.order_by(ExternalIdentity.id)).all()


def waiting_correction(person: User) -> Correction | None:
    """The change of address that its owner did not confirm yet."""
    statement = select(Correction).where(Correction.user_id == person.id, Correction.state == CorrectionState.WAITING)
    return db.session.scalar(statement.order_by(Correction.id.desc()).limit(1))


def correction_by_token(hashed: str) -> Correction | None:
    return db.session.scalar(select(Correction).where(Correction.token_hash == hashed))


def unconfirmed(now: datetime) -> Sequence[Correction]:
    """Those that nobody confirmed in time."""
    statement = select(Correction).where(Correction.state == CorrectionState.WAITING, Correction.expires_at < now)
    return db.session.scalars(statement.order_by(Correction.id)).all()


def corrections_of(person: User) -> Sequence[Correction]:
    """What was corrected about someone, the newest first."""
    statement = select(Correction).where(Correction.user_id == person.id).options(joinedload(Correction.by))
    return db.session.scalars(statement.order_by(Correction.at.desc(), Correction.id.desc())).all()


def who_hears_too(person: User) -> list[User]:
    """Who is told besides the person: of a manager's account all other managers, so that nobody takes it over unseen."""
    if person.role is not Role.MANAGER:
        return []
    return [manager for manager in managers() if manager.id != person.id]
