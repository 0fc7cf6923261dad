"""What a buyer buys, for everyone; and for the manager: which organisations are one."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, is_manager, public
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
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
    shown = queries.organisation(organisation_id)
    if shown is None:
        abort(404)
    if shown.merged_into_id is not None:
        return redirect(url_for("notices.organisation", organisation_id=shown.merged_into_id))
    return render_template(
        "notices/organisation.html",
        organisation=shown,
        also=queries.merged_into(shown),
        calls=queries.bought(shown.id, CALLS),
        contracts=queries.bought(shown.id, (NoticeKind.AWARD, NoticeKind.MODIFICATION)),
        won=queries.won(shown.id),
        mergers=queries.mergers(shown),
        now=clock.now(),
    )


@pages.get("/opdrachtgevers")
@guarded(is_manager)
def organisations() -> ResponseReturnValue:
    """All buyers, those that are probably one, and what was merged."""
    name, page = forms.name_of(request.args), forms.page_of(request.args)
    buyers, total = queries.buyers(name, page)
    return render_template(
        "notices/organisations.html",
        buyers=buyers,
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
    form = forms.MergeForm()
    outcome = carry_out(form, lambda: _merge(merged, form.kept.data or 0))
    if outcome is not None:
        kept = outcome.value
        flash(_("From now on %(merged)s is shown as %(kept)s.", merged=merged.name, kept=kept.name))
        return redirect(url_for("notices.organisation", organisation_id=kept.id))
    alike, _total = queries.buyers(name)
    others = [buyer for buyer in alike if buyer.organisation.id != merged.id]
    return form_page("notices/merge.html", form, merged=merged, others=others, name=name)


def _merge(merged: Organisation, kept_id: int) -> Organisation:
    kept = queries.organisation(kept_id)
    if kept is None:
        abort(404)
    mergers.merge(merged, kept, by=current_user, now=clock.now())
    return kept


@pages.post("/opdrachtgevers/samenvoegingen/<int:merger_id>/splitsen")
@guarded(is_manager, load=queries.merger)
def split(merger: OrganisationMerger) -> ResponseReturnValue:
    """Take a merger back."""
    if carry_out_or_flash(lambda: mergers.split(merger, by=current_user, now=clock.now())):
        flash(_("%(merged)s is an organisation of its own again.", merged=merger.merged.name))
    return redirect(url_for("notices.organisations"))
