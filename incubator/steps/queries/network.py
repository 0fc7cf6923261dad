"""Institutions within somebody's sight."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from incubator.accounts.models import User
from incubator.anchors.queries.institutions import anchors
from incubator.core.db import db
from incubator.core.plain_names import compared
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import visible
from incubator.steps.models import NetworkAnchor


def of_neighbourhood(neighbourhood_id: int) -> Sequence[NetworkAnchor]:
    """The institutions of a neighbourhood by name, with their talks."""
    statement = select(NetworkAnchor).where(NetworkAnchor.neighbourhood_id == neighbourhood_id)
    statement = statement.options(selectinload(NetworkAnchor.talks))
    return db.session.scalars(statement.order_by(NetworkAnchor.name, NetworkAnchor.id)).all()


def in_register(neighbourhood_id: int, institutions: Sequence[NetworkAnchor]) -> dict[int, int]:
    """Which institutions stand by the same name in the register of anchors: the number there by the number here."""
    registered = {known.plain_name: known.id for known in anchors(neighbourhood_id)}
    return {each.id: registered[compared(each.name)] for each in institutions if compared(each.name) in registered}


def anchor(viewer: User, slug: str, anchor_id: int) -> NetworkAnchor | None:
    """An institution within sight. A loader for `guarded`."""
    statement = select(NetworkAnchor).join(NetworkAnchor.neighbourhood).where(NetworkAnchor.id == anchor_id)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, visible(viewer)))
