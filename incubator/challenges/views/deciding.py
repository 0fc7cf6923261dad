"""Pages of the outcome: the decision, the agreements, and what the coach thinks of the plan."""

from typing import Any

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from incubator.accounts.permissions import guarded
from incubator.challenges.forms.challenging import AgreementsForm, AuthorityDecisionForm, ScoreForm, score_form
from incubator.challenges.messages import challenging as words
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.permissions import challenging as permissions
from incubator.challenges.queries import challenging as queries
from incubator.challenges.services import deciding as services
from incubator.challenges.views.blueprint import pages
from incubator.challenges.views.challenging import HERE, to_challenge
from incubator.core import clock
from incubator.core.db import lock
from incubator.core.web import carry_out, form_page

FORMAL: dict[str, bool | None] = {"yes": True, "no": False, "unknown": None}
AGREED = ("result", "budget", "term", "reporting", "revocation", "evaluation")


@pages.route(f"{HERE}/besluit", methods=["GET", "POST"])
@guarded(permissions.may_write, load=queries.challenge)
def decision(challenge: Challenge) -> ResponseReturnValue:
    """What the authority decided and why, and whether one can object."""
    form = AuthorityDecisionForm(data=_decision(challenge))
    if carry_out(form, lambda: _write_decision(challenge, form)) is None:
        return _form_page(challenge, form, _("The decision"), "besluit")
    flash(_("Saved."))
    return to_challenge(challenge, "besluit")


def _form_page(
    challenge: Challenge, form: Any, title: str, anchor: str, *, lead: str | None = None
) -> ResponseReturnValue:
    group = challenge.cooperative
    return form_page(
        "challenges/part.html", form, challenge=challenge, group=group, title=title, anchor=anchor, lead=lead
    )


def _decision(challenge: Challenge) -> dict[str, Any]:
    formal = next(name for name, value in FORMAL.items() if value is challenge.formal_decision)
    return {"decision": challenge.decision, "reasons": challenge.reasons, "formal": formal}


def _write_decision(challenge: Challenge, form: AuthorityDecisionForm) -> None:
    form.settle(_decision(lock(challenge)))
    formal = FORMAL[form.formal.data]
    services.write_decision(challenge, form.decision.data or "", form.reasons.data or "", formal, today=clock.today())


@pages.route(f"{HERE}/afspraken", methods=["GET", "POST"])
@guarded(permissions.may_write, load=queries.challenge)
def agreements(challenge: Challenge) -> ResponseReturnValue:
    """What was agreed on result, budget, term, reporting and stopping; later how it went."""
    form = AgreementsForm(data=_agreed(challenge))
    if carry_out(form, lambda: _write_agreements(challenge, form)) is None:
        return _form_page(challenge, form, _("Agreements"), "afspraken")
    flash(_("Saved."))
    return to_challenge(challenge, "afspraken")


def _agreed(challenge: Challenge) -> dict[str, str]:
    return {name: challenge.agreements.get(name, "") for name in AGREED}


def _write_agreements(challenge: Challenge, form: AgreementsForm) -> None:
    form.settle(_agreed(lock(challenge)))
    services.write_agreements(challenge, {name: form[name].data or "" for name in AGREED})


@pages.route(f"{HERE}/beoordeling", methods=["GET", "POST"])
@guarded(permissions.may_judge, load=queries.challenge)
def score(challenge: Challenge) -> ResponseReturnValue:
    """The coach scores the plan, from 0 to 4 for each of eight points."""
    form = score_form()(data=_scores(challenge))
    if carry_out(form, lambda: _write_scores(challenge, form)) is None:
        scale = _(
            "Give each point a number: 0 is not there yet, 4 is strong. Below 16 of 32 it is better not to hand in yet."
        )
        return _form_page(challenge, form, _("What do you think of the plan?"), "plan", lead=scale)
    flash(_("Saved. The group sees it."))
    return to_challenge(challenge, "plan")


def _scores(challenge: Challenge) -> dict[str, Any]:
    return {"note": challenge.coach_note, **(challenge.coach_scores or {})}


def _write_scores(challenge: Challenge, form: ScoreForm) -> None:
    form.settle(_scores(lock(challenge)))
    scores = {name: form[name].data for name in words.POINTS}
    services.score(challenge, scores, form.note.data or "", now=clock.now())
