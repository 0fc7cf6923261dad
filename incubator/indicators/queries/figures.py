"""The figures of a period: reckoned now, beside what was fixed and what was written down."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from incubator.core.db import db
from incubator.indicators.models import IndicatorEntry, IndicatorSnapshot
from incubator.indicators.queries import kept
from incubator.indicators.queries.facts import gather
from incubator.indicators.rules.publishing import for_everyone, may_show_entry
from incubator.indicators.rules.reckoning import reckon, together
from incubator.indicators.rules.registry import INDICATORS
from incubator.indicators.values import ENTIRE, FigurePeriod, FigureScope, IndicatorFigure, IndicatorKey, PublicFigure
from incubator.indicators.values.entering import KeptEntry
from incubator.neighbourhood.models import Neighbourhood

Figures = dict[IndicatorKey, IndicatorFigure]
PERIODS_IN_PICTURE = 5


@dataclass(frozen=True, slots=True)
class ScopeFigures:
    """Whose figures, of which period: reckoned `now`, as they were `fixed` last (None: never), what was written down, and before."""

    scope: FigureScope
    period: FigurePeriod
    now: Figures
    fixed: IndicatorSnapshot | None
    entries: tuple[IndicatorEntry, ...]
    before: tuple[tuple[FigurePeriod, Figures], ...]  # fixed periods of the same length, the earliest first

    @property
    def figures(self) -> Figures:
        """What a report says: what was fixed, else what is known now."""
        return self.now if self.fixed is None else self.fixed.by_key()

    @property
    def corrected(self) -> Figures:
        """The figures that are otherwise now than they were fixed."""
        stands = self.figures
        return {key: figure for key, figure in self.now.items() if figure != stands.get(key)}


def neighbourhoods() -> Sequence[Neighbourhood]:
    """Every neighbourhood, by name."""
    return db.session.scalars(select(Neighbourhood).order_by(Neighbourhood.name, Neighbourhood.id)).all()


def reckoned(scope: FigureScope, period: FigurePeriod, *, today: date) -> Figures:
    """The figures as they are reckoned now."""
    number = scope.neighbourhood_id
    if number is not None:
        return reckon(gather([number], period, today=today)[number])
    facts = gather([place.id for place in neighbourhoods()], period, today=today)
    return reckon(together(facts.values(), is_year=not period.quarter))


def of_scope(scope: FigureScope, period: FigurePeriod, *, today: date) -> ScopeFigures:
    """The figures of a neighbourhood, or of all together."""
    now = reckoned(scope, period, today=today)
    snapshots = kept.latest([scope.code])
    written: list[IndicatorEntry] = []
    if scope.neighbourhood_id is not None:
        written = kept.entries([scope.neighbourhood_id], period).get(scope.neighbourhood_id, [])
    return _put_together(scope, period, now, written, snapshots)


def of_all(period: FigurePeriod, *, today: date) -> tuple[ScopeFigures, list[tuple[Neighbourhood, ScopeFigures]]]:
    """The figures of all together, and of each neighbourhood by name."""
    places = neighbourhoods()
    numbers = [place.id for place in places]
    facts = gather(numbers, period, today=today)
    snapshots = kept.latest()
    written = kept.entries(numbers, period)
    parts = []
    for place in places:
        scope = FigureScope(place.id)
        figures = reckon(facts[place.id])
        parts.append((place, _put_together(scope, period, figures, written.get(place.id, []), snapshots)))
    whole = reckon(together(facts.values(), is_year=not period.quarter))
    return _put_together(ENTIRE, period, whole, [], snapshots), parts


def _put_together(
    scope: FigureScope,
    period: FigurePeriod,
    now: Figures,
    written: Sequence[IndicatorEntry],
    snapshots: dict[tuple[str, FigurePeriod], IndicatorSnapshot],
) -> ScopeFigures:
    before = []
    for (code, earlier), snapshot in snapshots.items():
        is_like = code == scope.code and bool(earlier.quarter) == bool(period.quarter)
        if is_like and earlier < period:
            before.append((earlier, snapshot.by_key()))
    fixed = snapshots.get((scope.code, period))
    return ScopeFigures(scope, period, now, fixed, tuple(written), tuple(before[-PERIODS_IN_PICTURE + 1 :]))


@dataclass(frozen=True, slots=True)
class PublicScope:
    """What everyone may read of a scope and a period: fixed figures alone, without small ones, and what was written down."""

    snapshot: IndicatorSnapshot
    figures: dict[IndicatorKey, PublicFigure]
    entries: tuple[KeptEntry, ...]


def for_visitors(periods: Iterable[FigurePeriod] | None = None) -> dict[tuple[str, FigurePeriod], PublicScope]:
    """Every scope and period (of these, None: of all) that is public, the earliest period first."""
    snapshots = kept.latest(periods=periods)
    shown = kept.published()
    by_period: dict[FigurePeriod, dict[str, Figures]] = {}
    for (scope, period), snapshot in snapshots.items():
        by_period.setdefault(period, {})[scope] = snapshot.by_key()
    # What is not public counts along: it must not be reckoned from what is.
    without_small = {period: for_everyone(figures) for period, figures in by_period.items()}
    public = {}
    for (scope, period), snapshot in snapshots.items():
        if scope in shown:
            figures = by_period[period][scope]
            entries = [each for each in snapshot.written_down() if may_show_entry(INDICATORS[each.indicator], figures)]
            public[scope, period] = PublicScope(snapshot, without_small[period][scope], tuple(entries))
    return public
