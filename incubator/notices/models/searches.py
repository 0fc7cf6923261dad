"""Searches that somebody keeps: a person with an account, or a visitor who confirmed a mail address."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.core.db import Base
from incubator.core.mail import Pace
from incubator.notices.models.publications import Notice


class SavedSearch(Base):
    """A search that is kept, with how often new answers are mailed. Of a visitor nothing is mailed before the address is confirmed.

    `question` is what stands in the address of the search.
    """

    __tablename__ = "saved_searches"
    __table_args__ = (
        UniqueConstraint("user_id", "digest"),
        UniqueConstraint("address", "digest"),
        CheckConstraint("(user_id IS NULL) <> (address IS NULL)", name="one_owner"),
    )
    __audit__ = False  # what somebody looks for is their own business, and an address of a visitor is forgotten whole

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    address: Mapped[str | None]  # of a visitor, always lower case
    language: Mapped[str] = mapped_column(default="nl")
    name: Mapped[str]
    question: Mapped[dict[str, Any]]
    digest: Mapped[str]  # of the question: nobody keeps the same twice
    pace: Mapped[Pace]
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None] = mapped_column(index=True)
    mailed_at: Mapped[datetime | None]

    user: Mapped[User | None] = relationship()

    @property
    def stamp(self) -> str:
        """What an address in a mail says: a number may be given again after it was removed, this not."""
        return f"{self.id}.{self.created_at.isoformat()}"


class SearchAnswer(Base):
    """A publication that came to answer a saved search after it was saved, or was there then (`seen`, and never mailed)."""

    __tablename__ = "search_answers"
    __table_args__ = (Index("ix_search_answers_search_seen", "search_id", "seen"),)
    __audit__ = False

    search_id: Mapped[int] = mapped_column(ForeignKey("saved_searches.id", ondelete="CASCADE"), primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"), primary_key=True, index=True)
    found_at: Mapped[datetime] = mapped_column(index=True)
    seen: Mapped[bool] = mapped_column(default=False)
    mailed_at: Mapped[datetime | None]

    search: Mapped[SavedSearch] = relationship()
    notice: Mapped[Notice] = relationship()
