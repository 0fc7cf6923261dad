"""Verbs of a bid. Nothing here commits."""

from collections.abc import Sequence
from datetime import date, datetime

from incubator.accounts.models import User
from incubator.bids.messages import outcome_mails
from incubator.bids.models import Bid, BidStage
from incubator.bids.queries import bidding as queries
from incubator.bids.queries import corrections, validity
from incubator.bids.queries import sections as written
from incubator.bids.rules import lots as lot_rules
from incubator.bids.rules import stages
from incubator.bids.services import coaching, tasks
from incubator.bids.services.readings import remember
from incubator.bids.services.writable import open_for_writing
from incubator.challenges.models.challenges import Challenge
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives import services as groups
from incubator.cooperatives.models import Cooperative
from incubator.core import agenda, clock
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.formats.values import NoticeKind
from incubator.notices.models import Notice
from incubator.notices.values import NoticeStatus
from incubator.reviews.values import EndReason
from incubator.watch import services as watch
from incubator.watch.models import WorkRequest
from incubator.watch.queries import requests as watching
from incubator.watch.services import requests

ENDED = frozenset({NoticeStatus.CANCELLED, NoticeStatus.AWARDED})
DECIDED = frozenset({BidStage.WON, BidStage.LOST, BidStage.WITHDRAWN})
LOOKED_AT = frozenset({BidStage.SEEN, BidStage.INTERESTING})
OPEN = frozenset(map(BidStage, (*stages.UNDECIDED, "writing")))  # can still be handed in


def start(group: Cooperative, notice: Notice, *, owner: User | None, now: datetime, today: date) -> Bid:
    """Begin a bid, or give the one that was begun: on the newest edition of the notice, whichever page somebody came from.

    Raises `RuleViolation` when one cannot bid on this.
    """
    # Without the lock two people who press the button at once both see that there is no bid yet.
    lock(group)
    notice, known = _newest_and_bid(group, notice)
    if known is not None:
        if known.stage in LOOKED_AT:
            check_open(notice, now=now)
            known.stage = BidStage.DECIDING
            take_up(known, by=owner, now=now, today=today)
        return known
    check_open(notice, now=now)
    bid = _add(group, BidStage.DECIDING, owner=owner, now=now, notice=notice)
    take_up(bid, by=owner, now=now, today=today)
    return bid


def put_on_board(group: Cooperative, notice: Notice, stage: BidStage, *, owner: User | None, now: datetime) -> Bid:
    """A notice on the board, to look at later or because it is interesting. A bid that is there already stays where it is."""
    if stage not in LOOKED_AT:
        raise RuleViolation(N_("A bid cannot go from this stage to that one."), field="stage")
    lock(group)
    notice, known = _newest_and_bid(group, notice)
    if known is not None:
        return known
    check_open(notice, now=now)
    bid = _add(group, stage, owner=owner, now=now, notice=notice)
    put_in_agenda(bid)
    return bid


def _newest_and_bid(group: Cooperative, notice: Notice) -> tuple[Notice, Bid | None]:
    """The edition that holds, and the bid that there is on it or on the edition that somebody came from."""
    newest = corrections.newest_of(notice)
    return newest, queries.bid_on(group, notice) or queries.bid_on(group, newest)


def start_on_request(asked: WorkRequest, *, owner: User | None, now: datetime, today: date) -> Bid:
    """Begin a bid on work that a client asked for directly, or give the one that was begun."""
    group = lock(asked.cooperative)
    known = queries.bid_on_request(asked)
    if known is not None:
        return known
    bid = _add(group, BidStage.DECIDING, owner=owner, now=now, request=asked)
    take_up(bid, by=owner, now=now, today=today)
    return bid


def start_on_challenge(challenge: Challenge, *, owner: User | None, now: datetime, today: date) -> Bid:
    """Begin a bid on the work of a challenge, or give the one that was begun: the offer that belongs to the plan."""
    group = lock(challenge.cooperative)
    asked = watching.request_of_challenge(challenge.id)
    if asked is None:
        asked = WorkRequest(
            cooperative=group,
            challenge_id=challenge.id,
            client=challenge.authority,
            title=challenge.title,
            description=challenge.task or None,
            contact=challenge.contact or None,
            entered_by=owner,
            entered_at=now,
        )
        db.session.add(asked)
        db.session.flush()
    return start_on_request(asked, owner=owner, now=now, today=today)


def _add(
    group: Cooperative, stage: BidStage, *, owner: User | None, now: datetime, **work: Notice | WorkRequest
) -> Bid:
    bid = Bid(cooperative=group, owner=owner, stage=stage, started_at=now, facts_used={}, lots=[], **work)
    bid.lots = lot_rules.ticked_first(bid.work.content, now)
    db.session.add(bid)
    db.session.flush()
    if bid.notice is not None:
        remember(bid, bid.notice, now=now)
    return bid


def take_up(bid: Bid, *, by: User | None, now: datetime, today: date) -> None:
    """A bid that the group is serious about from now on: its tasks, its milestone and its deadline."""
    if bid.notice is not None:
        watch.note_bid(bid.cooperative, bid.notice, by=by, now=now)
    if bid.request is not None:
        requests.forget_date(bid.request)
    if "first-bid" not in cooperatives.milestones(bid.cooperative):
        groups.record_milestone(bid.cooperative, "first-bid", on=today)
    tasks.plan_anew(bid, now=now)
    put_in_agenda(bid)


def check_open(notice: Notice, *, now: datetime) -> None:
    """Only a call that is still open takes bids. Raises `RuleViolation` that says why one cannot bid on this."""
    if notice.kind is not NoticeKind.COMPETITION:
        raise RuleViolation(N_("One can only bid on a call to bid. You can ask the buyer when it comes."))
    if notice.status is NoticeStatus.CANCELLED:
        raise RuleViolation(N_("The buyer stopped this procurement: one cannot bid on it any more."))
    if notice.status in ENDED:
        raise RuleViolation(N_("This procurement has been awarded or stopped: one cannot bid on it any more."))
    if notice.last_deadline is not None and notice.last_deadline < now:
        raise RuleViolation(N_("The deadline of this notice has passed."))


def follow_corrections(*, now: datetime) -> int:
    """Move deadlines and tasks of bids that are worked on along with what the buyers published since. Gives how many there are."""
    drafts = queries.drafts_with_newest()
    for bid, newest in drafts:
        put_in_agenda(bid, newest)
        if bid.stage in tasks.WORKED_ON:
            tasks.plan_anew(bid, now=now, newest=newest)
    return len(drafts)


def put_in_agenda(bid: Bid, newest: Notice | None = None) -> None:
    """The deadline, while the bid still has to be handed in; as the newest correction of the notice has it."""
    work = newest or bid.work
    deadline, day_only = work.deadline, work.content.deadline_day_only
    ends = lot_rules.closing(work.content, bid.lots, clock.now())
    if bid.invitation is not None:
        deadline, day_only = bid.deadline, bid.deadline_day_only
    elif ends is not None:
        deadline, day_only = ends
    if deadline is None:
        return
    due: datetime | date = deadline
    # A buyer who names no hour takes bids all day: a calendar should not invent one.
    if day_only:
        due = clock.local(deadline).date()
    agenda.put(
        f"bid:{bid.id}",
        N_("Ask to take part: %(name)s") if bid.asks_first else N_("Hand in the bid: %(name)s"),
        due,
        source="bids",
        cooperative_id=bid.cooperative_id,
        url=_page_of(bid),
        name=bid.work.title[:120],
    )


def _page_of(bid: Bid) -> str:
    return f"/cooperaties/{bid.cooperative.slug}/inschrijvingen/{bid.id}"


def choose_lots(bid: Bid, lots: Sequence[str], *, now: datetime) -> None:
    """Bid on these lots, with the tasks that belong to them; what the notice does not have is left out.

    Raises `RuleViolation` when nothing is left, for more lots than one may bid on, and for one that no longer takes bids;
    and once the bid was handed in.
    """
    open_for_writing(bid)
    # In the order of the notice, and only what it has: the form may have been open for a while.
    known = [lot.id for lot in queries.lots_to_choose(bid.work)]
    chosen = [lot for lot in known if lot in lots]
    if known and not chosen:
        raise RuleViolation(N_("Choose at least one lot."), field="lots")
    _check_lots(bid, chosen, now)
    bid.lots = chosen
    tasks.plan_anew(bid, now=now)


def _check_lots(bid: Bid, chosen: Sequence[str], now: datetime) -> None:
    notice = bid.work.content
    most = notice.most_lots_bid
    # Who has too many already may take some away, step by step.
    if most is not None and len(chosen) > max(most, len(bid.lots)):
        raise RuleViolation(
            N_("The notice says: bid on at most %(most)s of the lots. Choose fewer."), field="lots", most=most
        )
    for lot in lot_rules.ended(notice, chosen, now):
        # What ended while we bid on it stays, until somebody takes it off.
        if lot.id not in bid.lots:
            words = N_("One can no longer bid on “%(lot)s”: it was withdrawn, awarded or closed.")
            raise RuleViolation(words, field="lots", lot=lot.title or lot.id)


def move(bid: Bid, stage: BidStage, *, note: str, now: datetime, today: date, revision: int | None = None) -> None:
    """Another stage, and what was learnt. Handing in goes by `submitting.submit`; winning is no contract yet (art. 2.129 Aw 2012).

    `revision` is that of the note when the page was opened. Raises `Conflict` when someone else wrote another note since.
    """
    lock(bid.cooperative)
    _write_note(bid, note.strip(), bid.note_revision if revision is None else revision)
    stages.check_step(bid.stage.value, stage.value)
    if stage is BidStage.SUBMITTED:
        raise RuleViolation(N_("Write down when and where you handed in: then the text and the files stand still."))
    # What stands still may not be written in by way of another stage.
    if stage in OPEN and written.submission(bid) is not None:
        raise RuleViolation(N_("This bid was handed in. Take that back first, then you can write again."))
    before = bid.stage
    enter(bid, stage, now=now, today=today)
    if stage is BidStage.WITHDRAWN:
        outcome_mails.tell_stopped(bid, at=now)
    elif before is BidStage.WITHDRAWN:
        outcome_mails.tell_taken_up(bid, at=now)


def enter(bid: Bid, stage: BidStage, *, now: datetime, today: date) -> None:
    """What goes with another stage, whoever decided on it: `move` for the group, a decision of the buyer for itself."""
    bid.stage = stage
    if stage in DECIDED:
        bid.decided_at = now
        coaching.end_all(bid, EndReason.STOPPED)
    # What was only looked at so far has no tasks.
    if stage in tasks.WORKED_ON and not bid.tasks:
        take_up(bid, by=bid.owner, now=now, today=today)
    put_dates(bid)


def note_handed_in(bid: Bid, *, at: datetime) -> None:
    """The stage and the dates of a bid that was handed in at this moment; only for `submitting.submit`, which keeps what goes with it."""
    stages.check_step(bid.stage.value, BidStage.SUBMITTED.value)
    bid.stage, bid.submitted_at = BidStage.SUBMITTED, at
    coaching.end_all(bid, EndReason.SENT)
    put_dates(bid)


def put_dates(bid: Bid) -> None:
    """Put in the agenda what is due, as long as the bid can still be handed in."""
    if bid.stage in OPEN:
        bid.submitted_at = bid.decided_at = None
        put_in_agenda(bid)
    else:
        # Once handed in nothing is due any more, whatever the deadline.
        agenda.remove(f"bid:{bid.id}")
    _put_validity(bid)
    tasks.put_in_agenda(bid)


def _put_validity(bid: Bid) -> None:
    """Until when our bid binds us, as long as the buyer has not decided."""
    last = validity.last_day(bid) if bid.stage is BidStage.SUBMITTED else None
    key = f"bid:{bid.id}:valid"
    if last is None:
        agenda.remove(key)
        return
    agenda.put(
        key,
        N_("Our bid stays valid until this day: %(name)s"),
        last,
        source="bids",
        cooperative_id=bid.cooperative_id,
        url=_page_of(bid),
        name=bid.work.title[:120],
    )


def move_on_board(bid: Bid, stage: BidStage, *, seen_in: str, now: datetime, today: date) -> None:
    """Another column of the board. Raises `Conflict` when somebody else moved it since this board was opened."""
    lock(bid.cooperative)
    if bid.stage is stage:
        return
    stages.check_place(bid.stage.value, seen_in)
    move(bid, stage, note="", now=now, today=today)


def _write_note(bid: Bid, note: str, revision: int) -> None:
    """An empty field forgets nothing that was written before."""
    if not note or note == bid.outcome_note:
        return
    stages.check_note(note, bid.outcome_note, revision=revision, stored_revision=bid.note_revision)
    bid.outcome_note = note
    bid.note_revision += 1
