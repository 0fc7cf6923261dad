"""What a group and its coach write below the parts of handed-in work, and what coaches note for themselves."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.core.db import Base
from incubator.reviews.models import ReviewCase, Round


class ReviewReply(Base):
    """What someone wrote below one part of a round. It is not changed afterwards: others have read it."""

    __tablename__ = "review_replies"
    __audit_hidden__ = frozenset({"text"})

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("review_rounds.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[str]
    # Who leaves takes the name along; what was said stays with the work.
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    from_group: Mapped[bool]
    text: Mapped[str]
    at: Mapped[datetime]

    round: Mapped[Round] = relationship()
    author: Mapped[User | None] = relationship()


class ReviewNote(Base):
    """What a coach noted about a piece of work for coaches alone. The group never reads it."""

    __tablename__ = "review_notes"
    __audit_hidden__ = frozenset({"text"})

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("review_cases.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    text: Mapped[str]
    at: Mapped[datetime]

    # Of the case and not of a round: what a coach has to know counts at every attempt.
    case: Mapped[ReviewCase] = relationship()
    author: Mapped[User] = relationship()


class ReviewExample(Base):
    """That a group lets other groups read a piece of its approved work, with or without its name."""

    __tablename__ = "review_examples"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("review_rounds.id", ondelete="CASCADE"), unique=True)
    with_name: Mapped[bool]
    allowed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    allowed_at: Mapped[datetime]

    round: Mapped[Round] = relationship()
    allowed_by: Mapped[User | None] = relationship()


class CoachTraining(Base):
    """A coach who learns the work: what they decide waits for a lead who releases it."""

    __tablename__ = "coach_training"

    id: Mapped[int] = mapped_column(primary_key=True)
    junior_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    junior: Mapped[User] = relationship(foreign_keys=[junior_id])
    lead: Mapped[User] = relationship(foreign_keys=[lead_id])
