"""What one answer adds to a verdict: a reason, and what it weighs."""

from incubator.challenges.values import Ground
from incubator.core.i18n import mark as N_

OURS = N_("our own judgement, for planning")
# Points for or against, and the reason: None when the question does not arise.
Weighed = tuple[int, Ground | None]
NOTHING: Weighed = (0, None)


def ours(speaks_for: bool | None, sentence: str, *, points: int = 0, **params: object) -> Weighed:
    """A reason by our own judgement. One that settles the level by itself needs no points."""
    return points, Ground(speaks_for, sentence, params, OURS)
