"""How a group came through its phases."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.cooperatives.models import Cooperative, PhaseDocument, PhaseMove
from incubator.core.db import db
from incubator.core.prepared import GROUP, Question


def phase_document(group: Cooperative, key: str) -> PhaseDocument | None:
    """What was said about a document of a phase."""
    statement = select(PhaseDocument).where(PhaseDocument.cooperative_id == group.id, PhaseDocument.key == key)
    return db.session.scalar(statement)


def phase_moves(group: Cooperative) -> Sequence[PhaseMove]:
    """Every move to another phase, the newest first."""
    return db.session.scalars(_moves(), {"group": group.id}).all()


@cache
def _moves() -> Question:
    statement: Question = select(PhaseMove).options(joinedload(PhaseMove.by))
    return statement.where(PhaseMove.cooperative_id == GROUP).order_by(PhaseMove.at.desc(), PhaseMove.id.desc())
