"""Pages of the track: where a group stands, what it reads, what it writes and hands in."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.models import Role
from incubator.accounts.permissions import guarded, signed_in
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives.messages import PHASES, origin, register_origin
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries import cooperative, holding_facts, role_in
from incubator.cooperatives.queries.people import has_coach
from incubator.cooperatives.rules import held_elsewhere
from incubator.cooperatives.values import FactSourceKind
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import explain
from incubator.core.markdown import render
from incubator.core.web import carry_out, carry_out_or_flash, page_asked
from incubator.knowledge.queries import terms_of
from incubator.knowledge.rules import with_links
from incubator.learning import forms, messages, queries, rules, services
from incubator.learning.permissions import may_read, may_write
from incubator.learning.queries import EXERCISE, Place
from incubator.learning.values import AnswerConflict, Answers, Lesson, Merged
from incubator.reviews import messages as review_messages
from incubator.reviews import queries as reviews
from incubator.reviews.forms import wish_in
from incubator.reviews.models import Remark, Round
from incubator.reviews.rules import changed_parts
from incubator.reviews.values import RoundStage
from incubator.reviews.views.parts import after_hand_in

pages = Blueprint("learning", __name__, url_prefix="/leren")
WORDS = {"standings": messages.STANDINGS, "badges": messages.BADGES, "phases": PHASES}


@pages.record_once
def tell_where_facts_come_from(_state: object) -> None:
    register_origin(FactSourceKind.EXERCISE, _exercise_of)


def _exercise_of(slug: str, ref: str) -> str | None:
    """The question of an exercise, out of `samen-beslissen/method`; None when the lesson has left the track."""
    lesson, _slash, question = ref.partition("/")
    if queries.the_track().lesson(lesson) is None:
        return None
    return url_for("learning.exercise", slug=slug, ref=lesson, _anchor=question)


@pages.context_processor
def words() -> dict[str, Any]:
    return {"title_of": messages.title_of, "summary_of": messages.summary_of}


@pages.get("/")
@guarded(signed_in)
def index() -> ResponseReturnValue:
    """Where every group within sight stands; who is in one group goes straight to it."""
    overview = queries.overview(current_user, page=page_asked())
    if overview.total == 1 and current_user.role in {Role.FOUNDER, Role.GUEST}:
        return redirect(url_for("learning.track", slug=overview.groups[0].group.slug))
    return render_template("learning/index.html", overview=overview, **WORDS)


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
        steps=messages.steps(progress),
        may_work=group_permissions.may_work(current_user, group),
        takes_part=role_in(current_user, group) is not None,
        **WORDS,
    )


@pages.post("/<slug>/beginnen")
@guarded(group_permissions.may_work, load=cooperative)
def begin(group: Cooperative) -> ResponseReturnValue:
    chosen = queries.the_track()
    if carry_out_or_flash(lambda: services.start_track(group, chosen, now=clock.now())) is None:
        return redirect(url_for("learning.track", slug=group.slug))
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
        has_read=current_user.id in {reader.user_id for reader in readers},
        standing=queries.progress(where.group).standings[where.lesson.slug],
        following=_after(where),
        **WORDS,
    )


def _after(where: Place) -> Lesson | None:
    for lesson in where.track.lessons:
        if lesson.number > where.lesson.number:
            return lesson
    return None


@pages.post("/<slug>/<ref>/gelezen")
@guarded(may_read, load=queries.place)
def mark_read(where: Place) -> ResponseReturnValue:
    reader = current_user._get_current_object()
    carry_out_or_flash(lambda: services.mark_read(where, reader, now=clock.now()))
    return redirect(url_for("learning.exercise", slug=where.group.slug, ref=where.lesson.slug))


@pages.get("/<slug>/<ref>/opdracht")
@guarded(may_read, load=queries.place)
def exercise(where: Place) -> ResponseReturnValue:
    stored = queries.draft(where)
    if stored is None:
        return _exercise_page(where, services.starting_answers(where), 0)
    return _exercise_page(where, stored.answers, stored.number)


def _exercise_page(
    where: Place, answers: Answers, version: int, conflicts: tuple[AnswerConflict, ...] = (), problem: str = ""
) -> str:
    latest = reviews.latest_round(where.group, EXERCISE, where.lesson.slug)
    writes = may_write(current_user, where) and not _is_closed(latest)
    # While the coach reads, the answers stand still: what is remarked is what was handed in.
    template = "learning/exercise.html" if writes else "learning/exercise_read.html"
    return render_template(
        template,
        where=where,
        answers=answers,
        version=version,
        conflicts={conflict.question: conflict for conflict in conflicts},
        problem=problem,
        latest=latest,
        remarks=_remarks(latest),
        draft=queries.draft(where),
        known=_known(where),
        held=_held(where),
        as_text=rules.as_text,
        spare=forms.SPARE_ROWS,
        may_write=may_write(current_user, where),
        may_guide=group_permissions.may_guide(current_user, where.group),
        stages=review_messages.STAGES,
        stage_badges=review_messages.BADGES,
        has_coach=has_coach(where.group),
    )


def _remarks(latest: Round | None) -> dict[str, Remark]:
    if latest is None:
        return {}
    return latest.shown_remarks


def _is_closed(latest: Round | None) -> bool:
    """The answers are with the coach, or approved and nobody asked to change them."""
    if latest is None:
        return False
    approved = latest.stage is RoundStage.APPROVED
    return latest.with_coach or (approved and "wijzigen" not in request.values)


def _known(where: Place) -> dict[str, dict[str, Any]]:
    """What the dossier says of these questions, with its source."""
    facts = holding_facts(where.group)
    known = {}
    for question in where.lesson.exercise.questions:
        fact = facts.get(question.fact)
        if fact is not None:
            text = rules.as_text(question, rules.from_fact(question, fact.value))
            known[question.id] = {"text": text, "source": origin(fact), "at": fact.recorded_at}
    return known


def _held(where: Place) -> dict[str, str]:
    """Why these questions are only read here: the sentence, by question."""
    return {question: explain(held_elsewhere(fact.key, fact.source)) for question, fact in services.held(where).items()}


@pages.post("/<slug>/<ref>/opdracht")
@guarded(may_write, load=queries.place)
def save(where: Place) -> ResponseReturnValue:
    """Save, and go on to the check or stay. Who changed the same answer as someone else sees both."""
    typed, version = forms.typed_answers(where.lesson.exercise, request.form), forms.version_in(request.form)
    place: dict[str, Any] = {"slug": where.group.slug, "ref": where.lesson.slug}
    try:
        with transaction():
            merged = _save(where, typed, version)
    except RuleViolation as broken_rule:
        # What was typed is shown again, and what is sent next is still meant for the version it began with.
        return _exercise_page(where, typed, version, problem=explain(broken_rule)), _status(broken_rule)
    if merged.conflicts:
        return _exercise_page(where, merged.answers, _stored_version(where), merged.conflicts), 409
    if request.form.get("do") == "check":
        return redirect(url_for("learning.check", **place))
    flash(_("Saved. Everyone in your group can go on from here."))
    if "wijzigen" in request.values:
        place["wijzigen"] = 1
    return redirect(url_for("learning.exercise", **place))


def _save(where: Place, typed: Answers, version: int) -> Merged:
    by = current_user._get_current_object()
    return services.save(where, typed, began_with=version, by=by, now=clock.now())


def _stored_version(where: Place) -> int:
    stored = queries.draft(where)
    if stored is None:
        return 0
    return stored.number


def _status(broken_rule: RuleViolation) -> int:
    if isinstance(broken_rule, Conflict):
        return 409
    return 422


@pages.post("/<slug>/<ref>/opdracht/bewaren")
@guarded(may_write, load=queries.place)
def autosave(where: Place) -> ResponseReturnValue:
    """Keep what is being typed. When someone else saved in between nothing is stored: saving by hand shows both."""
    typed, version = forms.typed_answers(where.lesson.exercise, request.form), forms.version_in(request.form)
    try:
        with transaction():
            stored = services.save_as_typed(
                where, typed, began_with=version, by=current_user._get_current_object(), now=clock.now()
            )
    except RuleViolation as broken_rule:
        about_an_answer = broken_rule.field is not None
        return jsonify(error=explain(broken_rule)), 422 if about_an_answer else 409
    return jsonify(version=stored)


@pages.get("/<slug>/<ref>/opdracht/controleren")
@guarded(may_write, load=queries.place)
def check(where: Place) -> ResponseReturnValue:
    return _check_page(where)


def _check_page(where: Place, problem: str = "") -> str:
    stored = queries.draft(where)
    answers = {} if stored is None else stored.answers
    items = services.items(where, answers)
    problems = rules.problems(where.lesson.exercise, answers)
    before = reviews.latest_round(where.group, EXERCISE, where.lesson.slug)
    changed = changed_parts(before.items, items) if before is not None else set()
    return render_template(
        "learning/check.html",
        where=where,
        items=items,
        problems={question: explain(broken) for question, broken in problems.items()},
        problem=problem,
        before=before,
        changed=changed,
        has_coach=has_coach(where.group),
    )


@pages.post("/<slug>/<ref>/opdracht/inleveren")
@guarded(may_write, load=queries.place)
def hand_in(where: Place) -> ResponseReturnValue:
    form = ConfirmationForm()
    by = current_user._get_current_object()
    wish = wish_in(request.form)
    done = carry_out(form, lambda: services.hand_in_as_wished(where, by=by, now=clock.now(), wish=wish))
    if done is None:
        return _check_page(where, " ".join(form.form_errors)), form.status
    otherwise = url_for("learning.check", slug=where.group.slug, ref=where.lesson.slug)
    return after_hand_in(where.group, done.value, wish, otherwise=otherwise)


@pages.post("/<slug>/<ref>/opdracht/terughalen")
@guarded(may_write, load=queries.place)
def take_back(where: Place) -> ResponseReturnValue:
    if carry_out_or_flash(lambda: services.take_back(where)) is not None:
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
        versions=[] if stored is None else queries.versions(stored),
        questions=where.lesson.exercise.questions,
        as_text=rules.as_text,
        stages=review_messages.STAGES,
        stage_badges=review_messages.BADGES,
    )
