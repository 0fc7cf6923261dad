"""The room of the audit committee: what it asked, and its report (BW 2:48(2)). Who sits in it stands in the register of the board."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.meetings.values.holding import CommitteeAdvice


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
