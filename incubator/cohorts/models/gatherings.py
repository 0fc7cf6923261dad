"""Sessions: of a cohort, of one group, or of a peer group."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cohorts.models.cohorts import PeerGroup
from incubator.cohorts.values import AttendanceState
from incubator.cooperatives.models import Cohort, Cooperative
from incubator.core.db import Base
from incubator.core.files import StoredFile


class GroupGathering(Base):
    """A session. It is of a cohort, of a single group, or of a peer group."""

    __tablename__ = "gatherings"
    __table_args__ = (
        CheckConstraint(
            "(cohort_id IS NOT NULL AND cooperative_id IS NULL AND peer_group_id IS NULL)"
            " OR (cohort_id IS NULL AND cooperative_id IS NOT NULL AND peer_group_id IS NULL)"
            " OR (cohort_id IS NULL AND cooperative_id IS NULL AND peer_group_id IS NOT NULL)",
            name="of_somebody",
        ),
    )
    __audit_hidden__ = frozenset({"report"})

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int | None] = mapped_column(ForeignKey("cohorts.id", ondelete="CASCADE"), index=True)
    cooperative_id: Mapped[int | None] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    peer_group_id: Mapped[int | None] = mapped_column(ForeignKey("peer_groups.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(default="")
    video_url: Mapped[str] = mapped_column(default="")
    agenda: Mapped[str] = mapped_column(default="")
    preparation: Mapped[str] = mapped_column(default="")  # what everyone does beforehand
    lesson: Mapped[str] = mapped_column(default="")
    report: Mapped[str] = mapped_column(default="")
    # Whose hours it counts for, and how many minutes of preparation come on top.
    led_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    preparing_minutes: Mapped[int] = mapped_column(default=0)
    sequence: Mapped[int] = mapped_column(default=0)  # how often those who come were told of a change
    planned_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]

    cohort: Mapped[Cohort | None] = relationship()
    cooperative: Mapped[Cooperative | None] = relationship()
    peer_group: Mapped[PeerGroup | None] = relationship()
    led_by: Mapped[User | None] = relationship()
    materials: Mapped[list["Material"]] = relationship(
        back_populates="gathering", order_by="Material.id", cascade="all, delete-orphan"
    )
    attendances: Mapped[list["Attendance"]] = relationship(
        back_populates="gathering", order_by="Attendance.user_id", cascade="all, delete-orphan"
    )


class Material(Base):
    """Something to read or to take along: a file, or a link."""

    __tablename__ = "gathering_materials"
    __table_args__ = (CheckConstraint("(file_id IS NULL) <> (url IS NULL)", name="file_or_link"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gatherings.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]
    url: Mapped[str | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    added_at: Mapped[datetime]

    gathering: Mapped[GroupGathering] = relationship(back_populates="materials")
    file: Mapped[StoredFile | None] = relationship()


class Attendance(Base):
    """Whether someone who takes part in a group was there."""

    __tablename__ = "attendances"

    gathering_id: Mapped[int] = mapped_column(ForeignKey("gatherings.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    # A person can take part in two groups of a cohort.
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), primary_key=True)
    state: Mapped[AttendanceState]

    gathering: Mapped[GroupGathering] = relationship(back_populates="attendances")
    user: Mapped[User] = relationship()
