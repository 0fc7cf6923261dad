"""A chapter of the interview: its questions with their answers, what is offered besides, and the review of the coach."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.cooperatives.queries.people import has_coach
from incubator.core import clock
from incubator.core.i18n import language
from incubator.core.web import carry_out_or_flash
from incubator.reviews import queries as reviews_queries
from incubator.reviews.forms import wish_in
from incubator.reviews.messages import STAGES
from incubator.reviews.values import WorkItem
from incubator.reviews.views.parts import after_hand_in
from incubator.statutes import permissions, queries, services
from incubator.statutes.queries import ChapterOfGroup
from incubator.statutes.rules import asking
from incubator.statutes.values import read
from incubator.statutes.values.interview import InterviewQuestion, chapters, questions
from incubator.statutes.views.blueprint import pages
from incubator.statutes.views.questions import form_of


@pages.get("/vragen/hoofdstuk/<ref>")
@guarded(permissions.may_read_chapter, load=queries.chapter)
def chapter(of_group: ChapterOfGroup) -> ResponseReturnValue:
    """The questions of a chapter with their answers, what is offered besides, and how it stands with the coach."""
    group, chapter = of_group.group, of_group.chapter
    draft = queries.draft(group)
    answered: list[str] = []
    undecided: list[str] = []
    if draft:
        answered, undecided = draft.answered, draft.undecided
    return render_template(
        "statutes/chapter.html",
        group=group,
        chapter=chapter,
        spoken=language(),
        rows=_rows_of(of_group),
        answered=answered,
        undecided=undecided,
        begin=_first_waiting(of_group),
        following=asking.chapter_after(chapter.id),
        place=chapters().index(chapter) + 1,
        count=len(chapters()),
        may_write=permissions.may_write(current_user, group),
        may_see_who_was_asked=permissions.may_see_who_was_asked(current_user, group),
        round=reviews_queries.latest_round(group, services.CHAPTER_KIND, chapter.id),
        stages=STAGES,
        has_coach=has_coach(group),
    )


def _first_waiting(of_group: ChapterOfGroup) -> InterviewQuestion | None:
    """The first question of the chapter that waits for an answer; None when none does."""
    draft = queries.draft(of_group.group)
    handled = {*draft.answered, *draft.undecided} if draft else set()
    names = asking.waiting(read(queries.answers(of_group.group)), handled)
    waiting = [questions()[name] for name in names]
    return next((question for question in waiting if question.chapter == of_group.chapter.id), None)


def _rows_of(of_group: ChapterOfGroup) -> list[tuple[InterviewQuestion, dict[str, str]]]:
    """The questions of the chapter that matter, each with its answers in words by their labels."""
    answers = queries.answers(of_group.group)
    asked = [question for question in asking.asked(read(answers)) if question.chapter == of_group.chapter.id]
    return [(question, _answers_in_words(question, answers)) for question in asked]


def _answers_in_words(question: InterviewQuestion, answers: dict[str, Any]) -> dict[str, str]:
    form = form_of(question, answers, sent=False)
    form.fill(answers, 0)
    return form.in_words()


@pages.post("/vragen/hoofdstuk/<ref>/inleveren")
@guarded(permissions.may_hand_in_chapter, load=queries.chapter)
def hand_in_chapter(of_group: ChapterOfGroup) -> ResponseReturnValue:
    """Let the coach read the answers of this chapter as they are now."""
    by = current_user._get_current_object()
    items = [WorkItem(question.id, question.ask.nl, _as_paragraph(words)) for question, words in _rows_of(of_group)]
    group, chapter = of_group.group, of_group.chapter
    wish = wish_in(request.form)
    done = carry_out_or_flash(
        lambda: services.hand_in_chapter(group, chapter, items, by=by, now=clock.now(), wish=wish)
    )
    otherwise = url_for("statutes.chapter", slug=group.slug, ref=chapter.id)
    if done is None:
        return redirect(otherwise)
    return after_hand_in(group, done.value, wish, otherwise=otherwise)


def _as_paragraph(words: dict[str, str]) -> str:
    """The answers of one question as a coach reads them; several each with their label."""
    if len(words) == 1:
        return next(iter(words.values()))
    return "\n".join(f"{label}: {answer}" for label, answer in words.items() if answer)
