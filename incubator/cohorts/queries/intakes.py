"""Reads about applications."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.cohorts.models import Intake
from incubator.cohorts.values import IntakeState
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db

PAGE = 25


@dataclass(frozen=True, slots=True)
class IntakePage:
    """One page of applications, and how many there are in each state."""

    intakes: Sequence[Intake]
    counts: dict[IntakeState, int]
    doubled: set[str]  # the addresses with more than one application
    page: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def intake(_viewer: User, intake_id: int) -> Intake | None:
    """An application. A loader for `guarded`: which coaches and managers may read is asked there."""
    statement = select(Intake).where(Intake.id == intake_id)
    return db.session.scalar(statement.options(joinedload(Intake.cooperative), joinedload(Intake.decided_by)))


def intakes(state: IntakeState | None, *, words: str = "", page: int = 1) -> IntakePage:
    """The applications in a state, or (None) all that wait for a decision; the oldest first."""
    asked = _in_state(state)
    if words:
        texts = (Intake.name, Intake.plan, Intake.neighbourhood, Intake.email)
        asked &= or_(*(column.icontains(words, autoescape=True) for column in texts))
    total = db.session.scalar(select(func.count()).select_from(Intake).where(asked)) or 0
    # Past the last page, where a kept address points when applications were decided.
    page = min(page, max(1, -(-total // PAGE)))
    statement = (
        select(Intake).where(asked).order_by(Intake.received_at, Intake.id).limit(PAGE).offset((page - 1) * PAGE)
    )
    rows = db.session.scalars(statement).all()
    return IntakePage(rows, _counts(), _doubled([row.email for row in rows]), page, total)


def waiting_count() -> int:
    """How many applications wait for a decision."""
    return db.session.scalar(select(func.count()).select_from(Intake).where(_in_state(None))) or 0


def _in_state(state: IntakeState | None) -> ColumnElement[bool]:
    if state is not None:
        return Intake.state == state
    return Intake.state.in_([each for each in IntakeState if each.waits])


def _counts() -> dict[IntakeState, int]:
    statement = select(Intake.state, func.count()).group_by(Intake.state).order_by(Intake.state)
    return {row[0]: row[1] for row in db.session.execute(statement)}


def _doubled(addresses: list[str]) -> set[str]:
    statement = select(Intake.email).where(Intake.email.in_(addresses)).group_by(Intake.email)
    return set(db.session.scalars(statement.having(func.count() > 1).order_by(Intake.email)))


def same_address(intake: Intake) -> Sequence[Intake]:
    """The other applications from the same address: perhaps it is one and the same."""
    statement = select(Intake).where(Intake.email == intake.email, Intake.id != intake.id)
    return db.session.scalars(statement.order_by(Intake.received_at, Intake.id)).all()


def just_received(email: str, plan: str, *, since: datetime) -> Intake | None:
    """The same application of a moment ago."""
    statement = select(Intake).where(Intake.email == email, Intake.plan == plan, Intake.received_at > since)
    return db.session.scalars(statement.order_by(Intake.id)).first()


def group_called(name: str) -> bool:
    """Whether there is or was a group with this name, in whatever capitals."""
    same = func.lower(Cooperative.name) == name.strip().lower()
    return db.session.scalar(select(Cooperative.id).where(same).limit(1)) is not None


def of_person(user: User) -> Sequence[Intake]:
    """What somebody applied with, from the address of the account."""
    return db.session.scalars(select(Intake).where(Intake.email == (user.email or "")).order_by(Intake.id)).all()


def exported(user: User) -> list[dict[str, str]]:
    """The same for someone's own download."""
    return [
        {"received_at": row.received_at.isoformat(), "name": row.name, "plan": row.plan, "state": row.state.value}
        for row in of_person(user)
    ]
