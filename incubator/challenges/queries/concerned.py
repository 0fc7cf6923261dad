"""Whom the rules of an authority concern: the groups that are or work there, that keep an eye on it, or that challenge it."""

from collections.abc import Sequence

from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import contains_eager

from incubator.accounts.models import User
from incubator.challenges.models.buyers import GroupBuyer
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.rules import states
from incubator.cooperatives.models import Cooperative, Participation, ParticipationRole
from incubator.cooperatives.queries.facts import holding_values_of
from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.core.reference import authorities, municipalities, places
from incubator.core.reference.authorities import Authority

SEAT, WORK = "identity.seat", "offer.places"


def people_of(code: str) -> Sequence[Participation]:
    """Who works in a group that an authority concerns; each with a user and a cooperative.

    Which municipalities a water board has nobody of us knows: it concerns who keeps an eye on it as a buyer, or challenges it.
    """
    authority = authorities.authority_of_code(code)
    if authority is None:
        return ()
    statement = (
        select(Participation)
        .join(Participation.user)
        .join(Participation.cooperative)
        .options(contains_eager(Participation.user), contains_eager(Participation.cooperative))
        .where(Participation.until.is_(None), Participation.role != ParticipationRole.OBSERVER, User.is_active)
        .where(Cooperative.phase != Phase.STOPPED)
        .order_by(Cooperative.id, Participation.id)
    )
    participations = db.session.scalars(statement).all()
    groups = list({item.cooperative.id: item.cooperative for item in participations}.values())
    facts = holding_values_of(groups)
    concerned = set(db.session.scalars(_dealing_with(code)))
    for group in groups:
        if _is_of(authority, group, facts.get(group.id, {})):
            concerned.add(group.id)
    return [item for item in participations if item.cooperative_id in concerned]


def _dealing_with(code: str) -> CompoundSelect[int]:
    """The numbers of the groups that keep an eye on an authority, or have a challenge of it under way."""
    following = select(GroupBuyer.cooperative_id).where(GroupBuyer.code == code)
    challenging = select(Challenge.cooperative_id).where(
        Challenge.authority_code == code, Challenge.state.not_in(states.ENDED)
    )
    return union(following, challenging)


def _is_of(authority: Authority, group: Cooperative, facts: dict[str, object]) -> bool:
    named = [group.municipality]
    seat = municipalities.municipality_by_name(str(facts.get(SEAT) or ""))
    if seat is not None:
        named.append(seat.code)
    work = facts.get(WORK)
    if isinstance(work, list):
        named += [places.place_code(str(place)) for place in work]
    return any(_lies_in(code, authority) for code in named if code)


def _lies_in(code: str, authority: Authority) -> bool:
    if authority.kind != "province":
        return code == authority.code
    # The whole country is nobody's province.
    return code != "NL" and places.province_of(code) == places.place_code(f"provincie {authority.name}")
