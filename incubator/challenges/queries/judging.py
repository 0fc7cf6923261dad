"""Plans of challenges that wait until a coach has read them."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlalchemy import select, union

from incubator.accounts.models import User
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.values.challenging import ChallengeState
from incubator.cooperatives.models import CoachAssignment, Cooperative
from incubator.cooperatives.queries.absences import stood_in_by
from incubator.cooperatives.values import Phase
from incubator.core import clock
from incubator.core.prepared import VIEWER, Question, rows


@dataclass(frozen=True, slots=True)
class PlanToJudge:
    """A plan that is written, whose it is, and since when it waits."""

    challenge_id: int
    title: str
    since: date
    group: str
    slug: str


def is_read(scored_at: datetime | None, since: date) -> bool:
    """Whether a coach has judged a plan since the day on which it was written."""
    return scored_at is not None and clock.local(scored_at).date() >= since


def plans_to_judge(viewer: User) -> list[PlanToJudge]:
    """The plans that wait for who guides their group, or stands in for who does: the longest waiting first."""
    waiting = []
    for *columns, scored_at in rows(_written_plans(), viewer=viewer.id):
        plan = PlanToJudge(*columns)
        if not is_read(scored_at, plan.since):
            waiting.append(plan)
    return waiting


@cache
def _written_plans() -> Question:
    guided = select(CoachAssignment.cooperative_id).where(CoachAssignment.user_id == VIEWER)
    shown = (Challenge.id, Challenge.title, Challenge.since, Cooperative.name, Cooperative.slug, Challenge.scored_at)
    statement: Question = select(*shown).join(Challenge.cooperative)
    statement = statement.where(Challenge.state == ChallengeState.WRITTEN, Cooperative.phase != Phase.STOPPED)
    statement = statement.where(Cooperative.id.in_(union(guided, stood_in_by(VIEWER))))
    return statement.order_by(Challenge.since, Challenge.id)
