"""When a step is not begun, going on, or done: what it has of its parts."""

from collections.abc import Collection

from incubator.steps.values.progress import Step, StepPart, StepProgress

# What each step needs before it counts as done: our reading of cwb.md, section 4a.
NEEDS: dict[Step, tuple[StepPart, ...]] = {
    Step.ASSEMBLY: (StepPart.HELD, StepPart.TREE, StepPart.DECISION),
    Step.MAP: (StepPart.MAP, StepPart.MAP_DONE),
    Step.NETWORK: (StepPart.ANCHORS, StepPart.TALKS),
    Step.INSPIRATION: (StepPart.EVENING, StepPart.CARDS, StepPart.VOTE),
    Step.COMMITMENTS: (StepPart.COMMITMENT, StepPart.DECIDED),
}
FEWEST_LEAVES = 3  # a problem, a cause and a harm
FEWEST_ANCHORS = 3
FEWEST_CARDS = 2


def progress_of(
    step: Step, present: Collection[StepPart]
) -> tuple[StepProgress, tuple[StepPart, ...], tuple[StepPart, ...]]:
    """How far a step is with these parts, which of them it has, and which it misses."""
    has = tuple(part for part in NEEDS[step] if part in present)
    misses = tuple(part for part in NEEDS[step] if part not in present)
    if not has:
        return StepProgress.NOT_BEGUN, has, misses
    return StepProgress.GOING_ON if misses else StepProgress.DONE, has, misses
