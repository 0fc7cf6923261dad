"""What belongs to a cohort besides its groups: who leads it, what was written to it, and which groups meet as peers."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.cooperatives.models import Cohort, Cooperative
from incubator.core.db import Base


class CohortCoach(Base):
    """Who leads a cohort."""

    __tablename__ = "cohort_coaches"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)

    cohort: Mapped[Cohort] = relationship()
    user: Mapped[User] = relationship()


class CohortMessage(Base):
    """What was written to everyone in a cohort. It is not changed afterwards: others have it in their mail."""

    __tablename__ = "cohort_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    subject: Mapped[str]
    text: Mapped[str]
    sent_at: Mapped[datetime]
    readers: Mapped[int]  # to how many people it went

    cohort: Mapped[Cohort] = relationship()
    author: Mapped[User | None] = relationship()


class PeerGroup(Base):
    """Two or three groups of a cohort that help each other."""

    __tablename__ = "peer_groups"
    __table_args__ = (UniqueConstraint("cohort_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id", ondelete="CASCADE"))
    number: Mapped[int]

    cohort: Mapped[Cohort] = relationship()
    members: Mapped[list["PeerMember"]] = relationship(
        back_populates="peer_group", order_by="PeerMember.cooperative_id", cascade="all, delete-orphan"
    )


class PeerMember(Base):
    """A group in a peer group; it is in no more than that."""

    __tablename__ = "peer_members"

    # The group is the key: the database lets it be in one peer group.
    cooperative_id: Mapped[int] = mapped_column(
        ForeignKey("cooperatives.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    peer_group_id: Mapped[int] = mapped_column(ForeignKey("peer_groups.id", ondelete="CASCADE"), index=True)

    peer_group: Mapped[PeerGroup] = relationship(back_populates="members")
    cooperative: Mapped[Cooperative] = relationship()


class PeerContact(Base):
    """Someone agreed that the peers of the group see the name and the e-mail address."""

    __tablename__ = "peer_contacts"

    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    agreed_at: Mapped[datetime]

    user: Mapped[User] = relationship()
