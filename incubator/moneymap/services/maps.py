"""Putting places and flows on the map, taking them off, making the map public."""

from datetime import datetime

from sqlalchemy import select

from incubator.accounts.models import User
from incubator.cooperatives.services import A_MOMENT
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.plain_names import compared
from incubator.moneymap.models import MoneyFlow, MoneyMap, MoneyNode
from incubator.moneymap.queries import maps
from incubator.moneymap.rules.checking import check_flow, checked_node
from incubator.moneymap.services.holding import hold
from incubator.moneymap.values import FlowAnswers, NodeAnswers
from incubator.neighbourhood.models import Neighbourhood


def add_node(place: Neighbourhood, answers: NodeAnswers, *, by: User | None, now: datetime) -> MoneyNode:
    """Put a place on the map. Raises `RuleViolation`, also for a name that is on it."""
    answers = checked_node(answers)
    lock(place)
    _check_free(place.id, answers.name)
    node = MoneyNode(neighbourhood_id=place.id)
    _fill_node(node, answers, by, now)
    db.session.add(node)
    db.session.flush()
    return node


def change_node(node: MoneyNode, answers: NodeAnswers, *, by: User, now: datetime) -> None:
    """Change what a place is. Raises `RuleViolation`."""
    answers = checked_node(answers)
    node = hold(node)
    if compared(answers.name) != node.plain_name:
        _check_free(node.neighbourhood_id, answers.name)
    _fill_node(node, answers, by, now)


def _fill_node(node: MoneyNode, answers: NodeAnswers, by: User | None, now: datetime) -> None:
    node.name, node.plain_name = answers.name, compared(answers.name)
    node.kind, node.whereabouts = answers.kind, answers.where
    node.stock_cents = answers.stock_cents
    node.stock_year = answers.stock_year if answers.stock_cents is not None else None
    node.changed_at, node.changed_by_id = now, by.id if by else None


def node_called(neighbourhood_id: int, name: str) -> MoneyNode | None:
    """The place with this name, however it is capitalised."""
    statement = select(MoneyNode).where(
        MoneyNode.neighbourhood_id == neighbourhood_id, MoneyNode.plain_name == compared(name)
    )
    return db.session.scalar(statement)


def _check_free(neighbourhood_id: int, name: str) -> None:
    if node_called(neighbourhood_id, name) is not None:
        raise RuleViolation(N_("“%(name)s” is on the map already."), field="name", name=name)


def remove_node(node: MoneyNode) -> None:
    """Take a place off the map. Raises `RuleViolation` while money flows to or from it."""
    node = hold(node)
    if maps.flows_at(node):
        raise RuleViolation(N_("Money flows to or from this place. Remove or change those flows first."))
    db.session.delete(node)


def add_flow(
    place: Neighbourhood, answers: FlowAnswers, *, by: User | None, now: datetime, notice_id: int | None = None
) -> MoneyFlow:
    """Put a flow on the map; `notice_id` when an award says so. Raises `RuleViolation`."""
    check_flow(answers)
    lock(place)
    _check_ends(place.id, answers)
    flow = MoneyFlow(neighbourhood_id=place.id, notice_id=notice_id)
    _fill_flow(flow, answers, by, now)
    db.session.add(flow)
    db.session.flush()
    return flow


def write_flow(place: Neighbourhood, answers: FlowAnswers, *, by: User, now: datetime) -> MoneyFlow:
    """Put a flow on the map that somebody wrote down; pressed twice it is the flow of a moment ago. Raises `RuleViolation`."""
    lock(place)
    known = maps.just_written(place.id, answers, by, since=now - A_MOMENT)
    return known or add_flow(place, answers, by=by, now=now)


def change_flow(flow: MoneyFlow, answers: FlowAnswers, *, by: User, now: datetime) -> None:
    """Change a flow. Raises `RuleViolation`."""
    check_flow(answers)
    flow = hold(flow)
    _check_ends(flow.neighbourhood_id, answers)
    _fill_flow(flow, answers, by, now)


def _check_ends(neighbourhood_id: int, answers: FlowAnswers) -> None:
    """Both places are on this map still."""
    for number, field in ((answers.source_id, "payer"), (answers.target_id, "receiver")):
        # The number comes from a form: it may be of a place in another neighbourhood.
        node = db.session.get(MoneyNode, number)
        if node is None or node.neighbourhood_id != neighbourhood_id:
            raise RuleViolation(N_("This place is not on the map any more. Choose another."), field=field)


def _fill_flow(flow: MoneyFlow, answers: FlowAnswers, by: User | None, now: datetime) -> None:
    flow.from_id, flow.to_id = answers.source_id, answers.target_id
    flow.cents, flow.year = answers.cents, answers.year
    flow.category, flow.certainty = " ".join(answers.category.split()), answers.certainty
    flow.source, flow.told_by, flow.told_on = answers.source, answers.told_by, answers.told_on
    flow.changed_at, flow.changed_by_id = now, by.id if by else None


def remove_flow(flow: MoneyFlow) -> None:
    """Take a flow off the map."""
    db.session.delete(hold(flow))


def publish(place: Neighbourhood, *, public: bool, now: datetime) -> None:
    """Make the map public, or take it back."""
    lock(place)
    known = db.session.get(MoneyMap, place.id)
    if known is None:
        known = MoneyMap(neighbourhood_id=place.id)
        db.session.add(known)
    if not public:
        known.published_at = None
    # Pressed again nothing changes: since when it is public stays true.
    elif known.published_at is None:
        known.published_at = now
