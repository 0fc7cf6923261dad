"""A bid moves along with what its buyer publishes: told at once, taken over when somebody says so. Nothing here commits."""

from datetime import date, datetime

from incubator.bids.messages import corrections as messages
from incubator.bids.models import Bid, BidStage
from incubator.bids.queries import bidding
from incubator.bids.queries import corrections as queries
from incubator.bids.services import bidding as bids
from incubator.bids.services import tasks
from incubator.bids.services.moving_along import Moved, Mover
from incubator.bids.services.readings import remember
from incubator.cooperatives import queries as cooperatives
from incubator.core.db import db, lock
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.notices.models import Notice


def tell(*, now: datetime) -> int:
    """Mail each group what was published about its bid, once for each edition. Gives the number of mails."""
    mailed = 0
    for bid in queries.bids_under_way():
        assert bid.notice is not None
        # Of a bid from before this was kept: as its notice is now.
        reading = queries.reading_of(bid) or remember(bid, bid.notice, now=now)
        news = queries.news_of(bid)
        # Of a source that only tells more nobody needs a mail: it waits on the page of the bid.
        if news is None or not news.is_change or reading.mailed == news.digest:
            continue
        reading.mailed, reading.mailed_at = news.digest, now
        # Of each edition one mail goes, however often this runs.
        readers = [participation.user for participation in cooperatives.participants(bid.cooperative)]
        mailed += messages.tell(bid, news, readers)
    return mailed


def take_over(bid: Bid, *, seen: str, now: datetime) -> Moved:
    """Go by the newest edition of the notice from here on; nothing that people wrote is changed.

    `seen` is the digest of the edition that was on the page. Raises `Conflict` when there is a newer one.
    """
    # The group first, as everywhere: who locks in another order waits for ever.
    lock(bid.cooperative)
    bid = lock(bid)
    news = queries.news_of(bid)
    if news is None:
        raise RuleViolation(N_("Nothing has changed since: your bid goes by the newest notice."))
    if news.digest != seen:
        raise Conflict(N_("The buyer published something again. Look at the changes, and take them over then."))
    # Before anything moves: the database would refuse it at the end, in words of its own.
    _check_free(bid, news.newest)
    mover, lots_before = Mover(bid, news, now), tuple(bid.lots)
    mover.lots()
    mover.requirements(lots_before)
    mover.open_points()
    bid.notice_id = news.newest.id
    remember(bid, news.newest, now=now)
    db.session.flush()
    db.session.expire(bid)
    if bid.stage in bids.OPEN:
        bids.put_in_agenda(bid)
    # What was counted back from the deadline goes along with it; a day that somebody chose stays.
    tasks.follow(bid, now=now)
    return mover.moved


def _check_free(bid: Bid, newest: Notice) -> None:
    other = bidding.bid_on(bid.cooperative, newest)
    if other is not None and other.id != bid.id:
        raise RuleViolation(
            N_("You have a bid on the corrected notice already. Go on with that one, and stop this one.")
        )


def stop(bid: Bid, *, now: datetime, today: date) -> None:
    """The buyer stopped: nobody writes on, and all that was written stays. Raises `RuleViolation` when it did not stop."""
    lock(bid.cooperative)
    bid = lock(bid)
    news = queries.news_of(bid)
    if news is None or news.ending != "cancelled":
        raise RuleViolation(N_("The buyer has not stopped this procurement."))
    bids.move(bid, BidStage.WITHDRAWN, note="", now=now, today=today)
