"""What managers record of the rules of authorities, and what readers report of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.core.db import Base


class RegulationVersion(Base):
    """The rules of an authority as a manager recorded them, over those of the product; without rules those of the product hold."""

    __tablename__ = "regulation_versions"
    __table_args__ = (UniqueConstraint("code", "number"),)
    __audit_hidden__ = frozenset({"rules"})  # each version keeps its own
    __audit_ignored__ = frozenset({"edition"})

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]  # of the authority
    number: Mapped[int]
    rules: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))  # in the order in which they were recorded
    edition: Mapped[
        str
    ]  # a word that never comes back: by that of the newest version a process knows whether anything changed
    author_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    at: Mapped[datetime]

    author: Mapped[User | None] = relationship()


class RegulationReport(Base):
    """What a reader wrote that is not right on the page of an authority; nobody is asked who they are."""

    __tablename__ = "regulation_reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    text: Mapped[str]
    place: Mapped[str]  # where one can read it
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
