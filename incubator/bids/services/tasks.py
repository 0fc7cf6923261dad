"""The tasks of a bid: planned from the procurement, added and changed by people, and in the agenda. Nothing here commits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from incubator.accounts.models import User
from incubator.bids.models import Bid, BidStage, BidTask
from incubator.bids.queries import cases, corrections, work_terms
from incubator.bids.rules import planning
from incubator.bids.values.planning import PlannedTask
from incubator.core import agenda, clock
from incubator.core.db import lock
from incubator.core.i18n import mark as N_
from incubator.notices.models import Notice

COUNTED = "counted"  # the day that was counted back to, of a task that is due at once
WORKED_ON = frozenset({BidStage.DECIDING, BidStage.WRITING})


@dataclass(frozen=True, slots=True)
class TaskTerms:
    """A task as people write it."""

    words: str
    owner_id: int | None = None
    due_on: date | None = None


def plan_anew(bid: Bid, *, now: datetime, newest: Notice | None = None) -> None:
    """The tasks that follow from the procurement as it is now. Ticks, owners and days that people chose stay."""
    lock(bid.cooperative)
    # The days go by the last publication, whether somebody took it over or not.
    if newest is None and bid.notice is not None:
        newest = corrections.newest_of(bid.notice)
    planned = planning.plan(cases.plan_basis(bid, cases.case_of(bid, now=now, work=newest), clock.local(now).date()))
    _rename(bid.tasks, planned)
    known = {task.key: task for task in bid.tasks}
    for position, plan in enumerate(planned):
        task = known.pop(plan.key, None)
        if task is None:
            task = BidTask(key=plan.key, params={}, due_on=plan.due_on, planned_on=plan.due_on)
            bid.tasks.append(task)
        _write(task, plan, position)
    for task in known.values():
        # What was done, or what somebody made their own, is not thrown away because the procurement changed.
        if not task.typed and task.done_at is None and task.owner_id is None:
            bid.tasks.remove(task)
    put_in_agenda(bid)


def _rename(standing: Sequence[BidTask], planned: Sequence[PlannedTask]) -> None:
    """Tasks that were numbered by the place of their criterion go on under the key of that criterion."""
    keys = planning.renamed({task.key: task.params.get("criterion", "") for task in standing}, planned)
    for task in standing:
        task.key = keys.get(task.key, task.key)


def follow(bid: Bid, *, now: datetime) -> None:
    """Something changed from which tasks follow: of a bid that is worked on they are planned anew."""
    if bid.stage in WORKED_ON:
        plan_anew(bid, now=now)


def _write(task: BidTask, plan: PlannedTask, position: int) -> None:
    was_counted = task.params.get(COUNTED)
    params: dict[str, Any] = dict(plan.params)
    if plan.counted is not None:
        params[COUNTED] = plan.counted.isoformat()
    task.position, task.words, task.params, task.source = position, plan.words, params, plan.source
    # What was due at once stays due on the day that said so: planning anew gives no new respite.
    due_on = task.planned_on if was_counted and plan.counted is not None else plan.due_on
    # A day that somebody chose is theirs; only a day of ours moves along.
    if task.due_on == task.planned_on:
        task.due_on = due_on
    task.planned_on = due_on


def add(bid: Bid, terms: TaskTerms, *, now: datetime) -> BidTask:
    """A task of the group's own; pressed twice it stands there once."""
    lock(bid.cooperative)
    planning.check_day(terms.due_on, None, clock.local(now).date())
    own = [task for task in bid.tasks if task.typed]
    for task in own:
        if task.removed_at is None and task.words == terms.words:
            return task
    # The number after the highest: a task that was thrown away does not give its number to another.
    numbers = [int(task.key.removeprefix("own-")) for task in own]
    key = f"own-{max(numbers, default=0) + 1}"
    last = max((task.position for task in bid.tasks), default=0)
    task = BidTask(key=key, position=last + 1, words=terms.words, params={}, typed=True)
    task.owner_id, task.due_on = terms.owner_id, terms.due_on
    bid.tasks.append(task)
    put_in_agenda(bid)
    return task


def correct(task: BidTask, terms: TaskTerms, *, today: date) -> None:
    """Who does it and by when; the words of what we planned stay ours."""
    bid = task.bid
    lock(bid.cooperative)
    planning.check_day(terms.due_on, task.due_on, today)
    if task.typed:
        task.words = terms.words
    task.owner_id, task.due_on = terms.owner_id, terms.due_on
    put_in_agenda(bid)


def remove(task: BidTask, *, now: datetime) -> None:
    """Not needed here. It stays out when the tasks are planned anew."""
    bid = task.bid
    lock(bid.cooperative)
    task.removed_at = task.removed_at or now
    put_in_agenda(bid)


def put_back(task: BidTask) -> None:
    """Needed after all."""
    bid = task.bid
    lock(bid.cooperative)
    task.removed_at = None
    put_in_agenda(bid)


def tick(task: BidTask, done: bool, *, by: User, now: datetime) -> None:
    """Mark a task as done, or not. Who did it first stays named."""
    bid = task.bid
    lock(bid.cooperative)
    if not done:
        task.done_at, task.done_by_id = None, None
    # Who presses a second time, or a moment later, does not take it over.
    elif task.done_at is None:
        task.done_at, task.done_by_id = now, by.id
    put_in_agenda(bid)


def put_in_agenda(bid: Bid) -> None:
    """The days of the tasks that still have to be done, while the bid is worked on."""
    from_here = f"bid-task:{bid.id}:"
    due = tuple(_due(bid.tasks)) if bid.stage in WORKED_ON else ()
    kept = frozenset(f"{from_here}{task.key}" for task, _day in due)
    # Key by key, so that a date that stays keeps its place in people's own calendars.
    for key in agenda.keys(from_here) - kept:
        agenda.remove(key)
    for task, day in due:
        words: object = {"text": task.words, "params": task.params}
        if task.typed:
            words = task.words[:120]
        agenda.put(
            f"{from_here}{task.key}",
            N_("%(task)s: %(name)s"),
            day,
            source="bids",
            cooperative_id=bid.cooperative_id,
            url=f"/cooperaties/{bid.cooperative.slug}/inschrijvingen/{bid.id}/taken",
            task=words,
            name=bid.work.title[:120],
        )
    _put_start(bid)


def _put_start(bid: Bid) -> None:
    """When the work starts, where somebody confirmed that, until it is won: then the contract has its own days."""
    term, key = work_terms.of_bid(bid), f"bid:{bid.id}:start"
    if term.start is None or not term.is_confirmed or bid.stage not in {*WORKED_ON, BidStage.SUBMITTED}:
        agenda.remove(key)
        return
    agenda.put(
        key,
        N_("The work starts, if you get it: %(name)s"),
        term.start,
        source="bids",
        cooperative_id=bid.cooperative_id,
        url=f"/cooperaties/{bid.cooperative.slug}/inschrijvingen/{bid.id}/taken",
        name=bid.work.title[:120],
    )


def _due(tasks: Iterable[BidTask]) -> Iterable[tuple[BidTask, date]]:
    for task in tasks:
        if task.due_on is not None and task.done_at is None and task.removed_at is None:
            yield task, task.due_on
