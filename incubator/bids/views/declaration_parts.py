"""Pages of the parts of a UEA."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.forms import bidder_details
from incubator.bids.forms import declarations as forms
from incubator.bids.messages import declaration_pages as pages_of
from incubator.bids.messages import declaration_questions as questions
from incubator.bids.messages import declarations as messages
from incubator.bids.messages.declaration_shown import TypedBefore
from incubator.bids.models import Declaration
from incubator.bids.permissions import declarations as may
from incubator.bids.queries import declarations as queries
from incubator.bids.queries.bidders import Bidders, bidders_of
from incubator.bids.rules import espd_criteria as criteria
from incubator.bids.rules.espd_days import problem_of_day
from incubator.bids.rules.together import EO_ROLES_NL
from incubator.bids.services import declarations as services
from incubator.bids.values.declaring import QuestionAsked
from incubator.bids.views.blueprint import pages
from incubator.bids.views.declarations import BASE, about
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import explain, language
from incubator.formats.espd_lots import lots_of_bid, real_lots
from incubator.formats.espd_repeats import row_key
from incubator.formats.espd_values import Answers, EspdAnswer

TEMPLATES = {criteria.BIDDER: "bids/uea_bidder.html"}


@pages.get(f"{BASE}/<int:partner_id>/<part>")
@guarded(may.may_see_declaration, load=queries.declaration)
def declaration_part(known: Declaration, part: str) -> ResponseReturnValue:
    """The questions of one part."""
    # Somebody asked for a row more: the address says in which block.
    return _part_page(known, part, TypedBefore(another=_block(known, part, request.args.get("nog", ""))))


def _part_page(
    known: Declaration, part: str, before: TypedBefore, *, problem: str = "", version: int | None = None
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
    shown = questions.shown(known, among, part, dutch=language() == "nl", write=forms.as_typed, before=before)
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
        opened=questions.opened_for(shown, before.another) or questions.opened(shown),
        field_name=forms.field_name,
        exclusion=part in criteria.EXCLUSION,
        optional=own_list and part in criteria.OPTIONAL,
        not_asked=part in queries.left_out(known),
        next_part=following,
        lots=_lots(known, among),
        **_words(),
    )


def _words() -> dict[str, object]:
    return {"roles_of_operator": EO_ROLES_NL, "sizes": messages.SIZES_NL, "form": ConfirmationForm()}


def _lots(known: Declaration, among: Bidders) -> list[tuple[str, str, bool]]:
    """The lots to choose from, in words and whether they are chosen; none where the numbers tell which these are."""
    if not lots_of_bid(among.request, queries.lots_bid_on(known)).is_open:
        return []
    chosen = queries.lots_said(known)
    return [(lot, questions.lots_in_words([lot]), lot in chosen) for lot in real_lots(among.request)]


def _block(known: Declaration, part: str, name: str) -> str:
    """The block with this name in the form; empty when the part has none."""
    if not name or part == criteria.BIDDER:
        return ""
    blocks = (each.row[0].id for each in _asked(known, part)[0].values() if each.row)
    return next((block for block in blocks if forms.field_name(block) == name), "")


def _asked(known: Declaration, part: str) -> tuple[dict[str, QuestionAsked], Answers]:
    """What a part asks now, and the answers that hold."""
    among = bidders_of(known.partner.bid)
    asked = queries.for_bid(known, among.request)
    answers = messages.answers_of(known, asked, among)
    return pages_of.questions_in_part(asked, part, answers), answers


@pages.post(f"{BASE}/<int:partner_id>/<part>")
@guarded(may.may_fill_in, load=queries.declaration)
def answer_part(known: Declaration, part: str) -> ResponseReturnValue:
    """Save a part. When someone else saved it meanwhile both are shown, and nothing is lost."""
    read = _read(known, part)
    if read.errors:
        another = _block(known, part, request.form.get("more", ""))
        before = TypedBefore(read.typed, read.errors, another=another)
        return _part_page(known, part, before, version=forms.revision_in(request.form)), 422
    try:
        with transaction():
            _save(known, part, read)
    except Conflict as conflict:
        return _both(known, part, read, explain(conflict)), 409
    except RuleViolation as refused:
        return _part_page(known, part, TypedBefore(read.typed), problem=explain(refused)), 422
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
        read = bidder_details.read_bidder(messages.OF_BIDDER, request.form)
        # Boxes that the page did not have say nothing about the lots.
        if "lots-shown" in request.form:
            real = real_lots(queries.request_of(known.partner.bid))
            read.answers[queries.LOTS] = [[lot, ""] for lot in real if lot in request.form.getlist("lots")]
        return read
    asked, answers = _asked(known, part)
    if not asked:
        abort(404)
    check = partial(problem_of_day, today=clock.today())
    read = forms.read_part(asked.values(), request.form, check, without=request.form.get("less", ""))
    _leave_to_dossier(read, asked, answers, queries.stored_answers(known))
    return read


def _leave_to_dossier(
    read: forms.TypedAnswers, asked: Mapping[str, QuestionAsked], answers: Answers, own: Answers
) -> None:
    """What came out of the dossier and was left as it was stays of the dossier: it changes along. A row goes as a whole."""
    untouched = set()
    for number, rows in read.answers.items():
        same = [[answer.text, answer.issuer] for answer in answers.get(number, ())] == rows
        if number not in own and same:
            untouched.add(number)
    for number in untouched:
        row = {line.id for line in asked[number].row} & set(read.answers)
        if row <= untouched:
            del read.answers[number]


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
    theirs: dict[str, tuple[EspdAnswer, ...]] = {}
    for number, rows in read.answers.items():
        saved = stored.get(number, ())
        # Where one may give more each row is compared with the row of the other.
        for place in range(max(len(rows), len(saved), 1) if row_key(number, 1) in read.typed else 1):
            last = None if row_key(number, 1) not in read.typed else place + 1
            kept_here = saved[place:last]
            if [[answer.text, answer.issuer] for answer in kept_here] != rows[place:last]:
                theirs[row_key(number, place)] = kept_here
    return _part_page(known, part, TypedBefore(read.typed, theirs=theirs), problem=problem)


def _after(known: Declaration, part: str) -> str:
    """To the same part while it still asks something, else to all parts."""
    among = bidders_of(known.partner.bid)
    where: dict[str, Any] = {"slug": queries.group_of(known).slug, "bid_id": known.partner.bid_id}
    where["partner_id"] = known.partner_id
    block = _block(known, part, request.form.get("more", "")) or _block(known, part, request.form.get("less", ""))
    if block:
        more = request.form.get("more") or None
        return url_for("bids.declaration_part", **where, part=part, nog=more, _anchor=f"{forms.field_name(block)}-rows")
    for state in pages_of.states(known, among):
        if state.part == part and state.left and part != criteria.BIDDER:
            return url_for("bids.declaration_part", **where, part=part)
    return url_for("bids.declaration", **where)
