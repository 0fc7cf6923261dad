"""The page on which a list of creditors is brought: looked at first, then stored exactly as it was shown."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded
from incubator.anchors import permissions
from incubator.anchors.forms.purchases import SpendListForm
from incubator.anchors.messages import words
from incubator.anchors.models import AnchorOrganisation, SpendList
from incubator.anchors.queries import institutions
from incubator.anchors.rules.creditor_columns import COLUMNS
from incubator.anchors.rules.creditor_file import read_creditors
from incubator.anchors.services import lists as services
from incubator.anchors.values.purchases import CreditorFile, ListOutcome, PersonNames
from incubator.anchors.views.blueprint import pages, when
from incubator.anchors.views.institutions import ONE
from incubator.core import clock
from incubator.core.brought_files import text_of
from incubator.core.errors import RuleViolation
from incubator.core.forms import choices_of
from incubator.core.i18n import explain
from incubator.core.web import carry_out, lines_brought

SHOWN = 30


@pages.route(f"{ONE}/lijst", methods=["GET", "POST"])
@guarded(permissions.may_fill_anchor, load=institutions.anchor)
def bring(anchor: AnchorOrganisation) -> ResponseReturnValue:
    """A list from a file: all of it or nothing, and nothing before somebody has seen what was read."""
    form = _form()
    known = {"slug": anchor.neighbourhood.slug, "number": anchor.id, "name": anchor.name}
    file, outcome = CreditorFile(), ListOutcome()
    if form.validate_on_submit():
        try:
            file = read_creditors(lines_brought(form, text_of))
            outcome = services.look(anchor, file, form.terms(), today=clock.today())
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
    if outcome.lines and not outcome.troubles and request.form.get("do") == "save":
        done = carry_out(form, lambda: _store(anchor, file, form))
        if done is not None:
            flash(_("The list is stored."))
            return redirect(url_for("anchors.spend", **_address(known), year=form.year.data))
        outcome = services.look(anchor, file, form.terms(), today=clock.today())
    return _page(known, form, file, outcome)


def _store(anchor: AnchorOrganisation, file: CreditorFile, form: SpendListForm) -> SpendList:
    return services.take_in(anchor, file, form.terms(), form.seen.data or "", **when())


def _address(known: dict[str, Any]) -> dict[str, Any]:
    return {"slug": known["slug"], "number": known["number"]}


def _form() -> SpendListForm:
    # Of the year that goes on no administration is closed yet.
    usual = {"year": clock.today().year - 1, "said_on": clock.today(), "persons": PersonNames.REPLACE.value}
    form = SpendListForm(data=usual)
    form.persons.choices = choices_of(words.PERSONS)
    return form


def _page(known: dict[str, Any], form: SpendListForm, file: CreditorFile, outcome: ListOutcome) -> ResponseReturnValue:
    troubles = []
    for trouble in outcome.troubles[:SHOWN]:
        troubles.append((trouble.line, trouble.column, explain(trouble.broken_rule)))
    shown = render_template(
        "anchors/bring.html",
        **known,
        form=form,
        file=file,
        outcome=outcome,
        troubles=troubles,
        ready=bool(outcome.lines) and not outcome.troubles,
        most=SHOWN,
        columns=[names[0] for names in COLUMNS.values()],
    )
    return shown, 422 if outcome.troubles and not form.errors else form.status
