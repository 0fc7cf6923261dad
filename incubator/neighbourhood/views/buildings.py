"""The buildings of a neighbourhood, and what is said of each."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.forms import ConfirmationForm, choices_of
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.neighbourhood import messages as words
from incubator.neighbourhood import permissions
from incubator.neighbourhood.forms.buildings import BuildingForm, BuildingStateForm, SaidForm
from incubator.neighbourhood.models import Building, BuildingStatement, Neighbourhood
from incubator.neighbourhood.queries import buildings as queries
from incubator.neighbourhood.queries import places
from incubator.neighbourhood.services import buildings as services
from incubator.neighbourhood.values import BuildingTerms, BuildingUse, SaidOfBuilding, StatementAbout
from incubator.neighbourhood.views.blueprint import pages

SUBJECTS = {"staat": StatementAbout.STATE, "eigenaar": StatementAbout.OWNER, "wens": StatementAbout.WISH}
ONE = "/buurten/<slug>/panden/<int:building_id>"


def about(building: Building) -> dict[str, Any]:
    """What pages need to know of a building, read before a verb: somebody else may take it out of the list meanwhile."""
    return {"slug": building.neighbourhood.slug, "building_id": building.id, "name": building.name}


def to_building(slug: str, building_id: int) -> ResponseReturnValue:
    return redirect(url_for("neighbourhood.building", slug=slug, building_id=building_id))


@pages.get("/buurten/<slug>/panden")
@guarded(permissions.may_look, load=places.neighbourhood)
def buildings(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The buildings, each with how it stands."""
    return render_template(
        "neighbourhood/buildings.html",
        neighbourhood=neighbourhood,
        rows=[(building, queries.standing(building)) for building in queries.of_place(neighbourhood)],
        may_build=permissions.may_build(viewer(), neighbourhood),
        words=words,
    )


@pages.route("/buurten/<slug>/panden/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_build, load=places.neighbourhood)
def add_building(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = _form()
    done = carry_out(form, lambda: services.add(neighbourhood, _terms(form), now=clock.now()))
    if done is not None:
        return to_building(neighbourhood.slug, done.value.id)
    return form_page("neighbourhood/building_form.html", form, slug=neighbourhood.slug, building_id=None)


@pages.get(ONE)
@guarded(permissions.may_see_building, load=queries.building)
def building(building: Building) -> ResponseReturnValue:
    """What is known of a building, with the ground of each statement, and what was said before."""
    return render_template(
        "neighbourhood/building.html",
        building=building,
        neighbourhood=building.neighbourhood,
        standing=queries.standing(building),
        subjects=SUBJECTS,
        words=words,
        may_fill=permissions.may_fill_building(viewer(), building),
        may_remove=permissions.may_remove_building(viewer(), building),
    )


@pages.route(f"{ONE}/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_fill_building, load=queries.building)
def change_building(building: Building) -> ResponseReturnValue:
    form, known = _form(data=_standing(building)), about(building)
    if carry_out(form, lambda: _change(building, form)):
        flash(_("Saved."))
        return to_building(known["slug"], known["building_id"])
    return form_page("neighbourhood/building_form.html", form, **known)


def _change(building: Building, form: BuildingForm) -> None:
    form.settle(_standing(lock(building)))
    services.change(building, _terms(form), now=clock.now())


def _form(**filled: Any) -> BuildingForm:
    form = BuildingForm(**filled)
    form.use.choices = choices_of(words.USES)
    return form


def _standing(building: Building) -> dict[str, Any]:
    return {
        "name": building.name,
        "address": building.address,
        "use": building.use.value,
        "is_public": building.is_public,
    }


def _terms(form: BuildingForm) -> BuildingTerms:
    return BuildingTerms(
        form.name.data or "", form.address.data or "", BuildingUse(form.use.data), bool(form.is_public.data)
    )


@pages.route(f"{ONE}/weghalen", methods=["GET", "POST"])
@guarded(permissions.may_remove_building, load=queries.building)
def remove_building(building: Building) -> ResponseReturnValue:
    """Take a building out of the list; asked once, since what was said goes with it."""
    form, known = ConfirmationForm(), about(building)
    if carry_out(form, lambda: services.remove(building)):
        flash(_("%(name)s is no longer in the list.", name=known["name"]))
        return redirect(url_for("neighbourhood.buildings", slug=known["slug"]))
    return form_page("neighbourhood/remove_building.html", form, **known)


@pages.route(f"{ONE}/zeggen/<any(staat,eigenaar,wens):subject>", methods=["GET", "POST"])
@guarded(permissions.may_fill_building, load=queries.building)
def say(building: Building, subject: str) -> ResponseReturnValue:
    """Write down something newer about a building: how it stands, who owns it, or what people want."""
    form, known = _statement_form(SUBJECTS[subject]), about(building)
    if carry_out(form, lambda: _say(building, SUBJECTS[subject], form)):
        flash(_("Saved. What was said before stays readable."))
        return to_building(known["slug"], known["building_id"])
    return form_page("neighbourhood/statement_form.html", form, subject=words.ABOUTS[SUBJECTS[subject]], **known)


def _statement_form(subject: StatementAbout) -> SaidForm | BuildingStateForm:
    today = {"said_on": clock.today()}
    form: SaidForm | BuildingStateForm = SaidForm(data=today)
    if subject is StatementAbout.STATE:
        form = BuildingStateForm(data=today)
        form.text.choices = choices_of(words.STATES)
    return form


def _say(building: Building, subject: StatementAbout, form: SaidForm | BuildingStateForm) -> None:
    new = SaidOfBuilding(subject, form.text.data or "", form.since.data, form.ground())
    services.state(building, new, by=viewer(), now=clock.now(), today=clock.today())


@pages.post(f"{ONE}/uitspraken/<int:statement_id>/intrekken")
@guarded(permissions.may_take_back, load=queries.statement)
def take_back(statement: BuildingStatement) -> ResponseReturnValue:
    """What was said turned out wrong."""
    known = about(statement.building)
    if carry_out_or_flash(lambda: services.take_back(statement, now=clock.now())):
        flash(_("Taken back. It stays readable below."))
    return to_building(known["slug"], known["building_id"])
