"""Pages of the track: where a group stands, what it reads, what it writes and hands in."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.models import Role
from incubator.accounts.permissions import guarded, signed_in
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives.messages import PHASES, SOURCES
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import cooperative, holding_facts
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.i18n import explain
from incubator.core.markdown import render
from incubator.core.web import page_asked
from incubator.knowledge.queries import terms_of
from incubator.knowledge.rules import with_links
from incubator.learning import forms, messages, queries, rules, services
from incubator.learning.permissions import may_read, may_write
from incubator.learning.queries import EXERCISE, Place
from incubator.learning.values import AnswerConflict, Answers, Lesson
from incubator.reviews import messages as review_messages
from incubator.reviews import queries as reviews
from incubator.reviews.models import Round
from incubator.reviews.rules import compare
from incubator.reviews.services import register_kind
from incubator.reviews.values import RoundStage, WorkKind

pages = Blueprint("learning", __name__, url_prefix="/leren")
WORDS = {"standings": messages.STANDINGS, "badges": messages.BADGES, "phases": PHASES}


@pages.record_once
def take_part_in_reviewing(_state: BlueprintSetupState) -> None:
    register_kind(WorkKind(EXERCISE, "learning.exercise", services.become_facts))


@pages.context_processor
def words() -> dict[str, Any]:
    return {"title_of": messages.title_of, "summary_of": messages.summary_of}


@pages.get("/")
@guarded(signed_in)
def index() -> ResponseReturnValue:
    """Where every group within sight stands; who is in one group goes straight to it."""
    now = clock.now()
    found = queries.overview(current_user, now=now, page=page_asked())
    if found.total == 1 and current_user.role in {Role.FOUNDER, Role.GUEST}:
        return redirect(url_for("learning.track", slug=found.groups[0].group.slug))
    return render_template("learning/index.html", found=found, now=now, next_step=messages.next_step, **WORDS)


@pages.get("/<slug>")
@guarded(group_permissions.may_see, load=cooperative)
def track(group: Cooperative) -> ResponseReturnValue:
    """The group's way through the lessons, with the one next step on top."""
    progress = queries.progress(group)
    return render_template(
        "learning/track.html",
        group=group,
        progress=progress,
        enrolled=queries.enrolment(group, progress.track),
        step=messages.next_step(progress),
        steps=messages.steps(progress),
        may_work=group_permissions.may_work(current_user, group),
        **WORDS,
    )


@pages.post("/<slug>/beginnen")
@guarded(group_permissions.may_work, load=cooperative)
def begin(group: Cooperative) -> ResponseReturnValue:
    chosen = queries.the_track()
    with transaction():
        services.start_track(group, chosen, now=clock.now())
    flash(_("You have begun. Sit together and read the first lesson aloud."))
    return redirect(url_for("learning.lesson", slug=group.slug, ref=chosen.lessons[0].slug))


@pages.get("/<slug>/<ref>")
@guarded(may_read, load=queries.place)
def lesson(where: Place) -> ResponseReturnValue:
    body = where.lesson.body
    readers = queries.readers(where)
    return render_template(
        "learning/lesson.html",
        where=where,
        text=render(with_links(body, lambda anchor: f"#woord-{anchor}")),
        terms=terms_of(body),
        readers=readers,
        has_read=any(one.user_id == current_user.id for one in readers),
        standing=queries.progress(where.group).standings[where.lesson.slug],
        following=_after(where),
        **WORDS,
    )


def _after(where: Place) -> Lesson | None:
    return next((one for one in where.track.lessons if one.number > where.lesson.number), None)


@pages.post("/<slug>/<ref>/gelezen")
@guarded(may_read, load=queries.place)
def mark_read(where: Place) -> ResponseReturnValue:
    with transaction():
        services.mark_read(where, current_user._get_current_object(), now=clock.now())
    return redirect(url_for("learning.exercise", slug=where.group.slug, ref=where.lesson.slug))


@pages.get("/<slug>/<ref>/opdracht")
@guarded(may_read, load=queries.place)
def exercise(where: Place) -> ResponseReturnValue:
    stored = queries.draft(where)
    answers = stored.answers if stored else services.starting_answers(where)
    return _exercise_page(where, answers, stored.number if stored else 0)


def _exercise_page(
    where: Place, answers: Answers, version: int, conflicts: tuple[AnswerConflict, ...] = (), problem: str = ""
) -> str:
    latest = reviews.latest_round(where.group, EXERCISE, where.lesson.slug)
    closed = latest is not None and (latest.with_coach or (_finished(latest) and "wijzigen" not in request.values))
    writes = may_write(current_user, where) and not closed
    return render_template(
        "learning/exercise.html" if writes else "learning/exercise_read.html",
        where=where,
        answers=answers,
        version=version,
        conflicts={conflict.question: conflict for conflict in conflicts},
        problem=problem,
        latest=latest,
        remarks=latest.shown_remarks if latest else {},
        draft=queries.draft(where),
        known=_known(where),
        as_text=rules.as_text,
        spare=forms.SPARE_ROWS,
        may_write=may_write(current_user, where),
        may_guide=group_permissions.may_guide(current_user, where.group),
        stages=review_messages.STAGES,
        stage_badges=review_messages.BADGES,
    )


def _finished(latest: Round) -> bool:
    return latest.stage is RoundStage.APPROVED


def _known(where: Place) -> dict[str, dict[str, Any]]:
    """What the dossier says of these questions, with its source."""
    facts = holding_facts(where.group)
    return {
        question.id: {
            "text": rules.as_text(question, rules.from_fact(question, facts[question.fact].value)),
            "source": facts[question.fact].source_label or str(SOURCES[facts[question.fact].source_kind]),
            "at": facts[question.fact].recorded_at,
        }
        for question in where.lesson.exercise.questions
        if question.fact in facts
    }


@pages.post("/<slug>/<ref>/opdracht")
@guarded(may_write, load=queries.place)
def save(where: Place) -> ResponseReturnValue:
    """Save, and go on to the check or stay. Who changed the same answer as someone else sees both."""
    typed, by = forms.typed_answers(where.lesson.exercise, request.form), current_user._get_current_object()
    place: dict[str, Any] = {"slug": where.group.slug, "ref": where.lesson.slug}
    try:
        with transaction():
            merged = services.save(where, typed, began_with=forms.version_in(request.form), by=by, now=clock.now())
    except RuleViolation as broken_rule:
        return _exercise_page(where, typed, forms.version_in(request.form), problem=explain(broken_rule)), 422
    if merged.conflicts:
        stored = queries.draft(where)
        return _exercise_page(where, merged.answers, stored.number if stored else 0, merged.conflicts), 409
    if request.form.get("do") == "check":
        return redirect(url_for("learning.check", **place))
    flash(_("Saved. Everyone in your group can go on from here."))
    again: dict[str, Any] = {"wijzigen": 1} if "wijzigen" in request.values else {}
    return redirect(url_for("learning.exercise", **place, **again))


@pages.post("/<slug>/<ref>/opdracht/bewaren")
@guarded(may_write, load=queries.place)
def autosave(where: Place) -> ResponseReturnValue:
    """Keep what is being typed. When someone else saved in between nothing is stored: saving by hand shows both."""
    typed, began_with = forms.typed_answers(where.lesson.exercise, request.form), forms.version_in(request.form)
    stored = queries.draft(where)
    if stored is not None and stored.number != began_with:
        return jsonify(version=began_with), 409
    try:
        with transaction():
            by = current_user._get_current_object()
            services.save(where, typed, began_with=began_with, by=by, now=clock.now())
    except RuleViolation as broken_rule:
        return jsonify(error=explain(broken_rule)), 409
    stored = queries.draft(where)
    return jsonify(version=stored.number if stored else 0)


@pages.get("/<slug>/<ref>/opdracht/controleren")
@guarded(may_write, load=queries.place)
def check(where: Place) -> ResponseReturnValue:
    return _check_page(where)


def _check_page(where: Place, problem: str = "") -> str:
    stored = queries.draft(where)
    answers = stored.answers if stored else {}
    before = reviews.latest_round(where.group, EXERCISE, where.lesson.slug)
    changes = compare(before.items, services.items(where, answers)) if before else []
    found = rules.problems(where.lesson.exercise, answers)
    return render_template(
        "learning/check.html",
        where=where,
        items=services.items(where, answers),
        problems={question: explain(broken) for question, broken in found.items()},
        problem=problem,
        before=before,
        changed={change.id for change in changes if change.changed},
    )


@pages.post("/<slug>/<ref>/opdracht/inleveren")
@guarded(may_write, load=queries.place)
def hand_in(where: Place) -> ResponseReturnValue:
    try:
        with transaction():
            services.hand_in(where, by=current_user._get_current_object(), now=clock.now())
    except RuleViolation as broken_rule:
        return _check_page(where, explain(broken_rule)), 422
    flash(_("Handed in. Your coach has a mail; you get one when there is an answer."))
    return redirect(url_for("learning.track", slug=where.group.slug))


@pages.post("/<slug>/<ref>/opdracht/terughalen")
@guarded(may_write, load=queries.place)
def take_back(where: Place) -> ResponseReturnValue:
    try:
        with transaction():
            services.take_back(where)
    except RuleViolation as broken_rule:
        flash(explain(broken_rule), "error")
    else:
        flash(_("Taken back. You can go on writing."))
    return redirect(url_for("learning.exercise", slug=where.group.slug, ref=where.lesson.slug))


@pages.get("/<slug>/<ref>/opdracht/geschiedenis")
@guarded(may_read, load=queries.place)
def history(where: Place) -> ResponseReturnValue:
    """Every time it was handed in with the coach's answer, and every version that was saved."""
    stored = queries.draft(where)
    return render_template(
        "learning/history.html",
        where=where,
        rounds=reviews.rounds(where.group, EXERCISE, where.lesson.slug),
        versions=queries.versions(stored) if stored else [],
        questions=where.lesson.exercise.questions,
        as_text=rules.as_text,
        stages=review_messages.STAGES,
        stage_badges=review_messages.BADGES,
    )
