"""The answers that a cooperative keeps for its bids: texts, references, people and certificates."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.bids.models.sections import Section
from incubator.cooperatives.models import Cooperative
from incubator.core.db import Base
from incubator.core.files import StoredFile


class LibraryKind(StrEnum):
    TEXT = "text"
    REFERENCE = "reference"
    PERSON = "person"
    CERTIFICATE = "certificate"


class Answer(Base):
    """One answer of the library of a cooperative. Which columns have a meaning depends on the kind.

    `title` is the subject of a text, the work of a reference, the name of a person or of a certificate; `ended_on` is when the work of a
    reference was done. `verified_on` is when somebody last looked whether it is still right.
    """

    __tablename__ = "library_answers"
    __audit_hidden__ = frozenset({"body", "contact"})
    __table_args__ = (Index("ix_library_answers_cooperative_id_kind", "cooperative_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"))
    kind: Mapped[LibraryKind]
    title: Mapped[str]
    body: Mapped[str] = mapped_column(default="")
    client: Mapped[str] = mapped_column(default="")
    begun_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    value_cents: Mapped[int | None] = mapped_column(BigInteger)
    contact: Mapped[str] = mapped_column(default="")
    works: Mapped[bool] = mapped_column(default=False)  # works count for five years instead of three (P-08)
    permitted: Mapped[bool] = mapped_column(default=False)  # the client or the person agrees to be named
    role: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    issuer: Mapped[str] = mapped_column(default="")
    valid_until: Mapped[date | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id", ondelete="RESTRICT"))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    verified_on: Mapped[date]
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    revision: Mapped[int] = mapped_column(default=1)
    added_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    cooperative: Mapped[Cooperative] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])
    verified_by: Mapped[User | None] = relationship(foreign_keys=[verified_by_id])


class AnswerUse(Base):
    """That an answer was put into a part of a section: of the library (`answer`), or of elsewhere by its name (`source`)."""

    __tablename__ = "bid_answer_uses"

    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("bid_sections.id", ondelete="CASCADE"), index=True)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("library_answers.id", ondelete="SET NULL"), index=True)
    source: Mapped[str]
    part: Mapped[str]
    used_at: Mapped[datetime]
    used_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))

    section: Mapped[Section] = relationship()
    answer: Mapped[Answer | None] = relationship()
