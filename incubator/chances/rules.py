"""When the terms of a chance can be, what it may come to, and when it asks for attention. Plain Python."""

from collections.abc import Collection
from datetime import date

from incubator.chances.values import RESTING, ChanceConcern, ChanceProgress, ChanceState, ChanceTerms
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links
from incubator.neighbourhood.rules import check_said, is_silent

MOST_CHANCES = 300  # more would be a register that nobody keeps
MOST_YEARS = 10  # ahead: farther is a slip of the pen


def check_terms(terms: ChanceTerms, *, today: date, people: Collection[int], buildings: Collection[int]) -> None:
    """Raise `RuleViolation` for a title with a link, a ground that cannot be, and an owner or building of elsewhere."""
    # The title becomes the name of a group, where a link would be an advertisement.
    refuse_links(terms.title, field="title")
    check_said(terms.ground, today)
    if terms.owner_id is not None and terms.owner_id not in people:
        raise RuleViolation(N_("This person does not take part in the neighbourhood any more."), field="owner")
    if terms.building_id is not None and terms.building_id not in buildings:
        raise RuleViolation(N_("This building is not in the list any more."), field="building")


def check_number(number: int) -> None:
    """Raise `RuleViolation` when there are so many chances that nobody can follow them."""
    if number >= MOST_CHANCES:
        raise RuleViolation(N_("There are %(most)s chances: that is the most."), most=MOST_CHANCES)


def check_progress(progress: ChanceProgress, *, before: ChanceState, today: date) -> None:
    """Raise `RuleViolation` for a state without what carries it, and for a next step that cannot be kept."""
    # A group that started is a fact of its own: nobody writes it down by hand, and nobody undoes it.
    if (progress.state is ChanceState.STARTED) != (before is ChanceState.STARTED):
        raise RuleViolation(N_("A group starts with its own button. That cannot be changed here."), field="state")
    if progress.state is ChanceState.NOT_NOW and not progress.reason:
        raise RuleViolation(N_("Write down why not now: who comes later has to know."), field="reason")
    if progress.next_on is not None and not progress.next_step:
        raise RuleViolation(N_("What happens on that day? Write down the next step."), field="next_step")
    if progress.next_on is not None and progress.next_on.year > today.year + MOST_YEARS:
        raise RuleViolation(N_("This day is more than ten years ahead. Is the year right?"), field="next_on")


def concerns(state: ChanceState, heard: date, next_on: date | None, *, today: date) -> tuple[ChanceConcern, ...]:
    """Why a chance asks for attention, the strongest first; nothing once a group started or it rests."""
    if state in RESTING:
        return ()
    reasons = []
    if next_on is not None and next_on < today:
        reasons.append(ChanceConcern.OVERDUE)
    if is_silent(heard, today=today):
        reasons.append(ChanceConcern.SILENT)
    return tuple(reasons)
