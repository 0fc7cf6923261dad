"""What became of the lots of a call, out of the results that its procurement published."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from incubator.core.db import db
from incubator.formats.values import ReadNotice, Scheme
from incubator.notices.models import Notice
from incubator.notices.rules import lot_outcomes
from incubator.notices.rules.lot_outcomes import RESULTS, LotOutcome
from incubator.notices.rules.statuses import strangers

SHARED = frozenset({Scheme.PROCEDURE, Scheme.KENMERK, Scheme.OCID})


def results_of(call: Notice) -> list[ReadNotice]:
    """What came out of the procedure of a call, the oldest first."""
    statement = (
        select(Notice)
        .where(
            Notice.family_id == call.family_id,
            Notice.kind.in_(RESULTS),
            Notice.merged_into_id.is_(None),
            Notice.id != call.id,
        )
        .options(selectinload(Notice.identities))
        .order_by(Notice.published, Notice.id)
    )
    ours = _shared(call)
    results = []
    for result in db.session.scalars(statement):
        before = result.published is not None and call.published is not None and result.published < call.published
        if not before and not strangers(ours, _shared(result)):
            results.append(result.content)
    return results


def _shared(notice: Notice) -> frozenset[str]:
    return frozenset(f"{name.scheme}:{name.value}" for name in notice.identities if name.scheme in SHARED)


def as_it_stands(call: Notice, results: Sequence[ReadNotice] | None = None) -> ReadNotice:
    """The call with what became of each of its lots since."""
    return lot_outcomes.with_outcomes(call.content, results_of(call) if results is None else results)


def outcomes_of(call: Notice) -> list[LotOutcome]:
    """Every lot of a call with what became of it, and who won it."""
    results = results_of(call)
    return lot_outcomes.outcomes(as_it_stands(call, results), results)
