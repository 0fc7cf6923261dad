"""What is written: a section for each criterion, and every version of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.bids.models.bids import Bid
from incubator.bids.models.requirements import Requirement
from incubator.core.db import Base


class Section(Base):
    """A section of the plan of approach: on an award criterion of the buyer, or under a heading of our own (`requirement` is None then).

    Its text has the three parts that evaluators look for: what we do, how we see the question, and the proof. `amount_because` says why an
    amount may stand in it: without that the plan for the buyer leaves amounts out.
    """

    __tablename__ = "bid_sections"
    __table_args__ = (UniqueConstraint("bid_id", "requirement_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), index=True)
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("bid_requirements.id", ondelete="SET NULL"))
    title: Mapped[str]
    lot: Mapped[str | None]
    page_limit: Mapped[int | None]  # in pages of A4
    word_limit: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)
    what: Mapped[str] = mapped_column(default="")
    view: Mapped[str] = mapped_column(default="")
    proof: Mapped[str] = mapped_column(default="")
    amount_because: Mapped[str] = mapped_column(default="")
    amount_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    amount_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=0)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    bid: Mapped[Bid] = relationship()
    requirement: Mapped[Requirement | None] = relationship()
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])
    changed_by: Mapped[User | None] = relationship(foreign_keys=[changed_by_id])
    amount_by: Mapped[User | None] = relationship(foreign_keys=[amount_by_id])


class SectionVersion(Base):
    """The text of a section as it stood at a revision."""

    __tablename__ = "bid_section_versions"
    __audit__ = False  # it is a trail itself
    __table_args__ = (UniqueConstraint("section_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("bid_sections.id", ondelete="CASCADE"), index=True)
    revision: Mapped[int]
    what: Mapped[str]
    view: Mapped[str]
    proof: Mapped[str]
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    section: Mapped[Section] = relationship()
    written_by: Mapped[User | None] = relationship()
