"""What a buyer buys, for everyone; and for the manager: which organisations are one."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, is_manager, public
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain
from incubator.formats.values import NoticeKind
from incubator.notices import forms
from incubator.notices.models import Organisation, OrganisationMerger
from incubator.notices.queries import organisations as queries
from incubator.notices.services import mergers
from incubator.notices.views.blueprint import pages

CALLS = (
    NoticeKind.PLANNING,
    NoticeKind.CONSULTATION,
    NoticeKind.COMPETITION,
    NoticeKind.EX_ANTE,
    NoticeKind.CANCELLATION,
)


@pages.get("/opdrachtgevers/<int:organisation_id>")
@public
def organisation(organisation_id: int) -> ResponseReturnValue:
    """What this organisation asks for, who won it, and when those contracts end."""
    found = queries.organisation(organisation_id)
    if found is None:
        abort(404)
    if found.merged_into_id is not None:
        return redirect(url_for("notices.organisation", organisation_id=found.merged_into_id))
    return render_template(
        "notices/organisation.html",
        organisation=found,
        also=queries.merged_into(found),
        calls=queries.bought(found.id, CALLS),
        contracts=queries.bought(found.id, (NoticeKind.AWARD, NoticeKind.MODIFICATION)),
        won=queries.won(found.id),
        mergers=queries.mergers(found),
        now=clock.now(),
    )


@pages.get("/opdrachtgevers")
@guarded(is_manager)
def organisations() -> ResponseReturnValue:
    """All buyers, those that are probably one, and what was merged."""
    name, page = forms.name_of(request.args), forms.page_of(request.args)
    found, total = queries.buyers(name, page)
    return render_template(
        "notices/organisations.html",
        found=found,
        total=total,
        name=name,
        page=page,
        pages=max(1, -(-total // queries.PAGE)),
        alike=queries.alike(),
        mergers=queries.mergers(),
    )


@pages.route("/opdrachtgevers/<int:organisation_id>/samenvoegen", methods=["GET", "POST"])
@guarded(is_manager, load=queries.for_manager)
def merge(merged: Organisation) -> ResponseReturnValue:
    """Choose the organisation that this one is shown as from now on."""
    name = forms.name_of(request.args) or merged.normalised_name
    found, _total = queries.buyers(name)
    form = forms.MergeForm()
    if form.validate_on_submit():
        kept = queries.organisation(form.kept.data or 0)
        try:
            if kept is None:
                abort(404)
            with transaction():
                mergers.merge(merged, kept, by=current_user, now=clock.now())
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("From now on %(merged)s is shown as %(kept)s.", merged=merged.name, kept=kept.name))
            return redirect(url_for("notices.organisation", organisation_id=kept.id))
    found = [one for one in found if one.organisation.id != merged.id]
    page = render_template("notices/merge.html", merged=merged, found=found, form=form, name=name)
    return page, 422 if form.errors else 200


@pages.post("/opdrachtgevers/samenvoegingen/<int:merger_id>/splitsen")
@guarded(is_manager, load=queries.merger)
def split(merger: OrganisationMerger) -> ResponseReturnValue:
    """Take a merger back."""
    try:
        with transaction():
            mergers.split(merger, by=current_user, now=clock.now())
    except RuleViolation as broken_rule:
        flash(explain(broken_rule), "error")
    else:
        flash(_("%(merged)s is an organisation of its own again.", merged=merger.merged.name))
    return redirect(url_for("notices.organisations"))
