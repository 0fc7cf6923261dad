"""The page on which members come from a file: looked at first, then entered."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.brought_files import text_of
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain
from incubator.core.web import carry_out, lines_brought
from incubator.register import permissions, queries, rules, services
from incubator.register.forms import MembersFileForm
from incubator.register.values import MembersFile, TakenIn
from incubator.register.views.blueprint import pages

SHOWN = 50


@pages.route("/leden/bestand", methods=["GET", "POST"])
@guarded(permissions.may_write, load=cooperatives_queries.cooperative)
def bring(group: Cooperative) -> ResponseReturnValue:
    """Members from a file: all of them or none, and nothing before somebody has seen what was read."""
    form, read, outcome = MembersFileForm(), MembersFile(), TakenIn()
    if form.validate_on_submit():
        try:
            read = rules.read_members(lines_brought(form, text_of))
            outcome = services.look(group, read, with_alike=form.with_alike.data, now=clock.now())
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
    if read.lines and not outcome.troubles and request.form.get("do") == "save":
        done = carry_out(
            form,
            lambda: services.take_in(
                group,
                read,
                with_alike=form.with_alike.data,
                before_deed=form.before_deed.data,
                seen=request.form.get("seen", ""),
                author=viewer(),
                now=clock.now(),
            ),
        )
        if done is not None:
            count = len(done.value.entered)
            flash(ngettext("%(num)d member was taken in.", "%(num)d members were taken in.", count))
            return redirect(url_for("register.index", slug=group.slug))
        # Refused for what another did in the meantime: what it would do now is what the page shows.
        outcome = services.look(group, read, with_alike=form.with_alike.data, now=clock.now())
    return _page(group, form, read, outcome)


def _page(group: Cooperative, form: MembersFileForm, read: MembersFile, outcome: TakenIn) -> ResponseReturnValue:
    troubles = []
    for trouble in outcome.troubles[:SHOWN]:
        troubles.append((trouble.line, trouble.column, explain(trouble.broken_rule)))
    shown = render_template(
        "register/bring.html",
        group=group,
        form=form,
        read=read,
        outcome=outcome,
        troubles=troubles,
        ready=bool(outcome.entered) and not outcome.troubles,
        seen=services.mark_of(outcome),
        most=SHOWN,
        founded_on=queries.founded_on(group),
        columns=[names[0] for names in rules.COLUMNS.values()],
    )
    return shown, 422 if outcome.troubles else form.status
