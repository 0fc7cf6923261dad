"""The room of the audit committee: papers, questions, report, and what the meeting decided."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, form_page
from incubator.meetings.forms.holding import CommitteeAnswerForm, CommitteeQuestionForm, CommitteeReportForm
from incubator.meetings.messages import holding as words
from incubator.meetings.models import CommitteeQuestion
from incubator.meetings.permissions import committee as permissions
from incubator.meetings.queries import committee as queries
from incubator.meetings.queries.committee import CommitteeRoom
from incubator.meetings.services import committee as services
from incubator.meetings.values.holding import CommitteeAdvice
from incubator.meetings.views.blueprint import pages

ROOM = "/cooperaties/<slug>/kascommissie/<int:year>"


def _to_room(slug: str, year: int) -> ResponseReturnValue:
    return redirect(url_for("meetings.committee", slug=slug, year=year))


@pages.get(ROOM)
@guarded(permissions.may_enter, load=queries.committee_room)
def committee(room: CommitteeRoom) -> ResponseReturnValue:
    """What the committee reads, asks and reports."""
    questions = queries.committee_questions(room)
    answers_for_board = permissions.may_answer_for_board(current_user, room)
    return render_template(
        "meetings/at_committee.html",
        room=room,
        group=room.group,
        questions=questions,
        report=queries.committee_report(room),
        papers=queries.papers_of(room),
        decisions=queries.decisions_about_the_year(room),
        words=words,
        sits_in=permissions.sits_in(current_user, room),
        # Who asked a question does not answer it for the board.
        to_answer={each.id for each in questions if answers_for_board and permissions.may_answer(current_user, each)},
    )


@pages.route(f"{ROOM}/vraag", methods=["GET", "POST"])
@guarded(permissions.sits_in, load=queries.committee_room)
def ask_board(room: CommitteeRoom) -> ResponseReturnValue:
    """A question to the board."""
    form = CommitteeQuestionForm()
    slug, year = room.group.slug, room.year
    done = carry_out(form, lambda: services.ask_board(room, form.text.data or "", by=current_user, now=clock.now()))
    if done is None:
        return form_page(
            "meetings/at_committee_form.html", form, room=room, group=room.group, heading=_("Ask the board")
        )
    flash(_("Your question stands in the room. The board sees it there."))
    return _to_room(slug, year)


@pages.route(f"{ROOM}/vragen/<int:question_id>", methods=["GET", "POST"])
@guarded(permissions.may_answer, load=queries.committee_question)
def answer_committee(question: CommitteeQuestion) -> ResponseReturnValue:
    """The answer of the board."""
    group, year = question.cooperative, question.year
    form = CommitteeAnswerForm(data={"answer": question.answer})
    if carry_out(form, lambda: _answer(question, form)) is None:
        room = CommitteeRoom(group, year, ())
        heading = _("Answer the audit committee")
        return form_page(
            "meetings/at_committee_form.html", form, room=room, group=group, heading=heading, lead=question.text
        )
    flash(_("Saved."))
    return _to_room(group.slug, year)


def _answer(question: CommitteeQuestion, form: CommitteeAnswerForm) -> None:
    lock(question.cooperative)
    form.settle({"answer": lock(question).answer})
    services.answer_committee(question, form.answer.data or "", by=current_user, now=clock.now())


@pages.route(f"{ROOM}/verslag", methods=["GET", "POST"])
@guarded(permissions.sits_in, load=queries.committee_room)
def committee_report(room: CommitteeRoom) -> ResponseReturnValue:
    """The report to the general meeting."""
    form = CommitteeReportForm(data=_standing(room))
    slug, year = room.group.slug, room.year
    if carry_out(form, lambda: _hand_in(room, form)) is None:
        heading = _("Report to the general meeting")
        return form_page("meetings/at_committee_form.html", form, room=room, group=room.group, heading=heading)
    flash(_("The report has been stored. Everyone who can come to the meeting can read it."))
    return _to_room(slug, year)


def _standing(room: CommitteeRoom) -> dict[str, str]:
    report = queries.committee_report(room)
    return {"words": report.words, "advice": report.advice.value} if report is not None else {}


def _hand_in(room: CommitteeRoom, form: CommitteeReportForm) -> None:
    lock(room.group)
    form.settle(_standing(room))
    advice = CommitteeAdvice(form.advice.data)
    services.hand_in_report(room, form.words.data or "", advice, by=current_user, now=clock.now())
