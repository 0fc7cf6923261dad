"""The buttons with which work goes from hand to hand."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash
from incubator.reviews import queries, services
from incubator.reviews.forms import GiveBackForm
from incubator.reviews.messages import time_of_day
from incubator.reviews.models import Round
from incubator.reviews.permissions import may_review
from incubator.reviews.views.blueprint import pages


@pages.post("/<int:round_id>/oppakken")
@guarded(may_review, load=queries.round_in_sight)
def claim(work: Round) -> ResponseReturnValue:
    coach = current_user._get_current_object()
    if carry_out_or_flash(lambda: services.claim(work, coach=coach, now=clock.now())) is not None:
        flash(
            _(
                "You are reading this until %(moment)s. Who writes gets more time.",
                moment=time_of_day(work.claimed_until),
            )
        )
    return redirect(url_for("reviews.show", round_id=work.id))


@pages.post("/<int:round_id>/begeleiden")
@guarded(may_review, load=queries.round_in_sight)
def begin_to_guide(work: Round) -> ResponseReturnValue:
    """A coach becomes the coach of a group that has none."""
    coach = current_user._get_current_object()
    if carry_out_or_flash(lambda: services.begin_to_guide(work, coach=coach, today=clock.today())):
        flash(_("You now guide %(group)s.", group=work.case.cooperative.name))
    return redirect(url_for("reviews.show", round_id=work.id))


@pages.post("/<int:round_id>/loslaten")
@guarded(may_review, load=queries.round_in_sight)
def release(work: Round) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.put_back(work, by=viewer(), now=clock.now())) is not None:
        flash(_("Back in the queue, for any coach."))
    return redirect(url_for("reviews.show", round_id=work.id))


@pages.post("/<int:round_id>/terugnemen")
@guarded(may_review, load=queries.round_in_sight)
def take_draft_back(work: Round) -> ResponseReturnValue:
    """A coach who learns the work goes on with what waits for the lead."""
    if carry_out_or_flash(lambda: services.take_draft_back(work, coach=viewer(), now=clock.now())) is not None:
        flash(_("You can go on. Nobody releases it now."))
    return redirect(url_for("reviews.show", round_id=work.id))


@pages.post("/<int:round_id>/teruggeven")
@guarded(may_review, load=queries.round_in_sight)
def give_back(work: Round) -> ResponseReturnValue:
    """A lead lets the coach look once more."""
    form = GiveBackForm()
    note = form.note.data or ""
    if carry_out(form, lambda: services.give_back(work, note, lead=viewer(), now=clock.now())) is None:
        flash(" ".join([*form.form_errors, *form.note.errors]), "error")
        return redirect(url_for("reviews.show", round_id=work.id, _anchor="give-back"))
    flash(_("Given back. Your colleague gets a mail with your note."))
    return redirect(url_for("reviews.queue", wie="release"))
