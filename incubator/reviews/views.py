"""The coach's pages: what waits, oldest first, and one piece of work with its differences, remarks and verdict."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, is_coach
from incubator.accounts.services import register_export
from incubator.cooperatives.messages import PHASES
from incubator.cooperatives.queries import cooperatives
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.forms import search_words
from incubator.core.i18n import explain
from incubator.reviews import queries, rules, services
from incubator.reviews.forms import PREFIX, ReviewForm, review_form
from incubator.reviews.messages import BADGES, STAGES
from incubator.reviews.models import Round
from incubator.reviews.permissions import may_review
from incubator.reviews.queries import QueueFilter

pages = Blueprint("reviews", __name__, url_prefix="/nakijken")


@pages.record_once
def tell_of_oneself(_state: object) -> None:
    register_export("work", queries.work_told)


@pages.get("/")
@guarded(is_coach)
def queue() -> ResponseReturnValue:
    """What waits for a coach, oldest first."""
    wanted = QueueFilter(
        who=request.args.get("wie", "all"),
        group=search_words(request.args.get("groep")),
        phase=request.args.get("fase", ""),
    )
    return render_template(
        "reviews/queue.html",
        waiting=queries.queue(current_user, wanted),
        wanted=wanted,
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
    if form.validate_on_submit():
        try:
            with transaction():
                told = _do(work, request.form.get("do", "save"), form)
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(told)
            to_queue = not work.with_coach
            return redirect(url_for("reviews.queue") if to_queue else url_for("reviews.show", round_id=work.id))
    return _page(work, form), 422 if form.errors else 200


def _form(work: Round) -> ReviewForm:
    return review_form(work.items, {remark.item_id: remark.text for remark in work.remarks}, work.verdict)


def _do(work: Round, what: str, form: ReviewForm) -> str:
    coach, now, verdict = current_user._get_current_object(), clock.now(), form.verdict.data or ""
    services.save_remarks(work, form.remarks(), verdict, coach=coach, now=now)
    group = work.case.cooperative.name
    if what == "return":
        services.return_to_group(work, verdict, coach=coach, now=now)
        return _("Returned to %(group)s.", group=group)
    if what == "approve":
        services.approve(work, verdict, coach=coach, now=now)
        return _("Approved. %(group)s gets a mail.", group=group)
    return _("Your remarks are saved. The group does not see them yet.")


def _page(work: Round, form: ReviewForm) -> str:
    before = queries.round_before(work)
    changes = rules.compare(before.items, work.items) if before else []
    kind = services.KINDS[work.case.kind]
    return render_template(
        "reviews/show.html",
        work=work,
        form=form,
        prefix=PREFIX,
        before=before,
        changes={change.id: change for change in changes},
        earlier_remarks=before.shown_remarks if before else {},
        rounds=queries.rounds(work.case.cooperative, work.case.kind, work.case.ref),
        group_page=url_for(kind.endpoint, slug=work.case.cooperative.slug, ref=work.case.ref),
        mine=work.with_coach and work.coach_id == current_user.id,
        stages=STAGES,
        badges=BADGES,
        phases=PHASES,
    )


@pages.post("/<int:round_id>/bewaren")
@guarded(may_review, load=queries.round_in_sight)
def autosave(work: Round) -> ResponseReturnValue:
    """Keep what the coach is typing; answers a script."""
    form = _form(work)
    if not form.validate():
        return jsonify(errors=form.errors), 422
    coach = current_user._get_current_object()
    try:
        with transaction():
            services.save_remarks(work, form.remarks(), form.verdict.data or "", coach=coach, now=clock.now())
    except RuleViolation as broken_rule:
        return jsonify(error=explain(broken_rule)), 409
    return jsonify(saved=True)


@pages.post("/<int:round_id>/oppakken")
@guarded(may_review, load=queries.round_in_sight)
def claim(work: Round) -> ResponseReturnValue:
    round_id = work.id
    try:
        with transaction():
            services.claim(work, coach=current_user._get_current_object(), now=clock.now())
    except RuleViolation as broken_rule:
        flash(explain(broken_rule), "error")
    else:
        flash(_("You are reading this now. The other coaches see so."))
    return redirect(url_for("reviews.show", round_id=round_id))


@pages.post("/<int:round_id>/loslaten")
@guarded(may_review, load=queries.round_in_sight)
def release(work: Round) -> ResponseReturnValue:
    round_id = work.id
    try:
        with transaction():
            services.release(work)
    except RuleViolation as broken_rule:
        flash(explain(broken_rule), "error")
    else:
        flash(_("Back in the queue, for any coach."))
    return redirect(url_for("reviews.show", round_id=round_id))
