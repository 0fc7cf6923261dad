"""Reads about statutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative, Fact
from incubator.cooperatives.queries import OpenPoint
from incubator.core.db import db
from incubator.core.reference import municipalities
from incubator.statutes.models import StatutesDraft, StatutesVersion
from incubator.statutes.values.prefilling import BRIDGES, prefilled

PAGES = (
    "naam", "doel", "leden", "plichten", "vertrek", "inleg", "bestuur", "vergadering", "stemmen", "overschot", "oprichters",
)  # fmt: skip


def draft(group: Cooperative) -> StatutesDraft | None:
    return db.session.scalar(select(StatutesDraft).where(StatutesDraft.cooperative_id == group.id))


def answers(group: Cooperative) -> dict[str, Any]:
    """The answers of the working draft; before there is one, what the dossier knows."""
    found = draft(group)
    return found.answers if found is not None else first_answers(group)


def first_answers(group: Cooperative) -> dict[str, Any]:
    facts = cooperatives_queries.holding_values(group)
    code = facts.get("identity.seat") or group.municipality
    seat = municipalities.name_of(str(code)) or facts.get("identity.seat")
    return prefilled({**facts, "identity.seat": seat})


def sources(group: Cooperative) -> dict[str, Fact]:
    """The fact that each path of the answers starts from."""
    facts = cooperatives_queries.holding_facts(group)
    return {bridge.path: facts[bridge.key] for bridge in BRIDGES if bridge.key in facts}


def open_points(group: Cooperative) -> dict[str, list[OpenPoint]]:
    """What is not agreed yet, by the path of the answer that it is about."""
    paths = {bridge.key: bridge.path for bridge in BRIDGES}
    found: dict[str, list[OpenPoint]] = {}
    for point in cooperatives_queries.open_points(group):
        if point.key in paths:
            found.setdefault(paths[point.key], []).append(point)
    return found


def versions(group: Cooperative) -> Sequence[StatutesVersion]:
    """Newest first."""
    statement = (
        select(StatutesVersion)
        .where(StatutesVersion.cooperative_id == group.id)
        .options(joinedload(StatutesVersion.made_by), joinedload(StatutesVersion.file))
        .order_by(StatutesVersion.number.desc())
    )
    return db.session.scalars(statement).all()


def effective(group: Cooperative) -> StatutesVersion | None:
    """The statutes that hold: the newest version of which there is a deed."""
    return next((one for one in versions(group) if one.deed_on is not None), None)


def version(viewer: User, slug: str, number: int) -> StatutesVersion | None:
    """A version within sight. A loader for `guarded`."""
    statement = (
        select(StatutesVersion)
        .join(StatutesVersion.cooperative)
        .where(
            Cooperative.slug == slug,
            StatutesVersion.number == number,
            cooperatives_queries.within_sight(viewer),
        )
    )
    return db.session.scalar(statement)


def page_of(viewer: User, slug: str, page: str) -> tuple[Cooperative, str] | None:
    """A group within sight and a page that the interview has. A loader for `guarded`."""
    group = cooperatives_queries.cooperative(viewer, slug)
    return (group, page) if group is not None and page in PAGES else None


def handed_in(viewer: User, slug: str, ref: str) -> Cooperative | None:
    """The group whose statutes were handed in. A loader for `guarded`."""
    return cooperatives_queries.cooperative(viewer, slug) if ref == "draft" else None


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact that is no longer what a version was made from."""

    key: str
    then: Any
    now: Any


def changed_since(found: StatutesVersion) -> list[ChangedFact]:
    """Which facts have another value now than when this version was made."""
    holding = cooperatives_queries.holding_values(found.cooperative)
    return [
        ChangedFact(key, then, holding[key])
        for key, then in sorted(found.facts_used.items())
        if key in holding and holding[key] != then
    ]
