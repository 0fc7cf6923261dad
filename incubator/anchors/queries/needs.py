"""What the anchors of a neighbourhood need or will buy, for features that match it with what others can do."""

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from incubator.anchors.models import AnchorNeed, AnchorOrganisation
from incubator.anchors.values.institutions import NeedOfAnchor
from incubator.core.db import db


def of_neighbourhood(neighbourhood_id: int) -> tuple[NeedOfAnchor, ...]:
    """The needs of all anchors, the first day first; those without a day come last."""
    statement = (
        select(AnchorNeed)
        .join(AnchorNeed.anchor)
        .where(AnchorOrganisation.neighbourhood_id == neighbourhood_id)
        .options(contains_eager(AnchorNeed.anchor))
        .order_by(AnchorNeed.expected_on.is_(None), AnchorNeed.expected_on, AnchorNeed.id)
    )
    return tuple(map(_as_value, db.session.scalars(statement)))


def _as_value(row: AnchorNeed) -> NeedOfAnchor:
    return NeedOfAnchor(
        row.id,
        row.anchor_id,
        row.anchor.name,
        row.what,
        row.category,
        row.cpv,
        row.cents,
        row.expected_on,
        row.ground,
    )
