"""The UEA of each partner: what the buyer asks, what each answered, and who declared that no ground for exclusion applies."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.bids.models.bids import Bid
from incubator.bids.models.partners import Partner
from incubator.core.db import Base
from incubator.core.files import StoredFile


class DeclarationRequest(Base):
    """The request of the buyer (ESPD, XML) that every declaration of a bid answers. Without it our own list of criteria holds."""

    __tablename__ = "bid_declaration_requests"

    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id", ondelete="RESTRICT"))
    version: Mapped[str]
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    bid: Mapped[Bid] = relationship()
    file: Mapped[StoredFile] = relationship()
    added_by: Mapped[User | None] = relationship()


class Declaration(Base):
    """The UEA of one partner. `number` is the UUID of the document; `grounds_*` who declared about exclusion, by name and moment.

    `ready_at` is when the partner gave it to who hands in the bid: before that nobody else reads it.
    """

    __tablename__ = "bid_declarations"

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("bid_partners.id", ondelete="CASCADE"), unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    grounds_name: Mapped[str] = mapped_column(default="")
    grounds_function: Mapped[str] = mapped_column(default="")
    grounds_at: Mapped[datetime | None]
    grounds_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    ready_at: Mapped[datetime | None]
    ready_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    partner: Mapped[Partner] = relationship()
    grounds_by: Mapped[User | None] = relationship(foreign_keys=[grounds_by_id])
    ready_by: Mapped[User | None] = relationship(foreign_keys=[ready_by_id])
    parts: Mapped[list["DeclarationPart"]] = relationship(
        back_populates="declaration", order_by="DeclarationPart.id", cascade="all, delete-orphan"
    )


class DeclarationPart(Base):
    """What was answered in one part. `answers` holds a list of texts (or of texts with their issuer) for each question."""

    __tablename__ = "bid_declaration_parts"
    __table_args__ = (UniqueConstraint("declaration_id", "part"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    declaration_id: Mapped[int] = mapped_column(ForeignKey("bid_declarations.id", ondelete="CASCADE"), index=True)
    part: Mapped[str]
    answers: Mapped[dict[str, Any]]
    revision: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    declaration: Mapped[Declaration] = relationship(back_populates="parts")
    changed_by: Mapped[User | None] = relationship()


class DeclarationVersion(Base):
    """A part as it stood at a revision: nobody's words are lost when another saves."""

    __tablename__ = "bid_declaration_versions"
    __table_args__ = (UniqueConstraint("part_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("bid_declaration_parts.id", ondelete="CASCADE"), index=True)
    revision: Mapped[int]
    answers: Mapped[dict[str, Any]]
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    part: Mapped[DeclarationPart] = relationship()
    written_by: Mapped[User | None] = relationship()
