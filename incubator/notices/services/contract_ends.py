"""The end of a contract that an award does not tell, worked out with the call of its procurement and stored as derived."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import select, update

from incubator.core.db import db
from incubator.formats.values import NoticeKind
from incubator.notices.models import Notice
from incubator.notices.rules.contract_ends import contract_term

AT_ONCE = 400  # families
CALLS = (NoticeKind.COMPETITION, NoticeKind.CONSULTATION, NoticeKind.PLANNING)
AWARDS = (NoticeKind.AWARD, NoticeKind.MODIFICATION)


def derive_ends(family_ids: Iterable[int]) -> None:
    """Work out the ends of these procurements' contracts and store what changed."""
    ordered = sorted(set(family_ids))
    for start in range(0, len(ordered), AT_ONCE):
        changes = _changes(ordered[start : start + AT_ONCE])
        if changes:
            db.session.execute(update(Notice), changes)


def _changes(family_ids: list[int]) -> list[dict[str, Any]]:
    awarded = select(Notice.family_id).where(Notice.family_id.in_(family_ids), Notice.kind.in_(AWARDS))
    statement = (
        select(Notice)
        .where(Notice.family_id.in_(awarded), Notice.kind.in_((*AWARDS, *CALLS)), Notice.merged_into_id.is_(None))
        .order_by(Notice.family_id, Notice.published, Notice.id)
    )
    changes = []
    for _family_id, group in groupby(db.session.scalars(statement), key=lambda notice: notice.family_id):
        changes += _of_family(list(group))
    return changes


def _of_family(notices: list[Notice]) -> list[dict[str, Any]]:
    """The columns of the awards whose end is not as their procurement says."""
    calls = [notice.content for notice in notices if notice.kind in CALLS]
    changes = []
    for award in notices:
        if award.kind not in AWARDS or award.content.contract_end is not None:
            continue
        term = contract_term(award.content, calls)
        end = None if term is None else term.end
        if end != award.contract_end:
            changes.append({"id": award.id, "contract_end": end, "contract_end_derived": end is not None})
    return changes
