"""What coaches note about a piece of work for themselves."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.reviews import queries
from incubator.reviews.forms import NoteForm
from incubator.reviews.models import Round
from incubator.reviews.models.talk import ReviewNote
from incubator.reviews.permissions import is_own_note, may_review
from incubator.reviews.queries import talk
from incubator.reviews.services import talking as services
from incubator.reviews.views.blueprint import pages


@pages.route("/<int:round_id>/notities", methods=["GET", "POST"])
@guarded(may_review, load=queries.round_in_sight)
def notes(work: Round) -> ResponseReturnValue:
    """All notes about this work, and room for a new one."""
    form = NoteForm()
    if carry_out(form, lambda: services.note(work, form.text.data or "", by=viewer(), now=clock.now())):
        flash(_("Noted. The group does not see it."))
        return redirect(url_for("reviews.notes", round_id=work.id))
    return form_page("reviews/notes.html", form, work=work, notes=talk.notes(work))


@pages.post("/notities/<int:note_id>/verwijderen")
@guarded(is_own_note, load=talk.note)
def remove_note(note: ReviewNote) -> ResponseReturnValue:
    rounds = queries.rounds(note.case.cooperative, note.case.kind, note.case.ref)
    if carry_out_or_flash(lambda: services.remove_note(note)) is not None:
        flash(_("Removed."))
    return redirect(url_for("reviews.notes", round_id=rounds[0].id))
