"""Where notices come from, and how each reading went."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.core.db import Base


class Source(Base):
    """A service or address that is read again and again. `cursor` holds where to go on after an interruption.

    What the manager chose is in the audit trail; the bookkeeping of each reading is not (see `SourceRun`).
    """

    __tablename__ = "notice_sources"
    __audit_ignored__ = frozenset(
        {
            "etag", "last_modified", "cursor", "interval_minutes", "next_at", "last_success_at", "last_new_at",
            "longest_pause_hours", "failures",
            "last_usable", "last_rejected",
            "problem", "failing_since", "broken_since", "warned_at", "warned_about", "claim", "claimed_until",
        }
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True, index=True)
    kind: Mapped[str] = mapped_column(String(40))  # a name in the registry of kinds
    url: Mapped[str] = mapped_column(unique=True)
    options: Mapped[dict[str, Any]] = mapped_column(default=dict)  # country, CPV ...
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    cursor: Mapped[dict[str, Any]] = mapped_column(default=dict)
    interval_minutes: Mapped[int] = mapped_column(default=60)
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    last_success_at: Mapped[datetime | None]
    last_new_at: Mapped[datetime | None]
    longest_pause_hours: Mapped[int] = mapped_column(default=0)  # between two times that it brought something new
    last_usable: Mapped[int] = mapped_column(default=0)  # notices in the last reading that brought any
    last_rejected: Mapped[int] = mapped_column(default=0)  # what was lost of that reading
    failures: Mapped[int] = mapped_column(default=0)  # in a row
    # What went wrong the last time: a sentence of the catalogue and its parameters.
    problem: Mapped[dict[str, Any] | None]
    failing_since: Mapped[datetime | None]
    broken_since: Mapped[datetime | None]  # failing for so long that people are told
    warned_at: Mapped[datetime | None]
    warned_about: Mapped[str | None]  # a state of `rules.WARN_AGAIN`
    claim: Mapped[str | None]  # which process reads it now; until when nobody else may
    claimed_until: Mapped[datetime | None]

    runs: Mapped[list["SourceRun"]] = relationship(
        back_populates="source", order_by="SourceRun.id.desc()", passive_deletes=True
    )


class SourceRun(Base):
    """One time that a source was read. `notes` are sentences like `problem`: what did not go as it should, without stopping us."""

    __tablename__ = "notice_source_runs"
    __audit__ = False

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("notice_sources.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    requests: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    problem: Mapped[dict[str, Any] | None]
    notes: Mapped[list[Any]] = mapped_column(default=list)

    source: Mapped[Source] = relationship(back_populates="runs")
