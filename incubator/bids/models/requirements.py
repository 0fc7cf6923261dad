"""What the buyer asks: the files of the tender and the requirements out of them and out of the notice."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.bids.models.bids import Bid
from incubator.bids.rules.criteria import WordedRequirement
from incubator.bids.rules.price_sheets import named_so
from incubator.bids.values.requirements import RequirementKind, words_of
from incubator.core.db import Base
from incubator.core.files import StoredFile


class FileState(StrEnum):
    """Whether the text of a file could be read."""

    WAITING = "waiting"
    READ = "read"
    UNREADABLE = "unreadable"


class BuyerFile(Base):
    """A file of the buyer: a guide, a programme of requirements, a sheet. `problem` says why it could not be read."""

    __tablename__ = "bid_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id", ondelete="RESTRICT"))
    name: Mapped[str]
    state: Mapped[FileState] = mapped_column(default=FileState.WAITING)
    problem: Mapped[str | None]
    pages: Mapped[int | None]
    # A newer version of the same document: what came out of the older stays to compare with.
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("bid_files.id", ondelete="SET NULL"))
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    asks_prices: Mapped[bool | None]  # as its content shows; None for a file that was brought before this was looked at
    is_prices: Mapped[bool | None]  # as somebody said: that goes before what we see
    is_prices_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    is_prices_at: Mapped[datetime | None]

    bid: Mapped[Bid] = relationship()
    file: Mapped[StoredFile] = relationship()
    added_by: Mapped[User | None] = relationship(foreign_keys=[added_by_id])
    is_prices_by: Mapped[User | None] = relationship(foreign_keys=[is_prices_by_id])

    @property
    def has_macros(self) -> bool:
        """Whether it holds small programs: then it bears the suffix of such files, whatever it was called."""
        return self.name.endswith((".docm", ".xlsm"))

    @property
    def is_price_sheet(self) -> bool:
        """Whether this is the price sheet of the buyer, as somebody said, else by its content, else by its name."""
        if self.is_prices is not None:
            return self.is_prices
        return named_so(self.name) if self.asks_prices is None else self.asks_prices


class RequirementOrigin(StrEnum):
    """Where a requirement was read: in the notice, in a file of the buyer, or by somebody of the group."""

    NOTICE = "notice"
    FILE = "file"
    OWN = "own"


class RequirementState(StrEnum):
    """What was recognised is a proposal until a person confirms it."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"


class Requirement(Base):
    """One thing that the buyer asks or scores. `page` and `paragraph` count from 1 in the file; `weight` is in `weight_unit`.

    An open knock-out keeps a bid from being handed in until somebody says why that is right (`waived_because`).
    """

    __tablename__ = "bid_requirements"
    __table_args__ = (Index("ix_bid_requirements_bid_id_state", "bid_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"))
    kind: Mapped[RequirementKind]
    text: Mapped[str]
    lot: Mapped[str | None]
    weight: Mapped[str | None]  # a number as it is written in code: 40 or 12.5
    weight_unit: Mapped[str | None]  # percentage, points, euro or order
    origin: Mapped[RequirementOrigin]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("bid_files.id", ondelete="SET NULL"))
    page: Mapped[int | None]
    paragraph: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)
    state: Mapped[RequirementState] = mapped_column(default=RequirementState.PROPOSED)
    knock_out: Mapped[bool] = mapped_column(default=False)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    answered_in: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    waived_because: Mapped[str] = mapped_column(default="")
    waived_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    revision: Mapped[int] = mapped_column(default=0)

    bid: Mapped[Bid] = relationship()
    file: Mapped[BuyerFile | None] = relationship()
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])
    done_by: Mapped[User | None] = relationship(foreign_keys=[done_by_id])
    waived_by: Mapped[User | None] = relationship(foreign_keys=[waived_by_id])

    @property
    def is_proposed(self) -> bool:
        return self.state is RequirementState.PROPOSED

    @property
    def is_confirmed(self) -> bool:
        return self.state is RequirementState.CONFIRMED

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def worded(self) -> WordedRequirement:
        """As it is found back beside a criterion of the notice."""
        return WordedRequirement(self.text, self.lot, self.is_confirmed, self.is_proposed)

    @property
    def same_as(self) -> tuple[RequirementKind, str, str]:
        """As `Recognised.same_as`, so that the two can be compared."""
        return self.kind, words_of(self.text), self.lot or ""
