"""Evenings, cards and votes within somebody's sight."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.neighbourhood.models import Neighbourhood
from incubator.neighbourhood.queries.places import visible
from incubator.steps.models import DotVote, DreamCard, DreamEvening, GivenDots
from incubator.steps.values.dreams import CardCount


def evenings(neighbourhood_id: int) -> Sequence[DreamEvening]:
    """The evenings of a neighbourhood in their order."""
    statement = select(DreamEvening).where(DreamEvening.neighbourhood_id == neighbourhood_id)
    return db.session.scalars(statement.order_by(DreamEvening.starts_at, DreamEvening.id)).all()


def cards(neighbourhood_id: int) -> Sequence[DreamCard]:
    """The cards that stand by themselves, each with those that were combined in it."""
    statement = (
        select(DreamCard)
        .where(DreamCard.neighbourhood_id == neighbourhood_id, DreamCard.combined_into_id.is_(None))
        .options(selectinload(DreamCard.originals), joinedload(DreamCard.cooperative))
    )
    return db.session.scalars(statement.order_by(DreamCard.id)).all()


def evening(viewer: User, slug: str, evening_id: int) -> DreamEvening | None:
    """An evening within sight. A loader for `guarded`."""
    statement = select(DreamEvening).join(DreamEvening.neighbourhood).where(DreamEvening.id == evening_id)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, visible(viewer)))


def card(viewer: User, slug: str, card_id: int) -> DreamCard | None:
    """A card within sight. A loader for `guarded`."""
    statement = select(DreamCard).join(DreamCard.neighbourhood).where(DreamCard.id == card_id)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, visible(viewer)))


def vote(viewer: User, slug: str, vote_id: int) -> DotVote | None:
    """A vote within sight. A loader for `guarded`."""
    statement = select(DotVote).join(DotVote.neighbourhood).where(DotVote.id == vote_id)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, visible(viewer)))


def votes(neighbourhood_id: int) -> Sequence[DotVote]:
    """The votes of a neighbourhood, the newest first."""
    statement = select(DotVote).where(DotVote.neighbourhood_id == neighbourhood_id)
    return db.session.scalars(statement.order_by(DotVote.id.desc())).all()


def counted(known: DotVote) -> dict[int, CardCount]:
    """The dots of each card that has any. Nobody sees whose they are."""
    statement = (
        select(GivenDots.card_id, func.sum(GivenDots.number), func.count())
        .where(GivenDots.vote_id == known.id)
        .group_by(GivenDots.card_id)
        .order_by(GivenDots.card_id)
    )
    return {row[0]: CardCount(*row) for row in db.session.execute(statement)}


def given_by(viewer: User, known: DotVote) -> dict[int, int]:
    """The dots that somebody gave, by card."""
    statement = select(GivenDots).where(GivenDots.vote_id == known.id, GivenDots.user_id == viewer.id)
    return {row.card_id: row.number for row in db.session.scalars(statement.order_by(GivenDots.card_id))}
