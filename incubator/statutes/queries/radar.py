"""Which statutes a change of law hits: those in force, and the drafts that groups are working on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import select

from incubator.accounts.models import User
from incubator.cooperatives import queries as cooperatives_queries
from incubator.cooperatives.models import Cooperative
from incubator.cooperatives.values import Phase
from incubator.core.db import db
from incubator.core.prepared import IDS, Question
from incubator.statutes.documents.radar import RadarPeriod, changes_in, hit_of
from incubator.statutes.models import StatutesDraft, StatutesVersion
from incubator.statutes.queries import newest_deed
from incubator.statutes.queries.wording import in_words, wording_now
from incubator.statutes.values import Statutes, read
from incubator.statutes.values.law_changes import HitKind, LawChange, LawHit


class RadarDocument(StrEnum):
    """Which text of a group was read."""

    IN_FORCE = "in-force"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class ReadStatutes:
    """The statutes of a group, as one of its texts gives them."""

    group: Cooperative
    document: RadarDocument
    version: int | None
    statutes: Statutes


@dataclass(frozen=True, slots=True)
class RadarHit:
    """A text that a change of law hits, and what follows."""

    group: Cooperative
    document: RadarDocument
    version: int | None
    hit: LawHit

    def as_json(self) -> dict[str, Any]:
        place = {"coop": self.group.slug, "document": self.document.value, "version": self.version}
        return {**place, **self.hit.as_json()}


@dataclass(frozen=True, slots=True)
class RadarLine:
    """A change of law with the texts that it hits."""

    change: LawChange
    hits: tuple[RadarHit, ...]

    @property
    def asks(self) -> bool:
        """Whether somebody has to do something; what is no longer asked can stay as it is."""
        return any(hit.hit.kind is not HitKind.DROPPED for hit in self.hits)


def radar(groups: Sequence[Cooperative], period: RadarPeriod, *, today: date) -> list[RadarLine]:
    """Every change of law in a period, with what of these groups it hits."""
    changes = changes_in(period)
    # A question for everyone names no groups: it would be the list of all of them.
    texts: list[ReadStatutes] = []
    if not all(change.everyone for change in changes):
        texts = read_statutes(groups, today)
    return [RadarLine(change, tuple(_hits(change, texts, today))) for change in changes]


def _hits(change: LawChange, texts: Sequence[ReadStatutes], today: date) -> list[RadarHit]:
    hits = []
    for text in () if change.everyone else texts:
        hit = hit_of(change, text.statutes, today=today)
        if hit is not None:
            hits.append(RadarHit(text.group, text.document, text.version, hit))
    return hits


def hits_of_group(group: Cooperative, *, today: date) -> list[RadarLine]:
    """The changes around today that ask something of this group; what is for every group is not among them."""
    lines = radar([group], RadarPeriod.around(today), today=today)
    return [line for line in lines if line.asks]


def read_statutes(groups: Sequence[Cooperative], today: date) -> list[ReadStatutes]:
    """The statutes in force of each group and its draft, where there are any; in the order of the groups."""
    asked = {"ids": [group.id for group in groups]}
    versions: dict[int, list[StatutesVersion]] = {}
    for version in db.session.scalars(_signed(), asked):
        versions.setdefault(version.cooperative_id, []).append(version)
    drafts = {draft.cooperative_id: draft for draft in db.session.scalars(_drafts(), asked)}
    wording = wording_now()
    texts: list[ReadStatutes] = []
    for group in groups:
        texts += _of_group(group, newest_deed(versions.get(group.id, ()), today), drafts.get(group.id))
    return [replace(text, statutes=in_words(text.statutes, wording)) for text in texts]


@cache
def _signed() -> Question:
    statement: Question = select(StatutesVersion).order_by(StatutesVersion.id)
    return statement.where(StatutesVersion.cooperative_id.in_(IDS), StatutesVersion.deed_on.is_not(None))


@cache
def _drafts() -> Question:
    statement: Question = select(StatutesDraft).order_by(StatutesDraft.id)
    return statement.where(StatutesDraft.cooperative_id.in_(IDS))


def _of_group(group: Cooperative, in_force: StatutesVersion | None, draft: StatutesDraft | None) -> list[ReadStatutes]:
    texts = []
    if in_force is not None:
        texts.append(ReadStatutes(group, RadarDocument.IN_FORCE, in_force.number, read(in_force.answers)))
    # A draft that nobody changed since the deed says nothing more.
    if draft is not None and (in_force is None or draft.answers != in_force.answers):
        texts.append(ReadStatutes(group, RadarDocument.DRAFT, None, read(draft.answers)))
    return texts


def groups_in_sight(viewer: User) -> Sequence[Cooperative]:
    """The groups whose statutes this viewer may read, by name."""
    return cooperatives_queries.going_on(viewer)


def all_groups() -> Sequence[Cooperative]:
    """For commands, which see everything."""
    statement = select(Cooperative).where(Cooperative.phase != Phase.STOPPED)
    return db.session.scalars(statement.order_by(Cooperative.name, Cooperative.id)).all()
