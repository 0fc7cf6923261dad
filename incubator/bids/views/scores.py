"""Pages of the points that a bid got, criterion by criterion."""

from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from incubator.accounts.permissions import guarded
from incubator.bids.forms import results as forms
from incubator.bids.messages import results as messages
from incubator.bids.models import AwardDecision, Bid, CriterionScore, Requirement
from incubator.bids.permissions import bidding as permissions
from incubator.bids.permissions.following import may_write_score
from incubator.bids.queries import bidding
from incubator.bids.queries import results as queries
from incubator.bids.rules.results import ScoreTerms, differs_from_weight
from incubator.bids.services import scores as services
from incubator.bids.views.blueprint import pages
from incubator.bids.views.results import OF_BID, back_to, lots_of
from incubator.core.db import lock
from incubator.core.web import carry_out, carry_out_or_flash, form_page


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
        return back_to(bid)
    criteria = queries.criteria_of(bid)
    form = forms.CriterionScoreForm(data={} if score is None else _standing_score(score))
    form.lot.choices = [SelectChoice("", _("All lots")), *lots_of(bid)]
    done = carry_out(form, lambda: _write_score(standing, score, form))
    if done is None:
        names = [known.text for known in criteria]
        return form_page("bids/score.html", form, bid=bid, group=bid.cooperative, score=score, criteria=names)
    flash(_("Saved."))
    _say_what_differs(done.value, _criterion(bid, done.value.criterion))
    return back_to(bid)


def _criterion(bid: Bid, name: str) -> Requirement | None:
    """Points belong to a criterion by its words: the letter of the buyer knows no numbers of ours."""
    named = (known for known in queries.criteria_of(bid) if known.text == name)
    return next(named, None)


def _say_what_differs(score: CriterionScore, asked: Requirement | None) -> None:
    if asked is None or not differs_from_weight(score.most, asked.weight, asked.weight_unit, in_euros=score.in_euros):
        return
    most = messages.points(score.most, in_euros=score.in_euros)
    flash(
        _(
            "In the documents this criterion counts for %(weight)s, and here the most is %(most)s. Look at the letter again.",
            weight=asked.weight,
            most=most,
        ),
        "warning",
    )


def _write_score(
    standing: AwardDecision, score: CriterionScore | None, form: forms.CriterionScoreForm
) -> CriterionScore:
    lock(standing.bid.cooperative)
    asked = _criterion(standing.bid, form.criterion.data)
    if score is not None:
        form.settle(_standing_score(lock(score)))
    terms = ScoreTerms(
        criterion=form.criterion.data,
        lot=form.lot.data or None,
        ours=form.ours.data,
        most=form.most.data,
        winners=form.winners.data,
        remark=form.remark.data or "",
        # A criterion that the documents weigh in euros is a fictitious discount, whatever was chosen.
        in_euros=form.counts_in_euros() or (asked is not None and asked.weight_unit == "euro"),
    )
    return services.write_score(standing, terms, score=score, requirement_id=None if asked is None else asked.id)


def _standing_score(score: CriterionScore) -> dict[str, Any]:
    values = {name: getattr(score, name) for name in services.SCORE}
    return values | {"lot": score.lot or "", "in_euros": "euros" if score.in_euros else "points"}


@pages.post(f"{OF_BID}/punten/<int:score_id>/verwijderen")
@guarded(may_write_score, load=queries.score)
def remove_score(score: CriterionScore) -> ResponseReturnValue:
    """The points were noted by mistake."""
    bid = score.decision.bid
    if carry_out_or_flash(lambda: services.remove_score(bid, score)):
        flash(_("The points have been removed."))
    return back_to(bid)
