"""Awards of contracts, and which of several in one procurement still counts."""

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased

from incubator.formats.values import NoticeKind
from incubator.notices.models import Notice

AWARDS = (NoticeKind.AWARD, NoticeKind.MODIFICATION)


def overtaken() -> ColumnElement[bool]:
    """Whether a later award of the same procurement has an end of its own."""
    later = aliased(Notice)
    return exists().where(
        later.family_id == Notice.family_id,
        later.kind.in_(AWARDS),
        later.contract_end.is_not(None),
        later.merged_into_id.is_(None),
        or_(later.published > Notice.published, and_(later.published == Notice.published, later.id > Notice.id)),
    )
