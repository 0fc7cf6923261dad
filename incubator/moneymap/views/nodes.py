"""Places on the map, and whether what they get and pay adds up."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.forms import choices_of
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.moneymap import permissions
from incubator.moneymap.forms import NodeForm
from incubator.moneymap.forms.maps import LESS, MORE
from incubator.moneymap.messages import words
from incubator.moneymap.models import MoneyNode
from incubator.moneymap.queries import maps
from incubator.moneymap.rules.sums import balances
from incubator.moneymap.services import maps as services
from incubator.moneymap.services.holding import hold
from incubator.moneymap.views.blueprint import pages, year_asked
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood


def _form(data: dict[str, Any] | None = None) -> NodeForm:
    form = NodeForm(data=data or {})
    form.kind.choices = choices_of(words.KINDS)
    form.where.choices = choices_of(words.PLACES)
    form.stock_way.choices = [
        SelectChoice("", _("We do not know")),
        SelectChoice(MORE, _("More, or just as much")),
        SelectChoice(LESS, _("Less")),
    ]
    return form


@pages.get("/buurten/<slug>/geld/plekken")
@guarded(neighbourhoods.may_look, load=neighbourhood)
def nodes(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Every place with what comes in and goes out in a year, and the gap."""
    year = year_asked(neighbourhood.id)
    return render_template(
        "moneymap/nodes.html",
        neighbourhood=neighbourhood,
        year=year,
        years=maps.years(neighbourhood.id),
        balances=balances(maps.mapped_nodes(neighbourhood, year), maps.mapped(neighbourhood.id, year)),
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
    )


@pages.route("/buurten/<slug>/geld/plekken/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=neighbourhood)
def add_node(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = _form()
    done = carry_out(form, lambda: services.add_node(neighbourhood, form.answers(), by=viewer(), now=clock.now()))
    if done is None:
        return form_page("moneymap/node_form.html", form, neighbourhood=neighbourhood, node=None)
    flash(_("Saved."))
    return redirect(url_for("moneymap.nodes", slug=neighbourhood.slug))


@pages.route("/buurten/<slug>/geld/plekken/<int:number>", methods=["GET", "POST"])
@guarded(permissions.may_build, load=maps.node)
def change_node(node: MoneyNode) -> ResponseReturnValue:
    form = _form(_standing(node))
    if carry_out(form, lambda: _change(node, form)) is None:
        return form_page(
            "moneymap/node_form.html", form, neighbourhood=node.neighbourhood, node=node, used=maps.flows_at(node)
        )
    flash(_("Saved."))
    return redirect(url_for("moneymap.nodes", slug=node.neighbourhood.slug))


def _change(node: MoneyNode, form: NodeForm) -> None:
    form.settle(_standing(hold(node)))
    services.change_node(node, form.answers(), by=viewer(), now=clock.now())


def _standing(node: MoneyNode) -> dict[str, Any]:
    way = ""
    if node.stock_cents is not None:
        way = LESS if node.stock_cents < 0 else MORE
    return {
        "name": node.name,
        "kind": node.kind.value,
        "where": node.whereabouts.value,
        "stock_way": way,
        "stock": abs(node.stock_cents) if node.stock_cents is not None else None,
        "stock_year": node.stock_year,
    }


@pages.post("/buurten/<slug>/geld/plekken/<int:number>/verwijderen")
@guarded(permissions.may_build, load=maps.node)
def remove_node(node: MoneyNode) -> ResponseReturnValue:
    slug = node.neighbourhood.slug
    if carry_out_or_flash(lambda: services.remove_node(node)):
        flash(_("Removed."))
    return redirect(url_for("moneymap.nodes", slug=slug))
