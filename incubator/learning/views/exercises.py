"""The exercise of a lesson: what the group writes, checks, hands in and takes back, and every version of it."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives.messages import origin
from incubator.cooperatives.queries import holding_facts
from incubator.cooperatives.queries.people import has_coach
from incubator.cooperatives.rules import fact_key, held_elsewhere
from incubator.core import clock, files
from incubator.core.db import transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import explain
from incubator.core.web import carry_out, carry_out_or_flash
from incubator.learning import forms, messages, queries, rules, services
from incubator.learning.models import ExerciseFile
from incubator.learning.permissions import may_read, may_see_file, may_write
from incubator.learning.queries import EXERCISE, Place
from incubator.learning.rules.answers import added_up
from incubator.learning.values import AnswerConflict, Answers, FieldKind, Merged
from incubator.learning.views.blueprint import pages
from incubator.reviews import messages as review_messages
from incubator.reviews import queries as reviews
from incubator.reviews.forms import wish_in
from incubator.reviews.models import Remark, Round
from incubator.reviews.rules import changed_parts
from incubator.reviews.values import RoundStage
from incubator.reviews.views.parts import after_hand_in

CALCULATE = "calculate:"  # a button that saves and opens a calculator


@pages.get("/<slug>/<ref>/opdracht")
@guarded(may_read, load=queries.place)
def exercise(where: Place) -> ResponseReturnValue:
    stored = queries.draft(where)
    if stored is None:
        return _exercise_page(where, services.starting_answers(where), 0)
    return _exercise_page(where, stored.answers, stored.number)


def _exercise_page(
    where: Place,
    answers: Answers,
    version: int,
    conflicts: tuple[AnswerConflict, ...] = (),
    refused: RuleViolation | None = None,
) -> str:
    latest = reviews.latest_round(where.group, EXERCISE, where.lesson.slug)
    # An answer that was given when its question was of another kind is shown as not given.
    answers = rules.clean_answers(where.lesson.exercise, answers)
    writes = may_write(current_user, where) and not _is_closed(latest)
    # While the coach reads, the answers stand still: what is remarked is what was handed in.
    template = "learning/exercise.html" if writes else "learning/exercise_read.html"
    problem, place = ("", None) if refused is None else (explain(refused), refused.field)
    in_conflict = {conflict.question: conflict for conflict in conflicts}
    return render_template(
        template,
        where=where,
        answers=answers,
        version=version,
        conflicts=in_conflict,
        problem=problem,
        problem_at=place,
        latest=latest,
        remarks=_remarks(latest),
        draft=queries.draft(where),
        changes=queries.changes_for(where),
        known=_known(where, answers),
        held=_held(where),
        as_text=messages.in_words,
        added_up=added_up,
        picture_of=messages.picture_of,
        exercise_words=messages.words_of(where.lesson.exercise),
        spare_rows=forms.SPARE_ROWS,
        accepted_files=",".join(kind.suffix for kind in files.DOCUMENTS),
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


def _known(where: Place, answers: Answers) -> dict[str, dict[str, Any]]:
    """What the dossier says of these questions, with its source."""
    facts = holding_facts(where.group)
    known = {}
    for question in where.lesson.exercise.questions:
        fact = facts.get(question.fact)
        if fact is not None:
            text = fact_key(fact.key).in_words(fact.value, "nl")
            holds = rules.means(question, answers.get(question.id), fact.value)
            known[question.id] = {"text": text, "holds": holds, "source": origin(fact), "at": fact.recorded_at}
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
        page = _exercise_page(where, typed, version, refused=broken_rule)
        return page, _status(broken_rule)
    if merged.conflicts:
        return _exercise_page(where, merged.answers, _stored_version(where), merged.conflicts), 409
    wish = request.form.get("do", "")
    if wish == "check":
        return redirect(url_for("learning.check", **place))
    if wish.startswith(CALCULATE):
        return redirect(url_for("learning.calculator", question=wish.removeprefix(CALCULATE), **place))
    flash(_("Saved. Everyone in your group can go on from here."))
    if "wijzigen" in request.values:
        place["wijzigen"] = 1
    return redirect(url_for("learning.exercise", **place))


def _save(where: Place, typed: Answers, version: int) -> Merged:
    by, now = current_user._get_current_object(), clock.now()
    # What is refused keeps no file either: the page that shows what was typed again must not name one.
    answers = dict(typed)
    for question in where.lesson.exercise.questions:
        sent = request.files.get(question.id)
        if question.kind is FieldKind.FILE and sent is not None and sent.filename:
            kept = services.store_file(where, question, sent.read(), sent.filename, by=by, now=now)
            answers[question.id] = {"file": str(kept.id), "name": kept.file.name}
    return services.save(where, answers, began_with=version, by=by, now=now)


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
    """What will be handed in, with what stands out; what lies with the coach is on the page of the exercise."""
    latest = reviews.latest_round(where.group, EXERCISE, where.lesson.slug)
    if latest is not None and latest.with_coach:
        return redirect(url_for("learning.exercise", slug=where.group.slug, ref=where.lesson.slug))
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
        as_text=messages.in_words,
        stages=review_messages.STAGES,
        stage_badges=review_messages.BADGES,
    )


@pages.get("/<slug>/bestanden/<int:number>")
@guarded(may_see_file, load=queries.exercise_file)
def file(answer: ExerciseFile) -> ResponseReturnValue:
    """A file that a group gave as an answer."""
    return files.as_download(answer.file)
