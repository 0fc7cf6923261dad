"""A reason as one of the questions gives it: what it weighs, and where it comes from."""

from incubator.challenges.values import Ground, GroundKind
from incubator.core.i18n import mark as N_

OURS = N_("our own judgement, for planning")


def ours(
    kind: GroundKind,
    speaks_for: bool | None,
    sentence: str,
    params: dict[str, object] | None = None,
    *,
    weight: int = 0,
) -> Ground:
    """A reason by our own judgement. One that settles the level by itself needs no points."""
    return Ground(kind, speaks_for, sentence, params or {}, OURS, weight)
