"""A bid of a cooperative, on a notice or on work that was asked of it directly."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.bids.rules import lots as lot_rules
from incubator.bids.rules.origins import origin_of
from incubator.bids.values.origins import WorkOrigin
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import Base
from incubator.notices.models import Notice
from incubator.watch.models import WorkRequest


class BidStage(StrEnum):
    """Where a bid is."""

    SEEN = "seen"
    INTERESTING = "interesting"
    DECIDING = "deciding"  # go or no-go
    WRITING = "writing"
    SUBMITTED = "submitted"
    WON = "won"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


class Bid(Base):
    """One bid on one notice, or on one request of a client.

    In a procedure in two stages the notice asks a request to take part. Who has an `invitation` after that bids by its day.

    Where the notice leaves open which of the two it asks, `asks_to_take_part` is what somebody read in the papers of the buyer
    (`road_because`: where); None while nobody looked.

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
    stage: Mapped[BidStage] = mapped_column(default=BidStage.WRITING)
    lots: Mapped[list[str]]
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    outcome_note: Mapped[str | None]
    note_revision: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime | None]
    facts_used: Mapped[dict[str, Any]]
    asks_to_take_part: Mapped[bool | None]
    road_because: Mapped[str | None]
    road_at: Mapped[datetime | None]

    cooperative: Mapped[Cooperative] = relationship()
    notice: Mapped[Notice | None] = relationship()
    request: Mapped[WorkRequest | None] = relationship()
    owner: Mapped[User | None] = relationship()
    # Every list of bids shows by when: one question for all of them.
    invitation: Mapped["BidInvitation | None"] = relationship(
        back_populates="bid", cascade="all, delete-orphan", lazy="selectin"
    )
    tasks: Mapped[list["BidTask"]] = relationship(
        back_populates="bid", order_by="BidTask.position, BidTask.id", cascade="all, delete-orphan"
    )
    decision: Mapped["GoDecision | None"] = relationship(back_populates="bid", cascade="all, delete-orphan")

    @property
    def work(self) -> Notice | WorkRequest:
        """What is bid on: both have a title, a buyer, a deadline, a value and a content."""
        work = self.notice or self.request
        assert work is not None
        return work

    @property
    def origin(self) -> WorkOrigin:
        """How the work came to the group."""
        is_of_challenge = self.request is not None and self.request.challenge_id is not None
        return origin_of(has_notice=self.notice_id is not None, is_of_challenge=is_of_challenge)

    @property
    def in_two_stages(self) -> bool:
        """Whether one asks to take part first: by the notice, or where that leaves it open by what somebody read in the papers."""
        if self.notice is None:
            return False
        return self.notice.asks_first or bool(self.asks_to_take_part and self.road_left_open)

    @property
    def asks_first(self) -> bool:
        """Whether what is due is a request to take part: the bid itself comes when we are invited."""
        return self.invitation is None and self.in_two_stages

    @property
    def road_left_open(self) -> bool:
        """Whether the notice leaves open that one asks to take part first, whatever somebody read in the papers since."""
        return self.notice is not None and self.notice.content.may_ask_first

    @property
    def may_ask_first(self) -> bool:
        """Whether it is made as a bid while nobody knows yet whether one asks to take part first."""
        return self.asks_to_take_part is None and self.invitation is None and self.road_left_open

    @property
    def deadline(self) -> datetime | None:
        """By when it must be in, of the lots that it is about: what is due now."""
        if self.invitation is not None:
            return self.invitation.due
        ends = lot_rules.closing(self.work.content, self.lots, clock.now())
        return self.work.deadline if ends is None else ends.moment

    @property
    def deadline_day_only(self) -> bool:
        if self.invitation is not None:
            return self.invitation.day_only
        ends = lot_rules.closing(self.work.content, self.lots, clock.now())
        return self.work.content.deadline_day_only if ends is None else ends.day_only


class BidInvitation(Base):
    """The buyer chose us to bid, in a procedure in two stages: by when, and who wrote it down. `day_only`: it names a day and no hour."""

    __tablename__ = "bid_invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), unique=True)
    due: Mapped[datetime]
    day_only: Mapped[bool] = mapped_column(default=False)
    invited_on: Mapped[date | None]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    bid: Mapped[Bid] = relationship(back_populates="invitation")
    noted_by: Mapped[User | None] = relationship()


class BidTask(Base):
    """One thing to do for a bid: of the checklist (`key`), of this procurement, or added by somebody.

    `words` with its `params` is a source string of ours, or as it was typed when `typed`; `source` is where the duty comes from.
    `planned_on` is the day that was counted back: as long as `due_on` is the same day it moves along with the deadline. A task that was
    removed stays, so that planning anew does not bring it back.
    """

    __tablename__ = "bid_tasks"
    __table_args__ = (UniqueConstraint("bid_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), index=True)
    key: Mapped[str]
    position: Mapped[int]
    words: Mapped[str] = mapped_column(default="")
    params: Mapped[dict[str, Any]]
    typed: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    due_on: Mapped[date | None]
    planned_on: Mapped[date | None]
    removed_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    bid: Mapped[Bid] = relationship(back_populates="tasks")
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])
    done_by: Mapped[User | None] = relationship(foreign_keys=[done_by_id])


class GoDecision(Base):
    """Go or no-go. `answers` are yes, no or unsure by question; `go` is None until the group decides.

    `revision` counts how often it was written, so that two people who answer at the same time do not lose each other's words.
    """

    __tablename__ = "bid_decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), unique=True)
    answers: Mapped[dict[str, Any]]
    risk: Mapped[str] = mapped_column(default="")
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    hours_needed: Mapped[int | None]  # a week
    hours_available: Mapped[int | None]
    turnover_asked_cents: Mapped[int | None] = mapped_column(BigInteger)  # a year, as the buyer asks it
    turnover_own_cents: Mapped[int | None] = mapped_column(BigInteger)
    revision: Mapped[int] = mapped_column(default=0)
    go: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    bid: Mapped[Bid] = relationship(back_populates="decision")
    lead: Mapped[User | None] = relationship(foreign_keys=[lead_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    changed_by: Mapped[User | None] = relationship(foreign_keys=[changed_by_id])
