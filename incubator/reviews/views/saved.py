"""The remarks that a coach keeps to use again."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.models import User
from incubator.accounts.permissions import guarded, is_coach, viewer
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.reviews import queries
from incubator.reviews.forms import SavedRemarkForm
from incubator.reviews.models import SavedRemark
from incubator.reviews.services import saved as services
from incubator.reviews.views.blueprint import pages


@pages.route("/opmerkingen", methods=["GET", "POST"])
@guarded(is_coach)
def saved_remarks() -> ResponseReturnValue:
    """All of one's own, and room for a new one."""
    form = SavedRemarkForm()
    if carry_out(form, lambda: services.keep(viewer(), form.text.data, now=clock.now())):
        flash(_("Kept to use again. You find it below every remark."))
        return redirect(url_for("reviews.saved_remarks"))
    return form_page("reviews/saved.html", form, remarks=queries.saved_remarks(viewer()))


def _is_own(reader: User, remark: SavedRemark) -> bool:
    return remark.coach_id == reader.id


@pages.route("/opmerkingen/<int:remark_id>", methods=["GET", "POST"])
@guarded(_is_own, load=queries.saved_remark)
def saved_remark(remark: SavedRemark) -> ResponseReturnValue:
    form = SavedRemarkForm(data={"text": remark.text})
    if carry_out(form, lambda: _change(remark, form)):
        flash(_("Saved."))
        return redirect(url_for("reviews.saved_remarks"))
    return form_page("reviews/saved_remark.html", form, remark=remark)


def _change(remark: SavedRemark, form: SavedRemarkForm) -> None:
    form.settle({"text": lock(remark).text})
    services.change(remark, form.text.data)


@pages.post("/opmerkingen/<int:remark_id>/verwijderen")
@guarded(_is_own, load=queries.saved_remark)
def remove_saved_remark(remark: SavedRemark) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.remove(remark)):
        flash(_("Removed. Where you used it, it stays."))
    return redirect(url_for("reviews.saved_remarks"))
