"""The page on which the hours of a year come from a file: looked at first, then written down."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from incubator.accounts.permissions import guarded, viewer
from incubator.capital import permissions
from incubator.capital.forms import HoursFileForm
from incubator.capital.models import CapitalYear
from incubator.capital.queries import standing
from incubator.capital.rules.hours_file import COLUMNS, read_hours_file
from incubator.capital.services import hours_file as services
from incubator.capital.values.hours import HoursFile, HoursRead
from incubator.capital.views.blueprint import pages
from incubator.core import clock
from incubator.core.brought_files import text_of
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain
from incubator.core.web import carry_out, lines_brought

SHOWN = 100


@pages.route("/jaren/<int:year>/uren/bestand", methods=["GET", "POST"])
@guarded(permissions.may_write_year, load=standing.year)
def bring_hours(year: CapitalYear) -> ResponseReturnValue:
    """Hours from a file: all lines or none, and nothing before somebody has seen what was read."""
    form, read, outcome = HoursFileForm(), HoursFile(), HoursRead()
    if form.validate_on_submit():
        try:
            read = read_hours_file(lines_brought(form, text_of))
            outcome = services.look(year, read)
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
    if outcome.entered and not outcome.troubles and request.form.get("do") == "save":
        source, seen = form.source.data or "", request.form.get("seen", "")
        done = carry_out(form, lambda: services.take_in(year, read, source, seen=seen, by=viewer(), now=clock.now()))
        if done is not None:
            count = len(done.value.entered)
            flash(ngettext("The hours of %(num)d member are in.", "The hours of %(num)d members are in.", count))
            return redirect(url_for("capital.year", slug=year.cooperative.slug, year=year.year))
        # Refused for what another did in the meantime: what it would do now is what the page shows.
        outcome = services.look(year, read)
    return _page(year, form, read, outcome)


def _page(year: CapitalYear, form: HoursFileForm, read: HoursFile, outcome: HoursRead) -> ResponseReturnValue:
    troubles = []
    for trouble in outcome.troubles[:SHOWN]:
        troubles.append((trouble.line, trouble.column, explain(trouble.broken_rule)))
    shown = render_template(
        "capital/bring_hours.html",
        group=year.cooperative,
        year=year,
        form=form,
        read=read,
        outcome=outcome,
        troubles=troubles,
        ready=bool(outcome.entered) and not outcome.troubles,
        seen=services.mark_of(outcome),
        most=SHOWN,
        columns=[names[0] for names in COLUMNS.values()],
    )
    return shown, 422 if outcome.troubles else form.status
