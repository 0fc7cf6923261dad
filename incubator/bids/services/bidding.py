"""Verbs of a bid. Nothing here commits."""

from collections.abc import Sequence
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.bids.models import Bid, BidStage, BidTask
from incubator.bids.queries import bidding as queries
from incubator.bids.rules import checklist, stages
from incubator.bids.rules.contracts import ContractTerms
from incubator.bids.services.contracts import record_contract
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives import services as groups
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import Phase
from incubator.core import agenda, clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.formats.values import NoticeKind
from incubator.notices.models import Notice
from incubator.notices.values import NoticeStatus
from incubator.watch import services as watch
from incubator.watch.models import WorkRequest
from incubator.watch.services import requests

ENDED = frozenset({NoticeStatus.CANCELLED, NoticeStatus.AWARDED})
DECIDED = frozenset({BidStage.WON, BidStage.LOST, BidStage.WITHDRAWN})


def start(group: Cooperative, notice: Notice, *, owner: User | None, now: datetime, today: date) -> Bid:
    """Begin a bid, or give the one that was begun. Raises `RuleViolation` when one cannot bid on this."""
    # Without the lock two people who press the button at once both see that there is no bid yet.
    lock(group)
    known = queries.bid_on(group, notice)
    if known is not None:
        return known
    check_open(notice, now=now)
    bid = _begin(group, notice=notice, owner=owner, now=now, today=today)
    watch.note_bid(group, notice, by=owner, now=now)
    return bid


def start_on_request(asked: WorkRequest, *, owner: User | None, now: datetime, today: date) -> Bid:
    """Begin a bid on work that a client asked for directly, or give the one that was begun."""
    group = lock(asked.cooperative)
    known = queries.bid_on_request(asked)
    if known is not None:
        return known
    requests.forget_date(asked)
    return _begin(group, request=asked, owner=owner, now=now, today=today)


def _begin(group: Cooperative, *, owner: User | None, now: datetime, today: date, **work: Notice | WorkRequest) -> Bid:
    """A bid in its first stage, with its checklist, its milestone and its deadline."""
    bid = Bid(cooperative=group, owner=owner, stage=BidStage.WRITING, started_at=now, facts_used={}, lots=[], **work)
    bid.lots = [lot.id for lot in queries.lots_to_choose(bid.work)]
    for position, task in enumerate(checklist.TASKS):
        bid.tasks.append(BidTask(key=task.key, position=position, params={}))
    db.session.add(bid)
    db.session.flush()
    if "first-bid" not in cooperatives.milestones(group):
        groups.record_milestone(group, "first-bid", on=today)
    _put_in_agenda(bid)
    return bid


def check_open(notice: Notice, *, now: datetime) -> None:
    """Only a call that is still open takes bids. Raises `RuleViolation` that says why one cannot bid on this."""
    if notice.kind is not NoticeKind.COMPETITION:
        raise RuleViolation(N_("One can only bid on a call to bid. You can ask the buyer when it comes."))
    if notice.status in ENDED:
        raise RuleViolation(N_("This procurement has been awarded or stopped: one cannot bid on it any more."))
    if notice.last_deadline is not None and notice.last_deadline < now:
        raise RuleViolation(N_("The deadline of this notice has passed."))


def follow_corrections() -> int:
    """Move the deadlines of bids that are being written along with what the buyers published since. Gives how many are written."""
    drafts = queries.drafts_with_newest()
    for bid, newest in drafts:
        _put_in_agenda(bid, newest)
    return len(drafts)


def _put_in_agenda(bid: Bid, newest: Notice | None = None) -> None:
    """The deadline, while the bid still has to be handed in; as the newest correction of the notice has it."""
    work = newest or bid.work
    deadline = work.deadline
    if deadline is None:
        return
    due: datetime | date = deadline
    # A buyer who names no hour takes bids all day: a calendar should not invent one.
    if work.content.deadline_day_only:
        due = clock.local(deadline).date()
    agenda.put(
        f"bid:{bid.id}",
        N_("Hand in the bid: %(name)s"),
        due,
        source="bids",
        cooperative_id=bid.cooperative_id,
        url=f"/cooperaties/{bid.cooperative.slug}/inschrijvingen/{bid.id}",
        name=bid.work.title[:120],
    )


def tick(task: BidTask, done: bool, *, by: User, now: datetime) -> None:
    """Mark a line of the checklist as done, or not. Who did it first stays named."""
    lock(task.bid.cooperative)
    if not done:
        task.done_at, task.done_by_id = None, None
    # Who presses a second time, or a moment later, does not take it over.
    elif task.done_at is None:
        task.done_at, task.done_by_id = now, by.id


def choose_lots(bid: Bid, lots: Sequence[str]) -> None:
    """Bid on these lots; what the notice does not have is left out. Raises `RuleViolation` when nothing is left."""
    lock(bid.cooperative)
    # In the order of the notice, and only what it has: the form may have been open for a while.
    known = [lot.id for lot in queries.lots_to_choose(bid.work)]
    chosen = [lot for lot in known if lot in lots]
    if known and not chosen:
        raise RuleViolation(N_("Choose at least one lot."), field="lots")
    bid.lots = chosen


def move(bid: Bid, stage: BidStage, *, note: str, now: datetime, today: date, revision: int | None = None) -> None:
    """Another stage, and what was learnt; a first contract is a milestone of the cooperative.

    `revision` is that of the note when the page was opened. Raises `Conflict` when someone else wrote another note since.
    """
    lock(bid.cooperative)
    _write_note(bid, note.strip(), bid.note_revision if revision is None else revision)
    stages.check_step(bid.stage.value, stage.value)
    bid.stage = stage
    if stage is BidStage.SUBMITTED:
        bid.submitted_at = now
    if stage in DECIDED:
        bid.decided_at = now
    if stage is BidStage.WRITING:
        bid.submitted_at = bid.decided_at = None
        _put_in_agenda(bid)
    else:
        # Once handed in nothing is due any more, whatever the deadline.
        agenda.remove(f"bid:{bid.id}")
    if stage is BidStage.WON:
        _celebrate(bid, now=now, today=today)


def _write_note(bid: Bid, note: str, revision: int) -> None:
    """An empty field forgets nothing that was written before."""
    if not note or note == bid.outcome_note:
        return
    stages.check_note(note, bid.outcome_note, revision=revision, stored_revision=bid.note_revision)
    bid.outcome_note = note
    bid.note_revision += 1


def _celebrate(bid: Bid, *, now: datetime, today: date) -> None:
    """The first contract is a milestone, and who looked for it has come a phase further."""
    terms = ContractTerms(bid.work.title[:200], client=_client(bid), agreed_on=today)
    record_contract(bid.cooperative, terms, bid=bid, by=None, now=now)
    # A group that wins before it was founded still has its deed to arrange: it stays where it is.
    if bid.cooperative.phase is Phase.F6:
        groups.move_to_phase(bid.cooperative, Phase.F7, now=now)


def _client(bid: Bid) -> str:
    if bid.work.buyer is None:
        return ""
    return bid.work.buyer.name[:200]


def remember_facts(bid: Bid, *, now: datetime) -> None:
    """Note from which facts the document was made just now."""
    lock(bid.cooperative)
    bid.facts_used = dict(cooperatives.holding_values(bid.cooperative))
    bid.made_at = now
