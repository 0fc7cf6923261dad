"""The network of drivers: institutions and talks."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood as place_in_sight
from incubator.neighbourhood.values import Certainty, StatedGround
from incubator.steps import permissions
from incubator.steps.forms.network import AnchorForm, TalkForm
from incubator.steps.messages.network import ANCHORS
from incubator.steps.models import NetworkAnchor
from incubator.steps.queries import network as queries
from incubator.steps.services import network as services
from incubator.steps.views.blueprint import pages

LIST = "/buurten/<slug>/netwerk"


@pages.get(LIST)
@guarded(neighbourhoods.may_look, load=place_in_sight)
def network(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Who could drive this, and the next step with each."""
    anchors = queries.of_neighbourhood(neighbourhood.id)
    return render_template(
        "steps/network.html",
        neighbourhood=neighbourhood,
        anchors=anchors,
        registered=queries.in_register(neighbourhood.id, anchors),
        kinds=ANCHORS,
        today=clock.today(),
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
    )


@pages.route(f"{LIST}/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=place_in_sight)
def add_anchor(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = AnchorForm()
    done = carry_out(form, lambda: services.add_anchor(neighbourhood, form.terms(), now=clock.now()))
    if done is not None:
        flash(_("Added."))
        return _to_anchor(done.value)
    back = (url_for("steps.network", slug=neighbourhood.slug), _("The network"))
    return form_page("steps/form.html", form, back=back, heading=_("Add an organisation"))


@pages.get(f"{LIST}/<int:anchor_id>")
@guarded(permissions.may_see, load=queries.anchor)
def anchor(known: NetworkAnchor) -> ResponseReturnValue:
    return render_template(
        "steps/anchor.html",
        neighbourhood=known.neighbourhood,
        anchor=known,
        registered=queries.in_register(known.neighbourhood_id, [known]).get(known.id),
        kinds=ANCHORS,
        may_build=neighbourhoods.may_build(viewer(), known.neighbourhood),
    )


@pages.route(f"{LIST}/<int:anchor_id>/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.anchor)
def change_anchor(known: NetworkAnchor) -> ResponseReturnValue:
    form = AnchorForm(data=_standing(known))
    if carry_out(form, lambda: _change(known, form)):
        flash(_("Saved."))
        return _to_anchor(known)
    return form_page("steps/form.html", form, back=_back(known), heading=_("Change the organisation"))


def _change(known: NetworkAnchor, form: AnchorForm) -> None:
    form.settle(_standing(lock(known)))
    services.change_anchor(known, form.terms())


def _standing(known: NetworkAnchor) -> dict[str, Any]:
    names = ("name", "contact", "can_do", "next_step", "next_owner", "next_on")
    return {name: getattr(known, name) for name in names} | {"kind": known.kind.value}


@pages.route(f"{LIST}/<int:anchor_id>/gesprek", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.anchor)
def write_talk(known: NetworkAnchor) -> ResponseReturnValue:
    form = TalkForm(data={"on_date": clock.today()})
    if carry_out(form, lambda: services.write_talk(known, form.terms(), now=clock.now(), today=clock.today())):
        flash(_("Added."))
        return _to_anchor(known)
    return form_page("steps/form.html", form, back=_back(known), heading=_("Write down a talk"))


@pages.post(f"{LIST}/<int:anchor_id>/anker")
@guarded(permissions.may_fill, load=queries.anchor)
def take_to_register(known: NetworkAnchor) -> ResponseReturnValue:
    """Put the institution in the register of anchors as well, where purchases and promises are written down."""
    # Who taps is a person: the register names the neighbourhood, and nobody in it.
    ground = StatedGround(
        Certainty.ESTIMATE, _("The network of this neighbourhood"), _("people of the neighbourhood"), clock.today()
    )
    taken = carry_out_or_flash(lambda: services.take_to_register(known, ground, now=clock.now(), today=clock.today()))
    if taken is None:
        return _to_anchor(known)
    flash(_("It is in the register of anchors now. There you add what it buys, promises and needs."))
    return redirect(url_for("anchors.anchor", slug=known.neighbourhood.slug, number=taken.value.id))


def _back(known: NetworkAnchor) -> tuple[str, str]:
    return url_for("steps.anchor", slug=known.neighbourhood.slug, anchor_id=known.id), known.name


def _to_anchor(known: NetworkAnchor) -> ResponseReturnValue:
    return redirect(_back(known)[0])
