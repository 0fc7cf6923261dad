"""With whom a bid is made."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.bids.models.bids import Bid
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base


class PartnerRole(StrEnum):
    """Combinant (a lead among them), onderaannemer, or derde op wie een beroep wordt gedaan (art. 2.52, 2.79, 2.92 and 2.94 Aw 2012)."""

    LEAD = "lead"
    MEMBER = "member"
    SUBCONTRACTOR = "subcontractor"
    RELIED_ON = "relied-on"


class PartnerState(StrEnum):
    INVITED = "invited"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Partner(Base):
    """Who bids along: a cooperative of this incubator, or another firm by name. The cooperative of the bid itself has a row too."""

    __tablename__ = "bid_partners"
    __table_args__ = (
        UniqueConstraint("bid_id", "cooperative_id"),
        CheckConstraint("share_hundredths BETWEEN 0 AND 10000", name="share"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), index=True)
    cooperative_id: Mapped[int | None] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    kvk: Mapped[str] = mapped_column(default="")
    role: Mapped[PartnerRole]
    state: Mapped[PartnerState] = mapped_column(default=PartnerState.INVITED)
    lots: Mapped[list[str]]
    share_hundredths: Mapped[int | None]  # of a percent: 10,000 is the whole
    contact_name: Mapped[str] = mapped_column(default="")
    contact_email: Mapped[str] = mapped_column(default="")
    task: Mapped[str] = mapped_column(default="")  # what this partner does
    signatories: Mapped[list[str]]
    two_sign: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=0)
    added_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    bid: Mapped[Bid] = relationship()
    cooperative: Mapped[Cooperative | None] = relationship()
