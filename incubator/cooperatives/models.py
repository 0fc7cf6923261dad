"""Cooperatives (also before they are founded), who takes part, and what is known of them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import Invitation, User
from incubator.cooperatives.values import DocumentState, FactSource, FactSourceKind, Phase
from incubator.core.db import Base


class Cohort(Base):
    """Groups that began together. A group carries the name of its cohort: another name reaches all its groups."""

    __tablename__ = "cohorts"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)  # as the manager calls it: "najaar 2026"
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    description: Mapped[str] = mapped_column(default="")
    shows_groups: Mapped[bool] = mapped_column(default=True)  # whether its groups see which others there are

    def __str__(self) -> str:
        return self.name


class Cooperative(Base):
    """A group that is becoming a cooperative (coöperatie), or has become one."""

    __tablename__ = "cooperatives"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]  # as people call it; the statutory name is the fact identity.name
    phase: Mapped[Phase] = mapped_column(default=Phase.F0)
    municipality: Mapped[str | None]  # GM code
    neighbourhood: Mapped[str | None]
    # By its name, so that a list of groups, the results and a filter in an address need no second table.
    cohort: Mapped[str | None] = mapped_column(
        ForeignKey("cohorts.name", onupdate="CASCADE", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]
    stopped_reason: Mapped[str | None]

    participations: Mapped[list["Participation"]] = relationship(
        back_populates="cooperative", order_by="Participation.id", cascade="all, delete-orphan"
    )
    coaches: Mapped[list["CoachAssignment"]] = relationship(
        back_populates="cooperative", order_by="CoachAssignment.id", cascade="all, delete-orphan"
    )
    milestones: Mapped[list["Milestone"]] = relationship(
        back_populates="cooperative", order_by="Milestone.on_date", cascade="all, delete-orphan"
    )

    def __str__(self) -> str:
        return self.name


class ParticipationRole(StrEnum):
    """What someone does in a group. Not the same as membership in law: that is the register's."""

    COORDINATOR = "coordinator"
    MEMBER = "member"
    OBSERVER = "observer"


class Participation(Base):
    """A person takes part in a group. One person can take part in several."""

    __tablename__ = "participations"
    __table_args__ = (UniqueConstraint("user_id", "cooperative_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    role: Mapped[ParticipationRole] = mapped_column(default=ParticipationRole.MEMBER)
    since: Mapped[date]
    until: Mapped[date | None]

    user: Mapped[User] = relationship()
    cooperative: Mapped[Cooperative] = relationship(back_populates="participations")


class GroupInvitation(Base):
    """Into which group an invitation leads, and in which role."""

    __tablename__ = "group_invitations"

    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id", ondelete="CASCADE"), primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    role: Mapped[ParticipationRole]

    invitation: Mapped[Invitation] = relationship()
    cooperative: Mapped[Cooperative] = relationship()


class CoachAssignment(Base):
    """A coach guides this group."""

    __tablename__ = "coach_assignments"
    __table_args__ = (UniqueConstraint("user_id", "cooperative_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    since: Mapped[date]

    user: Mapped[User] = relationship()
    cooperative: Mapped[Cooperative] = relationship(back_populates="coaches")


class Absence(Base):
    """A coach is away, the last day included; what hangs on it comes back by itself when that day is over."""

    __tablename__ = "absences"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    since: Mapped[date]
    until: Mapped[date]
    ended_at: Mapped[datetime | None]  # back before the last day
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    user: Mapped[User] = relationship(foreign_keys=user_id)
    substitutions: Mapped[list["Substitution"]] = relationship(
        back_populates="absence", order_by="Substitution.id", cascade="all, delete-orphan"
    )


class Substitution(Base):
    """Who stands in for the coach in one of the groups, as long as the absence lasts."""

    __tablename__ = "substitutions"
    __table_args__ = (UniqueConstraint("absence_id", "cooperative_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    absence_id: Mapped[int] = mapped_column(ForeignKey("absences.id", ondelete="CASCADE"))
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)

    absence: Mapped[Absence] = relationship(back_populates="substitutions")
    cooperative: Mapped[Cooperative] = relationship()
    user: Mapped[User] = relationship()


class GroupReminder(Base):
    """When a group was reminded last of its next step, how often since something happened, and whether its coach was told."""

    __tablename__ = "group_reminders"
    __audit__ = False  # where a machine keeps its place

    cooperative_id: Mapped[int] = mapped_column(
        ForeignKey("cooperatives.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    sent_at: Mapped[datetime]
    number: Mapped[int]
    coach_told_at: Mapped[datetime | None]


class Milestone(Base):
    """Something that happened once and counts: the deed, the KVK number, the first contract."""

    __tablename__ = "milestones"
    __table_args__ = (UniqueConstraint("cooperative_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    key: Mapped[str]  # deed, kvk, first-contract, statutes-approved ...
    on_date: Mapped[date]
    note: Mapped[str | None]

    cooperative: Mapped[Cooperative] = relationship(back_populates="milestones")


class PhaseMove(Base):
    """A group went to another phase: who let it, and why when documents of the phase it left were still open."""

    __tablename__ = "phase_moves"

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    from_phase: Mapped[Phase]
    to_phase: Mapped[Phase]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    overruled: Mapped[list[str]]  # documents of the exit list that were not done
    reason: Mapped[str] = mapped_column(default="")

    cooperative: Mapped[Cooperative] = relationship()
    by: Mapped[User | None] = relationship()


class PhaseDocument(Base):
    """What the group or its coach says about a document of a phase that is made outside this site."""

    __tablename__ = "phase_documents"
    __table_args__ = (UniqueConstraint("cooperative_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"))
    key: Mapped[str]
    state: Mapped[DocumentState]
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    cooperative: Mapped[Cooperative] = relationship()
    by: Mapped[User | None] = relationship()


class FactState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class Fact(Base):
    """One statement about a cooperative at one moment.

    Nothing is overwritten: of those that were approved the one of the highest source holds, and of these the newest.
    """

    __tablename__ = "facts"
    __table_args__ = (Index("ix_facts_cooperative_key", "cooperative_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"))
    key: Mapped[str]
    value: Mapped[Any] = mapped_column(JSON)
    state: Mapped[FactState]
    source_kind: Mapped[FactSourceKind]
    source_ref: Mapped[str] = mapped_column(default="")
    source_label: Mapped[str] = mapped_column(default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    recorded_at: Mapped[datetime]
    approved_at: Mapped[datetime | None]
    # Who chose between this answer and another one, whichever way it went.
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    settled_at: Mapped[datetime | None]

    author: Mapped[User | None] = relationship(foreign_keys=[author_id])
    settled_by: Mapped[User | None] = relationship(foreign_keys=[settled_by_id])
    cooperative: Mapped[Cooperative] = relationship()

    @property
    def since(self) -> datetime:
        """From when it counts: its approval, or when it was recorded."""
        return self.approved_at or self.recorded_at

    @property
    def source(self) -> FactSource:
        return FactSource(self.source_kind, self.source_ref, self.source_label)
