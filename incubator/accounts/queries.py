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
    found = by_id(user_id)
    return found if found is not None and found.deleted_at is None else None


def users(search: str = "", page: int = 1) -> tuple[Sequence[User], int]:
    """One page of the people with an account, by name, and how many pages there are."""
    chosen = select(User).where(User.deleted_at.is_(None))
    search = search.replace("\x00", "")[:200]  # PostgreSQL knows no such letter, SQLite no longer pattern
    if search:
        chosen = chosen.where(
            or_(User.name.icontains(search, autoescape=True), User.email.icontains(search, autoescape=True))
        )
    number = db.session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    pages = max(1, -(-number // PAGE))
    page = max(1, min(page, pages))
    found = db.session.scalars(chosen.order_by(User.name, User.id).limit(PAGE).offset((page - 1) * PAGE)).all()
    return found, pages


def managers() -> Sequence[User]:
    statement = select(User).where(User.role == Role.MANAGER, User.deleted_at.is_(None), User.deactivated_at.is_(None))
    return db.session.scalars(statement.order_by(User.id)).all()


def personas() -> Sequence[User]:
    """The people of the demo."""
    active = select(User).where(User.deleted_at.is_(None), User.deactivated_at.is_(None))
    return db.session.scalars(active.where(User.email.like("%@example.org")).order_by(User.id)).all()


def token(hashed: str, purpose: TokenPurpose) -> OneTimeToken | None:
    statement = select(OneTimeToken).where(OneTimeToken.token_hash == hashed, OneTimeToken.purpose == purpose)
    return db.session.scalar(statement)
