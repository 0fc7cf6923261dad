"""Questions between a group and its coach."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, is_coach, viewer
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.queries.people import has_coach
from incubator.core import clock
from incubator.core.forms import ConfirmationForm, search_words
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.questions import permissions, queries, services
from incubator.questions.forms import AnswerForm, QuestionForm
from incubator.questions.models import Thread
from incubator.questions.values import CLAUSE, COMMENTS, SECTION
from incubator.reviews.services import KINDS

pages = Blueprint("questions", __name__)


@pages.get("/vragen")
@guarded(is_coach)
def waiting() -> ResponseReturnValue:
    """For a coach: what groups asked and nobody answered yet."""
    return render_template("questions/waiting.html", threads=queries.waiting_for_coach(viewer()))


@pages.get("/cooperaties/<slug>/vragen")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def index(group: Cooperative) -> ResponseReturnValue:
    """The questions of a group."""
    return render_template(
        "questions/index.html",
        group=group,
        threads=queries.threads(group),
        may_ask=permissions.may_ask(current_user, group),
    )


@pages.route("/cooperaties/<slug>/vragen/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_ask, load=cooperatives.cooperative)
def ask(group: Cooperative) -> ResponseReturnValue:
    """Ask something, in general or about a piece of work."""
    form = QuestionForm(data=_asked_about())
    done = carry_out(
        form,
        lambda: services.ask(
            group,
            form.subject.data or "",
            form.text.data or "",
            by=viewer(),
            now=clock.now(),
            kind=form.kind.data or "",
            ref=form.ref.data or "",
        ),
    )
    if done is None:
        return form_page("questions/ask.html", form, group=group, guided=has_coach(group))
    if _has_reader(done.value):
        flash(_("Your question has been sent."))
    else:
        flash(_("Your question has been sent to the manager: this group has no coach yet."))
    return _to(done.value)


def _asked_about() -> dict[str, str]:
    """What the address says the question is about."""
    return {
        "kind": request.args.get("over", ""),
        "ref": search_words(request.args.get("werk")),
        "subject": search_words(request.args.get("onderwerp"))[:120],
    }


def _has_reader(thread: Thread) -> bool:
    return has_coach(thread.cooperative) or not thread.from_group


def _to(thread: Thread) -> ResponseReturnValue:
    return redirect(url_for("questions.show", slug=thread.cooperative.slug, thread_id=thread.id))


@pages.route("/cooperaties/<slug>/vragen/<int:thread_id>", methods=["GET", "POST"])
@guarded(permissions.may_read, load=queries.thread)
def show(thread: Thread) -> ResponseReturnValue:
    """A question with its answers; below it one writes on."""
    may_answer = permissions.may_answer(current_user, thread)
    form = AnswerForm()
    if may_answer and carry_out(
        form, lambda: services.answer(thread, form.text.data or "", by=viewer(), now=clock.now())
    ):
        return _to(thread)
    return form_page(
        "questions/show.html",
        form,
        thread=thread,
        group=thread.cooperative,
        may_answer=may_answer,
        work_url=_work_url(thread),
        is_comment=thread.work_kind in COMMENTS,
        settling=ConfirmationForm(),
    )


def _work_url(thread: Thread) -> str | None:
    """The page of the work that the question is about; of a comment the clause in its version, or the section."""
    if thread.work_kind == CLAUSE:
        number, _slash, clause = thread.work_ref.partition("/")
        return url_for("statutes.version", slug=thread.cooperative.slug, number=number, _anchor=clause)
    if thread.work_kind == SECTION:
        bid, _slash, section = thread.work_ref.partition("/")
        return url_for(
            "bids.section", slug=thread.cooperative.slug, bid_id=bid, section_id=section, _anchor="opmerkingen"
        )
    kind = KINDS.get(thread.work_kind)
    if kind is None:
        return None
    return url_for(kind.endpoint, slug=thread.cooperative.slug, ref=thread.work_ref)


@pages.post("/cooperaties/<slug>/vragen/<int:thread_id>/klaar")
@guarded(permissions.may_answer, load=queries.thread)
def settle(thread: Thread) -> ResponseReturnValue:
    """Nothing has to be answered any more."""
    if carry_out_or_flash(lambda: services.settle(thread, now=clock.now())):
        flash(_("Settled. Who writes here again opens the question again."))
    if thread.work_kind in COMMENTS:
        return redirect(_work_url(thread) or "")
    return redirect(url_for("questions.index", slug=thread.cooperative.slug))
