"""Buyers and winners as organisations: one row each, however many names and numbers notices give them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.core.db import Base


class Organisation(Base):
    """A buyer or winner. A merged one points to the organisation that it is shown as; its notices stay its own.

    So a merger holds for notices that come later too, and splitting gives back exactly what was.
    """

    __tablename__ = "organisations"
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    normalised_name: Mapped[str] = mapped_column(index=True)
    city: Mapped[str | None]
    nuts: Mapped[str | None]
    country: Mapped[str | None]
    type: Mapped[str | None]  # local, regional, central, body-public, utility ...
    authority_kind: Mapped[str | None]  # municipality, province, water-board: from the name, never guessed
    authority_code: Mapped[str | None] = mapped_column(index=True)  # GM0344 for a municipality
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id", ondelete="SET NULL"), index=True)
    first_seen_at: Mapped[datetime]

    identities: Mapped[list["OrganisationIdentity"]] = relationship(
        back_populates="organisation", order_by="OrganisationIdentity.id", cascade="all, delete-orphan"
    )


class OrganisationIdentity(Base):
    """A number of an organisation: kvk, oin, tenderned, vat, other, or its normalised name when it has no number."""

    __tablename__ = "organisation_identities"
    __table_args__ = (UniqueConstraint("scheme", "value"),)
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    scheme: Mapped[str]
    value: Mapped[str]

    organisation: Mapped[Organisation] = relationship(back_populates="identities")


class OrganisationMerger(Base):
    """Someone found that two organisations are one. `followers` had been merged into the merged one before, and came along."""

    __tablename__ = "organisation_mergers"

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    merged_id: Mapped[int] = mapped_column(ForeignKey("organisations.id", ondelete="CASCADE"), index=True)
    followers: Mapped[list[Any]] = mapped_column(default=list)
    merged_at: Mapped[datetime]
    merged_by: Mapped[str]
    split_at: Mapped[datetime | None]
    split_by: Mapped[str | None]

    kept: Mapped[Organisation] = relationship(foreign_keys=[kept_id])
    merged: Mapped[Organisation] = relationship(foreign_keys=[merged_id])
