"""Kept versions of the map, and what has changed since."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash
from incubator.moneymap import permissions
from incubator.moneymap.forms import VersionForm
from incubator.moneymap.messages.pictures import map_picture
from incubator.moneymap.models import MapSnapshot
from incubator.moneymap.queries import maps
from incubator.moneymap.rules.sums import changes, leaks, sums_by_category, together
from incubator.moneymap.services import versions as services
from incubator.moneymap.views.blueprint import pages, year_asked
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood


@pages.get("/buurten/<slug>/geld/versies")
@guarded(neighbourhoods.may_look, load=neighbourhood)
def versions(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The kept versions; who builds keeps another here."""
    may_build = neighbourhoods.may_build(viewer(), neighbourhood)
    form = VersionForm(data={"year": year_asked(neighbourhood.id)})
    return render_template(
        "moneymap/versions.html",
        neighbourhood=neighbourhood,
        form=form,
        versions=maps.snapshots(neighbourhood),
        may_build=may_build,
    )


@pages.post("/buurten/<slug>/geld/versies/nieuw")
@guarded(neighbourhoods.may_build, load=neighbourhood)
def keep_version(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = VersionForm()
    done = carry_out(
        form,
        lambda: services.keep(
            neighbourhood,
            form.title.data or "",
            form.year.data or 0,
            today=clock.today(),
            by=viewer(),
            now=clock.now(),
        ),
    )
    if done is not None:
        flash(_("This version is kept."))
        return redirect(url_for("moneymap.versions", slug=neighbourhood.slug))
    versions = maps.snapshots(neighbourhood)
    shown = render_template(
        "moneymap/versions.html", neighbourhood=neighbourhood, form=form, versions=versions, may_build=True
    )
    return shown, form.status


@pages.get("/buurten/<slug>/geld/versies/<int:number>")
@guarded(permissions.may_look_at, load=maps.snapshot)
def version(kept: MapSnapshot) -> ResponseReturnValue:
    """A version beside the map of today: the sum of each category then and now."""
    years = maps.years(kept.neighbourhood_id)
    asked = request.args.get("jaar", type=int)
    year = kept.year
    if asked is not None and asked in years:
        year = asked
    then, now = services.flows_of(kept), maps.mapped(kept.neighbourhood_id, year)
    return render_template(
        "moneymap/version.html",
        neighbourhood=kept.neighbourhood,
        version=kept,
        year=year,
        years=years,
        picture=map_picture(then, kept.year),
        rows=changes(sums_by_category(then), sums_by_category(now)),
        then=together(leaks(then)),
        now=together(leaks(now)),
        may_drive=permissions.may_drive(viewer(), kept),
    )


@pages.post("/buurten/<slug>/geld/versies/<int:number>/verwijderen")
@guarded(permissions.may_drive, load=maps.snapshot)
def remove_version(kept: MapSnapshot) -> ResponseReturnValue:
    # For drivers: it is what everybody measures later maps against.
    slug = kept.neighbourhood.slug
    if carry_out_or_flash(lambda: services.remove(kept)):
        flash(_("Removed."))
    return redirect(url_for("moneymap.versions", slug=slug))
