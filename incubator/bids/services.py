"""Verbs of a bid. Nothing here commits."""

from datetime import date, datetime

from incubator.accounts.models import User
from incubator.bids import queries, rules
from incubator.bids.models import Bid, BidStage, BidTask
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives import services as groups
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import Phase
from incubator.core import agenda
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.formats.values import NoticeKind
from incubator.notices.models import Notice


def start(group: Cooperative, notice: Notice, *, owner: User | None, now: datetime, today: date) -> Bid:
    """Begin a bid, or give the one that was begun. Raises `RuleViolation` when one cannot bid on this."""
    known = queries.bid_on(group, notice)
    if known is not None:
        return known
    if notice.kind is not NoticeKind.COMPETITION:
        raise RuleViolation(N_("One can only bid on a call to bid. You can ask the buyer when it comes."))
    if notice.status in {"cancelled", "awarded"}:
        raise RuleViolation(N_("This procurement has been awarded or stopped: one cannot bid on it any more."))
    if notice.deadline is not None and notice.deadline < now:
        raise RuleViolation(N_("The deadline of this notice has passed."))
    bid = Bid(
        cooperative=group,
        notice=notice,
        owner=owner,
        stage=BidStage.DRAFT,
        lots=[lot["id"] for lot in notice.data.get("lots", []) if lot.get("kind", "lot") == "lot"],
        started_at=now,
        facts_used={},
        tasks=[BidTask(key=task.key, position=position) for position, task in enumerate(rules.TASKS)],
    )
    db.session.add(bid)
    db.session.flush()
    if "first-bid" not in cooperatives.milestones(group):
        groups.record_milestone(group, "first-bid", on=today)
    _put_in_agenda(bid)
    return bid


def _put_in_agenda(bid: Bid) -> None:
    """The deadline, while the bid still has to be handed in."""
    if bid.notice.deadline is None:
        return
    agenda.put(
        f"bid:{bid.id}",
        N_("Hand in the bid: %(name)s"),
        bid.notice.deadline,
        source="bids",
        cooperative_id=bid.cooperative_id,
        url=f"/cooperaties/{bid.cooperative.slug}/inschrijvingen/{bid.id}",
        name=bid.notice.title[:120],
    )


def tick(task: BidTask, done: bool, *, by: User, now: datetime) -> None:
    """Mark a line of the checklist as done, or not."""
    task.done_at, task.done_by_id = (now, by.id) if done else (None, None)


def choose_lots(bid: Bid, lots: list[str]) -> None:
    known = [lot["id"] for lot in bid.notice.data.get("lots", []) if lot.get("kind", "lot") == "lot"]
    chosen = [lot for lot in known if lot in lots]
    if known and not chosen:
        raise RuleViolation(N_("Choose at least one lot."), field="lots")
    bid.lots = chosen


def move(bid: Bid, stage: BidStage, *, note: str, now: datetime, today: date) -> None:
    """Another stage; a first contract is a milestone of the cooperative."""
    rules.check_step(bid.stage.value, stage.value)
    bid.stage = stage
    bid.outcome_note = note.strip() or bid.outcome_note
    if stage is BidStage.SUBMITTED:
        bid.submitted_at = now
    if stage in {BidStage.WON, BidStage.LOST, BidStage.WITHDRAWN}:
        bid.decided_at = now
    if stage is BidStage.DRAFT:
        bid.submitted_at = bid.decided_at = None
        _put_in_agenda(bid)
    else:
        agenda.remove(f"bid:{bid.id}")
    if stage is BidStage.WON:
        group = bid.cooperative
        if "first-contract" not in cooperatives.milestones(group):
            groups.record_milestone(group, "first-contract", on=today, note=bid.notice.title[:200])
        if group.phase is Phase.F6:
            groups.move_to_phase(group, Phase.F7, now=now)


def remember_facts(bid: Bid, *, now: datetime) -> None:
    """Note from which facts the document was made just now."""
    bid.facts_used = dict(cooperatives.holding_values(bid.cooperative))
    bid.made_at = now
