"""The documents that were made of a bid, the look that managers gave them, and their own templates."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.bids.models.bids import Bid
from incubator.bids.models.partners import Partner
from incubator.bids.values.documents import Audience
from incubator.core.db import Base
from incubator.core.files import StoredFile


class PdfState(StrEnum):
    """How it stands with the PDF beside a document; `none` where there is no LibreOffice."""

    NONE = "none"
    WAITING = "waiting"
    MADE = "made"
    FAILED = "failed"


class BidDocument(Base):
    """A document as it was made, and from what: facts, sections, requirements, the notice, the price.

    `part` tells documents of one kind and lot apart (a reference, a partner, a template); `number` counts how often it was made. What was
    made before stays, so that nobody loses what was handed in.
    """

    __tablename__ = "bid_documents"
    __table_args__ = (UniqueConstraint("bid_id", "kind", "lot", "part", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]  # a key of documents.sets
    lot: Mapped[str] = mapped_column(default="")
    part: Mapped[str] = mapped_column(default="")
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("bid_partners.id", ondelete="SET NULL"))
    number: Mapped[int]
    audience: Mapped[Audience]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id", ondelete="RESTRICT"))
    sha256: Mapped[str]
    pdf_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id", ondelete="RESTRICT"))
    pdf_state: Mapped[PdfState] = mapped_column(default=PdfState.NONE)
    open_count: Mapped[int] = mapped_column(default=0)
    made_from: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    bid: Mapped[Bid] = relationship()
    partner: Mapped[Partner | None] = relationship()
    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id])
    pdf: Mapped[StoredFile | None] = relationship(foreign_keys=[pdf_id])
    made_by: Mapped[User | None] = relationship()


class DocumentLook(Base):
    """The look of all documents of bids, out of a Word file of the managers. The one without an end holds."""

    __tablename__ = "document_looks"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id", ondelete="RESTRICT"))
    looks: Mapped[dict[str, Any]]
    put_at: Mapped[datetime]
    put_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    ended_at: Mapped[datetime | None]

    file: Mapped[StoredFile] = relationship()
    put_by: Mapped[User | None] = relationship()


class DocumentTemplate(Base):
    """A Word file of the managers with named fields, which groups get filled in. Nobody gets it before it is in use."""

    __tablename__ = "document_templates"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    audience: Mapped[Audience] = mapped_column(default=Audience.BUYER)
    routes: Mapped[list[str]]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id", ondelete="RESTRICT"))
    fields: Mapped[list[str]]
    broken: Mapped[list[str]]  # what looks like a field and is none
    in_use: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=0)
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    file: Mapped[StoredFile] = relationship()
    added_by: Mapped[User | None] = relationship()
