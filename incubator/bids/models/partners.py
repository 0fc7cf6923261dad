"""With whom a bid is made."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
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
        CheckConstraint("contract_cents >= 0", name="contract_not_negative"),
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
    contract_cents: Mapped[int | None] = mapped_column(BigInteger)  # of the contract that was won, without VAT
    added_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    bid: Mapped[Bid] = relationship()
    cooperative: Mapped[Cooperative | None] = relationship()


class PartnerAnswer(Base):
    """What a cooperative of this incubator answered, and to what: other terms later do not wipe out an old yes."""

    __tablename__ = "bid_partner_answers"

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("bid_partners.id", ondelete="CASCADE"), index=True)
    state: Mapped[PartnerState]
    given_at: Mapped[datetime]
    terms: Mapped[dict[str, Any]]  # `PartyTerms` as they were

    partner: Mapped[Partner] = relationship()


class PartnerChange(Base):
    """Who bids changed after the bid was handed in: since when and why, and whether the buyer agreed.

    What was handed in stands in the submission and stays. `before` is None for who came in, `after` for who left.
    """

    __tablename__ = "bid_partner_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), index=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("bid_partners.id", ondelete="CASCADE"), index=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    changed_on: Mapped[date]
    reason: Mapped[str]
    asked_on: Mapped[date | None]  # the buyer for its consent
    consented_on: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    revision: Mapped[int] = mapped_column(default=0)

    bid: Mapped[Bid] = relationship()
    partner: Mapped[Partner] = relationship()
    recorded_by: Mapped[User | None] = relationship()
