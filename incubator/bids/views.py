"""Pages of bids: the board, one bid, its document."""

import io

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.bids import documents, messages, permissions, queries, rules, services
from incubator.bids.forms import StageForm
from incubator.bids.models import Bid, BidStage
from incubator.cooperatives import permissions as group_permissions
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import FACT_KEYS
from incubator.core import clock
from incubator.core.db import transaction
from incubator.core.errors import RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import language
from incubator.core.word import Document, to_bytes
from incubator.notices.models import Notice

pages = Blueprint("bids", __name__)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TASKS = {task.key: task for task in rules.TASKS}


@pages.get("/cooperaties/<slug>/inschrijvingen")
@guarded(group_permissions.may_see, load=cooperatives.cooperative)
def index(group: Cooperative) -> ResponseReturnValue:
    """All bids of a cooperative."""
    return render_template(
        "bids/index.html", group=group, bids=queries.bids(group), stages=messages.STAGES, badges=messages.BADGES
    )


@pages.post("/cooperaties/<slug>/inschrijvingen/op/<int:notice_id>")
@guarded(permissions.may_start, load=queries.group_and_notice)
def start(found: tuple[Cooperative, Notice]) -> ResponseReturnValue:
    """Begin a bid on a notice."""
    group, notice = found
    try:
        with transaction():
            bid = services.start(group, notice, owner=current_user, now=clock.now(), today=clock.today())
    except RuleViolation as broken_rule:
        flash(_(broken_rule.message, **broken_rule.params), "error")
        return redirect(url_for("watch.matches", slug=group.slug))
    return redirect(url_for("bids.show", slug=group.slug, bid_id=bid.id))


@pages.get("/cooperaties/<slug>/inschrijvingen/<int:bid_id>")
@guarded(permissions.may_see_bid, load=queries.bid)
def show(bid: Bid) -> ResponseReturnValue:
    """One bid: by when, what is open, what has been done."""
    plan = _plan(bid)
    changed = queries.changed_facts(bid)
    return render_template(
        "bids/show.html",
        bid=bid,
        group=bid.cooperative,
        notice=bid.notice,
        tasks=[(task, TASKS[task.key]) for task in bid.tasks if task.key in TASKS],
        open_points=documents.open_points_of(plan),
        corrected=queries.is_corrected(bid),
        changed=[FACT_KEYS[key].nl if language() == "nl" else FACT_KEYS[key].en for key in changed if key in FACT_KEYS],
        stages=messages.STAGES,
        badges=messages.BADGES,
        may_write=permissions.may_write_bid(current_user, bid),
        lots=[lot for lot in bid.notice.data.get("lots", []) if lot.get("kind", "lot") == "lot"],
        form=ConfirmationForm(),
        open_facts=cooperatives.open_points_for(bid.cooperative, "bids"),
    )


def _plan(bid: Bid) -> Document:
    facts = messages.known(cooperatives.holding_facts(bid.cooperative))
    return documents.plan_of_approach(
        bid.notice.data,
        facts,
        cooperative=bid.cooperative.name,
        chosen_lots=bid.lots,
        deadline=bid.notice.deadline,
        made_at=clock.now(),
    )


@pages.post("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/plan.docx")
@guarded(permissions.may_write_bid, load=queries.bid)
def download(bid: Bid) -> ResponseReturnValue:
    """The plan of approach in Word; from which facts it was made is remembered."""
    content = to_bytes(_plan(bid))
    slug = bid.cooperative.slug
    with transaction():
        services.remember_facts(bid, now=clock.now())
    return send_file(
        io.BytesIO(content), mimetype=WORD, as_attachment=True, download_name=f"plan-van-aanpak-{slug}.docx"
    )


@pages.post("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/lijst/<key>")
@guarded(permissions.may_write_bid, load=queries.bid_with_task)
def tick(bid: Bid, key: str) -> ResponseReturnValue:
    """Mark a line of the checklist."""
    task = next((one for one in bid.tasks if one.key == key), None)
    if task is not None:
        with transaction():
            services.tick(task, request.form.get("done") == "1", by=current_user, now=clock.now())
    return redirect(url_for("bids.show", slug=bid.cooperative.slug, bid_id=bid.id) + "#lijst")


@pages.post("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/percelen")
@guarded(permissions.may_write_bid, load=queries.bid)
def lots(bid: Bid) -> ResponseReturnValue:
    """On which lots one bids."""
    try:
        with transaction():
            services.choose_lots(bid, request.form.getlist("lots"))
    except RuleViolation as broken_rule:
        flash(_(broken_rule.message, **broken_rule.params), "error")
    return redirect(url_for("bids.show", slug=bid.cooperative.slug, bid_id=bid.id))


@pages.route("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/stap", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=queries.bid)
def stage(bid: Bid) -> ResponseReturnValue:
    """Another stage: handed in, won, not won, stopped."""
    form = StageForm()
    form.stage.choices = [(one, messages.STAGES[BidStage(one)]) for one in rules.STEPS[bid.stage.value]]
    if form.validate_on_submit():
        try:
            with transaction():
                services.move(
                    bid, BidStage(form.stage.data), note=form.note.data or "", now=clock.now(), today=clock.today()
                )
        except RuleViolation as broken_rule:
            form.refuse(broken_rule)
        else:
            flash(_("Saved."))
            return redirect(url_for("bids.show", slug=bid.cooperative.slug, bid_id=bid.id))
    return render_template("bids/stage.html", form=form, bid=bid, group=bid.cooperative), 422 if form.errors else 200
