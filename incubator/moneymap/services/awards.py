"""Deciding about awards one by one: on the map, off it, or open again."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.core.db import db, lock
from incubator.core.errors import Conflict
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import compared
from incubator.moneymap.models import AwardChoice, ChoiceState, MoneyFlow, MoneyNode
from incubator.moneymap.queries import awards
from incubator.moneymap.services.holding import hold
from incubator.moneymap.services.maps import add_flow, add_node, node_called
from incubator.moneymap.values import FlowAnswers, FlowCertainty, NodeAnswers, NodeKind, Whereabouts
from incubator.moneymap.values.awards import ProposedFlow
from incubator.neighbourhood.models import Neighbourhood

DECIDED = N_("Somebody decided about this award already. It stands below, among those that are decided.")


def accept(
    place: Neighbourhood, proposal: ProposedFlow, cents: int, category: str, *, by: User | None, now: datetime
) -> MoneyFlow:
    """Put an award on the map: from the municipality to the winner. Raises `RuleViolation`, `Conflict` when it was decided already.

    An amount that the notice names for a year is a fact; what was reckoned or typed is an estimate.
    """
    # Two who accept the same award at once would put its money on the map twice.
    lock(place)
    _check_open(place, proposal)
    payer = _node(place, NodeAnswers(proposal.buyer, NodeKind.GOVERNMENT, Whereabouts.HERE), by, now)
    receiver = _node(place, NodeAnswers(proposal.winner, NodeKind.FIRM, proposal.where), by, now)
    named = proposal.cents == cents and proposal.months is None
    answers = FlowAnswers(
        payer.id,
        receiver.id,
        cents,
        proposal.year,
        category,
        FlowCertainty.FACT if named else FlowCertainty.ESTIMATE,
        proposal.title[:300],
        told_on=proposal.published,
    )
    flow = add_flow(place, answers, by=by, now=now, notice_id=proposal.notice_id)
    _choose(place, proposal, ChoiceState.ACCEPTED, by, now).flow = flow
    return flow


def drop(place: Neighbourhood, proposal: ProposedFlow, *, by: User, now: datetime) -> None:
    """Leave an award off the map. Raises `Conflict` when it was decided already."""
    lock(place)
    _check_open(place, proposal)
    _choose(place, proposal, ChoiceState.DROPPED, by, now)


def reopen(choice: AwardChoice) -> None:
    """Propose an award again; its flow comes off the map. Raises `Conflict` when that was done already."""
    choice = hold(choice)
    if choice.flow is not None:
        db.session.delete(choice.flow)
    db.session.delete(choice)


def _check_open(place: Neighbourhood, proposal: ProposedFlow) -> None:
    if awards.choice(place, proposal) is not None:
        raise Conflict(DECIDED)


def _choose(
    place: Neighbourhood, proposal: ProposedFlow, state: ChoiceState, by: User | None, now: datetime
) -> AwardChoice:
    choice = AwardChoice(
        neighbourhood_id=place.id,
        notice_id=proposal.notice_id,
        winner=compared(proposal.winner),
        state=state,
        decided_at=now,
        decided_by_id=by.id if by else None,
    )
    db.session.add(choice)
    return choice


def _node(place: Neighbourhood, answers: NodeAnswers, by: User | None, now: datetime) -> MoneyNode:
    """The place of this name; a new one when it is not on the map yet."""
    known = node_called(place.id, answers.name)
    return known or add_node(place, answers, by=by, now=now)
