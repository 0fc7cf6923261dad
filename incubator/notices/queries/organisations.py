"""Reads about organisations: what they buy, what they won, and which of them are one."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased, selectinload

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.core.text import fold
from incubator.formats.values import NoticeKind
from incubator.notices.models import Notice, NoticeParty, Organisation, OrganisationMerger

BUYERS = ("buyer", "co-buyer")
PAGE = 30
MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Counted:
    """An organisation with the number of notices in which it buys."""

    organisation: Organisation
    notices: int


def shown_as() -> ColumnElement[int]:
    """The organisation that a row of `organisations` is shown as."""
    return func.coalesce(Organisation.merged_into_id, Organisation.id)


def merged_with(organisation_id: int) -> Select[Any]:
    """This organisation and all that were merged into it (or with it)."""
    kept = (
        select(shown_as()).where(Organisation.id == organisation_id).scalar_subquery().correlate(None)
    )  # asked for a merged one, its group is meant
    return select(Organisation.id).where(or_(Organisation.id == kept, Organisation.merged_into_id == kept))


def organisation(organisation_id: int) -> Organisation | None:
    statement = (
        select(Organisation).where(Organisation.id == organisation_id).options(selectinload(Organisation.identities))
    )
    return db.session.scalar(statement)


def for_manager(_viewer: User, organisation_id: int) -> Organisation | None:
    """A loader for `guarded`."""
    return organisation(organisation_id)


def merger(_viewer: User, merger_id: int) -> OrganisationMerger | None:
    """A loader for `guarded`."""
    return db.session.get(OrganisationMerger, merger_id)


def merged_into(kept: Organisation) -> Sequence[Organisation]:
    """The organisations that are shown as this one."""
    statement = (
        select(Organisation)
        .where(Organisation.merged_into_id == kept.id)
        .options(selectinload(Organisation.identities))
        .order_by(Organisation.name, Organisation.id)
    )
    return db.session.scalars(statement).all()


def mergers(kept: Organisation | None = None) -> Sequence[OrganisationMerger]:
    """Who merged what, newest first."""
    statement = (
        select(OrganisationMerger)
        .options(selectinload(OrganisationMerger.kept), selectinload(OrganisationMerger.merged))
        .order_by(OrganisationMerger.id.desc())
        .limit(PAGE)
    )
    if kept is not None:
        statement = statement.where(OrganisationMerger.kept_id == kept.id)
    return db.session.scalars(statement).all()


def buyers(name: str = "", page: int = 1) -> tuple[list[Counted], int]:
    """Organisations that buy, most notices first, and how many there are; found by a piece of their name."""
    group = shown_as().label("shown")
    number = func.count(NoticeParty.notice_id.distinct()).label("number")
    counted = (
        select(group, number)
        .join(NoticeParty, NoticeParty.organisation_id == Organisation.id)
        .where(NoticeParty.role.in_(BUYERS), *_named(name))
        .group_by(group)
        .subquery("counted")
    )
    total = db.session.scalar(select(func.count()).select_from(counted)) or 0
    statement = (
        select(Organisation, counted.c.number)
        .join(counted, counted.c.shown == Organisation.id)
        .options(selectinload(Organisation.identities))
        .order_by(counted.c.number.desc(), Organisation.normalised_name, Organisation.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return [Counted(buyer, number) for buyer, number in db.session.execute(statement)], total


def _named(name: str) -> list[ColumnElement[bool]]:
    words = re.findall(r"[^\W_]+", fold(name))[:8]
    return [Organisation.normalised_name.contains(word, autoescape=True) for word in words]


def alike(limit: int = 20) -> list[list[Organisation]]:
    """Organisations of the same name that are not merged: probably one."""
    alone = Organisation.merged_into_id.is_(None)
    names = (
        select(Organisation.normalised_name)
        .join(NoticeParty, NoticeParty.organisation_id == Organisation.id)
        .where(alone, NoticeParty.role.in_(BUYERS), Organisation.normalised_name != "")
        .group_by(Organisation.normalised_name)
        .having(func.count(Organisation.id.distinct()) > 1)
        .order_by(Organisation.normalised_name)
        .limit(limit)
    )
    statement = (
        select(Organisation)
        .where(alone, Organisation.normalised_name.in_(names))
        .options(selectinload(Organisation.identities))
        .order_by(Organisation.normalised_name, Organisation.id)
    )
    groups: dict[str, list[Organisation]] = {}
    for organisation in db.session.scalars(statement):
        groups.setdefault(organisation.normalised_name, []).append(organisation)
    return list(groups.values())


def bought(organisation_id: int, kinds: Sequence[NoticeKind], limit: int = MOST_SHOWN) -> Sequence[Notice]:
    """Publications in which this organisation buys, newest first; what a later one corrects is left out."""
    return _notices(organisation_id, BUYERS, kinds, limit)


def bought_by(numbers: Collection[int], kinds: Sequence[NoticeKind], limit: int) -> dict[int, list[Notice]]:
    """The same of several organisations in one question, by the number that was asked for; `limit` is of each of them."""
    asked, corrected = aliased(Organisation), select(Notice.corrects_id).where(Notice.corrects_id.is_not(None))
    kept = func.coalesce(asked.merged_into_id, asked.id)
    same = or_(Organisation.id == kept, Organisation.merged_into_id == kept)
    # Once each: of two buyers in a notice both can be merged into the one that was asked for.
    pairs = (
        select(asked.id.label("asked_id"), Notice.id, Notice.published)
        .join(Organisation, same)
        .join(NoticeParty, NoticeParty.organisation_id == Organisation.id)
        .join(Notice, Notice.id == NoticeParty.notice_id)
        .where(asked.id.in_(numbers), NoticeParty.role.in_(BUYERS), Notice.kind.in_(kinds), Notice.id.not_in(corrected))
        .distinct()
        .subquery()
    )
    newest = [pairs.c.published.desc(), pairs.c.id.desc()]
    nth = func.row_number().over(partition_by=pairs.c.asked_id, order_by=newest).label("nth")
    ranked = select(pairs, nth).subquery()
    statement = select(ranked.c.asked_id, Notice).join(ranked, ranked.c.id == Notice.id).where(ranked.c.nth <= limit)
    known: dict[int, list[Notice]] = {}
    for number, notice in db.session.execute(statement.order_by(ranked.c.asked_id, ranked.c.nth)):
        known.setdefault(number, []).append(notice)
    return known


def won(organisation_id: int, limit: int = MOST_SHOWN) -> Sequence[Notice]:
    """Awards to this organisation, newest first."""
    return _notices(organisation_id, ("winner",), (NoticeKind.AWARD,), limit)


def _notices(organisation_id: int, roles: Sequence[str], kinds: Sequence[NoticeKind], limit: int) -> Sequence[Notice]:
    corrected = select(Notice.corrects_id).where(Notice.corrects_id.is_not(None))
    parties = select(NoticeParty.notice_id).where(
        NoticeParty.organisation_id.in_(merged_with(organisation_id)), NoticeParty.role.in_(roles)
    )
    statement = (
        select(Notice)
        .where(Notice.id.in_(parties), Notice.kind.in_(kinds), Notice.id.not_in(corrected))
        .options(selectinload(Notice.buyer))
        .order_by(Notice.published.desc(), Notice.id.desc())
        .limit(limit)
    )
    return db.session.scalars(statement).all()
