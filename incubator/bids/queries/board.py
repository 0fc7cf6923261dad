"""The board of a group: a column for each stage, and on each card what a glance needs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from incubator.bids.models import Bid, BidStage, BidTask
from incubator.bids.queries.bidding import bids
from incubator.bids.rules import stages
from incubator.cooperatives.models import Cooperative


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A bid on the board. `next_task` is the open task with the nearest day."""

    bid: Bid
    open_tasks: int
    next_task: BidTask | None
    steps: tuple[BidStage, ...]


@dataclass(slots=True)
class BoardColumn:
    stage: BidStage
    cards: list[BoardCard] = field(default_factory=list)


def board(group: Cooperative) -> list[BoardColumn]:
    """All bids of a group by stage, in each the nearest deadline first; as many questions for forty bids as for four."""
    columns = {stage: BoardColumn(stage) for stage in BidStage}
    for bid in bids(group):
        columns[bid.stage].cards.append(_card(bid))
    return list(columns.values())


def _card(bid: Bid) -> BoardCard:
    tasks = open_tasks(bid.tasks)
    return BoardCard(bid, len(tasks), next(iter(tasks), None), tuple(map(BidStage, stages.STEPS[bid.stage.value])))


def kept_tasks(bid: Bid) -> list[BidTask]:
    """The tasks that nobody removed, by the day on which they are due."""
    return sorted((task for task in bid.tasks if task.removed_at is None), key=_due)


def open_tasks(tasks: Sequence[BidTask]) -> list[BidTask]:
    """What still has to be done, the nearest day first."""
    return sorted((task for task in tasks if task.done_at is None and task.removed_at is None), key=_due)


def _due(task: BidTask) -> tuple[date, int]:
    return task.due_on or date.max, task.position


def next_deadline(columns: Sequence[BoardColumn], now: datetime) -> datetime | None:
    """The nearest deadline over what can still be handed in."""
    moments = []
    for column in columns:
        for card in column.cards:
            deadline = card.bid.deadline
            if column.stage.value in (*stages.UNDECIDED, "writing") and deadline is not None and deadline > now:
                moments.append(deadline)
    return min(moments, default=None)
