"""Rules of an assembly and of the tree that is made there."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.steps.values.assemblies import AssemblyPlan, Leaf, TreeKind

# Longer is an end that was typed as a beginning.
LONGEST = timedelta(hours=14)
FARTHEST = timedelta(days=2 * 366)
LONGEST_BACK = timedelta(days=10 * 366)  # an assembly can be written down afterwards
MOST_PEOPLE = 5000
# More cannot be read on a wall or a telephone, and causes are lost in a deeper tree.
MOST_LEAVES = 150
DEEPEST = 5


def check_plan(plan: AssemblyPlan, *, now: datetime) -> None:
    """Raises `RuleViolation` when an assembly ends before it begins, or lies too far away."""
    if plan.ends_at <= plan.starts_at:
        raise RuleViolation(N_("The end comes before the beginning."), field="ends")
    if plan.ends_at - plan.starts_at > LONGEST:
        raise RuleViolation(N_("An assembly lasts at most %(number)s hours."), field="ends", number=14)
    if plan.starts_at > now + FARTHEST:
        raise RuleViolation(N_("This day is more than two years ahead. Is the year right?"), field="day")
    if plan.starts_at < now - LONGEST_BACK:
        raise RuleViolation(N_("This day is more than ten years ago. Is the year right?"), field="day")


def check_count(number: int) -> None:
    """Raises `RuleViolation` for a number of people that cannot be."""
    if not 0 < number <= MOST_PEOPLE:
        raise RuleViolation(N_("Fill in how many people: at least 1, at most 5,000."), field="number")


def check_consent(name: str, *, agrees: bool) -> None:
    """Raises `RuleViolation` for a name without a yes: a count needs no name (Article 6(1)(a) GDPR)."""
    if name and not agrees:
        raise RuleViolation(N_("A name only with a yes of that person. Without it the number is enough."), field="name")


def check_parent(leaf_id: int | None, parent_id: int | None, parents: Mapping[int, int | None]) -> None:
    """Raises `RuleViolation` when a leaf would hang below itself, on nothing, or too deep."""
    if parent_id is None:
        return
    above: list[int] = []
    step: int | None = parent_id
    while step is not None:
        if step not in parents:
            raise RuleViolation(
                N_("Where this would hang is not there any more. Choose another place."), field="parent"
            )
        # A circle hangs on nothing: nobody would ever see its leaves again.
        if step == leaf_id:
            raise RuleViolation(N_("This cannot hang below itself. Choose another place."), field="parent")
        above.append(step)
        step = parents[step]
    if len(above) >= DEEPEST:
        raise RuleViolation(N_("The tree is at most %(number)s deep."), field="parent", number=DEEPEST)


def can_hang(leaf_id: int, parent_id: int | None, parents: Mapping[int, int | None]) -> bool:
    """Whether a leaf that comes back can hang below its old parent: that still stands, and does not hang below the leaf by now."""
    step = parent_id
    if step is not None and step not in parents:
        return False
    while step is not None and step != leaf_id:
        step = parents.get(step)
    return step is None


def check_leaves(number: int) -> None:
    """Raises `RuleViolation` when the tree is full."""
    if number >= MOST_LEAVES:
        raise RuleViolation(N_("A tree has at most %(number)s leaves."), field="text", number=MOST_LEAVES)


def check_due(due_on: date | None, *, held_on: date) -> None:
    """Raises `RuleViolation` for a decision that is due before it was made."""
    if due_on is not None and due_on < held_on:
        raise RuleViolation(N_("This day comes before the assembly."), field="due_on")


def check_held(starts_at: datetime, *, now: datetime) -> None:
    """Raises `RuleViolation` for minutes or decisions of an assembly that is still to come."""
    if starts_at > now:
        raise RuleViolation(N_("This assembly is still to come. Write down afterwards what was said and decided."))


def in_order(rows: Iterable[tuple[int, int | None, TreeKind, str]]) -> list[Leaf]:
    """The leaves as they are read: each followed by what hangs below it. What hangs on nothing that is left stands at the top."""
    known = list(rows)
    ids = {row[0] for row in known}
    below: dict[int | None, list[tuple[int, int | None, TreeKind, str]]] = {}
    for row in known:
        below.setdefault(row[1] if row[1] in ids else None, []).append(row)
    ordered: list[Leaf] = []
    waiting = [(row, 0) for row in reversed(below.get(None, []))]
    while waiting:
        (leaf_id, parent_id, kind, text), depth = waiting.pop()
        ordered.append(Leaf(leaf_id, parent_id, kind, text, depth))
        waiting += [(row, depth + 1) for row in reversed(below.get(leaf_id, []))]
    return ordered
