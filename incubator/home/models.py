"""When something happened last in each group."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from incubator.core.db import Base
from incubator.core.moments import DatedColumn, LatestMoment


class GroupActivity(Base):
    """The last moment at which somebody did something in a group, whatever the pillar. A group in which nobody did has no row.

    What jobs do by themselves is no activity of a group. The database keeps it up to date, see `ACTIVITY`.
    """

    __tablename__ = "group_activity"
    __audit__ = False

    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperatives.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime]


OF_CASE = "(SELECT cooperative_id FROM review_cases WHERE id = new.case_id)"
OF_MEMBER = "(SELECT cooperative_id FROM members WHERE id = new.member_id)"
OF_BOOK = "(SELECT cooperative_id FROM ledger_books WHERE id = new.book_id)"
OF_BID = "(SELECT cooperative_id FROM bids WHERE id = new.bid_id)"

# A new kind of activity needs a line here and a migration that runs its `statements`.
ACTIVITY = LatestMoment(
    GroupActivity.__tablename__,
    (
        DatedColumn("exercise_drafts", "edited_at"),
        DatedColumn("lessons_read", "at"),
        DatedColumn("statutes_drafts", "changed_at"),
        DatedColumn("statutes_versions", "made_at"),
        DatedColumn("bids", "started_at"),
        DatedColumn("bids", "made_at"),
        DatedColumn("bids", "submitted_at"),
        DatedColumn("bids", "decided_at"),
        DatedColumn("bid_tasks", "done_at", OF_BID),
        DatedColumn("phase_documents", "at"),
        DatedColumn("phase_moves", "at"),
        DatedColumn("review_rounds", "handed_in_at", OF_CASE),
        DatedColumn("review_rounds", "claimed_at", OF_CASE),
        DatedColumn("review_rounds", "decided_at", OF_CASE),
        DatedColumn("member_events", "recorded_at", OF_MEMBER),
        DatedColumn("ledger_entries", "recorded_at", OF_BOOK),
        # The register tells the dossier the number of members by itself: only what somebody recorded counts.
        DatedColumn("facts", "recorded_at", condition="new.author_id IS NOT NULL"),
    ),
)
ACTIVITY.attach(Base.metadata)
