"""Proposals, and what everyone on the map thinks of them."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.forms import choices_of
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood
from incubator.powermap import messages as words
from incubator.powermap import permissions
from incubator.powermap.forms import PowerPositionForm, PowerProposalForm
from incubator.powermap.models import PowerActor, PowerPosition, PowerProposal
from incubator.powermap.queries import maps
from incubator.powermap.services import maps as services
from incubator.powermap.views.blueprint import ground_of, pages

ONE = "/buurten/<slug>/macht/voorstellen/<int:number>"


def to_proposal(slug: str, number: int) -> ResponseReturnValue:
    return redirect(url_for("powermap.proposal", slug=slug, number=number))


@pages.get("/buurten/<slug>/macht/voorstellen")
@guarded(neighbourhoods.may_look, load=neighbourhood)
def proposals(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The proposals."""
    return render_template(
        "powermap/proposals.html",
        neighbourhood=neighbourhood,
        proposals=maps.proposals(neighbourhood.id),
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
    )


@pages.route("/buurten/<slug>/macht/voorstellen/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=neighbourhood)
def add_proposal(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = PowerProposalForm()
    done = carry_out(form, lambda: services.put_proposal(neighbourhood, form.text.data or "", now=clock.now()))
    if done is not None:
        return to_proposal(neighbourhood.slug, done.value.id)
    return form_page("powermap/proposal_form.html", form, slug=neighbourhood.slug, number=None)


@pages.get(ONE)
@guarded(permissions.may_see_power, load=maps.proposal)
def proposal(proposal: PowerProposal) -> ResponseReturnValue:
    """Who is for and who is against, and who said that."""
    place = proposal.neighbourhood
    known = {position.actor_id: position for position in maps.positions(place.id, proposal.id)}
    return render_template(
        "powermap/proposal.html",
        neighbourhood=place,
        proposal=proposal,
        rows=[(actor, known.get(actor.id)) for actor in maps.actors(place.id)],
        picture=words.stances(maps.picture(place.id), proposal.id),
        words=words,
        may_build=permissions.may_draw_power(viewer(), proposal),
    )


@pages.route(f"{ONE}/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_draw_power, load=maps.proposal)
def change_proposal(proposal: PowerProposal) -> ResponseReturnValue:
    slug, number = proposal.neighbourhood.slug, proposal.id
    form = PowerProposalForm(data={"text": proposal.text})
    if carry_out(form, lambda: _change(proposal, form)):
        flash(_("Saved."))
        return to_proposal(slug, number)
    return form_page("powermap/proposal_form.html", form, slug=slug, number=number)


def _change(proposal: PowerProposal, form: PowerProposalForm) -> None:
    held = services.hold_power(proposal)
    form.settle({"text": held.text})
    services.put_proposal(held.neighbourhood, form.text.data or "", now=clock.now(), row=held)


@pages.post(f"{ONE}/verwijderen")
@guarded(permissions.may_draw_power, load=maps.proposal)
def remove_proposal(proposal: PowerProposal) -> ResponseReturnValue:
    slug = proposal.neighbourhood.slug
    if carry_out_or_flash(lambda: services.remove_part(proposal)):
        flash(_("Removed."))
    return redirect(url_for("powermap.proposals", slug=slug))


@pages.route(f"{ONE}/standpunt/<int:actor_number>", methods=["GET", "POST"])
@guarded(permissions.may_draw_power, load=maps.proposal)
def position(proposal: PowerProposal, actor_number: int) -> ResponseReturnValue:
    """Write down what somebody thinks of a proposal."""
    slug, number, text = proposal.neighbourhood.slug, proposal.id, proposal.text
    actor = maps.actor(viewer(), slug, actor_number)
    if actor is None:
        abort(404)
    name = actor.name
    form = _form(_standing(maps.position(proposal.id, actor.id)))
    if carry_out(form, lambda: _state(proposal, actor, form)):
        flash(_("Saved."))
        return to_proposal(slug, number)
    return form_page("powermap/position_form.html", form, slug=slug, number=number, text=text, name=name)


def _state(proposal: PowerProposal, actor: PowerActor, form: PowerPositionForm) -> None:
    held = services.hold_power(proposal)
    form.settle(_standing(maps.position(held.id, actor.id)))
    services.state_position(held, actor, form.chosen(), form.ground(), now=clock.now(), today=clock.today())


def _form(data: dict[str, Any]) -> PowerPositionForm:
    form = PowerPositionForm(data=data)
    form.stance.choices = choices_of(words.STANCES)
    return form


def _standing(position: PowerPosition | None) -> dict[str, Any]:
    stance = {} if position is None else {"stance": position.stance.value}
    return {**stance, **ground_of(position)}
