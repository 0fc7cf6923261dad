"""What the report for the council is made of."""

from datetime import date

from sqlalchemy import select

from incubator.core.db import db
from incubator.indicators.queries import figures
from incubator.indicators.queries.figures import ScopeFigures
from incubator.indicators.values import FigurePeriod, FigureScope
from incubator.indicators.values.reports import PlaceReport, ReportedPromise
from incubator.neighbourhood.models import Neighbourhood
from incubator.steps.models import Commitment

Promises = dict[int, list[ReportedPromise]]


def of_place(place: Neighbourhood, period: FigurePeriod, *, today: date) -> PlaceReport[ScopeFigures]:
    """The report of a neighbourhood."""
    promises = _promises([place.id], period)
    reckoning = figures.of_scope(FigureScope(place.id), period, today=today)
    return PlaceReport(place.name, reckoning, tuple(promises.get(place.id, ())))


def of_all(period: FigurePeriod, *, today: date) -> list[PlaceReport[ScopeFigures]]:
    """The report of all neighbourhoods together, and then that of each; the name of the first is empty."""
    whole, parts = figures.of_all(period, today=today)
    promises = _promises([place.id for place, _figures in parts], period)
    together = tuple(promise for place, _figures in parts for promise in promises.get(place.id, ()))
    reports = [PlaceReport("", whole, together)]
    for place, reckoning in parts:
        reports.append(PlaceReport(place.name, reckoning, tuple(promises.get(place.id, ()))))
    return reports


def _promises(place_ids: list[int], period: FigurePeriod) -> Promises:
    """What was promised up to the end of the period, the oldest promise first."""
    statement = (
        select(Commitment)
        .where(Commitment.neighbourhood_id.in_(place_ids), Commitment.promised_on <= period.last)
        .order_by(Commitment.neighbourhood_id, Commitment.promised_on, Commitment.id)
    )
    promises: Promises = {}
    for known in db.session.scalars(statement):
        promises.setdefault(known.neighbourhood_id, []).append(ReportedPromise(known.title, known.owner, known.state))
    return promises
