"""The page on which names come from a sheet: looked at first, then put on the map."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from incubator.accounts.permissions import guarded
from incubator.core import clock
from incubator.core.brought_files import text_of
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain
from incubator.core.web import carry_out, lines_brought
from incubator.neighbourhood import permissions
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood
from incubator.powermap import messages as words
from incubator.powermap.forms import PowerSheetForm
from incubator.powermap.rules.sheets import COLUMNS, read_sheet
from incubator.powermap.services import importing as services
from incubator.powermap.values import PowerSheet, PowerSheetOutcome
from incubator.powermap.views.actors import to_map
from incubator.powermap.views.blueprint import pages

SHOWN = 30


@pages.route("/buurten/<slug>/macht/blad", methods=["GET", "POST"])
@guarded(permissions.may_build, load=neighbourhood)
def bring(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """Names from a sheet: all of them or none, and nothing before somebody has seen what was read."""
    form = PowerSheetForm()
    sheet, outcome = PowerSheet(), PowerSheetOutcome()
    if form.validate_on_submit():
        try:
            sheet = read_sheet(lines_brought(form, text_of), clock.today())
            outcome = services.look(neighbourhood, sheet, replace=form.replace.data)
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
    if sheet.lines and not outcome.troubles and request.form.get("do") == "save":
        done = carry_out(
            form,
            lambda: services.take_in(
                neighbourhood, sheet, replace=form.replace.data, now=clock.now(), today=clock.today()
            ),
        )
        if done is not None:
            count = len(done.value.entered) + len(done.value.replaced)
            flash(ngettext("%(num)d name was put on the map.", "%(num)d names were put on the map.", count))
            return to_map(neighbourhood.slug)
    return _page(neighbourhood, form, sheet, outcome)


def _page(
    place: Neighbourhood, form: PowerSheetForm, sheet: PowerSheet, outcome: PowerSheetOutcome
) -> ResponseReturnValue:
    troubles = []
    for trouble in outcome.troubles[:SHOWN]:
        troubles.append((trouble.line, trouble.column, explain(trouble.broken_rule)))
    shown = render_template(
        "powermap/bring.html",
        slug=place.slug,
        form=form,
        unread=sheet.unread,
        outcome=outcome,
        troubles=troubles,
        ready=bool(outcome.entered or outcome.replaced) and not outcome.troubles,
        most=SHOWN,
        columns=[names[0] for names in COLUMNS.values()],
        words=words,
    )
    return shown, 422 if outcome.troubles else form.status
