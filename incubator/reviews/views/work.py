"""The coach's pages: what waits, oldest first, and one piece of work with its differences, remarks and verdict."""

from collections.abc import Collection, Mapping

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, viewer
from incubator.cooperatives.messages import PHASES
from incubator.cooperatives.queries import cooperative
from incubator.cooperatives.queries.people import has_coach
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import explain
from incubator.core.i18n import mark as N_
from incubator.core.web import carry_out, form_page
from incubator.reviews import queries, rules, services
from incubator.reviews.forms import PREFIX, GiveBackForm, ReviewForm, review_form, with_saved
from incubator.reviews.messages import BADGES, DECISIONS, STAGES, time_of_day
from incubator.reviews.models import Round
from incubator.reviews.permissions import may_review
from incubator.reviews.queries import RoundPlace, talk
from incubator.reviews.queries.training import lead_of, leads
from incubator.reviews.rules.claims import is_held
from incubator.reviews.rules.hurry import closing_first
from incubator.reviews.services import hurrying, saved
from incubator.reviews.values import VERDICT, CoachDecision, Guidance, RoundStage, TextChange
from incubator.reviews.views.blueprint import pages
from incubator.reviews.views.parts import hints_in_words
from incubator.reviews.views.reading import as_read

TABS = ("waiting", "mine", "decided")


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
    if decision in set(CoachDecision):
        services.decide(work, CoachDecision(decision), work.verdict, coach=coach, now=now)
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
    if work.drafted is not None and work.coach_id == current_user.id:
        return _("Your decision waits for a colleague who releases it. The group does not see it yet.")
    if work.with_coach:
        return _("Your remarks are saved. The group does not see them yet.")
    if work.with_advice:
        return _("Approved with advice. %(group)s gets a mail.", group=group)
    if work.stage is RoundStage.APPROVED:
        return _("Approved. %(group)s gets a mail.", group=group)
    return _("Returned to %(group)s.", group=group)


def _page(work: Round, form: ReviewForm, conflicts: Mapping[str, str]) -> ResponseReturnValue:
    """The page of the work. `conflicts` are the texts of another tab; the form then begins with the version of those."""
    if conflicts:
        form.begin_again(services.text_version(work))
    before = queries.round_before(work)
    kind = services.KINDS[work.case.kind]
    mine = _in_my_hands(work)
    unsaved = {} if mine else _unsaved(form, services.texts_of(work))
    kept = queries.saved_remarks(viewer()) if mine else ()
    group = work.case.cooperative
    guidance = kind.guidance(work.case.ref)
    following = None if work.with_coach else _following()
    changes = _changes(before, work, guidance)
    items = as_read(work, guidance)
    earlier = talk.open_remarks(work)
    hints = hints_in_words(kind.hints(group, work.case.ref, work.items))
    replies = talk.replies(work)
    remarks = {remark.item_id: remark for remark in work.remarks}
    noticed = {*hints, *earlier, *replies, *remarks, *conflicts, *unsaved, *form.refused_parts()}
    lead = lead_of(viewer()) if mine else None
    remarks_before = before.shown_remarks if before is not None else {}
    return form_page(
        "reviews/show.html",
        form,
        work=work,
        prefix=PREFIX,
        before=before,
        terms=hurrying.terms_of([RoundPlace(work.id, work.case.kind, work.case.ref)]).get(work.id),
        items=items,
        guidance=guidance,
        changes=changes,
        folded=_folded(changes, noticed),
        hints=hints,
        remarks=remarks,
        earlier=earlier,
        replies=replies,
        notes=talk.notes(work),
        lead=lead,
        giving_back=GiveBackForm(),
        until=time_of_day(work.claimed_until),
        held=is_held(work.claimed_until, clock.now()),
        following=following,
        in_sight=cooperative(current_user, group.slug) is not None,
        has_coach=has_coach(group),
        earlier_remarks=remarks_before,
        rounds=queries.rounds(group, work.case.kind, work.case.ref),
        group_page=url_for(kind.endpoint, slug=group.slug, ref=work.case.ref),
        mine=mine,
        saved=kept,
        conflicts=conflicts,
        unsaved=unsaved,
        verdict=VERDICT,
        stages=STAGES,
        badges=BADGES,
        decisions=DECISIONS,
        phases=PHASES,
    )


def _following() -> Round | None:
    """The piece of work to go on with, in the order of the queue."""
    first = closing_first(hurrying.terms_in_reach(viewer()), clock.now())
    return queries.next_waiting(viewer(), first=first)


def _in_my_hands(work: Round) -> bool:
    """Whether this coach writes about the work now: who reads it, or who releases the decision about it."""
    if not work.with_coach:
        return False
    if work.drafted is not None:
        return leads(viewer(), work)
    return work.coach_id == current_user.id


def _folded(changes: Mapping[str, TextChange], noticed: Collection[str]) -> set[str]:
    """The parts that are as they were in the round before, and about which nobody wrote: they are folded away."""
    return {part for part, change in changes.items() if not change.changed and part not in noticed}


def _changes(before: Round | None, work: Round, guidance: Guidance) -> dict[str, TextChange]:
    if before is None:
        return {}
    changes = rules.compare(as_read(before, guidance), as_read(work, guidance))
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
