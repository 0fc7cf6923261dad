"""The publication that a bid goes by, kept as it was. Nothing here commits."""

from datetime import datetime

from incubator.bids.models import Bid, BidReading
from incubator.bids.queries import corrections as queries
from incubator.bids.rules import corrections as rules
from incubator.core.db import db
from incubator.formats import stored
from incubator.notices.models import Notice
from incubator.notices.queries import outcomes


def remember(bid: Bid, notice: Notice, *, now: datetime) -> BidReading:
    """Note the publication as this bid goes by it from here on."""
    # With the lots that ended by now: that they had ended when the bid began is no change.
    content = outcomes.as_it_stands(notice)
    reading = queries.reading_of(bid)
    if reading is None:
        reading = BidReading(bid_id=bid.id)
        db.session.add(reading)
    reading.notice_id, reading.taken_at = notice.id, now
    reading.content = stored.dump(content)
    reading.digest = rules.digest(content, "")
    db.session.flush()
    return reading
