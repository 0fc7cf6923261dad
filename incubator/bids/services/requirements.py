"""Verbs of what a buyer asks. Nothing here commits."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from incubator.accounts.models import User
from incubator.bids.models import (
    Bid,
    BuyerFile,
    Requirement,
    RequirementKind,
    RequirementOrigin,
    RequirementState,
)
from incubator.bids.queries import asking
from incubator.bids.queries import requirements as queries
from incubator.bids.rules.requirements.of_notice import asked_in_notice
from incubator.bids.rules.requirements.renewing import new_and_same
from incubator.bids.services import tasks
from incubator.bids.services.writable import check_open, open_for_writing, row_to_write
from incubator.bids.values.requirements import Recognised
from incubator.core import clock
from incubator.core.db import db
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.quantities import write_day, write_moment

MOST_REQUIREMENTS = 5_000
STOPS = frozenset({RequirementKind.EXCLUSION, RequirementKind.SUITABILITY})  # who does not meet these is out
# From these tasks follow: the day for questions, when the work starts, and what has to be shown or enclosed.
PLANNED = frozenset(
    {RequirementKind.QUESTION_DEADLINE, RequirementKind.TERM, RequirementKind.DOCUMENT, RequirementKind.SUITABILITY}
)
WRITTEN = ("kind", "text", "lot", "weight", "weight_unit", "knock_out", "owner_id", "answered_in", "evidence")


def propose(bid: Bid, demands: Sequence[Recognised], *, file: BuyerFile | None, after: int) -> None:
    """Keep what was recognised as proposals, in the order of the paper."""
    room = max(MOST_REQUIREMENTS - after, 0)
    origin = RequirementOrigin.NOTICE if file is None else RequirementOrigin.FILE
    for place, demand in enumerate(demands[:room], after):
        row = Requirement(
            bid_id=bid.id,
            kind=demand.kind,
            text=demand.text,
            lot=demand.lot,
            origin=origin,
            file_id=None if file is None else file.id,
            page=demand.page,
            paragraph=demand.paragraph,
            position=place,
            knock_out=demand.knock_out or demand.kind in STOPS,
        )
        if demand.weight is not None:
            row.weight, row.weight_unit = demand.weight.number, demand.weight.unit
        db.session.add(row)
    db.session.flush()


def propose_from_notice(bid: Bid) -> int:
    """Propose what the notice itself asks. Gives how many are new; what is there already, dropped or not, does not come twice."""
    open_for_writing(bid)
    rows = queries.requirements(bid)
    # Once we are invited it is the bid itself that must be in.
    demands = asked_in_notice(
        bid.work.content, deadline_in_words(bid), bid.lots, asking.law_of(bid), asks_first=bid.asks_first
    )
    fresh, _same = new_and_same([row.same_as for row in rows], demands)
    propose(bid, fresh, file=None, after=len(rows))
    return len(fresh)


def deadline_in_words(bid: Bid) -> str:
    """By when it must be in, in Dutch; empty where the notice has no day."""
    return in_words(bid.deadline, day_only=bid.deadline_day_only)


def in_words(deadline: datetime | None, *, day_only: bool) -> str:
    """A closing date as a term of the list has it; empty where there is none."""
    if deadline is None:
        return ""
    if day_only:
        return write_day(clock.local(deadline).date())
    return write_moment(clock.local(deadline))


def decide(bid: Bid, numbers: Sequence[int], *, keep: bool, now: datetime) -> int:
    """Confirm or drop proposals. What somebody else decided meanwhile stays as it is. Gives how many were decided."""
    open_for_writing(bid)
    # Asked again under the lock: somebody else may have decided.
    rows = queries.proposed(bid, numbers)
    for row in rows:
        row.state = RequirementState.CONFIRMED if keep else RequirementState.DROPPED
        row.revision += 1
    _plan(bid, [row.kind for row in rows], now=now)
    return len(rows)


def _plan(bid: Bid, kinds: Iterable[RequirementKind], *, now: datetime) -> None:
    """Tasks follow from what somebody confirmed, and go when it is no longer asked."""
    if not PLANNED.isdisjoint(kinds):
        db.session.flush()
        tasks.follow(bid, now=now)


def decide_kind(bid: Bid, kind: RequirementKind, *, keep: bool, now: datetime) -> int:
    """Confirm or drop all proposals of a kind."""
    numbers = [row.id for row in queries.requirements(bid) if row.is_proposed and row.kind is kind]
    return decide(bid, numbers, keep=keep, now=now)


def add(bid: Bid, written: Mapping[str, Any], *, now: datetime) -> Requirement:
    """A requirement that somebody read themselves. Raises `RuleViolation` when the list is full or has it already."""
    open_for_writing(bid)
    rows = queries.requirements(bid)
    if len(rows) >= MOST_REQUIREMENTS:
        raise RuleViolation(N_("This list is full: it takes %(count)s requirements."), count=MOST_REQUIREMENTS)
    row = Requirement(bid_id=bid.id, origin=RequirementOrigin.OWN, position=len(rows), state=RequirementState.CONFIRMED)
    for name in WRITTEN:
        setattr(row, name, written[name])
    if any(other.is_confirmed and other.same_as == row.same_as for other in rows):
        raise RuleViolation(N_("This requirement is on the list already."), field="text")
    db.session.add(row)
    db.session.flush()
    _plan(bid, [row.kind], now=now)
    return row


def change(row: Requirement, written: Mapping[str, Any], *, by: User, now: datetime) -> None:
    """What somebody wrote about a locked requirement; who reads a proposal and saves it confirms it."""
    check_open(row.bid)
    before = row.kind
    for name in WRITTEN:
        setattr(row, name, written[name])
    reason = written["waived_because"]
    # Whose reason it is stays, when somebody else saves the page unchanged.
    if reason != row.waived_because:
        row.waived_because, row.waived_by_id = reason, by.id if reason else None
    if written["done"] != row.is_done:
        _mark(row, written["done"], by=by, now=now)
    row.state = RequirementState.CONFIRMED
    row.revision += 1
    _plan(row.bid, (before, row.kind), now=now)


def mark_done(row: Requirement, done: bool, *, by: User, now: datetime) -> None:
    """Answered and proven, or after all not. Who did it first stays named."""
    row_to_write(row)
    if not row.is_confirmed:
        raise RuleViolation(N_("Confirm this requirement first."))
    if done != row.is_done:
        _mark(row, done, by=by, now=now)
        row.revision += 1
        _plan(row.bid, [row.kind], now=now)


def _mark(row: Requirement, done: bool, *, by: User, now: datetime) -> None:
    row.done_at, row.done_by_id = (now, by.id) if done else (None, None)


def drop(row: Requirement, *, now: datetime) -> None:
    """It asks nothing of this bid. It stays in store, so that reading the same file again does not propose it again."""
    row_to_write(row)
    if row.state is not RequirementState.DROPPED:
        row.state = RequirementState.DROPPED
        row.revision += 1
        _plan(row.bid, [row.kind], now=now)


def take_new_words(row: Requirement) -> None:
    """The text, weight and place of the newer version of the file; what the group wrote about it stays. Raises `RuleViolation`."""
    open_for_writing(row.bid)
    newer = queries.replacement_of(row)
    if newer is None:
        raise RuleViolation(N_("There is no newer text for this requirement any more."))
    for name in ("text", "weight", "weight_unit", "file_id", "page", "paragraph"):
        setattr(row, name, getattr(newer, name))
    # What was done was done for the words that are gone.
    row.done_at, row.done_by_id = None, None
    row.revision += 1
    db.session.delete(newer)
