"""The way of a neighbourhood: five steps, how far each is, and what comes."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.web import carry_out_or_flash
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood as place_in_sight
from incubator.steps.messages import network as words
from incubator.steps.queries import coming, progress
from incubator.steps.services import network as services
from incubator.steps.values.progress import Step
from incubator.steps.views.blueprint import pages

LIST = "/buurten/<slug>/stappen"
ENDPOINTS = {
    Step.ASSEMBLY: "steps.assemblies",
    Step.MAP: "moneymap.index",
    Step.NETWORK: "steps.network",
    Step.INSPIRATION: "steps.dreams",
    Step.COMMITMENTS: "steps.commitments",
}


@pages.get(LIST)
@guarded(neighbourhoods.may_look, load=place_in_sight)
def index(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The five steps with how far each is, and the days that come."""
    today = clock.today()
    links = {step: url_for(endpoint, slug=neighbourhood.slug) for step, endpoint in ENDPOINTS.items()}
    return render_template(
        "steps/index.html",
        neighbourhood=neighbourhood,
        standings=progress.standings(neighbourhood.id, now=clock.now(), today=today),
        links=links,
        days=coming.days(neighbourhood.id, today=today),
        words=words,
        may_drive=neighbourhoods.may_drive(viewer(), neighbourhood),
    )


@pages.post(f"{LIST}/<any(vergadering, kaart, netwerk, dromen, beloften):name>/opnieuw")
@guarded(neighbourhoods.may_drive, load=place_in_sight)
def again(neighbourhood: Neighbourhood, name: str) -> ResponseReturnValue:
    """Take a step again: it begins anew, and what was done stays readable."""
    step = dict(zip(("vergadering", "kaart", "netwerk", "dromen", "beloften"), Step, strict=True))[name]
    if carry_out_or_flash(lambda: services.again(neighbourhood, step, now=clock.now(), today=clock.today())):
        flash(_("This step begins again. What was done stays."))
    return redirect(url_for("steps.index", slug=neighbourhood.slug))


@pages.post(f"{LIST}/kaart/klaar")
@guarded(neighbourhoods.may_drive, load=place_in_sight)
def finish_map(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.finish_map(neighbourhood, now=clock.now(), today=clock.today())):
        flash(_("Saved."))
    return redirect(url_for("steps.index", slug=neighbourhood.slug))
