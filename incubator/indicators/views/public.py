"""What everyone may read of figures: only what was fixed, and nothing so small that somebody could be recognised."""

from collections.abc import Sequence

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from incubator.core.guards import public
from incubator.core.public_pages import same_for_everyone
from incubator.indicators.documents import pictures
from incubator.indicators.documents.rows import entered_words
from incubator.indicators.queries import kept
from incubator.indicators.queries.figures import PERIODS_IN_PICTURE, for_visitors
from incubator.indicators.rules.elsewhere import elsewhere as known_elsewhere
from incubator.indicators.rules.periods import read_period
from incubator.indicators.rules.registry import INDICATORS
from incubator.indicators.values import ENTIRE, FigurePeriod, FigureScope
from incubator.indicators.views.blueprint import pages
from incubator.neighbourhood.models import Neighbourhood


@pages.get("/buurt/<slug>/resultaten")
@public
def public_place(slug: str) -> ResponseReturnValue:
    """The figures of a neighbourhood that its drivers made public."""
    place = kept.public_place(slug)
    # The same answer as for a name that nobody has: that figures are gathered is not public.
    if place is None:
        abort(404)
    return _page(FigureScope(place.id), place)


@pages.get("/resultaten")
@public
def public_all() -> ResponseReturnValue:
    """The figures of all neighbourhoods together, when the manager made them public."""
    if not kept.is_published(ENTIRE):
        abort(404)
    return _page(ENTIRE, None)


def _page(scope: FigureScope, place: Neighbourhood | None) -> ResponseReturnValue:
    same_for_everyone()
    fixed = [period for _code, period in kept.latest([scope.code])]
    if not fixed:
        abort(404)
    period = _asked(fixed)
    alike = [each for each in fixed if bool(each.quarter) == bool(period.quarter) and each <= period]
    # Only the periods in the picture: what is small in a period is looked for in every neighbourhood of it.
    public_ones = for_visitors(alike[-PERIODS_IN_PICTURE:])
    shown = {each: known for (code, each), known in public_ones.items() if code == scope.code}
    # Somebody may have taken it back since this visitor was let in.
    if period not in shown:
        abort(404)
    columns = []
    for each, known in shown.items():
        columns.append((each, {key: of.figure for key, of in known.figures.items() if of.figure is not None}))
    return render_template(
        "indicators/public.html",
        place=place,
        period=period,
        periods=list(reversed(fixed)),
        known=shown[period],
        definitions=INDICATORS,
        entered_words=entered_words,
        picture=pictures.of_figures(columns),
    )


def _asked(fixed: Sequence[FigurePeriod]) -> FigurePeriod:
    """The period in the address, else the last year, else the last that there is."""
    asked = read_period(request.args.get("periode", ""))
    if asked is not None and asked in fixed:
        return asked
    years = [period for period in fixed if not period.quarter]
    return (years or fixed)[-1]


@pages.get("/resultaten/elders")
@public
def elsewhere() -> ResponseReturnValue:
    """What was measured in Preston and Cleveland, as it is labelled there."""
    same_for_everyone()
    return render_template("indicators/elsewhere.html", places=known_elsewhere())
