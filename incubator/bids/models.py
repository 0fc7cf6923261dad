"""A bid of a cooperative, on a notice or on work that was asked of it directly."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.notices.models import Notice
from incubator.watch.models import WorkRequest


class BidStage(StrEnum):
    """Where a bid is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    WON = "won"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


class Bid(Base):
    """One bid on one notice, or on one request of a client.

    `facts_used` and `made_at` say from what the last document was made; `note_revision` counts how often what was learnt was written,
    so that two people who write it at the same time do not lose each other's words.
    """

    __tablename__ = "bids"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "notice_id"),
        CheckConstraint("(notice_id IS NULL) <> (request_id IS NULL)", name="work"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    # A notice is not thrown away while somebody works on a bid for it.
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notices.id", ondelete="RESTRICT"))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("work_requests.id", ondelete="CASCADE"), unique=True)
    # Who leaves takes the name along; the bid stays with the group.
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    stage: Mapped[BidStage] = mapped_column(default=BidStage.DRAFT)
    lots: Mapped[list[str]]
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    outcome_note: Mapped[str | None]
    note_revision: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime | None]
    facts_used: Mapped[dict[str, Any]]

    cooperative: Mapped[Cooperative] = relationship()
    notice: Mapped[Notice | None] = relationship()
    request: Mapped[WorkRequest | None] = relationship()
    owner: Mapped[User | None] = relationship()
    tasks: Mapped[list["BidTask"]] = relationship(
        back_populates="bid", order_by="BidTask.position, BidTask.id", cascade="all, delete-orphan"
    )

    @property
    def work(self) -> Notice | WorkRequest:
        """What is bid on: both have a title, a buyer, a deadline, a value and a content."""
        work = self.notice or self.request
        assert work is not None
        return work


class BidTask(Base):
    """One line of the checklist of a bid."""

    __tablename__ = "bid_tasks"
    __table_args__ = (UniqueConstraint("bid_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), index=True)
    key: Mapped[str]
    position: Mapped[int]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    bid: Mapped[Bid] = relationship(back_populates="tasks")
    done_by: Mapped[User | None] = relationship()


class Contract(Base):
    """Opdracht: work that the cooperative does for somebody, after a bid or agreed directly.

    What nobody said (the value, how many jobs) is None.
    """

    __tablename__ = "contracts"
    __table_args__ = (CheckConstraint("value_cents >= 0", name="value_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    # A bid is won once, whoever presses the button at the same moment.
    bid_id: Mapped[int | None] = mapped_column(ForeignKey("bids.id", ondelete="SET NULL"), unique=True)
    name: Mapped[str]
    client: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[date]
    ends_on: Mapped[date | None]
    value_cents: Mapped[int | None] = mapped_column(BigInteger)  # of the whole contract, without VAT
    jobs_percent: Mapped[int | None]  # as the cooperative says; 100 is one full-time job
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    cooperative: Mapped[Cooperative] = relationship()
    bid: Mapped[Bid | None] = relationship()
