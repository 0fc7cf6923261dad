"""A challenge of a cooperative: the task, its way to a decision, and the business case."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.challenges.models.contracts import KnownContract
from incubator.challenges.values.challenging import CaseKind, ChallengeState, SupportKind, Variant
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.notices.models import Notice

UNDER_WAY = text("ended_on IS NULL")


class Challenge(Base):
    """One challenge of one cooperative. What is not known is None or empty.

    `facts_used` and `made_at` say from what the last plan was made; `known_publications` are the numbers of the publications of the same
    procurement that the group has heard of, and `notice_terms` what its own notice said when the group looked at it last.
    """

    __tablename__ = "challenges"
    __table_args__ = (
        # Of one contract a group has one challenge under way. Those of a notice are kept apart by the lock on the group.
        Index(
            "uq_challenges_contract_under_way",
            "cooperative_id",
            "contract_id",
            unique=True,
            sqlite_where=UNDER_WAY,
            postgresql_where=UNDER_WAY,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    # A notice is not thrown away while somebody works on a challenge of it.
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notices.id", ondelete="RESTRICT"), index=True)
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("known_contracts.id", ondelete="SET NULL"), index=True)
    title: Mapped[str]
    task: Mapped[str] = mapped_column(default="")
    authority: Mapped[str]
    authority_code: Mapped[str | None]  # of the table of authorities; None when we do not know it by this name
    contact: Mapped[str] = mapped_column(default="")  # whom the group speaks to there
    variant: Mapped[Variant] = mapped_column(default=Variant.TAKE_OVER)
    provider: Mapped[str] = mapped_column(default="")  # who does it now
    contract_end: Mapped[date | None]
    contract_end_source: Mapped[str] = mapped_column(default="")
    cost_now_cents: Mapped[int | None] = mapped_column(BigInteger)  # a year
    cost_now_source: Mapped[str] = mapped_column(default="")
    state: Mapped[ChallengeState] = mapped_column(default=ChallengeState.SIGNAL, index=True)
    since: Mapped[date]
    handed_in_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    decision: Mapped[str] = mapped_column(default="")
    reasons: Mapped[str] = mapped_column(default="")
    formal_decision: Mapped[bool | None]  # whether one can object; None: to be asked
    ended_on: Mapped[date | None]
    agreements: Mapped[dict[str, Any]] = mapped_column(default=dict)
    texts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # of the plan, by the part of the request
    hour_parts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    coach_scores: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    coach_note: Mapped[str] = mapped_column(default="")
    scored_at: Mapped[datetime | None]
    known_publications: Mapped[list[Any]] = mapped_column(default=list)
    notice_terms: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # None: not looked at yet
    started_at: Mapped[datetime]
    # Who leaves takes the name along; the challenge stays with the group.
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    made_at: Mapped[datetime | None]
    facts_used: Mapped[dict[str, Any]] = mapped_column(default=dict)

    cooperative: Mapped[Cooperative] = relationship()
    notice: Mapped[Notice | None] = relationship()
    contract: Mapped[KnownContract | None] = relationship()
    steps: Mapped[list["ChallengeStep"]] = relationship(
        back_populates="challenge", order_by="ChallengeStep.id", cascade="all, delete-orphan"
    )
    case_rows: Mapped[list["CaseRow"]] = relationship(order_by="CaseRow.id", cascade="all, delete-orphan")
    supports: Mapped[list["SupportRecord"]] = relationship(
        order_by="SupportRecord.on_date, SupportRecord.id", cascade="all, delete-orphan"
    )


class ChallengeStep(Base):
    """A step of a challenge as it was written down; nothing of it is ever changed. One that was `taken_back` leads back to its state."""

    __tablename__ = "challenge_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"), index=True)
    state: Mapped[ChallengeState]
    on_date: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    taken_back: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    challenge: Mapped[Challenge] = relationship(back_populates="steps")
    recorded_by: Mapped[User | None] = relationship()


class CaseRow(Base):
    """A line of the business case: of the costs, of what becomes better, of what it brings the neighbourhood."""

    __tablename__ = "challenge_case_rows"

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"), index=True)
    kind: Mapped[CaseKind]
    label: Mapped[str]
    explanation: Mapped[str] = mapped_column(default="")
    quantity: Mapped[int | None] = mapped_column(BigInteger)  # in hundredths
    unit: Mapped[str] = mapped_column(default="")
    price_cents: Mapped[int | None] = mapped_column(BigInteger)
    by_hour_price: Mapped[bool] = mapped_column(default=False)


class SupportRecord(Base):
    """Signatures on paper, a letter, a meeting or a talk: when, who, and what was written or spoken of."""

    __tablename__ = "challenge_supports"

    id: Mapped[int] = mapped_column(primary_key=True)
    challenge_id: Mapped[int] = mapped_column(ForeignKey("challenges.id", ondelete="CASCADE"), index=True)
    kind: Mapped[SupportKind]
    on_date: Mapped[date]
    who: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    number: Mapped[int | None]
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
