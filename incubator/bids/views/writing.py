"""Pages of one bid: what it is about, its lots, its next stage."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded, viewer
from incubator.bids.forms.bidding import StageForm
from incubator.bids.messages import bidding as messages
from incubator.bids.messages import deciding as words
from incubator.bids.messages import results as result_words
from incubator.bids.messages import sources
from incubator.bids.models import Bid, BidStage
from incubator.bids.permissions import bidding as permissions
from incubator.bids.queries import bidding as queries
from incubator.bids.queries import board as boards
from incubator.bids.queries import cases, competing, contracts, documents, results
from incubator.bids.queries import sections as written
from incubator.bids.rules import lots as lot_rules
from incubator.bids.rules import stages
from incubator.bids.rules.procurement import findings_of
from incubator.bids.services import bidding as services
from incubator.bids.views.blueprint import pages
from incubator.bids.views.steps import page_of_step
from incubator.cooperatives import queries as cooperatives
from incubator.core import clock
from incubator.core.errors import RuleViolation
from incubator.core.forms import ConfirmationForm
from incubator.core.i18n import explain, language
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.core.word import open_points
from incubator.notices.models import Notice
from incubator.watch import queries as watch

ENDED = frozenset({BidStage.WON, BidStage.LOST, BidStage.WITHDRAWN})


@pages.app_context_processor
def for_groups() -> dict[str, object]:
    """For the page of a notice: what one's groups can do with it. Asked only where it is shown."""
    return {
        "what_groups_can_do": _what_groups_can_do,
        "bid_on_request": queries.bid_on_request,
        "bid_on_challenge": queries.bid_on_challenge,
    }


def _what_groups_can_do(notice: Notice) -> dict[str, object] | None:
    """None for who works in no group."""
    if not current_user.is_authenticated:
        return None
    groups = queries.for_groups_of(current_user, notice)
    if not groups:
        return None
    obstacle = ""
    try:
        services.check_open(notice, now=clock.now())
    except RuleViolation as closed:
        obstacle = explain(closed)
    return {
        "groups": groups,
        "obstacle": obstacle,
        "follows": watch.follow_of(current_user, notice.family_id) is not None,
    }


def _to(bid: Bid) -> ResponseReturnValue:
    return redirect(url_for("bids.show", slug=bid.cooperative.slug, bid_id=bid.id))


@pages.get("/cooperaties/<slug>/inschrijvingen/<int:bid_id>")
@guarded(permissions.may_see_bid, load=queries.bid)
def show(bid: Bid) -> ResponseReturnValue:
    """One bid: by when, what is open, what has been done."""
    changed = queries.changed_facts(bid)
    return render_template(
        "bids/show.html",
        bid=bid,
        group=bid.cooperative,
        work=bid.work,
        notice=bid.notice,
        tasks=boards.open_tasks(bid.tasks),
        words=words,
        today=clock.today(),
        has_deed=cooperatives.has_deed(bid.cooperative),
        changed=messages.names_of_facts(changed, language()),
        stages=messages.STAGES,
        written_for=messages.WRITTEN_FOR[bid.origin],
        badges=messages.BADGES,
        may_write=permissions.may_write_bid(current_user, bid),
        lots=queries.lots_to_choose(bid.work),
        asked_after=documents.is_asked_after(bid),
        lots_open=_open_lots(bid),
        value=lot_rules.value(bid.work.content, bid.lots),
        form=ConfirmationForm(),
        submission=written.submission(bid),
        open_facts=cooperatives.open_points_for(bid.cooperative, "bids"),
        outcomes=result_words.OUTCOMES,
        outcome_of=result_words.outcome_of,
        guided_both=competing.seen_by(viewer(), bid),
        **_ahead(bid),
        **_outcome(bid),
    )


def _open_lots(bid: Bid) -> frozenset[str]:
    """The lots on which one can still bid."""
    now = clock.now()
    return frozenset(lot.id for lot in queries.lots_to_choose(bid.work) if lot_rules.takes_bids(lot, now))


def _ahead(bid: Bid) -> dict[str, object]:
    """What to look at and what is still open. What was handed in stands still: nothing of it is open any more."""
    if bid.stage not in services.OPEN:
        return {"findings": (), "open_points": ()}
    now = clock.now()
    case = cases.case_of(bid, now=now)
    document = sources.main_document_of(bid, made_at=now, case=case)
    return {"findings": findings_of(case), "open_points": open_points(document)}


def _outcome(bid: Bid) -> dict[str, object]:
    """How it ended, and what came of it."""
    if bid.stage not in ENDED:
        return {"decision": None, "contract": None, "may_sign": False}
    decision = results.standing_decision(bid)
    return {
        "decision": decision,
        "contract": contracts.contract_of_bid(bid),
        "may_sign": results.brings_agreement(bid, decision),
    }


@pages.post("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/percelen")
@guarded(permissions.may_write_bid, load=queries.bid)
def lots(bid: Bid) -> ResponseReturnValue:
    """On which lots one bids."""
    carry_out_or_flash(lambda: services.choose_lots(bid, request.form.getlist("lots"), now=clock.now()))
    return _to(bid)


@pages.route("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/stap", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=queries.bid)
def stage(bid: Bid) -> ResponseReturnValue:
    """Another stage, such as stopped. What takes more leads to its own page: handed in, won, not won."""
    form = StageForm(data={"note": bid.outcome_note, "revision": str(bid.note_revision)})
    steps = {step: page_of_step(bid, BidStage(step)) for step in stages.STEPS[bid.stage.value]}
    form.stage.choices = [(step, messages.STAGES[BidStage(step)]) for step, page in steps.items() if page is None]
    # Won and lost are asked on one page, as one thing that happened.
    elsewhere = {page: messages.STEP_PAGES[BidStage(step)] for step, page in steps.items() if page is not None}
    done = carry_out(
        form,
        lambda: services.move(
            bid,
            BidStage(form.stage.data),
            note=form.note.data or "",
            revision=form.number_of_revision(),
            now=clock.now(),
            today=clock.today(),
        ),
    )
    if done is None:
        theirs = _note_of_others(form, bid)
        return form_page("bids/stage.html", form, bid=bid, group=bid.cooperative, theirs=theirs, elsewhere=elsewhere)
    flash(_("Saved."))
    return _to(bid)


def _note_of_others(form: StageForm, bid: Bid) -> str | None:
    """What someone else wrote since this page was opened. From here on the page knows of it, and may be saved."""
    if form.number_of_revision() == bid.note_revision or form.note.data == bid.outcome_note:
        return None
    # Else the same page would be refused for ever.
    form.revision.data = str(bid.note_revision)
    return bid.outcome_note
