"""The page on which flows come from a file: looked at first, then put on the map."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.brought_files import text_of
from incubator.core.errors import RuleViolation
from incubator.core.forms import choices_of
from incubator.core.i18n import explain
from incubator.core.web import carry_out, lines_brought
from incubator.moneymap.forms import FlowsFileForm
from incubator.moneymap.messages import words
from incubator.moneymap.rules.flows_file import COLUMNS, read_flows
from incubator.moneymap.services import importing as services
from incubator.moneymap.values import FlowCertainty
from incubator.moneymap.values.files import FlowsFile, FlowsRead
from incubator.moneymap.views.blueprint import pages, year_asked
from incubator.neighbourhood import permissions
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood

SHOWN = 30


@pages.route("/buurten/<slug>/geld/bestand", methods=["GET", "POST"])
@guarded(permissions.may_build, load=neighbourhood)
def bring(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Flows from a file: all of them or none, and nothing before somebody has seen what was read."""
    form = FlowsFileForm(data={"year": year_asked(neighbourhood.id), "certainty": FlowCertainty.ESTIMATE.value})
    form.certainty.choices = choices_of(words.CERTAINTY_CHOICES)
    read, outcome = FlowsFile(), FlowsRead()
    if form.validate_on_submit():
        try:
            read = read_flows(lines_brought(form, text_of), form.defaults())
            outcome = services.look(neighbourhood, read, replace=form.replace.data)
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
    if read.lines and not outcome.troubles and request.form.get("do") == "save":
        done = carry_out(
            form,
            lambda: services.take_in(neighbourhood, read, replace=form.replace.data, by=viewer(), now=clock.now()),
        )
        if done is not None:
            count = len(done.value.entered) + len(done.value.replaced)
            flash(ngettext("%(num)d flow is on the map.", "%(num)d flows are on the map.", count))
            return redirect(url_for("moneymap.index", slug=neighbourhood.slug))
    return _page(neighbourhood, form, read, outcome)


def _page(place: Neighbourhood, form: FlowsFileForm, read: FlowsFile, outcome: FlowsRead) -> ResponseReturnValue:
    troubles = []
    for trouble in outcome.troubles[:SHOWN]:
        troubles.append((trouble.line, trouble.column, explain(trouble.broken_rule)))
    shown = render_template(
        "moneymap/bring.html",
        neighbourhood=place,
        form=form,
        read=read,
        outcome=outcome,
        troubles=troubles,
        ready=bool(outcome.entered or outcome.replaced) and not outcome.troubles,
        most=SHOWN,
        columns=[names[0] for names in COLUMNS.values()],
    )
    return shown, 422 if outcome.troubles else form.status
