"""What happened to every group, for the results of the incubator: as many questions for four hundred groups as for one."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select

from incubator.bids.models import Contract
from incubator.cooperatives.models import Cooperative, Milestone, PhaseMove
from incubator.core import clock
from incubator.core.db import db
from incubator.core.reference import municipalities
from incubator.home.rules.results import ContractRecord, GroupHistory, Move, stays_of, stops_of
from incubator.register import queries as register

Moves = dict[int, list[Move]]
Deeds = dict[int, date]
Contracts = dict[int, list[ContractRecord]]


def histories(*, members_on: date) -> list[GroupHistory]:
    """The groups by the day on which they began, with the members of one day."""
    moves, deeds, contracts = _moves(), _deeds(), _contracts()
    members = register.members_by_cooperative(members_on)
    groups = db.session.scalars(select(Cooperative).order_by(Cooperative.created_at, Cooperative.id))
    described = []
    for group in groups:
        started_on = _day(group.created_at)
        of_group = moves.get(group.id, ())
        # A stop of before moves were kept is known from the group alone.
        stopped_on = _day(group.stopped_at) if group.stopped_at else None
        described.append(
            GroupHistory(
                slug=group.slug,
                name=group.name,
                municipality=municipalities.name_of(group.municipality) or "",
                neighbourhood=group.neighbourhood or "",
                cohort=group.cohort or "",
                started_on=started_on,
                deed_on=deeds.get(group.id),
                stops=stops_of(of_group, stopped_on),
                stays=stays_of(started_on, of_group),
                contracts=tuple(contracts.get(group.id, ())),
                members=members.get(group.id, 0),
            )
        )
    return described


def _day(moment: datetime) -> date:
    return clock.local(moment).date()


def _moves() -> Moves:
    """The phases that each group left, in their order."""
    moves: Moves = {}
    for move in db.session.scalars(select(PhaseMove).order_by(PhaseMove.at, PhaseMove.id)):
        moves.setdefault(move.cooperative_id, []).append(Move(move.from_phase, move.to_phase, _day(move.at)))
    return moves


def _deeds() -> Deeds:
    statement = select(Milestone.cooperative_id, Milestone.on_date).where(Milestone.key == "deed")
    deeds: Deeds = {}
    for cooperative_id, signed_on in db.session.execute(statement.order_by(Milestone.id)):
        deeds[cooperative_id] = signed_on
    return deeds


def _contracts() -> Contracts:
    statement = select(Contract).order_by(Contract.agreed_on, Contract.id)
    contracts: Contracts = {}
    for contract in db.session.scalars(statement):
        jobs = None if contract.jobs_percent is None else Decimal(contract.jobs_percent) / 100
        record = ContractRecord(
            contract.name, contract.client, contract.agreed_on, contract.ends_on, contract.value_cents, jobs
        )
        contracts.setdefault(contract.cooperative_id, []).append(record)
    return contracts
