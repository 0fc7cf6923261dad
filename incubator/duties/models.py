"""What people wrote down about the duties of a cooperative. The duties themselves follow from what is known, and are not kept."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.duties.values import DutyMark, MarkKind


class DutyEntry(Base):
    """Done, not needed, lengthened, or not done after all: the last entry of a duty counts, the others stay readable."""

    __tablename__ = "duty_entries"
    __table_args__ = (Index("ix_duty_entries_cooperative_id_key", "cooperative_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"))
    key: Mapped[str]  # of the duty, within its cooperative
    kind: Mapped[MarkKind]
    on_date: Mapped[date]  # when it was done, or decided
    months: Mapped[int] = mapped_column(default=0)  # of an extension
    proof: Mapped[str] = mapped_column(default="")  # where it can be seen
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    cooperative: Mapped[Cooperative] = relationship()
    recorded_by: Mapped[User | None] = relationship()

    @property
    def mark(self) -> DutyMark:
        return DutyMark(self.kind, self.on_date, self.proof, self.months)
