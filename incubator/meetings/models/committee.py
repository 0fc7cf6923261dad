"""The room of the audit committee: who sits in it for which year, what it asked, and its report (BW 2:48(2))."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.meetings.values.holding import CommitteeAdvice
from incubator.register.models import Member


class CommitteeSeat(Base):
    """A member whom the general meeting chose into the audit committee for the accounts of a year."""

    __tablename__ = "committee_seats"
    __table_args__ = (UniqueConstraint("cooperative_id", "year", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    year: Mapped[int]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    resolution_id: Mapped[int | None] = mapped_column(ForeignKey("resolutions.id", ondelete="SET NULL"))

    cooperative: Mapped[Cooperative] = relationship()
    member: Mapped[Member] = relationship()


class CommitteeQuestion(Base):
    """A question of the committee to the board, and its answer."""

    __tablename__ = "committee_questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    year: Mapped[int]
    text: Mapped[str]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    cooperative: Mapped[Cooperative] = relationship()


class CommitteeReport(Base):
    """What the committee reports to the general meeting, and what it advises about discharge."""

    __tablename__ = "committee_reports"
    __table_args__ = (UniqueConstraint("cooperative_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    year: Mapped[int]
    words: Mapped[str]
    advice: Mapped[CommitteeAdvice]
    handed_in_at: Mapped[datetime]
    handed_in_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    cooperative: Mapped[Cooperative] = relationship()
