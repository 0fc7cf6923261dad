"""What who guides a group writes down: contact with the group, and notes for oneself."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cohorts.values import ContactKind
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base


class ContactEntry(Base):
    """Contact with a group: when, how, how long, with whom, and what comes next. The group reads it when it is shared."""

    __tablename__ = "contact_entries"
    __table_args__ = (CheckConstraint("minutes >= 0", name="minutes"),)
    __audit_hidden__ = frozenset({"text", "with_whom", "follow_up"})

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    kind: Mapped[ContactKind]
    on_date: Mapped[date]
    minutes: Mapped[int]
    with_whom: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    shared: Mapped[bool] = mapped_column(default=False)
    follow_up: Mapped[str] = mapped_column(default="")
    follow_up_on: Mapped[date | None] = mapped_column(index=True)
    followed_up_at: Mapped[datetime | None]
    written_at: Mapped[datetime]

    cooperative: Mapped[Cooperative] = relationship()
    author: Mapped[User | None] = relationship()


class PrivateNote(Base):
    """What somebody notes of a group for nobody else."""

    __tablename__ = "private_notes"
    __audit_hidden__ = frozenset({"text"})

    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str]
    changed_at: Mapped[datetime]
