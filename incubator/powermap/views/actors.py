"""The map, and who stands on it."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock, files
from incubator.core.forms import choices_of
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood
from incubator.powermap import documents, permissions
from incubator.powermap import messages as words
from incubator.powermap.forms import PowerActorForm
from incubator.powermap.models import PowerActor
from incubator.powermap.queries import maps
from incubator.powermap.services import maps as services
from incubator.powermap.values import PowerKind
from incubator.powermap.views.blueprint import ground_of, pages

ONE = "/buurten/<slug>/macht/namen/<int:number>"


def to_map(slug: str) -> ResponseReturnValue:
    return redirect(url_for("powermap.index", slug=slug))


@pages.get("/buurten/<slug>/macht")
@guarded(neighbourhoods.may_look, load=neighbourhood)
def index(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The grid, and everyone on it with what that rests on."""
    actors = maps.actors(neighbourhood.id)
    return render_template(
        "powermap/index.html",
        neighbourhood=neighbourhood,
        actors=actors,
        picture=words.grid([actor.placed for actor in actors]),
        words=words,
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
    )


@pages.get("/buurten/<slug>/macht/export/<form>")
@guarded(neighbourhoods.may_look, load=neighbourhood)
def export(neighbourhood: Neighbourhood, form: str) -> ResponseReturnValue:
    """Everyone on the map as CSV or XLSX; persons by name only for who draws it."""
    if form not in documents.MEDIA:
        abort(404)
    # A file is passed on: a coach or the manager may look, and takes no names of people along.
    with_persons = neighbourhoods.may_build(viewer(), neighbourhood)
    content = documents.names_table(maps.actors(neighbourhood.id), form, with_persons=with_persons)
    return files.made(content, f"machtkaart-{neighbourhood.slug}-{clock.today().isoformat()}", documents.MEDIA[form])


@pages.route("/buurten/<slug>/macht/namen/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=neighbourhood)
def add_actor(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = _form({"kind": PowerKind.ORGANISATION.value, **ground_of(None)})
    if carry_out(form, lambda: services.add_actor(neighbourhood, form.terms(), **_when())):
        flash(_("Saved."))
        return to_map(neighbourhood.slug)
    return form_page("powermap/actor_form.html", form, slug=neighbourhood.slug, number=None)


@pages.route(ONE, methods=["GET", "POST"])
@guarded(permissions.may_draw_power, load=maps.actor)
def change_actor(actor: PowerActor) -> ResponseReturnValue:
    # Read before the verb: afterwards the row may be gone.
    form, slug = _form(_standing(actor)), actor.neighbourhood.slug
    known = {"slug": slug, "number": actor.id, "name": actor.name, "is_person": actor.kind is PowerKind.PERSON}
    if carry_out(form, lambda: _change(actor, form)):
        flash(_("Saved."))
        return to_map(slug)
    return form_page("powermap/actor_form.html", form, **known)


def _change(actor: PowerActor, form: PowerActorForm) -> None:
    form.settle(_standing(services.hold_power(actor)))
    services.change_actor(actor, form.terms(), **_when())


@pages.post(f"{ONE}/verwijderen")
@guarded(permissions.may_draw_power, load=maps.actor)
def remove_actor(actor: PowerActor) -> ResponseReturnValue:
    """Take somebody off the map; a person also out of kept versions."""
    slug = actor.neighbourhood.slug
    if carry_out_or_flash(lambda: services.remove_actor(actor)):
        flash(_("Removed."))
    return to_map(slug)


def _when() -> dict[str, Any]:
    return {"now": clock.now(), "today": clock.today()}


def _form(data: dict[str, Any]) -> PowerActorForm:
    form = PowerActorForm(data=data)
    form.kind.choices = choices_of(words.KINDS)
    grounds = choices_of(words.PERSON_GROUNDS)
    form.person_ground.choices = [SelectChoice("", _("Not a person")), *grounds]
    return form


def _standing(actor: PowerActor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "kind": actor.kind.value,
        "interest": actor.interest,
        "influence": actor.influence,
        "for_us": actor.for_us,
        "person_ground": actor.person_ground.value if actor.person_ground else "",
        "ground_on": actor.ground_on,
        **ground_of(actor),
    }
