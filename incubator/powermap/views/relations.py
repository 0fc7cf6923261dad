"""What those on the map have to do with each other."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.forms import choices_of
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood
from incubator.powermap import messages as words
from incubator.powermap import permissions
from incubator.powermap.forms import PowerRelationForm
from incubator.powermap.models import PowerRelation
from incubator.powermap.queries import maps
from incubator.powermap.services import maps as services
from incubator.powermap.views.blueprint import ground_of, pages

ONE = "/buurten/<slug>/macht/verbanden/<int:number>"


def to_relations(slug: str) -> ResponseReturnValue:
    return redirect(url_for("powermap.relations", slug=slug))


@pages.get("/buurten/<slug>/macht/verbanden")
@guarded(neighbourhoods.may_look, load=neighbourhood)
def relations(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The network, and each relation with what it rests on."""
    return render_template(
        "powermap/relations.html",
        neighbourhood=neighbourhood,
        rows=maps.relations(neighbourhood.id),
        picture=words.ties(maps.picture(neighbourhood.id)),
        words=words,
        enough=len(maps.actors(neighbourhood.id)) > 1,
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
    )


@pages.route("/buurten/<slug>/macht/verbanden/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=neighbourhood)
def add_relation(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = _form(neighbourhood.id, ground_of(None))
    done = carry_out(
        form,
        lambda: services.put_relation(neighbourhood, form.tied(), form.ground(), now=clock.now(), today=clock.today()),
    )
    if done is not None:
        flash(_("Saved."))
        return to_relations(neighbourhood.slug)
    return form_page("powermap/relation_form.html", form, slug=neighbourhood.slug, number=None)


@pages.route(ONE, methods=["GET", "POST"])
@guarded(permissions.may_draw_power, load=maps.relation)
def change_relation(relation: PowerRelation) -> ResponseReturnValue:
    place, number = relation.neighbourhood, relation.id
    slug = place.slug
    form = _form(place.id, _standing(relation))
    if carry_out(form, lambda: _change(relation, form)):
        flash(_("Saved."))
        return to_relations(slug)
    return form_page("powermap/relation_form.html", form, slug=slug, number=number)


def _change(relation: PowerRelation, form: PowerRelationForm) -> None:
    held = services.hold_power(relation)
    form.settle(_standing(held))
    services.put_relation(
        held.neighbourhood, form.tied(), form.ground(), now=clock.now(), today=clock.today(), row=held
    )


@pages.post(f"{ONE}/verwijderen")
@guarded(permissions.may_draw_power, load=maps.relation)
def remove_relation(relation: PowerRelation) -> ResponseReturnValue:
    slug = relation.neighbourhood.slug
    if carry_out_or_flash(lambda: services.remove_part(relation)):
        flash(_("Removed."))
    return to_relations(slug)


def _form(neighbourhood_id: int, data: dict[str, Any]) -> PowerRelationForm:
    form = PowerRelationForm(data=data)
    choices = [SelectChoice(str(actor.id), actor.name) for actor in maps.actors(neighbourhood_id)]
    form.first.choices = form.second.choices = choices
    form.tie.choices = choices_of(words.TIES)
    return form


def _standing(relation: PowerRelation) -> dict[str, Any]:
    return {
        "first": str(relation.first_id),
        "tie": relation.tie.value,
        "second": str(relation.second_id),
        **ground_of(relation),
    }
