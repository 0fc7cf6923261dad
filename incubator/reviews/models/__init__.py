"""Work that is reviewed, each time it was handed in, and what the coach remarked."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.reviews import rules
from incubator.reviews.values import WITH_COACH, CoachDecision, EndReason, RoundStage, WorkItem


class ReviewCase(Base):
    """One piece of work of a group, through all its rounds."""

    __tablename__ = "review_cases"
    __table_args__ = (UniqueConstraint("cooperative_id", "kind", "ref"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"))
    kind: Mapped[str]
    ref: Mapped[str]
    title: Mapped[str]

    cooperative: Mapped[Cooperative] = relationship()
    rounds: Mapped[list["Round"]] = relationship(
        back_populates="case", order_by="Round.number", cascade="all, delete-orphan"
    )


class Round(Base):
    """The work as it was handed in one time. What was handed in never changes."""

    __tablename__ = "review_rounds"
    __table_args__ = (
        UniqueConstraint("case_id", "number"),
        # Where work stands is read for hundreds of groups at once, without the large snapshot in the same row.
        Index("ix_review_rounds_standing", "case_id", "number", "stage", "handed_in_at", "claimed_at", "decided_at"),
        Index("ix_review_rounds_waiting", "stage", "handed_in_at", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("review_cases.id", ondelete="CASCADE"))
    number: Mapped[int]
    attempt: Mapped[int]  # as people count: what was taken back is none
    stage: Mapped[RoundStage] = mapped_column(default=RoundStage.SUBMITTED)
    snapshot: Mapped[list[Any]]
    handed_in_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    handed_in_at: Mapped[datetime]
    coach_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    claimed_at: Mapped[datetime | None]
    claimed_until: Mapped[datetime | None]  # another coach may take it over after this
    request: Mapped[str] = mapped_column(default="")  # what the group asks the coach to look at
    verdict: Mapped[str] = mapped_column(default="")
    with_advice: Mapped[bool] = mapped_column(default=False)  # approved; what was remarked is advice
    decided_at: Mapped[datetime | None]
    # What a coach who learns the work decided, until a lead releases it; and what the lead wrote when it came back.
    drafted: Mapped[CoachDecision | None]
    drafted_at: Mapped[datetime | None]
    lead_note: Mapped[str] = mapped_column(default="")
    ended: Mapped[EndReason | None]  # nobody had to read it any more
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    nudged_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()  # two coaches who claim at once: the second is told

    case: Mapped[ReviewCase] = relationship(back_populates="rounds")
    handed_in_by: Mapped[User] = relationship(foreign_keys=handed_in_by_id)
    coach: Mapped[User | None] = relationship(foreign_keys=coach_id)
    released_by: Mapped[User | None] = relationship(foreign_keys=released_by_id)
    remarks: Mapped[list["Remark"]] = relationship(
        back_populates="round", order_by="Remark.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def items(self) -> list[WorkItem]:
        return [WorkItem(**item) for item in self.snapshot]

    @property
    def with_coach(self) -> bool:
        return self.stage in WITH_COACH

    @property
    def shown_remarks(self) -> dict[str, "Remark"]:
        """By part of the work, what the group may read: nothing as long as the coach is still writing."""
        if self.with_coach:
            return {}
        return {remark.item_id: remark for remark in self.remarks}

    def move_to(self, stage: RoundStage) -> None:
        rules.check_step(self.stage, stage)
        self.stage = stage


class Remark(Base):
    """What the coach says about one part of a round."""

    __tablename__ = "review_remarks"
    __table_args__ = (UniqueConstraint("round_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("review_rounds.id", ondelete="CASCADE"))
    item_id: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    text: Mapped[str]
    at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    # Nobody when the group changed this part since.
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    round: Mapped[Round] = relationship(back_populates="remarks")
    author: Mapped[User] = relationship(foreign_keys=author_id)
    resolved_by: Mapped[User | None] = relationship(foreign_keys=resolved_by_id)


class SavedRemark(Base):
    """What a coach writes more often, kept to use again: theirs alone."""

    __tablename__ = "saved_remarks"
    __audit__ = False  # nobody else ever reads it

    id: Mapped[int] = mapped_column(primary_key=True)
    coach_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    at: Mapped[datetime]
