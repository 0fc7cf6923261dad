"""Pages of how a bid ended: the decision, points, reasons, an objection, what was learnt."""

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
from incubator.bids.models import AwardDecision, Bid, BidStage, CriterionScore
from incubator.bids.permissions import bidding as permissions
from incubator.bids.permissions.following import may_write_score
from incubator.bids.queries import bidding, contracts
from incubator.bids.queries import results as queries
from incubator.bids.rules import standstill
from incubator.bids.rules.results import DecisionTerms, ScoreTerms
from incubator.bids.services import results as services
from incubator.bids.views.blueprint import pages
from incubator.bids.views.party_changes import tell_partners
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
    return _page(bid, forms.AskedForm(data={"asked_on": clock.today()}))


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
        term=queries.standstill_of(standing),
        reasons_by=_reasons_by(standing),
        outcomes=messages.OUTCOMES,
        reasons=messages.REASONS,
        points=messages.points,
        lot_name=notice_words.lot_name,
        missed=queries.is_missed(bid, clock.now()),
        contract=contracts.contract_of_bid(bid),
        may_write=permissions.may_write_bid(current_user, bid),
        today=clock.today(),
    )


def _reasons_by(decision: AwardDecision | None) -> object:
    if decision is None or decision.reasons_asked_on is None:
        return None
    return standstill.reasons_by(decision.reasons_asked_on)


def _back(bid: Bid) -> ResponseReturnValue:
    return redirect(url_for("bids.after", slug=bid.cooperative.slug, bid_id=bid.id))


@pages.route(f"{OF_BID}/besluit", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bidding.bid)
def decision(bid: Bid) -> ResponseReturnValue:
    """Record the decision of the buyer, or mend what was recorded."""
    standing = queries.standing_decision(bid)
    form = forms.AwardDecisionForm(data=_standing_decision(standing, bid))
    form.outcome.choices = list(starmap(SelectChoice, messages.OUTCOMES.items()))
    form.reason.choices = [SelectChoice("", _("Does not say")), *starmap(SelectChoice, messages.REASONS.items())]
    form.lots_won.choices = _lots(bid)
    if carry_out(form, lambda: _decide(bid, form)) is None:
        return form_page("bids/decision.html", form, bid=bid, group=bid.cooperative, decision=standing)
    flash(_("Saved."))
    return _back(bid)


def _lots(bid: Bid) -> list[SelectChoice]:
    return [SelectChoice(lot, notice_words.lot_name(lot)) for lot in bid.lots]


def _standing_decision(standing: AwardDecision | None, bid: Bid) -> dict[str, Any]:
    if standing is not None:
        terms = services.terms_of(standing)
        return {name: getattr(terms, name) for name in services.DECISION}
    # Somebody may have said how it ended before the letter was at hand.
    if bid.stage in {BidStage.WON, BidStage.LOST}:
        return {"outcome": bid.stage.value}
    return {}


def _decide(bid: Bid, form: forms.AwardDecisionForm) -> None:
    # Of two who send this at once the second mends what the first recorded, or is told of it.
    lock(bid.cooperative)
    standing = queries.standing_decision(bid)
    if standing is None:
        recorded = services.record_decision(bid, _decision(form), by=current_user, now=clock.now(), today=clock.today())
        tell_partners(recorded)
        return
    form.settle(_standing_decision(standing, bid))
    services.correct_decision(standing, _decision(form), by=current_user, now=clock.now(), today=clock.today())
    tell_partners(standing)


def _decision(form: forms.AwardDecisionForm) -> DecisionTerms:
    return DecisionTerms(
        outcome=form.outcome.data,
        sent_on=form.sent_on.data,
        lots_won=tuple(form.lots_won.data or ()),
        winner=form.winner.data or "",
        place=form.place.data,
        bids_number=form.bids_number.data,
        price_place=form.price_place.data,
        reason=form.reason.data or None,
        standstill_until=form.standstill_until.data,
    )


@pages.route(f"{OF_BID}/punten", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=bidding.bid)
def add_score(bid: Bid) -> ResponseReturnValue:
    """What a criterion brought."""
    return _score_page(bid, None)


@pages.route(f"{OF_BID}/punten/<int:score_id>", methods=["GET", "POST"])
@guarded(may_write_score, load=queries.score)
def change_score(score: CriterionScore) -> ResponseReturnValue:
    """Mend the points of a criterion."""
    return _score_page(score.decision.bid, score)


def _score_page(bid: Bid, score: CriterionScore | None) -> ResponseReturnValue:
    standing = queries.standing_decision(bid) if score is None else score.decision
    if standing is None:
        flash(_("Record the decision of the buyer first."), "error")
        return _back(bid)
    criteria = queries.criteria_of(bid)
    form = forms.CriterionScoreForm(data={} if score is None else _standing_score(score))
    form.lot.choices = [SelectChoice("", _("All lots")), *_lots(bid)]
    if carry_out(form, lambda: _write_score(standing, score, form)) is None:
        return form_page(
            "bids/score.html", form, bid=bid, group=bid.cooperative, score=score, criteria=[c.text for c in criteria]
        )
    flash(_("Saved."))
    return _back(bid)


def _write_score(standing: AwardDecision, score: CriterionScore | None, form: forms.CriterionScoreForm) -> None:
    # Points belong to a criterion by its words: the letter of the buyer knows no numbers of ours.
    lock(standing.bid.cooperative)
    requirement_id = None
    for known in queries.criteria_of(standing.bid):
        if known.text == form.criterion.data:
            requirement_id = known.id
    if score is not None:
        form.settle(_standing_score(lock(score)))
    terms = ScoreTerms(
        criterion=form.criterion.data,
        lot=form.lot.data or None,
        ours=form.ours.data,
        most=form.most.data,
        winners=form.winners.data,
        remark=form.remark.data or "",
    )
    services.write_score(standing, terms, score=score, requirement_id=requirement_id)


def _standing_score(score: CriterionScore) -> dict[str, Any]:
    return {name: getattr(score, name) for name in services.SCORE} | {"lot": score.lot or ""}


@pages.post(f"{OF_BID}/punten/<int:score_id>/verwijderen")
@guarded(may_write_score, load=queries.score)
def remove_score(score: CriterionScore) -> ResponseReturnValue:
    """The points were noted by mistake."""
    bid = score.decision.bid
    if carry_out_or_flash(lambda: services.remove_score(bid, score)):
        flash(_("The points have been removed."))
    return _back(bid)


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
    return _back(bid)


def _withdraw(bid: Bid, form: forms.WithdrawnForm) -> None:
    on, because = form.withdrawn_on.data, form.because.data or ""
    standing = _standing(bid)
    services.withdraw_decision(standing, on=on, because=because, today=clock.today())
    tell_partners(standing)


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
    done = carry_out(form, lambda: services.ask_reasons(_standing(bid), on=form.asked_on.data, today=clock.today()))
    if done is None:
        return _page(bid, form)
    flash(_("Saved."))
    return _back(bid)


@pages.get(f"{OF_BID}/motivering.docx")
@guarded(permissions.may_see_bid, load=bidding.bid)
def reasons_document(bid: Bid) -> ResponseReturnValue:
    """The letter that asks for the reasons."""
    return _letter(bid, "verzoek-om-motivering", lambda known: messages.reasons_letter(known, made_at=clock.now()))


@pages.get(f"{OF_BID}/bezwaar.docx")
@guarded(permissions.may_see_bid, load=bidding.bid)
def objection_document(bid: Bid) -> ResponseReturnValue:
    """The draft of an objection, for a lawyer."""
    return _letter(bid, "concept-bezwaar", lambda known: messages.objection_letter(known, made_at=clock.now()))


def _letter(bid: Bid, name: str, write: Any) -> ResponseReturnValue:
    """Without a decision there is nothing to write about."""
    standing = queries.standing_decision(bid)
    if standing is None:
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
    return _back(bid)


def _lesson_of_others(form: forms.LessonForm, bid: Bid) -> str | None:
    """What somebody else wrote since this page was opened; from here on the page knows of it."""
    if form.number_of_revision() == bid.note_revision or form.note.data == bid.outcome_note:
        return None
    form.revision.data = str(bid.note_revision)
    return bid.outcome_note
