"""Pages of how a bid ended: the decision, points, reasons, an objection, what was learnt."""

from datetime import date
from itertools import starmap
from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded
from incubator.bids.forms import results as forms
from incubator.bids.messages import results as messages
from incubator.bids.models import AwardDecision, AwardOutcome, Bid, BidStage
from incubator.bids.permissions import bidding as permissions
from incubator.bids.queries import asking, bidding, contracts, documents
from incubator.bids.queries import results as queries
from incubator.bids.rules import outcomes, standstill
from incubator.bids.rules.results import DecisionTerms
from incubator.bids.services import results as services
from incubator.bids.values.documents import ProcurementRoute
from incubator.bids.views.blueprint import pages
from incubator.core import clock, files
from incubator.core.db import lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.web import carry_out, carry_out_or_flash, form_page
from incubator.core.word import Document, to_bytes
from incubator.notices import messages as notice_words

OF_BID = "/cooperaties/<slug>/inschrijvingen/<int:bid_id>/afloop"


@pages.get(OF_BID)
@guarded(permissions.may_see_bid, load=bidding.bid)
def after(bid: Bid) -> ResponseReturnValue:
    """How the bid ended, what can still be done and by when, and what was learnt."""
    return _page(bid, forms.AskedForm(data={"asked_on": _asked_on(bid) or clock.today()}))


def _asked_on(bid: Bid) -> date | None:
    standing = queries.standing_decision(bid)
    return None if standing is None else standing.reasons_asked_on


def _page(bid: Bid, form: forms.AskedForm) -> ResponseReturnValue:
    decisions = queries.decisions(bid)
    standing = queries.standing_decision(bid)
    return form_page(
        "bids/after.html",
        form,
        bid=bid,
        group=bid.cooperative,
        decision=standing,
        earlier=[decision for decision in decisions if decision is not standing],
        outcomes=messages.OUTCOMES,
        reasons=messages.REASONS,
        points=messages.points,
        lot_name=notice_words.lot_name,
        missed=queries.is_missed(bid, clock.now()),
        contract=contracts.contract_of_bid(bid),
        may_sign=queries.brings_agreement(bid, standing),
        may_write=permissions.may_write_bid(current_user, bid),
        today=clock.today(),
        **_remedies(bid, standing),
    )


def _remedies(bid: Bid, decision: AwardDecision | None) -> dict[str, object]:
    """What one can do by when, and by which law."""
    law = asking.law_of(bid)
    return {
        "term": queries.standstill_of(decision),
        "reasons_by": _reasons_by(decision),
        "of_authority": queries.is_of_authority(bid),
        "is_open_house": documents.route_of(bid) is ProcurementRoute.OPEN_HOUSE,
        "law": law,
        "law_words": messages.law_in_words(law),
        "ends": None if decision is None else queries.ends_of(decision),
        "compared": outcomes.COMPARED,
    }


def _reasons_by(decision: AwardDecision | None) -> date | None:
    if decision is None or decision.reasons_asked_on is None or not queries.reasons_by_law(decision):
        return None
    return standstill.reasons_by(decision.reasons_asked_on)


def back_to(bid: Bid) -> ResponseReturnValue:
    return redirect(url_for("bids.after", slug=bid.cooperative.slug, bid_id=bid.id))


@pages.route(f"{OF_BID}/besluit", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bidding.bid)
def decision(bid: Bid) -> ResponseReturnValue:
    """Record the decision of the buyer, or mend what was recorded."""
    standing = queries.standing_decision(bid)
    form = forms.AwardDecisionForm(data=_standing_decision(standing, bid))
    possible = queries.outcomes_for(bid)
    form.outcome.choices = [SelectChoice(outcome, messages.OUTCOMES[AwardOutcome(outcome)]) for outcome in possible]
    form.reason.choices = [SelectChoice("", _("Does not say")), *starmap(SelectChoice, messages.REASONS.items())]
    form.lots_won.choices = lots_of(bid)
    form.fit(possible, is_of_authority=queries.is_of_authority(bid))
    if carry_out(form, lambda: _decide(bid, form)) is None:
        follows = standing is not None and queries.what_follows(bid, standing)
        return form_page(
            "bids/decision.html", form, bid=bid, group=bid.cooperative, decision=standing, rests_on_it=follows
        )
    flash(_("Saved."))
    return back_to(bid)


def lots_of(bid: Bid) -> list[SelectChoice]:
    return [SelectChoice(lot, notice_words.lot_name(lot)) for lot in bid.lots]


def _standing_decision(standing: AwardDecision | None, bid: Bid) -> dict[str, Any]:
    if standing is not None:
        terms = services.terms_of(standing)
        return {name: getattr(terms, name) for name in services.DECISION}
    # Somebody may have said how it ended before the letter was at hand.
    if bid.stage in {BidStage.WON, BidStage.LOST} and bid.stage.value in queries.outcomes_for(bid):
        return {"outcome": bid.stage.value}
    return {}


def _decide(bid: Bid, form: forms.AwardDecisionForm) -> None:
    # Of two who send this at once the second mends what the first recorded, or is told of it.
    lock(bid.cooperative)
    standing = queries.standing_decision(bid)
    if standing is None:
        services.record_decision(bid, _decision(form), by=current_user, now=clock.now(), today=clock.today())
        return
    form.settle(_standing_decision(standing, bid))
    services.correct_decision(standing, _decision(form), by=current_user, now=clock.now(), today=clock.today())


def _decision(form: forms.AwardDecisionForm) -> DecisionTerms:
    return DecisionTerms(
        outcome=form.outcome.data,
        sent_on=form.sent_on.data,
        lots_won=tuple(form.answer("lots_won") or ()),
        winner=form.answer("winner") or "",
        place=form.answer("place"),
        bids_number=form.answer("bids_number"),
        price_place=form.answer("price_place"),
        reason=form.reason.data or None,
        standstill_until=form.answer("standstill_until"),
    )


@pages.post(f"{OF_BID}/ongedaan")
@guarded(permissions.may_write_bid, load=bidding.bid)
def undo_decision(bid: Bid) -> ResponseReturnValue:
    """Somebody clicked wrong: the decision is taken out as if it had not been noted."""
    if carry_out_or_flash(lambda: services.undo_decision(_standing(bid), by=current_user, now=clock.now())):
        flash(_("Undone. The bid is with the buyer again."))
    return back_to(bid)


@pages.route(f"{OF_BID}/ingetrokken", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bidding.bid)
def withdraw_decision(bid: Bid) -> ResponseReturnValue:
    """The buyer takes its decision back."""
    form = forms.WithdrawnForm(data={"withdrawn_on": clock.today()})
    if carry_out(form, lambda: _withdraw(bid, form)) is None:
        return form_page(
            "bids/withdrawn.html", form, bid=bid, group=bid.cooperative, contract=contracts.contract_of_bid(bid)
        )
    flash(_("Saved. The bid is with the buyer again."))
    return back_to(bid)


def _withdraw(bid: Bid, form: forms.WithdrawnForm) -> None:
    on, because = form.withdrawn_on.data, form.because.data or ""
    services.withdraw_decision(_standing(bid), on=on, because=because, by=current_user, now=clock.now())


def _standing(bid: Bid) -> AwardDecision:
    """The decision that holds. Raises `RuleViolation` when there is none."""
    standing = queries.standing_decision(bid)
    if standing is None:
        raise RuleViolation(N_("Record the decision of the buyer first."))
    return standing


@pages.post(f"{OF_BID}/motivering")
@guarded(permissions.may_write_bid, load=bidding.bid)
def ask_reasons(bid: Bid) -> ResponseReturnValue:
    """The group asked for the reasons."""
    form = forms.AskedForm()
    if carry_out(form, lambda: _ask_reasons(bid, form)) is None:
        return _page(bid, form)
    flash(_("Saved."))
    return back_to(bid)


def _ask_reasons(bid: Bid, form: forms.AskedForm) -> None:
    lock(bid.cooperative)
    standing = _standing(bid)
    # Before the first time the page proposes today: nobody wrote that.
    if standing.reasons_asked_on is not None:
        form.settle({"asked_on": standing.reasons_asked_on})
    services.ask_reasons(standing, on=form.asked_on.data, today=clock.today())


@pages.get(f"{OF_BID}/motivering.docx")
@guarded(permissions.may_see_bid, load=bidding.bid)
def reasons_document(bid: Bid) -> ResponseReturnValue:
    """The letter that asks for the reasons."""
    return _letter(bid, "verzoek-om-motivering", lambda known: messages.reasons_letter(known, made_at=clock.now()))


@pages.get(f"{OF_BID}/bezwaar.docx")
@guarded(permissions.may_see_bid, load=bidding.bid)
def objection_document(bid: Bid) -> ResponseReturnValue:
    """The draft of an objection, for a lawyer. A private client chooses whom it wants: there is none."""
    if not queries.is_of_authority(bid):
        abort(404)
    return _letter(bid, "concept-bezwaar", lambda known: messages.objection_letter(known, made_at=clock.now()))


def _letter(bid: Bid, name: str, write: Any) -> ResponseReturnValue:
    """Without a decision against the group, on a lot at least, there is nothing to write about."""
    standing = queries.standing_decision(bid)
    if standing is None or not queries.ends_of(standing).is_against_us:
        abort(404)
    document: Document = write(standing)
    return files.made(to_bytes(document), f"{name}-{bid.cooperative.slug}", files.WORD)


@pages.route(f"{OF_BID}/les", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bidding.bid)
def lesson(bid: Bid) -> ResponseReturnValue:
    """What was learnt."""
    form = forms.LessonForm(data={"note": bid.outcome_note, "revision": str(bid.note_revision)})
    done = carry_out(form, lambda: services.write_lesson(bid, form.note.data or "", revision=form.number_of_revision()))
    if done is None:
        theirs = _lesson_of_others(form, bid)
        return form_page("bids/lesson.html", form, bid=bid, group=bid.cooperative, theirs=theirs)
    flash(_("Saved."))
    return back_to(bid)


def _lesson_of_others(form: forms.LessonForm, bid: Bid) -> str | None:
    """What somebody else wrote since this page was opened; from here on the page knows of it."""
    if form.number_of_revision() == bid.note_revision or form.note.data == bid.outcome_note:
        return None
    form.revision.data = str(bid.note_revision)
    return bid.outcome_note
