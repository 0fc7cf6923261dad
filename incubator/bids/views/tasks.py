"""Pages of the tasks of a bid."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.bids.forms.tasks import BidTaskForm, OwnBidTaskForm
from incubator.bids.messages import deciding as words
from incubator.bids.messages import work_terms as work_words
from incubator.bids.models import Bid, BidTask
from incubator.bids.permissions import bidding as permissions
from incubator.bids.queries import bidding as queries
from incubator.bids.queries import board as boards
from incubator.bids.queries import work_terms
from incubator.bids.services import tasks as services
from incubator.bids.services.tasks import TaskTerms
from incubator.bids.views.blueprint import pages
from incubator.bids.views.people import people_of, person_asked
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.formatting import as_date
from incubator.core.web import carry_out, carry_out_or_flash, form_page

HERE = "/cooperaties/<slug>/inschrijvingen/<int:bid_id>"


@pages.get(f"{HERE}/taken")
@guarded(permissions.may_see_bid, load=queries.bid)
def tasks(bid: Bid) -> ResponseReturnValue:
    """What has to be done for this bid, by whom and by when."""
    return render_template(
        "bids/tasks.html",
        bid=bid,
        group=bid.cooperative,
        tasks=boards.kept_tasks(bid),
        removed=[task for task in bid.tasks if task.removed_at is not None],
        words=words,
        today=clock.today(),
        work=work_terms.of_bid(bid),
        origins=work_words.ORIGINS,
        may_write=permissions.may_write_bid(current_user, bid) and bid.stage in services.WORKED_ON,
    )


@pages.post(f"{HERE}/lijst/<key>")
@guarded(permissions.may_tick, load=queries.task_of_bid)
def tick(task: BidTask) -> ResponseReturnValue:
    """Mark a task."""
    bid, done = task.bid, request.form.get("done") == "1"
    slug, bid_id = bid.cooperative.slug, bid.id
    carry_out_or_flash(lambda: services.tick(task, done, by=current_user, now=clock.now()))
    return _to_list(slug, bid_id)


@pages.route(f"{HERE}/taken/nieuw", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=queries.bid)
def add_task(bid: Bid) -> ResponseReturnValue:
    """A task of the group's own."""
    form = OwnBidTaskForm()
    form.owner_id.choices = people_of(bid.cooperative, None)
    if carry_out(form, lambda: services.add(bid, _terms(form, form.words.data), now=clock.now())) is None:
        return form_page("bids/task.html", form, bid=bid, group=bid.cooperative, task=None, words=words)
    flash(_("Saved."))
    _warn(bid, form.due_on.data)
    return _to_list(bid.cooperative.slug, bid.id)


@pages.route(f"{HERE}/taken/<int:task_id>", methods=["GET", "POST"])
@guarded(permissions.may_tick, load=queries.numbered_task)
def correct_task(task: BidTask) -> ResponseReturnValue:
    """Who does it and by when; of an own task the words too."""
    kind = OwnBidTaskForm if task.typed else BidTaskForm
    form = kind(data=_standing(task))
    form.owner_id.choices = people_of(task.bid.cooperative, task.owner)
    if carry_out(form, lambda: _correct(task, form)) is None:
        return form_page("bids/task.html", form, bid=task.bid, group=task.bid.cooperative, task=task, words=words)
    flash(_("Saved."))
    _warn(task.bid, form.due_on.data)
    return _to_list(task.bid.cooperative.slug, task.bid_id)


def _warn(bid: Bid, due_on: date | None) -> None:
    """Something may have to be done after the closing; mostly it is a day that was typed wrong."""
    deadline = bid.deadline
    if due_on is not None and deadline is not None and due_on > clock.local(deadline).date():
        flash(_("This task is due after the closing on %(day)s. Is that right?", day=as_date(deadline)), "warning")


def _correct(task: BidTask, form: BidTaskForm) -> None:
    lock(task.bid.cooperative)
    form.settle(_standing(task))
    typed = form.words.data if isinstance(form, OwnBidTaskForm) else task.words
    services.correct(task, _terms(form, typed), today=clock.today())


@pages.post(f"{HERE}/taken/<int:task_id>/weg")
@guarded(permissions.may_tick, load=queries.numbered_task)
def remove_task(task: BidTask) -> ResponseReturnValue:
    """Not needed here; or needed after all."""
    slug, bid_id = task.bid.cooperative.slug, task.bid_id
    back = request.form.get("back") == "1"
    done = carry_out_or_flash(lambda: services.put_back(task) if back else services.remove(task, now=clock.now()))
    if done is not None:
        flash(_("Saved."))
    return _to_list(slug, bid_id)


@pages.post(f"{HERE}/taken/opnieuw")
@guarded(permissions.may_write_bid, load=queries.bid)
def plan_anew(bid: Bid) -> ResponseReturnValue:
    """The tasks as they follow from the procurement now."""
    slug, bid_id = bid.cooperative.slug, bid.id
    if carry_out_or_flash(lambda: services.plan_anew(bid, now=clock.now())) is not None:
        flash(_("The tasks follow the procurement again. What was done stays done."))
    return _to_list(slug, bid_id)


def _terms(form: BidTaskForm, typed: str | None) -> TaskTerms:
    return TaskTerms(typed or "", person_asked(form.owner_id.data), form.due_on.data)


def _standing(task: BidTask) -> dict[str, object]:
    standing: dict[str, object] = {"owner_id": str(task.owner_id or ""), "due_on": task.due_on}
    if task.typed:
        standing["words"] = task.words
    return standing


def _to_list(slug: str, bid_id: int) -> ResponseReturnValue:
    return redirect(url_for("bids.tasks", slug=slug, bid_id=bid_id))
