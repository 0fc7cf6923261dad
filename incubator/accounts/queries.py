"""Reads about users."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select

from incubator.accounts.models import OneTimeToken, Role, TokenPurpose, User
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
