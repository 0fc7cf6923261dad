"""What a meeting decided, what became of it, and the minutes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.core.db import Base
from incubator.core.files import StoredFile
from incubator.meetings.models.meetings import AgendaItem, Meeting
from incubator.meetings.models.voting import VotingRound
from incubator.meetings.rules.wording import as_decided
from incubator.meetings.values import ItemKind, MeetingKind
from incubator.meetings.values.holding import ActState
from incubator.register.rules import BOARD, GENERAL_MEETING

STANDING = text("replaced_at IS NULL")


class Resolution(Base):
    """A line of the resolution book: what was decided, with a number of its own. A new vote about it replaces it and deletes nothing."""

    __tablename__ = "resolutions"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "year", "number"),
        Index("uq_resolutions_item", "item_id", unique=True, sqlite_where=STANDING, postgresql_where=STANDING),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id", ondelete="CASCADE"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("voting_rounds.id", ondelete="SET NULL"))
    year: Mapped[int]
    number: Mapped[int]  # within the year
    kind: Mapped[ItemKind]
    text: Mapped[str]
    adopted: Mapped[bool]
    decided_on: Mapped[date]
    elected: Mapped[list[str]] = mapped_column(default=list)
    review_on: Mapped[date | None]  # when the group looks whether it still fits
    replaced_at: Mapped[datetime | None]
    act_state: Mapped[ActState] = mapped_column(default=ActState.NOTHING)
    act_words: Mapped[dict[str, Any]] = mapped_column(default=dict)  # {"text", "params"} of what it set going
    act_owner: Mapped[str] = mapped_column(default="")
    acted_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()
    item: Mapped[AgendaItem] = relationship()
    round: Mapped[VotingRound | None] = relationship()

    @property
    def reference(self) -> str:
        """By which other papers name it; in Dutch, because it is kept there."""
        return f"besluit {self.year}-{self.number:02d}"

    @property
    def decided_by(self) -> str:
        """The body that decided, by the name that statutes use."""
        return BOARD if self.meeting.kind is MeetingKind.BOARD else GENERAL_MEETING

    @property
    def wording(self) -> str:
        """What was decided, as the book and the minutes write it."""
        year = self.accounts_year or self.act_words.get("params", {}).get("year")
        return as_decided(self.kind, self.text, self.elected, year)

    @property
    def accounts_year(self) -> int | None:
        """The financial year that the item is about; None when the agenda does not say which."""
        year = self.item.subject.get("year")
        return year if isinstance(year, int) else None


class MinuteNote(Base):
    """What was talked about at one item, in the words of the secretary."""

    __tablename__ = "minute_notes"
    __table_args__ = (UniqueConstraint("item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id", ondelete="CASCADE"))
    words: Mapped[str] = mapped_column(default="")

    meeting: Mapped[Meeting] = relationship()
    item: Mapped[AgendaItem] = relationship()


class ApprovedMinutes(Base):
    """The minutes as a later meeting approved them, as the document of that day."""

    __tablename__ = "approved_minutes"
    __table_args__ = (UniqueConstraint("meeting_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    approved_on: Mapped[date]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id", ondelete="SET NULL"))

    meeting: Mapped[Meeting] = relationship()
    file: Mapped[StoredFile | None] = relationship()
