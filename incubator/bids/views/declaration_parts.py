"""Pages of the parts of a UEA."""

from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.forms import bidder_details
from incubator.bids.forms import declarations as forms
from incubator.bids.messages import declaration_pages as pages_of
from incubator.bids.messages import declarations as messages
from incubator.bids.models import Declaration
from incubator.bids.permissions import declarations as may
from incubator.bids.queries import declarations as queries
from incubator.bids.queries.bidders import bidders_of
from incubator.bids.rules import espd_criteria as criteria
from incubator.bids.rules.together import EO_ROLES_NL
from incubator.bids.services import declarations as services
from incubator.bids.views.blueprint import pages
from incubator.bids.views.declarations import BASE, about
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import explain, language

TEMPLATES = {criteria.BIDDER: "bids/uea_bidder.html"}


@pages.get(f"{BASE}/<int:partner_id>/<part>")
@guarded(may.may_see_declaration, load=queries.declaration)
def declaration_part(known: Declaration, part: str) -> ResponseReturnValue:
    """The questions of one part."""
    return _part_page(known, part, pages_of.TypedBefore())


def _part_page(
    known: Declaration, part: str, before: pages_of.TypedBefore, *, problem: str = "", version: int | None = None
) -> str:
    among = bidders_of(known.partner.bid)
    names = [state.part for state in pages_of.states(known, among)]
    if part not in names:
        abort(404)
    kept = queries.part_of(known, part)
    if version is None:
        version = kept.revision if kept is not None else 0
    # The last part leads nowhere.
    following = (*names[names.index(part) + 1 :], "")[0]
    own_list = queries.asked_request(known.partner.bid) is None
    typed = before.rows if part == criteria.BIDDER else {}
    shown = pages_of.shown(known, among, part, dutch=language() == "nl", write=forms.as_typed, before=before)
    return render_template(
        TEMPLATES.get(part, "bids/uea_part.html"),
        **about(known),
        part=part,
        title=pages_of.title_of(part, known.partner),
        criteria=shown,
        details=messages.bidder_details(known, among) | {name: rows[0] for name, rows in typed.items()},
        errors=before.errors,
        operator=messages.operator_of(known, among),
        version=version,
        kept=kept,
        problem=problem,
        refused=bool(problem or before.errors),
        opened=pages_of.opened(shown),
        field_name=forms.field_name,
        exclusion=part in criteria.EXCLUSION,
        optional=own_list and part in criteria.OPTIONAL,
        not_asked=part in queries.left_out(known),
        next_part=following,
        **_words(),
    )


def _words() -> dict[str, object]:
    return {"roles_of_operator": EO_ROLES_NL, "sizes": messages.SIZES_NL, "form": ConfirmationForm()}


@pages.post(f"{BASE}/<int:partner_id>/<part>")
@guarded(may.may_fill_in, load=queries.declaration)
def answer_part(known: Declaration, part: str) -> ResponseReturnValue:
    """Save a part. When someone else saved it meanwhile both are shown, and nothing is lost."""
    read = _read(known, part)
    if read.errors:
        before = pages_of.TypedBefore(read.typed, read.errors)
        return _part_page(known, part, before, version=forms.revision_in(request.form)), 422
    try:
        with transaction():
            _save(known, part, read)
    except Conflict as conflict:
        return _both(known, part, read, explain(conflict)), 409
    except RuleViolation as refused:
        return _part_page(known, part, pages_of.TypedBefore(read.typed), problem=explain(refused)), 422
    flash(_("Saved."))
    return redirect(_after(known, part))


@pages.post(f"{BASE}/<int:partner_id>/<part>/bewaren")
@guarded(may.may_fill_in, load=queries.declaration)
def keep_part(known: Declaration, part: str) -> ResponseReturnValue:
    """Keep what is being typed; what is not right yet waits for the button."""
    read = _read(known, part)
    # Half a date is not wrong, it is being typed.
    if read.errors:
        return jsonify(error=next(iter(read.errors.values()))), 422
    try:
        with transaction():
            revision = _save(known, part, read)
    except RuleViolation as refused:
        return jsonify(error=explain(refused)), 409
    return jsonify(version=revision)


def _read(known: Declaration, part: str) -> forms.TypedAnswers:
    if part == criteria.BIDDER:
        return bidder_details.read_bidder(messages.OF_BIDDER, request.form)
    among = bidders_of(known.partner.bid)
    asked, answers = among.request, messages.answers_of(known, among.request, among)
    questions = pages_of.questions_in_part(asked, part, answers, queries.lots_of(known, asked))
    if not questions:
        abort(404)
    read = forms.read_part(questions, request.form)
    # What came out of the dossier and was left as it was stays of the dossier: it changes along.
    own = queries.stored_answers(known)
    for number, given in list(read.answers.items()):
        same = [[answer.text, answer.issuer] for answer in answers.get(number, ())] == given
        if number not in own and same:
            del read.answers[number]
    return read


def _save(known: Declaration, part: str, read: forms.TypedAnswers) -> int:
    kept = queries.part_of(known, part)
    answers = {**(kept.answers if kept is not None else {}), **read.answers}
    if request.form.get("not_asked"):
        answers[queries.NOT_ASKED] = True
    elif "not_asked-shown" in request.form:
        answers.pop(queries.NOT_ASKED, None)
    return services.save_part(
        known, part, answers, revision=forms.revision_in(request.form), by=viewer(), now=clock.now()
    )


def _both(known: Declaration, part: str, read: forms.TypedAnswers, problem: str) -> str:
    """What was typed in the fields, and beside it what the other saved; the page knows of both now."""
    kept = queries.part_of(known, part)
    stored = queries.answers_in(kept.answers) if kept is not None else {}
    theirs = {}
    for number, rows in read.answers.items():
        saved = [[answer.text, answer.issuer] for answer in stored.get(number, ())]
        if saved != rows:
            theirs[number] = stored.get(number, ())
    return _part_page(known, part, pages_of.TypedBefore(read.typed, theirs=theirs), problem=problem)


def _after(known: Declaration, part: str) -> str:
    """To the same part while it still asks something, else to all parts."""
    among = bidders_of(known.partner.bid)
    where: dict[str, Any] = {"slug": queries.group_of(known).slug, "bid_id": known.partner.bid_id}
    where["partner_id"] = known.partner_id
    for state in pages_of.states(known, among):
        if state.part == part and state.left and part != criteria.BIDDER:
            return url_for("bids.declaration_part", **where, part=part)
    return url_for("bids.declaration", **where)
