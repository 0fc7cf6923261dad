"""How a bid ended: the decision of the buyer, and what each criterion brought."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.bids.models.bids import Bid
from incubator.bids.models.requirements import Requirement
from incubator.core.db import Base


class AwardOutcome(StrEnum):
    WON = "won"
    LOST = "lost"
    INVALID = "invalid"  # our bid was put aside: it is not among those that were compared
    NOT_SELECTED = "not-selected"  # of two stages the first: we may not bid
    ADMITTED = "admitted"  # where nobody wins: who meets the conditions takes part
    REFUSED = "refused"
    STOPPED = "stopped"  # the buyer awards nothing to anybody


class StandstillKind(StrEnum):
    """Whether the law gives a term in which the buyer may not sign (art. 2.127 Aw 2012)."""

    LAW = "law"
    DOCUMENTS = "documents"  # read the documents: it is not in the law for this procurement


class LossReason(StrEnum):
    """Why a bid was not won, for the register of results."""

    QUALITY = "quality"
    PRICE = "price"
    INVALID = "invalid"  # late, incomplete, or it did not meet a requirement
    EXPERIENCE = "experience"
    OTHER_WORK = "other-work"  # it was not our kind of work
    UNKNOWN = "unknown"


class AwardDecision(Base):
    """The decision of the buyer on a bid; when it is taken back, a later one has the next number."""

    __tablename__ = "award_decisions"
    __table_args__ = (UniqueConstraint("bid_id", "number"), CheckConstraint("place >= 1", name="place"))

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"))
    number: Mapped[int]
    outcome: Mapped[AwardOutcome]
    sent_on: Mapped[date]
    lots_won: Mapped[list[str]]
    winner: Mapped[str] = mapped_column(default="")
    place: Mapped[int | None]  # among all bids: 1 won
    bids_number: Mapped[int | None]
    price_place: Mapped[int | None]
    reason: Mapped[LossReason | None]
    standstill: Mapped[StandstillKind]
    standstill_until: Mapped[date | None]  # as the documents of the buyer have it, where the law gives no term
    reasons_asked_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    withdrawn_because: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    bid: Mapped[Bid] = relationship()
    scores: Mapped[list["CriterionScore"]] = relationship(
        back_populates="decision", order_by="CriterionScore.id", cascade="all, delete-orphan"
    )


class CriterionScore(Base):
    """What a criterion brought, in hundredths of a point; what the letter does not say is None.

    `in_euros`: the buyer counts a fictitious discount, and the hundredths are cents. A surcharge, or a discount as letters write it,
    stands below nothing.
    """

    __tablename__ = "bid_scores"
    __table_args__ = (Index("ix_bid_scores_decision_id", "decision_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("award_decisions.id", ondelete="CASCADE"))
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("bid_requirements.id", ondelete="SET NULL"))
    criterion: Mapped[str]
    lot: Mapped[str | None]
    ours: Mapped[int | None]
    most: Mapped[int | None]
    winners: Mapped[int | None]
    in_euros: Mapped[bool] = mapped_column(default=False)
    remark: Mapped[str] = mapped_column(default="")

    decision: Mapped[AwardDecision] = relationship(back_populates="scores")
    requirement: Mapped[Requirement | None] = relationship()
