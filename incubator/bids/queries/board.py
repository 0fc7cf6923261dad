"""The board of a group: a column for each stage, and on each card what a glance needs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil

from incubator.bids.models import Bid, BidStage, BidTask
from incubator.bids.queries.bidding import bids
from incubator.bids.rules import stages
from incubator.cooperatives.models import Cooperative

# Cards of a stage: on the board, in sight of a phone (the style sheet hides the rest there), and on a page of the stage alone.
ON_BOARD, ON_A_PHONE, ON_A_PAGE = 12, 2, 8
# The stages that somebody works on or waits for stand open, as long as a phone has room for their cards.
OPENED, MOST_IN_SIGHT = ("deciding", "writing", "submitted"), 5


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A bid on the board. `next_task` is the open task with the nearest day."""

    bid: Bid
    open_tasks: int
    next_task: BidTask | None
    steps: tuple[BidStage, ...]


@dataclass(slots=True)
class BoardColumn:
    """A stage with all its cards. What does not fit on the board stands on the page of the stage."""

    stage: BidStage
    cards: list[BoardCard] = field(default_factory=list)

    @property
    def on_board(self) -> list[BoardCard]:
        return self.cards[:ON_BOARD]


def opened(columns: Sequence[BoardColumn]) -> set[BidStage]:
    """The stages that stand open, the first before the last; the others are folded, with how many they hold."""
    room, stages_open = MOST_IN_SIGHT, set()
    for column in columns:
        many = min(len(column.cards), ON_A_PHONE)
        if column.stage.value in OPENED and 0 < many <= room:
            stages_open.add(column.stage)
            room -= many
    return stages_open


@dataclass(frozen=True, slots=True)
class StagePage:
    """One stage with all its cards, a part at a time; `page` of `pages`."""

    stage: BidStage
    cards: list[BoardCard]
    page: int
    pages: int


def stage_page(columns: Sequence[BoardColumn], stage: BidStage, page: int) -> StagePage:
    """The cards of one stage on this page; a page that is not there is the last."""
    (cards,) = [column.cards for column in columns if column.stage is stage]
    pages = max(1, ceil(len(cards) / ON_A_PAGE))
    page = min(page, pages)
    return StagePage(stage, cards[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], page, pages)


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
