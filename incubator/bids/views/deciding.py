"""The page of go or no-go."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from incubator.accounts.permissions import guarded
from incubator.bids.forms.deciding import GoForm
from incubator.bids.messages import deciding as words
from incubator.bids.models import Bid, GoDecision
from incubator.bids.permissions import bidding as permissions
from incubator.bids.queries import bidding as queries
from incubator.bids.queries import cases
from incubator.bids.rules import deciding, stages
from incubator.bids.services import deciding as services
from incubator.bids.services.deciding import GoAnswers
from incubator.bids.views.blueprint import pages
from incubator.bids.views.people import people_of, person_asked
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, form_page


@pages.route("/cooperaties/<slug>/inschrijvingen/<int:bid_id>/beslissen", methods=["GET", "POST"])
@guarded(permissions.may_write_bid, load=queries.bid)
def decide(bid: Bid) -> ResponseReturnValue:
    """Short honest questions, what could stop the bid, and the decision."""
    form = GoForm(data=_standing(bid.decision))
    form.lead_id.choices = people_of(bid.cooperative, bid.decision.lead if bid.decision else None)
    does = request.form.get("do", "save")
    if carry_out(form, lambda: _carry_out(bid, form, does)) is None:
        basis = cases.decision_basis(bid, now=clock.now())
        knocked = deciding.knock_outs(basis)
        undecided = bid.stage.value in stages.UNDECIDED
        return form_page(
            "bids/decide.html",
            form,
            bid=bid,
            group=bid.cooperative,
            knocked=knocked,
            words=words,
            undecided=undecided,
        )
    flash(_("Saved."))
    page = "bids.decide" if does == "save" else "bids.show"
    return redirect(url_for(page, slug=bid.cooperative.slug, bid_id=bid.id))


def _carry_out(bid: Bid, form: GoForm, does: str) -> None:
    """Locked first: what stands now is compared with what stood when the page was opened."""
    lock(bid.cooperative)
    form.settle(_standing(bid.decision))
    given = _given(form)
    now = clock.now()
    if does == "save":
        services.save(bid, given, by=current_user, now=now)
    else:
        services.decide(bid, given, go=does == "go", by=current_user, now=now, today=clock.today())


def _standing(decision: GoDecision | None) -> dict[str, object]:
    """What was answered, by the name of the field."""
    if decision is None:
        return {"lead_id": "", "risk": "", "reason": "", **dict.fromkeys(deciding.QUESTIONS, "")}
    answers = {name: decision.answers.get(name, "") for name in deciding.QUESTIONS}
    columns = {name: getattr(decision, name) for name in services.COLUMNS}
    return {**answers, **columns, "lead_id": str(decision.lead_id or "")}


def _given(form: GoForm) -> GoAnswers:
    return GoAnswers(
        answers={name: form[name].data or "" for name in deciding.QUESTIONS},
        risk=form.risk.data or "",
        reason=form.reason.data or "",
        lead_id=person_asked(form.lead_id.data),
        hours_needed=form.hours_needed.data,
        hours_available=form.hours_available.data,
        turnover_asked_cents=form.turnover_asked_cents.data,
        turnover_own_cents=form.turnover_own_cents.data,
    )
