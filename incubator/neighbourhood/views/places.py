"""The list of neighbourhoods, and the workbench of each."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, is_manager, signed_in, viewer
from incubator.cooperatives.services import municipality_code
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.reference import municipalities
from incubator.core.web import carry_out, form_page
from incubator.neighbourhood import permissions, rules, services
from incubator.neighbourhood.forms.places import NeighbourhoodForm
from incubator.neighbourhood.messages import NEXT_STEPS, THEMES
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries import groups
from incubator.neighbourhood.queries import places as queries
from incubator.neighbourhood.values import PartTheme
from incubator.neighbourhood.views.blueprint import pages

PEOPLE_SHOWN = 12


@pages.get("/buurten")
@guarded(signed_in)
def index() -> ResponseReturnValue:
    """The neighbourhoods in which someone takes part; the manager sees them all."""
    known = queries.within_sight(viewer())
    return render_template(
        "neighbourhood/index.html",
        neighbourhoods=known,
        asked=groups.waits_for(viewer()),
        may_start=is_manager(current_user),
    )


@pages.route("/buurten/nieuw", methods=["GET", "POST"])
@guarded(is_manager)
def start() -> ResponseReturnValue:
    form = NeighbourhoodForm()
    done = carry_out(form, lambda: _start(form))
    if done is not None:
        return redirect(url_for("neighbourhood.show", slug=done.value.slug))
    return form_page("neighbourhood/place_form.html", form, neighbourhood=None)


def _start(form: NeighbourhoodForm) -> Neighbourhood:
    code = municipality_code(form.municipality.data or "")
    return services.start(form.name.data or "", code, form.districts.data or "", now=clock.now())


@pages.get("/buurten/<slug>")
@guarded(permissions.may_look, load=queries.neighbourhood)
def show(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The workbench: what comes next, how far each part is, and who builds."""
    counts = queries.counts(neighbourhood)
    may_drive = permissions.may_drive(viewer(), neighbourhood)
    step = rules.next_step(counts, is_public=neighbourhood.published_at is not None)
    return render_template(
        "neighbourhood/show.html",
        neighbourhood=neighbourhood,
        municipality=municipalities.municipality(neighbourhood.municipality),
        themes=_by_theme(neighbourhood),
        people=queries.people(neighbourhood, most=PEOPLE_SHOWN),
        counts=counts,
        step=NEXT_STEPS.get(step),
        step_is_for_drivers=step in rules.FOR_DRIVERS,
        may_drive=may_drive,
        may_build=permissions.may_build(viewer(), neighbourhood),
    )


def _by_theme(place: Neighbourhood) -> list[tuple[LazyString, list[tuple[services.NeighbourhoodPart, str]]]]:
    """The parts with how far each is, under what they are for."""
    shown: dict[PartTheme, list[tuple[services.NeighbourhoodPart, str]]] = {theme: [] for theme in THEMES}
    for part in services.PARTS.values():
        shown[part.theme].append((part, part.state(place)))
    return [(THEMES[theme], parts) for theme, parts in shown.items() if parts]


@pages.route("/buurten/<slug>/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_drive, load=queries.neighbourhood)
def change(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = NeighbourhoodForm(data=_standing(neighbourhood))
    if carry_out(form, lambda: _change(neighbourhood, form)):
        flash(_("Saved."))
        return redirect(url_for("neighbourhood.show", slug=neighbourhood.slug))
    return form_page("neighbourhood/place_form.html", form, neighbourhood=neighbourhood)


def _change(neighbourhood: Neighbourhood, form: NeighbourhoodForm) -> None:
    form.settle(_standing(lock(neighbourhood)))
    code = municipality_code(form.municipality.data or "")
    services.change(neighbourhood, form.name.data or "", code, form.districts.data or "")


def _standing(neighbourhood: Neighbourhood) -> dict[str, Any]:
    where = municipalities.municipality(neighbourhood.municipality)
    return {
        "name": neighbourhood.name,
        "municipality": where.name if where else neighbourhood.municipality,
        "districts": neighbourhood.districts,
    }
