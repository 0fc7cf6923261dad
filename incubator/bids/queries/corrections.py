"""Reads about what became of a notice while a bid on it is under way."""

from collections.abc import Iterable, Sequence
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
from incubator.formats.values import LotState, NoticeChange, NoticeKind, ReadNotice, Winner
from incubator.notices.models import Notice
from incubator.notices.queries import outcomes
from incubator.notices.rules.lot_outcomes import LotOutcome
from incubator.notices.values import NoticeStatus

# Until the buyer has decided a correction can change what one does.
UNDER_WAY = (
    BidStage.SEEN,
    BidStage.INTERESTING,
    BidStage.DECIDING,
    BidStage.WRITING,
    BidStage.SUBMITTED,
)
MOST_EDITIONS = 30  # that one looks back
OVER = frozenset({LotState.AWARDED, LotState.CANCELLED})
ENDINGS = {NoticeStatus.CANCELLED: "cancelled", NoticeStatus.AWARDED: "awarded"}


@dataclass(frozen=True, slots=True)
class NoticeNews:
    """What differs between a notice as a bid goes by it and as it is now. `ending` is cancelled, awarded or empty."""

    newest: Notice
    before: ReadNotice
    after: ReadNotice  # the newest with what became of each of its lots
    differences: tuple[NoticeDifference, ...]
    described: tuple[NoticeChange, ...]  # in the words of the buyer
    corrected: bool  # there is a later publication
    ending: str
    digest: str
    lots: tuple[LotOutcome, ...] = ()  # of this bid, once the first of them has ended

    @property
    def moved(self) -> bool:
        """Whether there is something to take over."""
        return bool(self.corrected or self.differences)

    @property
    def changed(self) -> tuple[NoticeDifference, ...]:
        """What the buyer changed."""
        return tuple(each for each in self.differences if not each.is_told_first)

    @property
    def told_first(self) -> tuple[NoticeDifference, ...]:
        """What another source tells that the first one left out."""
        return tuple(each for each in self.differences if each.is_told_first)

    @property
    def is_change(self) -> bool:
        """Whether the buyer did something, rather than that we know more of what it did before."""
        return bool(self.corrected or self.changed or self.ending or self.lots)

    @property
    def ended(self) -> tuple[LotOutcome, ...]:
        """The lots of the bid of which the buyer published how they ended."""
        return tuple(outcome for outcome in self.lots if outcome.state is not LotState.OPEN)

    @property
    def winners(self) -> list[str]:
        names = [name for outcome in self.lots for name in outcome.winners]
        return list(dict.fromkeys(names or [winner.name for winner in self.of_whole]))

    @property
    def of_whole(self) -> list[Winner]:
        return [winner for result in outcomes.results_of(self.newest) for winner in result.winners]


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
    return _news(bid, before, newest)


def _news(bid: Bid, before: ReadNotice, newest: Notice) -> NoticeNews | None:
    """What an edition changes of what was there before."""
    assert bid.notice is not None
    corrected = newest.id not in {bid.notice.id, bid.notice.merged_into_id}
    after, lots = outcomes.as_it_stands(newest), _lots_of(bid, newest)
    differ = tuple(corrections.differences(before, after))
    described = _described(bid, newest) if corrected else ()
    ending = _ending(newest, lots)
    ended = " ".join(f"{outcome.lot.id}:{outcome.state}" for outcome in lots)
    if not differ and not corrected and not ending and not ended:
        return None
    # Another publication with the same terms is news too; the same with more readings is not.
    edition = newest.id if corrected else ""
    digest = corrections.digest(after, f"{ending} {edition} {ended} {corrections.marks(differ)}".rstrip())
    return NoticeNews(newest, before, after, differ, described, corrected, ending, digest, lots)


def _described(bid: Bid, newest: Notice) -> tuple[NoticeChange, ...]:
    """What the editions since the one that the bid goes by say that they change, the newest last."""
    assert bid.notice is not None
    known = {bid.notice.id, bid.notice.merged_into_id}
    editions: list[Notice] = []
    edition: Notice | None = newest
    while edition is not None and edition.id not in known and len(editions) < MOST_EDITIONS:
        known.add(edition.id)
        editions.append(edition)
        edition = db.session.get(Notice, edition.corrects_id) if edition.corrects_id else None
    changes = [change for each in reversed(editions) for change in each.content.changes]
    return tuple(dict.fromkeys(changes))


def _lots_of(bid: Bid, newest: Notice) -> tuple[LotOutcome, ...]:
    """The lots that this bid is on, once one of them has ended; none where everything still runs."""
    known = outcomes.outcomes_of(newest)
    ours = [outcome for outcome in known if outcome.lot.id in bid.lots] or known
    ended = any(outcome.state in OVER for outcome in ours)
    return tuple(ours) if ended else ()


def _ending(newest: Notice, lots: Sequence[LotOutcome]) -> str:
    """How the procurement ended for these lots; empty while one of them still runs."""
    states = {outcome.state for outcome in lots}
    if not states or LotState.OPEN in states:
        # What ended no lot in particular ended them all.
        return ENDINGS.get(newest.status, "")
    return "awarded" if LotState.AWARDED in states else "cancelled"


def as_it_stands(bid: Bid) -> ReadNotice | None:
    """The notice of a bid with what became of each of its lots; None for a quotation."""
    return None if bid.notice is None else outcomes.as_it_stands(bid.notice)


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
    return _closing_by(bid, newest_of(bid.notice))


def _closing_by(bid: Bid, newest: Notice) -> datetime | None:
    """The closing of the lots of a bid by this publication; what it does not say is that of the notice of the bid."""
    ends = lots.closing(newest.content, bid.lots, clock.now())
    if ends is not None:
        return ends.moment
    return newest.deadline or (bid.notice.deadline if bid.notice is not None else None)


def newest_deadlines(bids: Iterable[Bid]) -> dict[int, datetime]:
    """The same for many bids at once, by their number; those without a deadline are left out."""
    known = {bid.id: bid for bid in bids}
    deadlines = {number: bid.deadline for number, bid in known.items()}
    following = [bid for bid in known.values() if bid.notice is not None and bid.invitation is None]
    later = _corrections_in([bid.notice.family_id for bid in following if bid.notice is not None])
    for bid in following:
        newest = later.get(bid.notice.family_id) if bid.notice is not None else None
        if newest is not None:
            deadlines[bid.id] = _closing_by(bid, newest)
    return {number: deadline for number, deadline in deadlines.items() if deadline is not None}


def _corrections_in(families: Sequence[int]) -> dict[int, Notice]:
    """The last correction in each family of notices that has one."""
    statement = select(Notice).where(
        Notice.family_id.in_(families),
        Notice.kind == NoticeKind.COMPETITION,
        Notice.merged_into_id.is_(None),
        or_(Notice.corrects_id.is_not(None), Notice.corrects_ref.is_not(None)),
    )
    # In the order in which they came: the last one stays.
    rows = db.session.scalars(statement.order_by(Notice.published.nulls_first(), Notice.id))
    return {row.family_id: row for row in rows}


def bids_under_way() -> list[Bid]:
    """The bids on notices that the buyer has not decided on, oldest first."""
    statement = select(Bid).where(Bid.stage.in_(UNDER_WAY), Bid.notice_id.is_not(None))
    options = (selectinload(Bid.notice), selectinload(Bid.cooperative), selectinload(Bid.tasks))
    return list(db.session.scalars(statement.options(*options).order_by(Bid.id)))
