"""What a loan fund holds of somebody, for their own download."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.lending.models import CommitteeSeat, CommitteeVote


def lending_of(user: User) -> list[dict[str, Any]]:
    """The seats in committees, and the own advice with its reason."""
    seats = select(CommitteeSeat).where(CommitteeSeat.user_id == user.id).options(joinedload(CommitteeSeat.fund))
    taken_along: list[dict[str, Any]] = []
    for seat in db.session.scalars(seats.order_by(CommitteeSeat.id)):
        until = seat.until.isoformat() if seat.until else None
        taken_along.append({"fund": seat.fund.name, "since": seat.since.isoformat(), "until": until})
    votes = select(CommitteeVote).where(CommitteeVote.user_id == user.id).order_by(CommitteeVote.id)
    for vote in db.session.scalars(votes):
        taken_along.append({"advice": vote.choice.value, "reason": vote.reason, "on": vote.given_at.isoformat()})
    return taken_along
