"""Everything that a group answered in its exercises."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.learning.models import Draft
from incubator.learning.queries.progress import EXERCISE
from incubator.reviews.models import ReviewCase, Round
from incubator.reviews.values import RoundStage


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """What a group answered in the exercise of a lesson, and whether a coach approved exactly this."""

    answers: dict[str, Any]
    approved: bool


def answers_of(group: Cooperative) -> dict[str, GivenAnswers]:
    """By lesson: what was approved last, else what is written down now."""
    drafts = select(Draft.lesson, Draft.answers).where(Draft.cooperative_id == group.id).order_by(Draft.id)
    given = {lesson: GivenAnswers(answers, approved=False) for lesson, answers in db.session.execute(drafts)}
    for lesson, snapshot in db.session.execute(_approved(group)):
        given[lesson] = GivenAnswers({item["id"]: item["data"] for item in snapshot}, approved=True)
    return given


def _approved(group: Cooperative) -> Any:
    newest = (
        select(Round.case_id, func.max(Round.number).label("number"))
        .join(Round.case)
        .where(ReviewCase.cooperative_id == group.id, ReviewCase.kind == EXERCISE, Round.stage == RoundStage.APPROVED)
        .group_by(Round.case_id)
        .subquery()
    )
    return (
        select(ReviewCase.ref, Round.snapshot)
        .join(Round.case)
        .join(newest, (newest.c.case_id == Round.case_id) & (newest.c.number == Round.number))
        .order_by(ReviewCase.id)
    )
