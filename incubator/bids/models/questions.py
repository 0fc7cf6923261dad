"""What is asked of the buyer, what the buyer answers, and what that changes for a bid; the publication that a bid goes by."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.bids.models.bids import Bid
from incubator.bids.models.requirements import BuyerFile, Requirement
from incubator.bids.models.sections import Section
from incubator.core.db import Base
from incubator.notices.models import Notice


class BuyerQuestion(Base):
    """A question for the buyer (nota van inlichtingen), or the question of another bidder whose answer counts for this bid.

    `rule` names the rule of procurement that it follows from, when it was drafted from a finding.
    """

    __tablename__ = "bid_questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), index=True)
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("bid_requirements.id", ondelete="SET NULL"))
    rule: Mapped[str] = mapped_column(default="")
    ours: Mapped[bool] = mapped_column(default=True)
    text: Mapped[str]
    sent_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]  # when the buyer published it
    answer_file_id: Mapped[int | None] = mapped_column(ForeignKey("bid_files.id", ondelete="SET NULL"))
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    bid: Mapped[Bid] = relationship()
    requirement: Mapped[Requirement | None] = relationship()
    answer_file: Mapped[BuyerFile | None] = relationship()


class EffectKind(StrEnum):
    """What an answer or a correction changes for a bid."""

    REQUIREMENT_CHANGED = "requirement-changed"
    REQUIREMENT_ADDED = "requirement-added"
    REQUIREMENT_DROPPED = "requirement-dropped"
    SECTION = "section"
    DEADLINE = "deadline"
    START = "start"  # of the work
    LOT = "lot"
    OTHER = "other"


class BidEffect(Base):
    """Something to do because the buyer answered or corrected: it stands open on the bid until somebody has looked at it.

    `words` with its `params` is a source string of ours; what people type stands in `note`.
    """

    __tablename__ = "bid_effects"

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), index=True)
    # Without a question it follows from a correction of the notice.
    question_id: Mapped[int | None] = mapped_column(ForeignKey("bid_questions.id", ondelete="CASCADE"), index=True)
    kind: Mapped[EffectKind]
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("bid_requirements.id", ondelete="SET NULL"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("bid_sections.id", ondelete="SET NULL"))
    due_on: Mapped[date | None]  # the last day to hand in, as the buyer answered
    words: Mapped[str] = mapped_column(default="")
    params: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    bid: Mapped[Bid] = relationship()
    question: Mapped[BuyerQuestion | None] = relationship()
    requirement: Mapped[Requirement | None] = relationship()
    section: Mapped[Section | None] = relationship()


class BidReading(Base):
    """The publication as a bid goes by it: what was there when the bid began, or when somebody took a correction over.

    `digest` is of the publication that was last looked at, `mailed` of the one that the group was mailed about.
    """

    __tablename__ = "bid_readings"
    __audit__ = False  # a copy of what was published

    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str]
    content: Mapped[dict[str, Any]]
    taken_at: Mapped[datetime]
    mailed: Mapped[str] = mapped_column(default="")
    mailed_at: Mapped[datetime | None]

    bid: Mapped[Bid] = relationship()
    notice: Mapped[Notice] = relationship()
