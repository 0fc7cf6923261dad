"""Rules of a neighbourhood: plain Python."""

from collections.abc import Iterable
from datetime import date

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import refuse_links
from incubator.core.quantities.calendar_months import months_later
from incubator.neighbourhood.values import Certainty, NeighbourhoodRole, SaidOfBuilding, StatedGround, WorkbenchCounts

LONGEST_STORY = 20_000  # letters: about ten pages
MOST_QUESTIONS = 40  # to groups, that wait for an answer
# More would be a land register, and nobody could keep what is said in it true.
MOST_BUILDINGS = 500
SILENT_MONTHS = 6  # without any news: our choice, half the time between two budgets; shown on the pages
FOR_DRIVERS = frozenset({"people", "publish", "groups", "publish again"})  # steps that only drivers can take
LAST_DRIVER = N_("Someone must keep this neighbourhood going. Let somebody else become a driver first.")


def neighbourhood_name(typed: str) -> str:
    """The name without spaces around it. Raises `RuleViolation` for an empty one and for one with a link in it."""
    name = typed.strip()
    if not name:
        raise RuleViolation(N_("Give the neighbourhood a name."), field="name")
    return refuse_links(name, field="name")


def check_driver_stays(roles: Iterable[NeighbourhoodRole]) -> None:
    """Raise `RuleViolation` unless one of these roles, of who stays, is that of a driver."""
    if NeighbourhoodRole.DRIVER not in set(roles):
        raise RuleViolation(LAST_DRIVER)


def building_name(typed: str) -> str:
    """The name of a building without spaces around it. Raises `RuleViolation` for an empty one."""
    name = typed.strip()
    if not name:
        raise RuleViolation(N_("Give the building a name, or its address."), field="name")
    return name


def check_buildings(number: int) -> None:
    """Raise `RuleViolation` when the list is full."""
    if number >= MOST_BUILDINGS:
        raise RuleViolation(N_("There are %(most)s buildings in the list: that is the most."), most=MOST_BUILDINGS)


def check_questions(waiting: int) -> None:
    """Raise `RuleViolation` when too many groups were asked that did not answer yet."""
    if waiting >= MOST_QUESTIONS:
        raise RuleViolation(
            N_("No more than %(most)s questions to groups wait at a time: wait for an answer first."),
            most=MOST_QUESTIONS,
        )


def check_ground(new: SaidOfBuilding, today: date) -> None:
    """Raise `RuleViolation` for what nobody can have said yet, and for a fact without a source."""
    check_said(new.ground, today)


def check_said(ground: StatedGround, today: date) -> None:
    """Raise `RuleViolation` for a day that is still to come, and for a fact without a source."""
    if ground.said_on > today:
        raise RuleViolation(N_("That day is still to come. When was it said?"), field="said_on")
    if ground.certainty is Certainty.FACT and not ground.source:
        raise RuleViolation(N_("A fact needs a source: where can others look it up?"), field="source")


def check_story(text: str) -> None:
    """Raise `RuleViolation` for a story that is longer than anybody reads."""
    if len(text) > LONGEST_STORY:
        raise RuleViolation(N_("The story is longer than %(most)s letters."), field="text", most=LONGEST_STORY)


def is_silent(heard: date, *, today: date) -> bool:
    """Whether so long nothing was heard of a promise or a chance that it asks for attention."""
    return months_later(heard, SILENT_MONTHS) < today


def next_step(counts: WorkbenchCounts, *, is_public: bool) -> str:
    """What a neighbourhood does first, by the name of the step; "parts" when the place stands and the analysis is next."""
    steps = (
        # Who was asked and did not answer yet counts: after inviting, inviting is not the next step.
        ("people", counts.people + counts.asked < 2),
        ("story", counts.latest is None),
        ("publish", counts.latest is not None and not is_public),
        ("buildings", counts.buildings == 0),
        ("groups", counts.groups == 0),
        ("publish again", counts.unpublished),
    )
    return next((name for name, is_open in steps if is_open), "parts")
