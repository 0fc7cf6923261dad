"""Reads about what became of a notice while a bid on it is under way."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, selectinload

from incubator.bids.models import Bid, BidReading, BidStage
from incubator.bids.rules import corrections, lots
from incubator.bids.rules.corrections import NoticeDifference
from incubator.core import clock
from incubator.core.db import db
from incubator.formats import stored
from incubator.formats.values import NoticeChange, NoticeKind, ReadNotice
from incubator.notices.models import Notice
from incubator.notices.values import NoticeStatus

# Until the buyer has decided a correction can change what one does.
UNDER_WAY = (
    BidStage.SEEN,
    BidStage.INTERESTING,
    BidStage.DECIDING,
    BidStage.WRITING,
    BidStage.SUBMITTED,
)
ENDINGS = {NoticeStatus.CANCELLED: "cancelled", NoticeStatus.AWARDED: "awarded"}


@dataclass(frozen=True, slots=True)
class NoticeNews:
    """What differs between a notice as a bid goes by it and as it is now. `ending` is cancelled, awarded or empty."""

    newest: Notice
    before: ReadNotice
    differences: tuple[NoticeDifference, ...]
    described: tuple[NoticeChange, ...]  # in the words of the buyer
    corrected: bool  # there is a later publication
    ending: str
    digest: str

    @property
    def moved(self) -> bool:
        """Whether there is something to take over."""
        return bool(self.corrected or self.differences)

    @property
    def winners(self) -> list[str]:
        return [winner.name for winner in self.newest.content.winners]


def reading_of(bid: Bid) -> BidReading | None:
    return db.session.get(BidReading, bid.id)


def news_of(bid: Bid) -> NoticeNews | None:
    """What is other than this bid goes by; None when nothing is, or when the bid is on no notice."""
    if bid.notice is None or bid.stage not in UNDER_WAY:
        return None
    newest = newest_of(bid.notice)
    reading = reading_of(bid)
    before = bid.notice.content
    if reading is not None:
        before = stored.load(reading.content)
    return _news(before, newest, corrected=newest.id not in {bid.notice.id, bid.notice.merged_into_id})


def _news(before: ReadNotice, newest: Notice, *, corrected: bool) -> NoticeNews | None:
    """What an edition changes of what was there before."""
    after = newest.content
    differ = tuple(corrections.differences(before, after))
    described = after.changes if corrected else ()
    ending = _ending(newest)
    if not differ and not corrected and not ending:
        return None
    # Another publication with the same terms is news too; the same with more readings is not.
    digest = corrections.digest(after, f"{ending} {newest.id if corrected else ''}")
    return NoticeNews(newest, before, differ, described, corrected, ending, digest)


def _ending(newest: Notice) -> str:
    return ENDINGS.get(newest.status, "")


def newest_of(notice: Notice) -> Notice:
    """The last correction of a notice, whichever source brought it; the notice itself when nothing corrects it."""
    if notice.merged_into is not None:
        notice = notice.merged_into
    later = aliased(Notice)
    corrected = select(later.id).where(
        later.corrects_id == Notice.id, later.kind == Notice.kind, later.merged_into_id.is_(None)
    )
    # By the family and not by the link alone: the correction may correct the same notice of another source.
    statement = (
        select(Notice)
        .where(
            Notice.family_id == notice.family_id,
            Notice.kind == NoticeKind.COMPETITION,
            Notice.merged_into_id.is_(None),
            or_(Notice.id == notice.id, Notice.corrects_id.is_not(None), Notice.corrects_ref.is_not(None)),
            ~corrected.exists(),
        )
        .order_by(Notice.published.desc().nulls_last(), Notice.id.desc())
        .limit(1)
    )
    return db.session.scalar(statement) or notice


def first_published(bid: Bid) -> date | None:
    """When the call was published first, whatever corrected it since; None where no source says it, or for a quotation."""
    if bid.notice is None:
        return None
    statement = select(func.min(Notice.published)).where(
        Notice.family_id == bid.notice.family_id, Notice.kind == NoticeKind.COMPETITION
    )
    return db.session.scalar(statement)


def deadline_of(bid: Bid) -> datetime | None:
    """By when the bid must be in, as the last publication has it: nobody needs to have taken it over."""
    if bid.notice is None or bid.invitation is not None:
        return bid.deadline
    newest = newest_of(bid.notice)
    ends = lots.closing(newest.content, bid.lots, clock.now())
    return (newest.deadline or bid.notice.deadline) if ends is None else ends.moment


def bids_under_way() -> list[Bid]:
    """The bids on notices that the buyer has not decided on, oldest first."""
    statement = select(Bid).where(Bid.stage.in_(UNDER_WAY), Bid.notice_id.is_not(None))
    options = (selectinload(Bid.notice), selectinload(Bid.cooperative), selectinload(Bid.tasks))
    return list(db.session.scalars(statement.options(*options).order_by(Bid.id)))
