"""Reads about contracts."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache

from sqlalchemy import BindParameter, and_, bindparam, or_, select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.bids.models import Bid, Contract
from incubator.bids.rules import contracts as rules
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.agenda import DueDate
from incubator.core.db import db
from incubator.core.i18n import mark as N_
from incubator.core.prepared import IDS, Question
from incubator.core.quantities import months_later

MOST_DATES = 200  # of an agenda
MONTHS_AHEAD = 24  # of a contract without an end


def contracts(group: Cooperative) -> Sequence[Contract]:
    """The contracts of a cooperative, the latest first."""
    statement = select(Contract).where(Contract.cooperative_id == group.id)
    return db.session.scalars(statement.order_by(Contract.agreed_on.desc(), Contract.id.desc())).all()


def contract(viewer: User, slug: str, contract_id: int) -> Contract | None:
    """A contract of a cooperative within sight. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    return db.session.scalar(select(Contract).where(Contract.id == contract_id, Contract.cooperative_id == group.id))


def contract_of_bid(bid: Bid) -> Contract | None:
    """The contract that a bid brought."""
    return db.session.scalar(select(Contract).where(Contract.bid_id == bid.id))


def contract_ends(cooperative_ids: Sequence[int], *, since: datetime) -> list[DueDate]:
    """The days of the contracts of these cooperatives: options, reports, indexation, the last day."""
    first = clock.local(since).date()
    dates: list[DueDate] = []
    for contract in db.session.scalars(_with_days(), {"ids": cooperative_ids, "first": first}):
        dates += _days(contract, first)
    return dates


@cache
def _with_days() -> Question:
    first: BindParameter[date] = bindparam("first")
    repeats = or_(Contract.first_report_on.is_not(None), Contract.index_month.is_not(None), Contract.option_by >= first)
    # What has no end runs on: its reports and indexation go on too.
    goes_on = or_(Contract.ends_on >= first, and_(Contract.ends_on.is_(None), repeats))
    statement: Question = select(Contract).options(selectinload(Contract.cooperative))
    statement = statement.where(Contract.cooperative_id.in_(IDS), goes_on)
    return statement.order_by(Contract.ends_on, Contract.id).limit(MOST_DATES)


def _days(contract: Contract, since: date) -> Iterator[DueDate]:
    """What is due for a contract from a day on."""
    if contract.option_by is not None and contract.option_by >= since:
        yield _due(contract, N_("Last day to extend the contract: %(name)s"), contract.option_by, "option")
    # Reports of a contract without an end would go on for ever.
    until = contract.ends_on or months_later(since, MONTHS_AHEAD)
    for day in rules.reports(contract.first_report_on, contract.report_months, since=since, until=until):
        yield _due(contract, N_("Report to the client: %(name)s"), day, f"report-{day.isoformat()}")
    indexation = rules.next_indexation(
        contract.index_month, since=since, starts_on=contract.starts_on, ends_on=contract.ends_on
    )
    if indexation is not None:
        yield _due(
            contract, N_("The price goes along with the index: %(name)s"), indexation, f"index-{indexation.year}"
        )
    if contract.ends_on is not None:
        yield _due(contract, N_("Contract ends: %(name)s"), contract.ends_on, "")


def _due(contract: Contract, title: str, day: date, what: str) -> DueDate:
    return DueDate(
        id=0,
        cooperative_id=contract.cooperative_id,
        title=title,
        params={"name": contract.name[:120]},
        due_at=datetime(day.year, day.month, day.day, tzinfo=clock.AMSTERDAM),
        whole_day=True,
        url=f"/cooperaties/{contract.cooperative.slug}/opdrachten",
        source="bids",
        ends_at=None,
        place="",
        uid="-".join(filter(None, ("contract", str(contract.id), what))),
        sequence=0,
        changed_at=contract.recorded_at,
    )
