"""Reads about contracts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.bids.models import Contract
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.agenda import DueDate
from incubator.core.db import db
from incubator.core.i18n import mark as N_

MOST_DATES = 200  # of an agenda


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


def contract_ends(cooperative_ids: Sequence[int], *, since: datetime) -> list[DueDate]:
    """The last days of the contracts of these cooperatives."""
    statement = (
        select(Contract)
        .where(Contract.cooperative_id.in_(cooperative_ids), Contract.ends_on >= clock.local(since).date())
        .options(selectinload(Contract.cooperative))
        .order_by(Contract.ends_on, Contract.id)
        .limit(MOST_DATES)
    )
    return list(map(_end, db.session.scalars(statement)))


def _end(contract: Contract) -> DueDate:
    assert contract.ends_on is not None
    last_day = contract.ends_on
    return DueDate(
        id=0,
        cooperative_id=contract.cooperative_id,
        title=N_("Contract ends: %(name)s"),
        params={"name": contract.name[:120]},
        due_at=datetime(last_day.year, last_day.month, last_day.day, tzinfo=clock.AMSTERDAM),
        whole_day=True,
        url=f"/cooperaties/{contract.cooperative.slug}/opdrachten",
        source="bids",
        ends_at=None,
        place="",
        uid=f"contract-{contract.id}",
        sequence=0,
        changed_at=contract.recorded_at,
    )
