"""Whom the rules of an authority concern: the groups that work there."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, Participation, ParticipationRole
from incubator.cooperatives.queries.facts import holding_values_of
from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.core.reference import authorities, municipalities, places
from incubator.core.reference.authorities import Authority

SEAT, WORK = "identity.seat", "offer.places"


def people_of(code: str) -> Sequence[Participation]:
    """Who works in a group of this municipality or province, or that works there; each with a user and a cooperative.

    Which municipalities a water board has nobody of us knows, so it concerns no group in particular.
    """
    authority = authorities.authority_of_code(code)
    if authority is None or authority.kind == "water-board":
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
    concerned = {group.id for group in groups if _is_of(authority, group, facts.get(group.id, {}))}
    return [item for item in participations if item.cooperative_id in concerned]


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
    if authority.kind == "municipality":
        return code == authority.code
    # The whole country is nobody's province.
    return code != "NL" and places.province_of(code) == places.place_code(f"provincie {authority.name}")
