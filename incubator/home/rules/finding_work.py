"""Steps on the way to work: what one looks for, what was found, bids, and what is due."""

from datetime import timedelta

from incubator.home.rules.founding import moment_of
from incubator.home.values import BidPlace, NextStep, Situation, StepKind, Turn

CLOSING = timedelta(days=14)  # a bid takes the last two weeks before it closes
NEAR = timedelta(days=7)  # of another date: what is due within a week


def bid_closes(situation: Situation) -> NextStep | None:
    """A bid that is being written closes within two weeks."""
    soon = situation.now + CLOSING
    for bid in situation.writing:
        if bid.deadline is not None and situation.now <= bid.deadline <= soon:
            return _of_bid(StepKind.BID_CLOSES, bid)
    return None


def _of_bid(kind: StepKind, bid: BidPlace) -> NextStep:
    return NextStep(kind, Turn.GROUP, bid.moved_at, str(bid.id), until=bid.deadline)


def bid_passed(situation: Situation) -> NextStep | None:
    """A bid that is still being written, whose closing date has gone by."""
    for bid in situation.writing:
        if bid.deadline is not None and bid.deadline < situation.now:
            return _of_bid(StepKind.BID_PASSED, bid)
    return None


def bid_writing(situation: Situation) -> NextStep | None:
    for bid in situation.writing:
        return _of_bid(StepKind.BID_WRITING, bid)
    return None


def bid_decides(situation: Situation) -> NextStep | None:
    """A bid that waits for a go or a no-go, as long as there is time."""
    for bid in situation.deciding:
        if bid.deadline is None or bid.deadline >= situation.now:
            return _of_bid(StepKind.BID_DECIDES, bid)
    return None


def date_near(situation: Situation) -> NextStep | None:
    """A date of the agenda is less than a week away; those of bids have their own rule."""
    for number, due in enumerate(situation.dates):
        if due.source != "bids" and situation.now <= due.due_at <= situation.now + NEAR:
            return NextStep(StepKind.DATE_NEAR, Turn.GROUP, None, number=number, until=due.due_at)
    return None


def profile_missing(situation: Situation) -> NextStep | None:
    if situation.founded and not situation.watch.watches:
        return NextStep(StepKind.PROFILE_MISSING, Turn.GROUP, moment_of(situation, "deed"))
    return None


def work_asked(situation: Situation) -> NextStep | None:
    """A client waits for an answer: longest first."""
    for asked in situation.asked:
        return NextStep(StepKind.WORK_ASKED, Turn.GROUP, asked.entered_at, str(asked.id))
    return None


def matches_new(situation: Situation) -> NextStep | None:
    watch = situation.watch
    if situation.founded and watch.new_matches:
        return NextStep(StepKind.MATCHES_NEW, Turn.GROUP, watch.found_at, number=watch.new_matches)
    return None


def buyer_decides(situation: Situation) -> NextStep | None:
    for bid in situation.with_buyer:
        return NextStep(StepKind.BUYER_DECIDES, Turn.BUYER, bid.moved_at, str(bid.id))
    return None
