"""Commitments: the list, one of them, its proof."""

import contextlib
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.core import clock, files
from incubator.core.db import lock
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.neighbourhood import permissions as neighbourhoods
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import neighbourhood as place_in_sight
from incubator.neighbourhood.rules import SILENT_MONTHS
from incubator.steps import permissions
from incubator.steps.documents import pictures
from incubator.steps.forms.commitments import CommitmentForm, HeardForm
from incubator.steps.messages import commitments as words
from incubator.steps.models import Commitment, CommitmentEntry
from incubator.steps.queries import commitments as queries
from incubator.steps.services import commitments as services
from incubator.steps.values.commitments import CommitmentState
from incubator.steps.views.blueprint import pages

LIST = "/buurten/<slug>/beloften"
EACH = f"{LIST}/<int:number>"


@pages.get(LIST)
@guarded(neighbourhoods.may_look, load=place_in_sight)
def commitments(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    """What was promised and how far it is; what goes stale stands first."""
    known = queries.of_neighbourhood(neighbourhood.id)
    today = clock.today()
    stale = {each.id: queries.stale(each, today=today) for each in known}
    return render_template(
        "steps/commitments.html",
        neighbourhood=neighbourhood,
        commitments=sorted(known, key=lambda each: not stale[each.id]),
        stale=stale,
        picture=pictures.of_commitments(known) if known else None,
        months=SILENT_MONTHS,
        words=words,
        published_at=queries.published_at(neighbourhood.id),
        may_build=neighbourhoods.may_build(viewer(), neighbourhood),
        may_drive=neighbourhoods.may_drive(viewer(), neighbourhood),
    )


@pages.route(f"{LIST}/nieuw", methods=["GET", "POST"])
@guarded(neighbourhoods.may_build, load=place_in_sight)
def promise(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    form = CommitmentForm(data={"state": CommitmentState.PROMISED.value})
    done = carry_out(form, lambda: services.promise(neighbourhood, form.terms(), now=clock.now(), today=clock.today()))
    if done is not None:
        flash(_("Saved."))
        return to_commitment(done.value)
    return form_page("steps/commitment_form.html", form, neighbourhood=neighbourhood, commitment=None)


@pages.get(EACH)
@guarded(permissions.may_see, load=queries.commitment)
def commitment(known: Commitment) -> ResponseReturnValue:
    """One commitment: the promise beside its proof."""
    today = clock.today()
    return render_template(
        "steps/commitment.html",
        neighbourhood=known.neighbourhood,
        commitment=known,
        stale=queries.stale(known, today=today),
        heard_on=queries.heard_on(known),
        months=SILENT_MONTHS,
        words=words,
        reports={seat.id: queries.standing_reports(seat) for seat in known.seats},
        may_build=neighbourhoods.may_build(viewer(), known.neighbourhood),
    )


@pages.route(f"{EACH}/wijzigen", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.commitment)
def change_commitment(known: Commitment) -> ResponseReturnValue:
    form = CommitmentForm(data=_standing(known))
    if carry_out(form, lambda: _change(known, form)):
        flash(_("Saved."))
        return to_commitment(known)
    return form_page("steps/commitment_form.html", form, neighbourhood=known.neighbourhood, commitment=known)


def _change(known: Commitment, form: CommitmentForm) -> None:
    form.settle(_standing(lock(known)))
    services.change(known, form.terms(), now=clock.now(), today=clock.today())


def _standing(known: Commitment) -> dict[str, Any]:
    names = [name for name in CommitmentForm()._fields if hasattr(known, name)]
    standing = {name: getattr(known, name) for name in names}
    standing["kind"], standing["state"] = known.kind.value, known.state.value
    standing["budget_period"] = known.budget_period.value if known.budget_period else ""
    return standing


@pages.route(f"{EACH}/bewijs", methods=["GET", "POST"])
@guarded(permissions.may_fill, load=queries.commitment)
def hear(known: Commitment) -> ResponseReturnValue:
    """Add proof or news."""
    form = HeardForm(data={"on_date": clock.today()})
    content, name = sent_file()
    done = carry_out(
        form, lambda: services.hear(known, form.heard(content, name), now=clock.now(), today=clock.today())
    )
    if done is not None:
        flash(_("Added."))
        return to_commitment(known)
    return form_page("steps/heard_form.html", form, neighbourhood=known.neighbourhood, commitment=known)


@pages.get(f"{EACH}/bewijs/<int:entry_id>")
@guarded(permissions.may_see, load=queries.entry)
def proof_file(entry: CommitmentEntry) -> ResponseReturnValue:
    """The file of a proof; a link is no file."""
    # The address of a proof can be guessed by who sees the commitment; a link has nothing to download.
    if entry.file is None:
        abort(404)
    return files.as_download(entry.file)


@pages.post(f"{LIST}/openbaar")
@guarded(neighbourhoods.may_drive, load=place_in_sight)
def publish(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.publish(neighbourhood, now=clock.now())):
        flash(_("Everybody can see the commitments now."))
    return redirect(url_for("steps.commitments", slug=neighbourhood.slug))


@pages.post(f"{LIST}/niet-openbaar")
@guarded(neighbourhoods.may_drive, load=place_in_sight)
def withdraw(neighbourhood: Neighbourhood) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.withdraw(neighbourhood)):
        flash(_("The commitments are not public any more."))
    return redirect(url_for("steps.commitments", slug=neighbourhood.slug))


def to_commitment(known: Commitment) -> ResponseReturnValue:
    """Back to the page of a commitment."""
    return redirect(url_for("steps.commitment", slug=known.neighbourhood.slug, number=known.id))


def sent_file() -> tuple[bytes, str]:
    """The file that came with the form and its name; nothing when none was chosen."""
    sent = request.files.get("file")
    if sent is None:
        return b"", ""
    # A large file lies in a temporary one, which has to be closed.
    with contextlib.closing(sent):
        return sent.read(), sent.filename or ""
