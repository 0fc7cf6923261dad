"""Flows of a year, one by one."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.forms import choices_of
from incubator.core.web import carry_out, carry_out_or_flash, form_page, page_asked
from incubator.moneymap import permissions
from incubator.moneymap.forms import FlowForm
from incubator.moneymap.messages import words
from incubator.moneymap.models import MoneyFlow
from incubator.moneymap.queries import maps
from incubator.moneymap.services import maps as services
from incubator.moneymap.services.holding import hold
from incubator.moneymap.views.blueprint import pages, year_asked
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood

ON_A_PAGE = 12


@pages.get("/buurten/<slug>/geld/stromen")
@guarded(neighbourhoods.may_look, load=neighbourhood)
def flows(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The flows of a year, the largest first, each with its certainty, source, and who said it."""
    year, page = year_asked(neighbourhood.id), page_asked()
    known = maps.flows(neighbourhood.id, year)
    return render_template(
        "moneymap/flows.html",
        neighbourhood=neighbourhood,
        year=year,
        years=maps.years(neighbourhood.id),
        flows=known[(page - 1) * ON_A_PAGE : page * ON_A_PAGE],
        number=len(known),
        page=page,
        pages=-(-len(known) // ON_A_PAGE),
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
    )


def _form(place: Neighbourhood, data: dict[str, Any]) -> FlowForm:
    form = FlowForm(data=data)
    ends = [SelectChoice(str(node.id), node.name) for node in maps.nodes(place)]
    form.payer.choices = form.receiver.choices = [SelectChoice("", _("Choose")), *ends]
    form.certainty.choices = choices_of(words.CERTAINTY_CHOICES)
    return form


@pages.route("/buurten/<slug>/geld/stromen/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=neighbourhood)
def add_flow(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = _form(neighbourhood, {"year": year_asked(neighbourhood.id)})
    done = carry_out(
        form, lambda: services.write_flow(neighbourhood, form.answers(), by=viewer(), now=clock.now()).year
    )
    if done is None:
        return _page(form, neighbourhood, None)
    flash(_("Saved."))
    return redirect(url_for("moneymap.flows", slug=neighbourhood.slug, jaar=done.value))


@pages.route("/buurten/<slug>/geld/stromen/<int:number>", methods=["GET", "POST"])
@guarded(permissions.may_build, load=maps.flow)
def change_flow(flow: MoneyFlow) -> ResponseReturnValue:
    place, number = flow.neighbourhood, flow.id
    form = _form(place, _standing(flow))
    if carry_out(form, lambda: _change(flow, form)) is None:
        # Somebody may have removed it meanwhile: what was typed is then that of a new flow.
        return _page(form, place, maps.flow(viewer(), place.slug, number))
    flash(_("Saved."))
    return redirect(url_for("moneymap.flows", slug=place.slug, jaar=flow.year))


def _page(form: FlowForm, place: Neighbourhood, flow: MoneyFlow | None) -> ResponseReturnValue:
    categories = maps.categories(place)
    return form_page("moneymap/flow_form.html", form, neighbourhood=place, flow=flow, categories=categories)


def _change(flow: MoneyFlow, form: FlowForm) -> None:
    form.settle(_standing(hold(flow)))
    services.change_flow(flow, form.answers(), by=viewer(), now=clock.now())


def _standing(flow: MoneyFlow) -> dict[str, Any]:
    return {
        "payer": str(flow.from_id),
        "receiver": str(flow.to_id),
        "amount": flow.cents,
        "year": flow.year,
        "category": flow.category,
        "certainty": flow.certainty.value,
        "source": flow.source,
        "told_by": flow.told_by,
        "told_on": flow.told_on,
    }


@pages.post("/buurten/<slug>/geld/stromen/<int:number>/verwijderen")
@guarded(permissions.may_build, load=maps.flow)
def remove_flow(flow: MoneyFlow) -> ResponseReturnValue:
    slug, year = flow.neighbourhood.slug, flow.year
    if carry_out_or_flash(lambda: services.remove_flow(flow)):
        flash(_("Removed."))
    return redirect(url_for("moneymap.flows", slug=slug, jaar=year))
