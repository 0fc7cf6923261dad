"""The interview: a decision a screen, with the clause that it writes beside it and what the check finds in it."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.cooperatives import permissions as cooperatives_permissions
from incubator.cooperatives.models import Cooperative, Fact
from incubator.cooperatives.queries.people import has_coach
from incubator.cooperatives.values import FactSourceKind
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import explain, language
from incubator.core.web import carry_out
from incubator.reviews import queries as reviews_queries
from incubator.reviews.values import RoundStage
from incubator.statutes import permissions, queries, rules, services
from incubator.statutes.documents import articles, as_text, labelled, numbers_of
from incubator.statutes.forms import InterviewForm, OthersAnswer, question_form
from incubator.statutes.messages import in_this_language
from incubator.statutes.queries import QuestionOfGroup
from incubator.statutes.queries.wording import in_words
from incubator.statutes.rules import asking
from incubator.statutes.rules.conditions import conditions
from incubator.statutes.values import RuleFinding, Severity, read
from incubator.statutes.values.findings import article_in_english, article_in_words
from incubator.statutes.values.interview import InterviewQuestion, chapter_of
from incubator.statutes.values.prefilling import with_values
from incubator.statutes.views.blueprint import pages


@pages.route("/vragen/<name>", methods=["GET", "POST"])
@guarded(permissions.may_answer, load=queries.asked)
def question(asked: QuestionOfGroup) -> ResponseReturnValue:
    """One decision."""
    group = asked.group
    answers = queries.answers_to_go_on_with(group, asked.question)
    form = form_of(asked.question, answers, sent=request.method == "POST")
    shown = _findings_of(asked.question, queries.answers(group)) if _is_answered(asked) else []
    if request.method == "GET":
        draft = queries.draft(group)
        form.fill(answers, draft.revision if draft else 0, answered=_is_answered(asked))
    form.put_off = "undecided" in request.form
    changes_rows = form.changes_rows(request.form.get("rows"))
    if not changes_rows and carry_out(form, lambda: services.save_answers(group, _save(asked, form))):
        flash(_("Kept as an open point.") if form.put_off else _("Saved."))
        return redirect(_after_saving(asked, shown, put_off=form.put_off))
    theirs = [] if changes_rows else _others_answers(asked, form)
    return _question_page(asked, form, answers, shown, theirs), form.status


def form_of(question: InterviewQuestion, answers: dict[str, Any], *, sent: bool) -> InterviewForm:
    """The form of a question as the other answers make it: with what was sent, or empty."""
    holding = conditions(read(answers))
    form = question_form(question, holding, answers, sent=sent)
    # Who comes here from a finding may mend an answer that the others have taken away.
    return form if form.asked else question_form(question, holding | _conditions_of(question), answers, sent=sent)


def _conditions_of(question: InterviewQuestion) -> set[str]:
    asked_for = " ".join(answer.when for answer in question.fields).replace("|", " ")
    return set(asked_for.split())


def _is_answered(asked: QuestionOfGroup) -> bool:
    draft = queries.draft(asked.group)
    return draft is not None and asked.question.id in draft.answered


def _findings_of(question: InterviewQuestion, answers: dict[str, Any]) -> list[RuleFinding]:
    """What is wrong or risky in the answers that this question asks for."""
    findings = rules.check(read(answers), on=clock.today())
    return [
        finding for finding in findings if finding.field in question.paths and finding.severity is not Severity.INFO
    ]


def _save(asked: QuestionOfGroup, form: InterviewForm, *, finished: bool = True) -> services.Save:
    return services.Save(
        question=asked.question.id,
        values=form.answers(),
        revision=form.given_revision(),
        author=current_user._get_current_object(),
        now=clock.now(),
        decides=cooperatives_permissions.may_coordinate(current_user, asked.group),
        finished=finished,
        undecided=form.put_off,
    )


def _after_saving(asked: QuestionOfGroup, shown: Sequence[RuleFinding], *, put_off: bool) -> str:
    """Where one goes on: here when the check found something new, else to the next question, or the chapter."""
    group, question = asked.group, asked.question
    answers = queries.answers(group)
    # What the check finds is seen before one goes on; who saves it again as it is has seen it. An open question has no answer to mend.
    if not put_off and set(_findings_of(question, answers)) - set(shown):
        return url_for("statutes.question", slug=group.slug, name=question.id, _anchor="findings")
    return _next_url(group, question, answers)


def _others_answers(asked: QuestionOfGroup, form: InterviewForm) -> list[OthersAnswer]:
    """What others saved meanwhile of the answers that were changed here too; the form then is one of the newest revision."""
    draft = queries.draft(asked.group)
    if draft is None or form.status != HTTPStatus.CONFLICT:
        return []
    compared = queries.comparison(draft, form.answers(), opened=form.given_revision())
    stored = form_of(asked.question, draft.answers, sent=False)
    stored.fill(draft.answers, draft.revision)
    form.take_over(stored, compared.theirs)
    form.revision.data = str(draft.revision)
    return form.others_answers(stored, compared.both)


def _question_page(
    asked: QuestionOfGroup,
    form: InterviewForm,
    answers: dict[str, Any],
    findings: Sequence[RuleFinding],
    theirs: Sequence[OthersAnswer],
) -> str:
    group, question = asked.group, asked.question
    chapter = chapter_of(question.chapter)
    statutes = read(answers)
    path = [other for other in asking.asked(statutes) if other.chapter == chapter.id and not other.extra]
    return render_template(
        "statutes/question.html",
        group=group,
        question=question,
        chapter=chapter,
        form=form,
        spoken=language(),
        language=language(),
        place=path.index(question) + 1 if question in path else None,
        count=len(path),
        matters=asking.matters(question, conditions(statutes)),
        sources=_by_field(_from_elsewhere(group)),
        open_points=_by_field(queries.open_points(group)),
        theirs=theirs,
        about={"over": services.CHAPTER_KIND, "werk": chapter.id, "onderwerp": question.ask.in_language(language())},
        **_clause_beside(question, answers),
        law=_law_of(question),
        findings=findings,
        words_of=in_this_language,
        next_url=_next_url(group, question, answers),
        previous=_previous(path, question),
        remarks=_remarks_of_coach(group, question),
        has_coach=has_coach(group),
    )


def _law_of(question: InterviewQuestion) -> str:
    """The articles of a question in the language of the page."""
    in_words = article_in_english if language() == "en" else article_in_words
    return ", ".join(map(in_words, question.law))


def _from_elsewhere(group: Cooperative) -> dict[str, Fact]:
    """The fact that an answer starts from, by its path, where it is not this interview that told it."""
    known = queries.sources(group)
    return {path: fact for path, fact in known.items() if fact.source_kind is not FactSourceKind.INTERVIEW}


def _remarks_of_coach(group: Cooperative, question: InterviewQuestion) -> list[str]:
    """What the coach said of this question when the chapter came back; nothing once it was handed in again."""
    attempt = reviews_queries.latest_round(group, services.CHAPTER_KIND, question.chapter)
    if attempt is None or attempt.stage is not RoundStage.RETURNED:
        return []
    return [remark.text for remark in attempt.remarks if remark.item_id == question.id]


def _by_field(by_path: dict[str, Any]) -> dict[str, Any]:
    """The same by the name of the field that asks for the answer at this path."""
    return {_name(path): value for path, value in by_path.items()}


def _name(path: str) -> str:
    return path.replace(".", "__")


def _previous(path: Sequence[InterviewQuestion], question: InterviewQuestion) -> InterviewQuestion | None:
    place = path.index(question) if question in path else 0
    return path[place - 1] if place else None


def _next_url(group: Cooperative, question: InterviewQuestion, answers: dict[str, Any]) -> str:
    following = asking.following(question, read(answers))
    if following is None:
        return url_for("statutes.chapter", slug=group.slug, ref=question.chapter)
    return url_for("statutes.question", slug=group.slug, name=following.id)


def _clause_beside(question: InterviewQuestion, answers: dict[str, Any]) -> dict[str, Any]:
    """The article that a question writes, as it stands with these answers; nothing when it writes none, or none yet."""
    written = articles(in_words(read(answers)))
    article = next((other for other in written if other.id == question.article), None)
    return {
        "article": article,
        "article_number": written.index(article) + 1 if article else None,
        "numbers": numbers_of(written),
        "as_text": as_text,
        "labelled": labelled,
    }


@pages.post("/vragen/<name>/voorbeeld")
@guarded(permissions.may_answer, load=queries.asked)
def preview(asked: QuestionOfGroup) -> ResponseReturnValue:
    """What the deed would say with what is typed, and what the check would find: as `part`, HTML of a page. Nothing is stored."""
    answers = queries.answers(asked.group)
    form = form_of(asked.question, answers, sent=True)
    form.validate()
    tried = with_values(answers, _readable_answers(form))
    part = render_template(
        "statutes/_live.html",
        findings=_findings_of(asked.question, tried),
        words_of=in_this_language,
        **_clause_beside(asked.question, tried),
    )
    return jsonify(part=part)


def _readable_answers(form: InterviewForm) -> dict[str, Any]:
    """What can be read of a form in which somebody still types."""
    wrong = {name.replace("__", ".") for name in form.errors if name is not None}
    try:
        answers = form.answers()
    except RuleViolation:
        return {}
    return {path: value for path, value in answers.items() if path not in wrong}


@pages.post("/vragen/<name>/bewaren")
@guarded(permissions.may_answer, load=queries.asked)
def autosave(asked: QuestionOfGroup) -> ResponseReturnValue:
    """Keep what is being typed. When someone else saved in between nothing is stored: saving by hand shows both."""
    form = form_of(asked.question, queries.answers(asked.group), sent=True)
    form.put_off = True  # who still types has not said everything yet
    if not form.validate():
        return jsonify(error=_first_error(form)), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with transaction():
            draft = services.save_answers(asked.group, _save(asked, form, finished=False))
    except Conflict as broken_rule:
        return jsonify(error=explain(broken_rule)), HTTPStatus.CONFLICT
    except RuleViolation as broken_rule:
        return jsonify(error=explain(broken_rule)), HTTPStatus.UNPROCESSABLE_ENTITY
    return jsonify(version=draft.revision)


def _first_error(form: InterviewForm) -> str:
    return str(next(sentence for sentences in form.errors.values() for sentence in sentences))
