"""What can be planned, changed and called off before a meeting."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.meetings.values import ItemKind, MeetingState
from incubator.meetings.values.planning import MeetingPlan, PlannedItem

FARTHEST = timedelta(days=2 * 366)
MOST_ITEMS, MOST_DAYS = 40, 12
BEFORE = frozenset({MeetingState.DRAFT, MeetingState.CONVENED})
WITHOUT_DEED = N_(
    "The rules for meetings are in the statutes. There is no signed deed yet, so there is nothing to convene a meeting by."
)


def check_plan(plan: MeetingPlan, *, now: datetime) -> None:
    """Raises `RuleViolation` for a meeting that cannot be."""
    if plan.begins_at is not None:
        check_moment(plan.begins_at, now=now, field="day")
    if plan.begins_at and plan.inspection_from and plan.inspection_from > plan.begins_at.date():
        raise RuleViolation(N_("The papers must lie there before the meeting."), field="inspection_from")


def check_moment(begins_at: datetime, *, now: datetime, field: str) -> None:
    """Raises `RuleViolation` for a moment that has been, or that nobody plans."""
    if begins_at <= now:
        raise RuleViolation(N_("This moment has been. Choose one that is still to come."), field=field)
    if begins_at > now + FARTHEST:
        raise RuleViolation(N_("That is more than two years ahead. Is the year right?"), field=field)


def check_draft(state: MeetingState) -> None:
    """What the members were called to stays as it is. Raises `RuleViolation`."""
    if state is MeetingState.CONVENED:
        raise RuleViolation(
            N_(
                "The members have been called to this meeting. Take the convocation back first, and call them anew after that."
            )
        )
    if state is MeetingState.CANCELLED:
        raise RuleViolation(N_("This meeting was called off."))
    if state is not MeetingState.DRAFT:
        raise RuleViolation(N_("This meeting has been opened: what was convened cannot change any more."))


def check_goes_on(state: MeetingState) -> None:
    """Raises `RuleViolation` when the meeting was called off or has begun."""
    if state not in BEFORE:
        check_draft(state)


def check_convened(state: MeetingState) -> None:
    """Raises `RuleViolation` when nobody was called yet, or when it has begun."""
    check_goes_on(state)
    if state is MeetingState.DRAFT:
        raise RuleViolation(N_("Nobody has been called to this meeting yet."))


def check_item(item: PlannedItem, kinds: Sequence[ItemKind]) -> None:
    """Raises `RuleViolation` for an item without words to vote on, and for a second vote on the same yearly question."""
    if item.kind is not ItemKind.TALK and item.kind is not ItemKind.ELECTION and not item.proposal:
        raise RuleViolation(N_("Write down what is put to the vote, word for word."), field="proposal")
    if item.kind is ItemKind.AMENDMENT and item.statutes_version is None:
        raise RuleViolation(
            N_("Choose the version of the statutes. Its literal text goes with the convocation (article 2:42(2) BW)."),
            field="version",
        )
    if len(kinds) >= MOST_ITEMS:
        raise RuleViolation(
            N_("There are %(most)s items on the agenda: more do not fit in one meeting."), most=MOST_ITEMS
        )


def check_ready(begins_at: datetime | None, place: str, items: int, *, now: datetime) -> None:
    """Whether the members can be called: when, where and about what is known. Raises `RuleViolation`."""
    if begins_at is None:
        raise RuleViolation(N_("Choose the day and the hour of the meeting first."))
    if begins_at <= now:
        raise RuleViolation(N_("This moment has been. Choose one that is still to come."))
    if not place:
        raise RuleViolation(N_("Fill in first where the meeting is."))
    if items == 0:
        raise RuleViolation(N_("The agenda is empty: the members must know what the meeting is about."))
