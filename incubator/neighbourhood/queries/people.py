"""Who takes part in a neighbourhood, and who was asked to."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from incubator.accounts.models import Invitation, InvitationState, User
from incubator.core.db import db
from incubator.neighbourhood.models import Neighbourhood, NeighbourhoodInvitation, NeighbourhoodPerson
from incubator.neighbourhood.queries.places import visible
from incubator.neighbourhood.values import NeighbourhoodRole


def person(viewer: User, slug: str, user_id: int) -> NeighbourhoodPerson | None:
    """Who takes part in a neighbourhood within sight. A loader for `guarded`."""
    statement = (
        select(NeighbourhoodPerson)
        .join(NeighbourhoodPerson.neighbourhood)
        .where(NeighbourhoodPerson.user_id == user_id, Neighbourhood.slug == slug, visible(viewer))
        .options(contains_eager(NeighbourhoodPerson.neighbourhood), joinedload(NeighbourhoodPerson.user))
    )
    return db.session.scalar(statement)


def other_roles(person: NeighbourhoodPerson) -> Sequence[NeighbourhoodRole]:
    """What everybody else does in the same neighbourhood."""
    statement = select(NeighbourhoodPerson.role).where(
        NeighbourhoodPerson.neighbourhood_id == person.neighbourhood_id, NeighbourhoodPerson.user_id != person.user_id
    )
    return db.session.scalars(statement.order_by(NeighbourhoodPerson.user_id)).all()


def of_person(user: User) -> Sequence[NeighbourhoodPerson]:
    """Where somebody takes part, the longest first."""
    statement = select(NeighbourhoodPerson).where(NeighbourhoodPerson.user_id == user.id)
    statement = statement.options(joinedload(NeighbourhoodPerson.neighbourhood))
    return db.session.scalars(statement.order_by(NeighbourhoodPerson.since, NeighbourhoodPerson.neighbourhood_id)).all()


def only_driver_of(user: User) -> tuple[str, ...]:
    """The names of the neighbourhoods that nobody else drives."""
    driven = NeighbourhoodPerson.role == NeighbourhoodRole.DRIVER
    alone = (
        select(NeighbourhoodPerson.neighbourhood_id)
        .where(driven)
        .group_by(NeighbourhoodPerson.neighbourhood_id)
        .having(func.count() == 1)
    )
    statement = (
        select(Neighbourhood.name)
        .join(Neighbourhood.people)
        .where(NeighbourhoodPerson.user_id == user.id, driven, Neighbourhood.id.in_(alone))
    )
    return tuple(db.session.scalars(statement.order_by(Neighbourhood.name)))


def invitations(place: Neighbourhood, *, since: datetime) -> Sequence[NeighbourhoodInvitation]:
    """Who was asked and did not answer yet, and who said no since this moment; the newest first."""
    # A no is shown for a while, so that no other driver asks at once, and then it is forgotten.
    declined = (Invitation.state == InvitationState.DECLINED) & (Invitation.answered_at > since)
    statement = (
        select(NeighbourhoodInvitation)
        .join(NeighbourhoodInvitation.invitation)
        .where(NeighbourhoodInvitation.neighbourhood_id == place.id)
        .where((Invitation.state == InvitationState.WAITING) | declined)
        .options(contains_eager(NeighbourhoodInvitation.invitation).joinedload(Invitation.invited_by))
    )
    return db.session.scalars(statement.order_by(Invitation.sent_at.desc(), Invitation.id.desc())).all()


def invitation(viewer: User, slug: str, invitation_id: int) -> NeighbourhoodInvitation | None:
    """An invitation into a neighbourhood within sight. A loader for `guarded`."""
    statement = (
        select(NeighbourhoodInvitation)
        .join(NeighbourhoodInvitation.neighbourhood)
        .options(joinedload(NeighbourhoodInvitation.invitation), contains_eager(NeighbourhoodInvitation.neighbourhood))
        .where(NeighbourhoodInvitation.invitation_id == invitation_id, Neighbourhood.slug == slug, visible(viewer))
    )
    return db.session.scalar(statement)


def waiting_for(place: Neighbourhood, email: str) -> bool:
    """Whether this address was asked into this neighbourhood and did not answer yet."""
    statement = (
        select(NeighbourhoodInvitation.invitation_id)
        .join(NeighbourhoodInvitation.invitation)
        .where(
            NeighbourhoodInvitation.neighbourhood_id == place.id,
            Invitation.email == email,
            Invitation.state == InvitationState.WAITING,
        )
    )
    return db.session.scalar(statement.limit(1)) is not None


def asked_into(invitation_id: int) -> NeighbourhoodInvitation:
    """Into which neighbourhood an invitation leads."""
    return db.session.get_one(NeighbourhoodInvitation, invitation_id)
