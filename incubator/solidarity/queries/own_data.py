"""What a fund holds of somebody, for their own download."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.solidarity.models import SolidarityBallot, SolidarityContribution


def solidarity_of(user: User) -> list[dict[str, Any]]:
    """The votes that somebody cast for a cooperative, and the contributions that they recorded."""
    votes = (
        select(SolidarityBallot)
        .where(SolidarityBallot.cast_by_id == user.id)
        .options(joinedload(SolidarityBallot.question), joinedload(SolidarityBallot.member))
        .order_by(SolidarityBallot.id)
    )
    recorded = (
        select(SolidarityContribution)
        .where(SolidarityContribution.recorded_by_id == user.id)
        .options(joinedload(SolidarityContribution.member))
        .order_by(SolidarityContribution.id)
    )
    taken_along = []
    for ballot in db.session.scalars(votes):
        cast = {"question": ballot.question.title, "for": ballot.member.name, "voted": ballot.choice.value}
        taken_along.append(cast)
    for booked in db.session.scalars(recorded):
        taken_along.append({"recorded_for": booked.member.name, "year": str(booked.year)})
    return taken_along
