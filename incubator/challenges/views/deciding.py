"""Pages of the outcome: the decision, the agreements, and what the coach thinks of the plan."""

from functools import partial
from typing import Any

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
from incubator.challenges.views.challenging import HERE
from incubator.challenges.views.parts import write_part
from incubator.core import clock
from incubator.core.db import lock

FORMAL: dict[str, bool | None] = {"yes": True, "no": False, "unknown": None}
AGREED = ("result", "budget", "term", "reporting", "revocation", "evaluation")


@pages.route(f"{HERE}/besluit", methods=["GET", "POST"])
@guarded(permissions.may_write, load=queries.challenge)
def decision(challenge: Challenge) -> ResponseReturnValue:
    """What the authority decided and why, and whether one can object."""
    form = AuthorityDecisionForm(data=_decision(challenge))
    save = partial(_write_decision, challenge, form)
    return write_part(challenge, form, save, title=_("The decision"), anchor="besluit")


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
    save = partial(_write_agreements, challenge, form)
    return write_part(challenge, form, save, title=_("Agreements"), anchor="afspraken")


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
    scale = _(
        "Give each point a number: 0 is not there yet, 4 is strong. Below 16 of 32 it is better not to hand in yet."
    )
    return write_part(
        challenge,
        form,
        partial(_write_scores, challenge, form),
        title=_("What do you think of the plan?"),
        anchor="plan",
        lead=scale,
        saved=_("Saved. The group sees it."),
    )


def _scores(challenge: Challenge) -> dict[str, Any]:
    return {"note": challenge.coach_note, **(challenge.coach_scores or {})}


def _write_scores(challenge: Challenge, form: ScoreForm) -> None:
    form.settle(_scores(lock(challenge)))
    scores = {name: form[name].data for name in words.POINTS}
    services.score(challenge, scores, form.note.data or "", now=clock.now())
