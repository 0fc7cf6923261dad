"""When a step is not begun, going on, or done: what it has of its parts."""

from collections.abc import Collection

from incubator.steps.values.progress import Part, Progress, Step

# What each step needs before it counts as done: our reading of cwb.md, section 4a.
NEEDS: dict[Step, tuple[Part, ...]] = {
    Step.ASSEMBLY: (Part.HELD, Part.TREE, Part.DECISION),
    Step.MAP: (Part.MAP, Part.MAP_DONE),
    Step.NETWORK: (Part.ANCHORS, Part.TALKS),
    Step.INSPIRATION: (Part.EVENING, Part.CARDS, Part.VOTE),
    Step.COMMITMENTS: (Part.COMMITMENT, Part.DECIDED),
}
FEWEST_LEAVES = 3  # a problem, a cause and a harm
FEWEST_ANCHORS = 3
FEWEST_CARDS = 2


def progress_of(step: Step, present: Collection[Part]) -> tuple[Progress, tuple[Part, ...], tuple[Part, ...]]:
    """How far a step is with these parts, which of them it has, and which it misses."""
    has = tuple(part for part in NEEDS[step] if part in present)
    misses = tuple(part for part in NEEDS[step] if part not in present)
    if not has:
        return Progress.NOT_BEGUN, has, misses
    return Progress.GOING_ON if misses else Progress.DONE, has, misses
