"""Kept versions of the map, and what has changed since."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood
from incubator.powermap import messages as words
from incubator.powermap import permissions
from incubator.powermap.forms import PowerVersionForm
from incubator.powermap.models import PowerSnapshot
from incubator.powermap.queries import maps
from incubator.powermap.rules.changing import changes, read
from incubator.powermap.services import versions as services
from incubator.powermap.views.blueprint import pages

ONE = "/buurten/<slug>/macht/versies/<int:number>"


@pages.route("/buurten/<slug>/macht/versies", methods=["GET"])
@guarded(neighbourhoods.may_look, load=neighbourhood)
def versions(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The kept versions."""
    return render_template(
        "powermap/versions.html",
        neighbourhood=neighbourhood,
        versions=maps.snapshots(neighbourhood.id),
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
    )


@pages.route("/buurten/<slug>/macht/versies/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=neighbourhood)
def keep_version(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = PowerVersionForm()
    done = carry_out(
        form,
        lambda: services.keep_power(neighbourhood, form.title.data or "", now=clock.now(), today=clock.today()),
    )
    if done is not None:
        flash(_("This version is kept."))
        return redirect(url_for("powermap.versions", slug=neighbourhood.slug))
    return form_page("powermap/version_form.html", form, slug=neighbourhood.slug)


@pages.get(ONE)
@guarded(permissions.may_see_power, load=maps.snapshot)
def version(kept: PowerSnapshot) -> ResponseReturnValue:
    """What has changed since a version was kept, and the grid of that day."""
    then = read(kept.picture)
    return render_template(
        "powermap/version.html",
        neighbourhood=kept.neighbourhood,
        version=kept,
        changes=changes(then, maps.picture(kept.neighbourhood_id)),
        picture=words.grid(then.actors),
        words=words,
        may_drop=permissions.may_drop_version(viewer(), kept),
    )


@pages.post(f"{ONE}/verwijderen")
@guarded(permissions.may_drop_version, load=maps.snapshot)
def remove_version(kept: PowerSnapshot) -> ResponseReturnValue:
    slug = kept.neighbourhood.slug
    if carry_out_or_flash(lambda: services.drop_version(kept)):
        flash(_("Removed."))
    return redirect(url_for("powermap.versions", slug=slug))
