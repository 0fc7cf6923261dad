"""What was handed in: the text and the files as they were, with their hash."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import User
from incubator.bids.models.bids import Bid
from incubator.core.db import Base
from incubator.core.files import StoredFile


class Submission(Base):
    """A bid as it was handed in. What was taken back stays, with the reason.

    `parties` are those who bid together then (`PartyTerms`), nobody for who bid alone. `content` is the text of all sections in
    their order, and `digest` the SHA-256 of it as canonical JSON.
    """

    __tablename__ = "bid_submissions"

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bids.id", ondelete="CASCADE"), index=True)
    handed_in_at: Mapped[datetime]  # as people say: it may have been on another day
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    place: Mapped[str]  # where: TenderNed, by mail
    reference: Mapped[str]
    deadline: Mapped[datetime | None]  # as it was at that moment
    late: Mapped[bool]
    of_request: Mapped[bool] = mapped_column(default=False)  # to take part; the bid itself came later, or not
    open_because: Mapped[str]  # why it was handed in with an open knock-out
    # What stood open when something that was sent before was recorded: sentences of `rules.checking`, for people.
    remarked: Mapped[list[Any] | None]
    content: Mapped[list[Any]]
    parties: Mapped[list[Any]] = mapped_column(default=list)
    digest: Mapped[str]
    taken_back_at: Mapped[datetime | None]
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    taken_back_because: Mapped[str] = mapped_column(default="")

    bid: Mapped[Bid] = relationship()
    recorded_by: Mapped[User | None] = relationship(foreign_keys=[recorded_by_id])
    taken_back_by: Mapped[User | None] = relationship(foreign_keys=[taken_back_by_id])
    papers: Mapped[list["SubmittedFile"]] = relationship(
        back_populates="submission", order_by="SubmittedFile.id", cascade="all, delete-orphan"
    )

    @property
    def before_begun(self) -> bool:
        """Whether it was handed in before the bid was begun here: recorded afterwards."""
        return self.handed_in_at < self.bid.started_at.replace(second=0, microsecond=0)


class SubmittedFile(Base):
    """A file as it was handed in; its hash is that of the stored file."""

    __tablename__ = "bid_submitted_files"
    __audit__ = False  # it belongs to a submission that is in the trail

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("bid_submissions.id", ondelete="CASCADE"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id", ondelete="RESTRICT"))

    submission: Mapped[Submission] = relationship(back_populates="papers")
    file: Mapped[StoredFile] = relationship()
