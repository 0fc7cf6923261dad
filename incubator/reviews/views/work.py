"""The coach's pages: what waits, oldest first, and one piece of work with its differences, remarks and verdict."""

from collections.abc import Mapping

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, is_coach, viewer
from incubator.cooperatives.messages import PHASES
from incubator.cooperatives.queries import cooperative, cooperatives
from incubator.cooperatives.queries.people import has_coach
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.formatting import money
from incubator.core.forms import search_words
from incubator.core.i18n import explain
from incubator.core.i18n import mark as N_
from incubator.core.quantities import read_amount
from incubator.core.web import carry_out, carry_out_or_flash, form_page, page_asked
from incubator.reviews import queries, rules, services
from incubator.reviews.forms import PREFIX, ReviewForm, review_form, with_saved
from incubator.reviews.messages import BADGES, STAGES
from incubator.reviews.models import Round
from incubator.reviews.permissions import may_review
from incubator.reviews.queries import QueueFilter
from incubator.reviews.services import saved
from incubator.reviews.values import VERDICT, Guidance, RoundStage, TextChange, WorkItem
from incubator.reviews.views.blueprint import pages

TABS = ("waiting", "mine", "decided")


@pages.get("/")
@guarded(is_coach)
def queue() -> ResponseReturnValue:
    """What waits for a coach, oldest first; what one reads; what was decided lately."""
    who = request.args.get("wie", TABS[0])
    chosen = QueueFilter(
        who=who if who in TABS else TABS[0],
        group=search_words(request.args.get("groep")),
        phase=request.args.get("fase", ""),
        own=request.args.get("van") == "mij",
    )
    page = page_asked()
    return render_template(
        "reviews/queue.html",
        queue=queries.queue(current_user, chosen, page),
        chosen=chosen,
        page=page,
        per_page=queries.PAGE,
        groups=cooperatives(current_user),
        phases=PHASES,
        stages=STAGES,
        badges=BADGES,
    )


@pages.route("/<int:round_id>", methods=["GET", "POST"])
@guarded(may_review, load=queries.round_in_sight)
def show(work: Round) -> ResponseReturnValue:
    """One piece of work: what changed, remarks beside the answers, and the decision."""
    form = _form(work)
    wish = request.form.get("do", "save")
    done = carry_out(form, lambda: _decide(work, wish, form))
    if done is None:
        return _page(work, form, {})
    if done.value:
        return _page(work, form, done.value)
    flash(_what_happened(work, wish))
    return redirect(url_for("reviews.show", round_id=work.id, _anchor=_place_of(wish, form)))


def _place_of(wish: str, form: ReviewForm) -> str | None:
    """The field that a saved remark was put in or taken from, to go on there."""
    _what, part, _number = with_saved(wish)
    field = form.field_of(part)
    return field.id if field is not None else None


def _form(work: Round) -> ReviewForm:
    return review_form(work.items, services.texts_of(work), services.text_version(work))


def _decide(work: Round, decision: str, form: ReviewForm) -> dict[str, str]:
    """Save what was typed, and decide; only when no other tab changed the same text: those texts are given back."""
    coach, now = viewer(), clock.now()
    what, part, number = with_saved(decision)
    if what == "insert":
        _insert(form, part, number)
    conflicts = _save(work, form)
    if conflicts:
        return conflicts
    if what == "keep":
        saved.keep(coach, form.texts().get(part, ""), now=now)
    if decision == "return":
        services.return_to_group(work, work.verdict, coach=coach, now=now)
    elif decision == "approve":
        services.approve(work, work.verdict, coach=coach, now=now)
    return {}


def _save(work: Round, form: ReviewForm) -> dict[str, str]:
    coach = current_user._get_current_object()
    # No version sent is a page that began with nothing; None would write over what another tab stored.
    opened, verdict = form.version.data or "", form.verdict.data or ""
    return services.save_remarks(work, form.remarks(), verdict, coach=coach, now=clock.now(), opened=opened)


def _insert(form: ReviewForm, part: str, number: int) -> None:
    """Put a saved remark below what stands in a field already."""
    remark, field = queries.saved_remark(viewer(), number), form.field_of(part)
    if remark is None or field is None:
        raise Conflict(N_("This saved remark is not there any more."))
    field.data = "\n\n".join(filter(None, [field.data, remark.text]))
    if not field.validate(form):
        raise RuleViolation(N_("With this remark the text becomes too long."))


def _what_happened(work: Round, wish: str) -> str:
    group = work.case.cooperative.name
    if wish.startswith("keep:"):
        return _("Kept to use again. You find it below every remark.")
    if work.with_coach:
        return _("Your remarks are saved. The group does not see them yet.")
    if work.stage is RoundStage.APPROVED:
        return _("Approved. %(group)s gets a mail.", group=group)
    return _("Returned to %(group)s.", group=group)


def _page(work: Round, form: ReviewForm, conflicts: Mapping[str, str]) -> ResponseReturnValue:
    """The page of the work. `conflicts` are the texts of another tab; the form then begins with the version of those."""
    if conflicts:
        form.begin_again(services.text_version(work))
    before = queries.round_before(work)
    kind = services.KINDS[work.case.kind]
    mine = work.with_coach and work.coach_id == current_user.id
    unsaved = {} if mine else _unsaved(form, services.texts_of(work))
    kept = queries.saved_remarks(viewer()) if mine else ()
    group = work.case.cooperative
    guidance = kind.guidance(work.case.ref)
    following = None if work.with_coach else queries.next_waiting(current_user)
    return form_page(
        "reviews/show.html",
        form,
        work=work,
        prefix=PREFIX,
        before=before,
        items=_as_read(work, guidance),
        guidance=guidance,
        changes=_changes(before, work, guidance),
        following=following,
        in_sight=cooperative(current_user, group.slug) is not None,
        has_coach=has_coach(group),
        earlier_remarks=before.shown_remarks if before is not None else {},
        rounds=queries.rounds(group, work.case.kind, work.case.ref),
        group_page=url_for(kind.endpoint, slug=group.slug, ref=work.case.ref),
        mine=mine,
        saved=kept,
        conflicts=conflicts,
        unsaved=unsaved,
        verdict=VERDICT,
        stages=STAGES,
        badges=BADGES,
        phases=PHASES,
    )


def _as_read(work: Round, guidance: Guidance) -> list[WorkItem]:
    """The parts with their amounts as money; what cannot be read as an amount stays as it was typed."""
    return rules.in_euros(work.items, guidance.amounts, _euros)


def _euros(typed: str) -> str:
    try:
        return money(read_amount(typed, "nl"))
    except RuleViolation:
        return typed


def _changes(before: Round | None, work: Round, guidance: Guidance) -> dict[str, TextChange]:
    if before is None:
        return {}
    changes = rules.compare(_as_read(before, guidance), _as_read(work, guidance))
    return {change.id: change for change in changes}


def _unsaved(form: ReviewForm, stored: Mapping[str, str]) -> dict[str, str]:
    """What was typed and cannot be stored any more, by part: it is shown, so that it can be copied."""
    if not form.is_submitted():
        return {}
    return {part: text for part, text in form.texts().items() if text and text != stored.get(part)}


@pages.post("/<int:round_id>/bewaren")
@guarded(may_review, load=queries.round_in_sight)
def autosave(work: Round) -> ResponseReturnValue:
    """Keep what the coach is typing; answers a script with the version that was stored."""
    form = _form(work)
    if not form.validate():
        return jsonify(error=_first_error(form)), 422
    try:
        with transaction():
            _save_as_typed(work, form)
    except RuleViolation as broken_rule:
        return jsonify(error=explain(broken_rule)), 409
    return jsonify(version=services.text_version(work))


def _save_as_typed(work: Round, form: ReviewForm) -> None:
    """Save only when the page still shows all that is stored; the script of the page cannot put two texts together."""
    conflicts = _save(work, form)
    if conflicts or services.text_version(work) != rules.version_of(form.texts()):
        raise Conflict(N_("Not saved yet: in another tab you changed this too. Press Save: then you see both."))


def _first_error(form: ReviewForm) -> str:
    messages = list(form.form_errors)
    for field in form:
        messages.extend(field.errors)
    return str(messages[0])


@pages.post("/<int:round_id>/oppakken")
@guarded(may_review, load=queries.round_in_sight)
def claim(work: Round) -> ResponseReturnValue:
    coach = current_user._get_current_object()
    if carry_out_or_flash(lambda: services.claim(work, coach=coach, now=clock.now())) is not None:
        flash(_("You are reading this now. The other coaches see so."))
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
    if carry_out_or_flash(lambda: services.release(work)) is not None:
        flash(_("Back in the queue, for any coach."))
    return redirect(url_for("reviews.show", round_id=work.id))
