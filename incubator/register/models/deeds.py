"""The deeds that were entered."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.register.values import Founding, ProposalState
from incubator.statutes.models import StatutesVersion

# Of a group one deed at a time waits for the manager.
OPEN = text("state = 'proposed'")


class DeedProposal(Base):
    """A deed as somebody entered it. It counts once a manager confirmed it; what was entered before stays readable."""

    __tablename__ = "deed_proposals"
    __table_args__ = (
        Index("uq_deed_proposals_open", "cooperative_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("statutes_versions.id", ondelete="CASCADE"))
    corrects: Mapped[bool] = mapped_column(default=False)  # there was a deed that counted already
    signed_on: Mapped[date]
    notary: Mapped[str]
    kvk: Mapped[str] = mapped_column(default="")
    filed_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(default="")  # why it differs from the deed that was recorded before
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.PROPOSED)
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    answer: Mapped[str] = mapped_column(default="")  # why it was refused

    cooperative: Mapped[Cooperative] = relationship()
    version: Mapped[StatutesVersion] = relationship()
    proposed_by: Mapped[User | None] = relationship(foreign_keys=proposed_by_id)
    decided_by: Mapped[User | None] = relationship(foreign_keys=decided_by_id)

    @property
    def founding(self) -> Founding:
        return Founding(self.signed_on, self.notary, self.kvk, self.filed_on)
