"""What was written down beside figures, the figures that were fixed, and whose figures are public."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.indicators.models import IndicatorEntry, IndicatorPage, IndicatorSnapshot
from incubator.indicators.values import FigurePeriod, FigureScope
from incubator.indicators.values.entering import EnteredFigure
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import visible


def entries(place_ids: Sequence[int], period: FigurePeriod) -> dict[int, list[IndicatorEntry]]:
    """What was written down of a period, by neighbourhood, the newest first; also what was taken back."""
    statement = (
        select(IndicatorEntry)
        .where(
            IndicatorEntry.neighbourhood_id.in_(place_ids),
            IndicatorEntry.year == period.year,
            IndicatorEntry.quarter == period.quarter,
        )
        .order_by(IndicatorEntry.neighbourhood_id, IndicatorEntry.said_on.desc(), IndicatorEntry.id.desc())
    )
    known: dict[int, list[IndicatorEntry]] = {}
    for entry in db.session.scalars(statement):
        known.setdefault(entry.neighbourhood_id, []).append(entry)
    return known


def same_entry(place_id: int, entered: EnteredFigure) -> IndicatorEntry | None:
    """The same figure with the same ground, that was not taken back."""
    statement = select(IndicatorEntry).where(
        IndicatorEntry.neighbourhood_id == place_id,
        IndicatorEntry.indicator == entered.key,
        IndicatorEntry.year == entered.period.year,
        IndicatorEntry.quarter == entered.period.quarter,
        IndicatorEntry.value_hundredths == entered.value,
        IndicatorEntry.taken_back_at.is_(None),
    )
    for entry in db.session.scalars(statement.order_by(IndicatorEntry.id)):
        if (entry.low_hundredths, entry.high_hundredths, entry.ground) == (entered.low, entered.high, entered.ground):
            return entry
    return None


def entry(viewer: User, slug: str, number: int) -> IndicatorEntry | None:
    """What was written down of a neighbourhood within sight. A loader for `guarded`."""
    statement = select(IndicatorEntry).join(IndicatorEntry.neighbourhood).where(IndicatorEntry.id == number)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, visible(viewer)))


def snapshot(viewer: User, slug: str, number: int) -> IndicatorSnapshot | None:
    """Figures of a neighbourhood within sight as they were fixed. A loader for `guarded`."""
    statement = select(IndicatorSnapshot).join(IndicatorSnapshot.neighbourhood).where(IndicatorSnapshot.id == number)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, visible(viewer)))


def versions(scope: FigureScope) -> Sequence[IndicatorSnapshot]:
    """Everything that was fixed of a scope, the last period and its last version first."""
    return db.session.scalars(_versions(scope)).all()


def last_version(scope: FigureScope) -> IndicatorSnapshot | None:
    """The first of them; None when nothing was fixed yet."""
    return db.session.scalar(_versions(scope).limit(1))


def _versions(scope: FigureScope) -> Select[IndicatorSnapshot]:
    statement = select(IndicatorSnapshot).where(IndicatorSnapshot.scope == scope.code)
    order = (IndicatorSnapshot.year.desc(), IndicatorSnapshot.quarter.desc(), IndicatorSnapshot.version.desc())
    return statement.order_by(*order)


def latest(
    scopes: Iterable[str] | None = None, periods: Iterable[FigurePeriod] | None = None
) -> dict[tuple[str, FigurePeriod], IndicatorSnapshot]:
    """The last version of each of these periods (None: of all) of these scopes (None: of all), the earliest period first."""
    statement = select(IndicatorSnapshot).options(joinedload(IndicatorSnapshot.neighbourhood))
    if scopes is not None:
        statement = statement.where(IndicatorSnapshot.scope.in_(list(scopes)))
    if periods is not None:
        asked = [(period.year, period.quarter) for period in periods]
        statement = statement.where(tuple_(IndicatorSnapshot.year, IndicatorSnapshot.quarter).in_(asked))
    order = (IndicatorSnapshot.year, IndicatorSnapshot.quarter, IndicatorSnapshot.scope, IndicatorSnapshot.version)
    # Of several versions the last stays.
    return {(each.scope, each.period): each for each in db.session.scalars(statement.order_by(*order))}


def is_published(scope: FigureScope) -> bool:
    page = db.session.get(IndicatorPage, scope.code)
    return page is not None and page.published_at is not None


def published() -> set[str]:
    """The scopes of which the figures are public: those of a neighbourhood only while its own page is."""
    statement = (
        select(IndicatorPage.scope)
        .outerjoin(Neighbourhood, Neighbourhood.id == IndicatorPage.neighbourhood_id)
        .where(IndicatorPage.published_at.is_not(None))
        .where(IndicatorPage.neighbourhood_id.is_(None) | Neighbourhood.published_at.is_not(None))
        .order_by(IndicatorPage.scope)
    )
    return set(db.session.scalars(statement))


def public_place(slug: str) -> Neighbourhood | None:
    """A public neighbourhood whose drivers made its figures public."""
    statement = select(Neighbourhood).join(IndicatorPage, IndicatorPage.neighbourhood_id == Neighbourhood.id)
    both = Neighbourhood.published_at.is_not(None) & IndicatorPage.published_at.is_not(None)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, both))


def entries_with(name: str, place_ids: Sequence[int]) -> Sequence[IndicatorEntry]:
    """What was written down in these neighbourhoods as told by somebody with this name."""
    statement = (
        select(IndicatorEntry)
        .where(IndicatorEntry.neighbourhood_id.in_(place_ids), IndicatorEntry.said_by.icontains(name, autoescape=True))
        .options(joinedload(IndicatorEntry.neighbourhood))
    )
    return db.session.scalars(statement.order_by(IndicatorEntry.id)).all()
