"""Buyers by their code or a piece of their name, and what notices tell of them."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import aliased, selectinload

from incubator.challenges.rules.naming import authority_name
from incubator.challenges.values.buyers import KnownBuyer
from incubator.core.db import db
from incubator.core.quantities import months_later
from incubator.core.reference import authorities, municipalities
from incubator.formats.values import NoticeKind
from incubator.notices.models import Notice, NoticeParty, Organisation
from incubator.notices.queries import organisations
from incubator.notices.queries.statuses import status_at
from incubator.notices.values import NoticeStatus

MOST_SHOWN = 30
MOST_NAMES = 40
SOON_MONTHS = 18
ORGANISATION = re.compile(r"ORG([1-9]\d{0,8})", re.ASCII)
CONTRACTS = (NoticeKind.AWARD, NoticeKind.MODIFICATION)
CALLS = (NoticeKind.PLANNING, NoticeKind.CONSULTATION, NoticeKind.COMPETITION)
STILL_OPEN = (NoticeStatus.OPEN.value, NoticeStatus.PLANNED.value)


@cache
def _authorities() -> dict[str, KnownBuyer]:
    """All municipalities, provinces and water boards, by code."""
    known = {}
    for authority in authorities.every_authority():
        # Utrecht is a municipality too: a province is called one.
        name = authority_name(authority.code)
        known[authority.code] = KnownBuyer(authority.code, name[:1].upper() + name[1:], authority.kind)
    return known


def authority_named(code: str) -> KnownBuyer | None:
    """The municipality, province or water board with this code."""
    return _authorities().get(code)


def buyer_with(code: str) -> KnownBuyer | None:
    """The authority with this code, or the organisation of the notices that it names."""
    known = authority_named(code)
    named = ORGANISATION.fullmatch(code)
    if known is not None or named is None:
        return known
    organisation = db.session.get(Organisation, int(named[1]))
    if organisation is None:
        return None
    return KnownBuyer(code, organisation.name, "organisation", organisation.id)


def buyers_with(codes: Sequence[str]) -> dict[str, KnownBuyer]:
    """The same for many, in one question."""
    known, numbers = {}, []
    for code in codes:
        authority, named = authority_named(code), ORGANISATION.fullmatch(code)
        if authority is not None:
            known[code] = authority
        elif named is not None:
            numbers.append(int(named[1]))
    for organisation in db.session.scalars(select(Organisation).where(Organisation.id.in_(numbers))):
        code = f"ORG{organisation.id}"
        known[code] = KnownBuyer(code, organisation.name, "organisation", organisation.id)
    return known


def authorities_called(name: str) -> list[KnownBuyer]:
    """Authorities with all words of a name in theirs, those that begin with it first."""
    words = municipalities.bare(name).split()
    if not words:
        return []
    fitting = []
    for known in _authorities().values():
        plain = municipalities.plain(known.name)
        if all(word in plain for word in words):
            fitting.append((not plain.startswith(words[0]), plain, known))
    fitting.sort(key=_first_two)
    return [known for _later, _plain, known in fitting[:MOST_NAMES]]


def _first_two(row: tuple[bool, str, KnownBuyer]) -> tuple[bool, str]:
    return row[:2]


def organisations_called(name: str) -> list[KnownBuyer]:
    """Other organisations that buy, as notices name them: housing corporations, schools, care."""
    if not name.strip():
        return []
    counted, _total = organisations.buyers(name)
    known = []
    for buyer in counted:
        if buyer.organisation.authority_code is None:
            number = buyer.organisation.id
            known.append(KnownBuyer(f"ORG{number}", buyer.organisation.name, "organisation", number))
    return known


def organisation_of(buyer: KnownBuyer) -> int | None:
    """The organisation of the notices that this buyer is shown as, for a link to its page."""
    if buyer.organisation_id is not None:
        return buyer.organisation_id
    statement = select(Organisation.id).where(
        Organisation.authority_code == buyer.code, Organisation.merged_into_id.is_(None)
    )
    return db.session.scalar(statement.order_by(Organisation.id).limit(1))


def bought_before(buyer: KnownBuyer) -> Sequence[Notice]:
    """What it bought: awards and changes of contracts, newest first."""
    statement = _of(buyer).where(Notice.kind.in_(CONTRACTS))
    return db.session.scalars(statement.order_by(Notice.published.desc(), Notice.id.desc()).limit(MOST_SHOWN)).all()


def running_out(buyer: KnownBuyer, today: date) -> Sequence[Notice]:
    """Contracts that end within eighteen months, the first to end first."""
    statement = _of(buyer).where(
        Notice.kind.in_(CONTRACTS),
        Notice.contract_end >= today,
        Notice.contract_end <= months_later(today, SOON_MONTHS),
    )
    return db.session.scalars(statement.order_by(Notice.contract_end, Notice.id).limit(MOST_SHOWN)).all()


def calls(buyer: KnownBuyer, now: datetime) -> Sequence[Notice]:
    """What it asks for at this moment, and what it plans."""
    statement = _of(buyer).where(Notice.kind.in_(CALLS), status_at(now).in_(STILL_OPEN))
    return db.session.scalars(statement.order_by(Notice.published.desc(), Notice.id.desc()).limit(MOST_SHOWN)).all()


def _of(buyer: KnownBuyer) -> Select[Notice]:
    """Publications in which it buys; what a later one corrects, or what turned out to be another, is left out."""
    corrected = select(Notice.corrects_id).where(Notice.corrects_id.is_not(None))
    parties = select(NoticeParty.notice_id).join(NoticeParty.organisation)
    parties = parties.where(NoticeParty.role.in_(organisations.BUYERS), _is(buyer))
    statement = select(Notice).where(Notice.id.in_(parties), Notice.id.not_in(corrected))
    return statement.where(Notice.merged_into_id.is_(None)).options(selectinload(Notice.buyer))


def _is(buyer: KnownBuyer) -> ColumnElement[bool]:
    """Whether an organisation is this buyer, or was merged into it."""
    if buyer.organisation_id is not None:
        return Organisation.id.in_(organisations.merged_with(buyer.organisation_id))
    kept = aliased(Organisation)
    merged = select(kept.id).where(kept.authority_code == buyer.code)
    return or_(Organisation.authority_code == buyer.code, Organisation.merged_into_id.in_(merged))
