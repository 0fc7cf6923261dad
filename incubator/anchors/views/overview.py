"""All anchors together: the picture, what leaks, needs, promises, and what everybody may see."""

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, public, viewer
from incubator.anchors.messages.pictures import area_picture
from incubator.anchors.models import SpendList
from incubator.anchors.queries import figures, institutions, leaks, needs, purchases
from incubator.anchors.queries.figures import ScoredPromise, SpendAnalysis
from incubator.anchors.services import institutions as services
from incubator.anchors.values.preston import PRESTON, leaving_millions
from incubator.anchors.views.blueprint import pages
from incubator.core import clock
from incubator.core.charts import Chart
from incubator.core.public_pages import same_for_everyone
from incubator.core.web import carry_out_or_flash
from incubator.neighbourhood import permissions
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood

SHOWN = 6


@pages.get("/buurten/<slug>/ankers")
@guarded(permissions.may_look, load=neighbourhood)
def index(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The register, where the money goes by year, what leaks, and what anchors need."""
    rows = purchases.lists_of_place(neighbourhood.id)
    lines = purchases.bought(rows)
    analyses = figures.of_lists(rows, lines)
    return render_template(
        "anchors/index.html",
        neighbourhood=neighbourhood,
        anchors=institutions.anchors(neighbourhood.id),
        analyses=analyses,
        picture=_by_year(analyses),
        leaking=leaks.of_lists(leaks.last_lists(rows), lines)[:SHOWN],
        needs=needs.of_neighbourhood(neighbourhood.id)[:SHOWN],
        is_public=institutions.is_public(neighbourhood.id),
        may_build=permissions.may_build(viewer(), neighbourhood),
        may_drive=permissions.may_drive(viewer(), neighbourhood),
    )


def _by_year(analyses: dict[int, SpendAnalysis]) -> Chart | None:
    return area_picture(
        [(str(year), each.areas) for year, each in analyses.items()], _("Where the money of anchors goes")
    )


@pages.get("/buurten/<slug>/ankers/scorebord")
@guarded(permissions.may_look, load=neighbourhood)
def scoreboard(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """What anchors promised beside what their lists and awards show."""
    rows = purchases.lists_of_place(neighbourhood.id)
    by_list = figures.one_by_one(rows, purchases.bought(rows))
    return render_template(
        "anchors/scoreboard.html",
        neighbourhood=neighbourhood,
        scored=_scored(neighbourhood, [(row, by_list[row.id]) for row in rows]),
        preston=PRESTON,
        leaving=leaving_millions(),
    )


@pages.post("/buurten/<slug>/ankers/openbaar")
@guarded(permissions.may_drive, load=neighbourhood)
def publish(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Make the page public, or take it back."""
    shown = request.form.get("shown") == "yes"
    if carry_out_or_flash(lambda: services.publish(neighbourhood, public=shown, now=clock.now())):
        flash(
            _("The page about anchors is public now.") if shown else _("The page about anchors is not public any more.")
        )
    return redirect(url_for("anchors.index", slug=neighbourhood.slug))


@pages.get("/buurt/<slug>/ankers")
@public
def published(slug: str) -> ResponseReturnValue:
    """Shares and totals for everybody: no supplier, and nothing that rests on one or two of them."""
    place = institutions.public_place(slug)
    # 404, as for no neighbourhood at all: what is being made is of the workbench.
    if place is None:
        abort(404)
    same_for_everyone()
    rows = purchases.lists_of_place(place.id)
    lines = purchases.bought(rows)
    by_list = figures.one_by_one(rows, lines)
    analysed = [(row, by_list[row.id]) for row in rows]
    shown = []
    for row, analysis in analysed:
        shares = [(measure, share) for measure, share in analysis.shares if analysis.may_show(share)]
        if shares:
            shown.append((row, analysis, shares))
    whole = figures.for_visitors(rows, lines, by_list)
    return render_template(
        "anchors/public.html",
        neighbourhood=place,
        anchors=institutions.anchors(place.id),
        picture=_by_year(whole),
        shown=shown,
        scored=_scored(place, analysed, for_visitors=True),
    )


def _scored(
    place: Neighbourhood, lists: Sequence[tuple[SpendList, SpendAnalysis]], *, for_visitors: bool = False
) -> list[ScoredPromise]:
    promises = institutions.promises(place.id)
    parts = purchases.awards_of((promise.anchor for promise in promises), place.municipality)
    return figures.scoreboard(promises, lists, parts, clock.today(), for_visitors=for_visitors)
