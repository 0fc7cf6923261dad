"""The map as a picture, its leaks, as a file, and as everybody may see it."""

from decimal import Decimal

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, public, viewer
from incubator.core import clock, files
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain, language
from incubator.core.public_pages import same_for_everyone
from incubator.core.quantities import read_number, write_decimal
from incubator.core.web import carry_out_or_flash
from incubator.moneymap import documents
from incubator.moneymap.messages.paragraphs import factor, paragraph
from incubator.moneymap.messages.pictures import map_picture
from incubator.moneymap.queries import maps, studies
from incubator.moneymap.rules.multiplier import outcome
from incubator.moneymap.rules.sums import balances, leaks, node_leaks, together, what_if
from incubator.moneymap.services import maps as services
from incubator.moneymap.views.blueprint import pages, year_asked
from incubator.neighbourhood import permissions
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood

USUAL_PERCENT = 500  # hundredths of a percent: 5 %


@pages.get("/buurten/<slug>/geld")
@guarded(permissions.may_look, load=neighbourhood)
def index(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """The picture of a year, what leaks, and which amounts do not add up."""
    year = year_asked(neighbourhood.id)
    flows = maps.mapped(neighbourhood.id, year)
    sums = balances(maps.mapped_nodes(neighbourhood, year), flows)
    return render_template(
        "moneymap/index.html",
        neighbourhood=neighbourhood,
        year=year,
        years=maps.years(neighbourhood.id),
        picture=map_picture(flows, year),
        total=together(leaks(flows)),
        gaps=[balance for balance in sums if balance.gap],
        is_public=maps.is_public(neighbourhood.id),
        may_build=permissions.may_build(viewer(), neighbourhood),
        may_drive=permissions.may_drive(viewer(), neighbourhood),
    )


@pages.get("/buurten/<slug>/geld/lek")
@guarded(permissions.may_look, load=neighbourhood)
def leaking(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """What stays and what goes elsewhere, and what would stay when a part were spent here."""
    year = year_asked(neighbourhood.id)
    flows = maps.mapped(neighbourhood.id, year)
    rows = leaks(flows)
    typed = request.args.get("procent", "").strip()
    problem, hundredths = "", USUAL_PERCENT
    try:
        if typed:
            hundredths = int(read_number(typed, language()) * 100)
        shifted = what_if(rows, hundredths)
    except RuleViolation as broken_rule:
        # A slip in one field does not empty the page: the usual part stands in for it.
        problem, hundredths = explain(broken_rule), USUAL_PERCENT
        shifted = what_if(rows, hundredths)
    shown = render_template(
        "moneymap/leaking.html",
        neighbourhood=neighbourhood,
        year=year,
        years=maps.years(neighbourhood.id),
        rows=rows,
        total=together(rows),
        places=node_leaks(maps.mapped_nodes(neighbourhood, year), flows),
        shifted=shifted,
        stays_more=sum(row.moved for row in shifted),
        percent=write_decimal(Decimal(hundredths) / 100, language()),
        typed=typed,
        problem=problem,
    )
    return shown, 422 if problem else 200


@pages.get("/buurten/<slug>/geld/export/<form>")
@guarded(permissions.may_look, load=neighbourhood)
def export(neighbourhood: Neighbourhood, form: str) -> Response:
    """All flows of all years as CSV or XLSX."""
    if form not in documents.MEDIA:
        abort(404)
    content = documents.flows_table(maps.flows(neighbourhood.id), form)
    return files.made(content, f"geldkaart-{neighbourhood.slug}-{clock.today().isoformat()}", documents.MEDIA[form])


@pages.post("/buurten/<slug>/geld/openbaar")
@guarded(permissions.may_drive, load=neighbourhood)
def publish(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Make the map public, or take it back."""
    shown = request.form.get("shown") == "yes"
    if carry_out_or_flash(lambda: services.publish(neighbourhood, public=shown, now=clock.now())):
        flash(_("The map is public now.") if shown else _("The map is not public any more."))
    return redirect(url_for("moneymap.index", slug=neighbourhood.slug))


@pages.get("/buurt/<slug>/geld")
@public
def published(slug: str) -> ResponseReturnValue:
    """The map as everybody may see it: amounts and places, not who said what."""
    place = maps.public_place(slug)
    # 404, as for no neighbourhood at all: whether a map is being made is of the workbench.
    if place is None:
        abort(404)
    same_for_everyone()
    year = year_asked(place.id)
    flows = maps.mapped(place.id, year)
    rows = leaks(flows)
    shown_studies = []
    for study in studies.studies(place.id, only_public=True):
        answers = studies.answers_of(study)
        reckoned = outcome(answers, language())
        shown_studies.append((study, factor(reckoned.rounds.multiplier), paragraph(answers, reckoned)))
    return render_template(
        "moneymap/public.html",
        neighbourhood=place,
        year=year,
        years=maps.years(place.id),
        picture=map_picture(flows, year),
        rows=rows,
        total=together(rows),
        studies=shown_studies,
    )
