"""The phase of a group: its exit list, each document of it, and the move to another phase."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives import permissions
from incubator.cooperatives.messages import PHASES, ROUTE
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import cooperative
from incubator.cooperatives.values import DocumentState, Phase
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, form_page
from incubator.home import messages, queries, rules, services
from incubator.home.forms import DocumentForm, PhaseForm
from incubator.home.rules import marking
from incubator.home.views.blueprint import pages
from incubator.home.views.cards import situation_here


@pages.get("/cooperaties/<slug>/voortgang")
@guarded(permissions.may_see, load=cooperative)
def progress(group: Cooperative) -> ResponseReturnValue:
    """What closes the present phase, what the others ask, and how the group came here."""
    situation = situation_here(group)
    others = [
        (PHASES[phase], messages.exit_lines(group.slug, rules.exit_list(situation, phase)))
        for phase in ROUTE
        if phase is not group.phase
    ]
    return render_template(
        "home/progress.html",
        group=group,
        lines=messages.exit_lines(group.slug, rules.exit_list(situation)),
        others=others,
        moves=queries.phase_moves(group),
        phases=PHASES,
        documents=messages.DOCUMENTS,
        may_record=permissions.may_record(current_user, group),
        may_guide=permissions.may_guide(current_user, group),
    )


@pages.route("/cooperaties/<slug>/voortgang/<key>", methods=["GET", "POST"])
@guarded(permissions.may_record, load=cooperative)
def document(group: Cooperative, key: str) -> ResponseReturnValue:
    """Say where a document stands: the group that it is ready, who guides it that it is good."""
    if key not in messages.DOCUMENTS:
        abort(404)
    decides = permissions.may_guide(current_user, group)
    form = DocumentForm(data=_standing(group, key))
    allowed = marking.OF_COACH if decides else marking.OF_GROUP
    form.state.choices = [SelectChoice(state.value, messages.STATES[state]) for state in allowed]
    if carry_out(form, lambda: _mark(group, key, form, decides=decides)):
        flash(_("Saved."))
        return redirect(url_for("home.progress", slug=group.slug))
    title = messages.DOCUMENTS[key]
    return form_page("home/document.html", form, group=group, title=title, decides=decides)


def _standing(group: Cooperative, key: str) -> dict[str, str]:
    mark = queries.phase_document(group, key)
    if mark is None:
        return {"state": DocumentState.MISSING.value, "note": ""}
    return {"state": mark.state.value, "note": mark.note}


def _mark(group: Cooperative, key: str, form: DocumentForm, *, decides: bool) -> None:
    form.settle(_standing(lock(group), key))
    state = DocumentState(form.state.data)
    services.mark_document(group, key, state, note=form.note.data or "", by=viewer(), now=clock.now(), decides=decides)


@pages.route("/cooperaties/<slug>/fase", methods=["GET", "POST"])
@guarded(permissions.may_guide, load=cooperative)
def phase(group: Cooperative) -> ResponseReturnValue:
    """Let the group go to another phase, with what is still open of this one in sight."""
    situation = situation_here(group)
    left_open = [item for item in rules.exit_list(situation) if not item.settled]
    following = group.phase.following
    suggested = group.phase if left_open or following is None else following
    form = PhaseForm(data={"phase": suggested.value})
    form.phase.choices = [SelectChoice(phase.value, PHASES[phase]) for phase in Phase]
    if carry_out(form, lambda: _move(group, form)):
        flash(_("%(group)s is now in phase %(phase)s.", group=group.name, phase=PHASES[group.phase]))
        return redirect(url_for("cooperatives.show", slug=group.slug))
    lines = messages.exit_lines(group.slug, left_open)
    return form_page("home/phase.html", form, group=group, lines=lines, phases=PHASES)


def _move(group: Cooperative, form: PhaseForm) -> None:
    form.settle({"phase": lock(group).phase.value})
    services.move_to_phase(group, Phase(form.phase.data), reason=form.reason.data or "", by=viewer(), now=clock.now())
