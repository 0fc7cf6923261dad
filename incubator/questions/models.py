"""A question of a group or its coach, with what was answered."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base


class Thread(Base):
    """A question and what followed. `work_kind` and `work_ref` name the piece of work it is about; empty for a general one."""

    __tablename__ = "threads"
    __audit_hidden__ = frozenset({"subject"})

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    subject: Mapped[str]
    work_kind: Mapped[str] = mapped_column(default="")
    work_ref: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime]
    last_at: Mapped[datetime]
    # Whose turn it is follows from who wrote last; a thread that was settled waits for nobody.
    from_group: Mapped[bool]
    settled_at: Mapped[datetime | None]

    cooperative: Mapped[Cooperative] = relationship()
    messages: Mapped[list["Message"]] = relationship(
        back_populates="thread", order_by="Message.id", cascade="all, delete-orphan"
    )


class Message(Base):
    """What someone wrote in a thread. It is not changed afterwards: others have read it."""

    __tablename__ = "thread_messages"
    __audit_hidden__ = frozenset({"text"})

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id", ondelete="CASCADE"), index=True)
    # Who leaves takes the name along; what was said stays with the group.
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    from_group: Mapped[bool]
    text: Mapped[str]
    written_at: Mapped[datetime]

    thread: Mapped[Thread] = relationship(back_populates="messages")
    author: Mapped[User | None] = relationship()
