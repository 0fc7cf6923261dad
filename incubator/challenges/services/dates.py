"""The dates of a challenge in the agenda of its group: of the decision, of an answer, of an objection."""

from datetime import date

from incubator.challenges.models.challenges import Challenge
from incubator.challenges.queries import challenging as queries
from incubator.challenges.values.challenging import Due
from incubator.core import agenda
from incubator.core.i18n import mark as N_

DECISION = N_("%(authority)s decides on your challenge: %(name)s")
ANSWER = N_("The answer to your question usually comes by now: %(name)s")
OBJECTION_ANSWER = N_("The answer to your objection usually comes by now: %(name)s")
APPEAL = N_("Last day to go to court, if that is possible: %(name)s")
OBJECTION = N_("Last day to object, if that is possible: %(name)s")


def put_all(challenge: Challenge, today: date) -> None:
    """Write every date that holds now, and take out those that do not."""
    put_decision(challenge, today)
    put_answer(challenge)
    _put(challenge, "objection", OBJECTION, queries.objection_due(challenge))
    _put(challenge, "objection-answer", OBJECTION_ANSWER, queries.objection_answer_due(challenge))
    _put(challenge, "appeal", APPEAL, queries.appeal_due(challenge))


def put_decision(challenge: Challenge, today: date) -> None:
    _put(challenge, "decision", DECISION, queries.decision_due(challenge, today))


def put_answer(challenge: Challenge) -> None:
    due = queries.information_due(queries.information(challenge))
    if challenge.ended_on is not None:
        due = None
    _put(challenge, "answer", ANSWER, due)


def _put(challenge: Challenge, what: str, title: str, due: Due | None) -> None:
    key = f"challenge:{challenge.id}:{what}"
    if due is None:
        agenda.remove(key)
        return
    agenda.put(
        key,
        title,
        due.on,
        source="challenges",
        cooperative_id=challenge.cooperative_id,
        url=f"/cooperaties/{challenge.cooperative.slug}/uitdagingen/{challenge.id}",
        name=challenge.title[:120],
        authority=challenge.authority[:120],
    )
