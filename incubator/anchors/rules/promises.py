"""How a promise stands beside the figures: nobody has to be asked for it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from incubator.anchors.values.purchases import PromiseStanding, PromiseState, ShareFigure, UnclearReason

WHOLE = Decimal(10_000)  # hundredths of a percent


def standing(
    target_hundredths: int | None, due_on: date | None, figures: Sequence[ShareFigure], today: date
) -> PromiseStanding:
    """The state of a promise of a share, by the last of the figures.

    Kept when even the lowest value reaches the target; not yet when even the highest does not. Under way is not yet with a day to come
    and a share that grew since the first figure. In between nobody can say: what is unknown decides.
    """
    if target_hundredths is None:
        return PromiseStanding(PromiseState.UNCLEAR, UnclearReason.NO_NUMBER)
    if not figures:
        return PromiseStanding(PromiseState.UNCLEAR, UnclearReason.NO_FIGURES)
    ordered = sorted(figures, key=lambda figure: figure.year)
    last, target = ordered[-1], Decimal(target_hundredths) / WHOLE
    if last.low >= target:
        return PromiseStanding(PromiseState.KEPT, figure=last)
    if last.high >= target:
        return PromiseStanding(PromiseState.UNCLEAR, UnclearReason.WIDE_RANGE, last)
    # Since the first figure and not the one before: a single lean year does not break a promise of several.
    grew = last.share > ordered[0].share
    is_to_come = due_on is None or due_on >= today
    return PromiseStanding(PromiseState.UNDER_WAY if grew and is_to_come else PromiseState.NOT_YET, figure=last)
