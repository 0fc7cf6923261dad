"""Contracts of authorities that run: out of award notices, and as people know them. What a person corrected holds over the notice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased

from incubator.accounts.models import Role, User
from incubator.challenges.models import KnownContract
from incubator.challenges.rules.contracts import reckon
from incubator.challenges.values.contracts import ContractAnswers, ContractOrigin, ReckonedEnd, RunningContract
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db
from incubator.core.prepared import Question
from incubator.core.reference import municipalities, places, sectors
from incubator.notices.models import Notice, Organisation
from incubator.notices.queries.awards import AWARDS, overtaken

STAFF = frozenset({Role.COACH, Role.MANAGER})
MOST = 500  # contracts of one radar; who sees so many narrows it


@dataclass(frozen=True, slots=True)
class RadarRequest:
    """Which contracts: of which authorities (None: all), which kind of work, and which end at the latest."""

    codes: frozenset[str] | None
    sector: str | None = None
    until: date | None = None


def running(asked: RadarRequest, group: Cooperative | None, *, today: date) -> list[RunningContract]:
    """The running contracts that this group may see (without a group: that everybody may), the first to end first."""
    known = _visible(asked, group)
    rows = [*_of_persons(known, asked, today), *_of_notices(known, asked, today)]
    if asked.sector is not None:
        rows = [row for row in rows if asked.sector in row.sectors]
    return sorted(rows, key=_by_end)


def _by_end(row: RunningContract) -> tuple[date, str, int]:
    return row.ending.end, row.title, row.notice_id or row.known_id or 0


def _seen_by(group: Cooperative | None) -> ColumnElement[bool]:
    of_all = KnownContract.cooperative_id.is_(None)
    return of_all if group is None else or_(of_all, KnownContract.cooperative_id == group.id)


def _visible(asked: RadarRequest, group: Cooperative | None) -> Sequence[KnownContract]:
    """What people know, with every correction of a notice, wherever it belongs by now; the group's own over the incubator's."""
    statement = select(KnownContract).where(_seen_by(group)).order_by(KnownContract.last_day, KnownContract.id)
    if asked.codes is not None:
        of_these = KnownContract.authority_code.in_(asked.codes)
        statement = statement.where(or_(of_these, KnownContract.notice_id.is_not(None)))
    known = db.session.scalars(statement.limit(4 * MOST)).all()
    own = {contract.notice_id for contract in known if contract.cooperative_id is not None} - {None}
    return [contract for contract in known if contract.cooperative_id is not None or contract.notice_id not in own]


def _of_persons(known: Sequence[KnownContract], asked: RadarRequest, today: date) -> list[RunningContract]:
    rows = []
    for contract in known:
        in_sight = asked.codes is None or contract.authority_code in asked.codes
        if in_sight and _ends_within(contract.last_day, asked, today):
            rows.append(_row_of(contract))
    return rows


def _ends_within(end: date, asked: RadarRequest, today: date) -> bool:
    return end >= today and (asked.until is None or end <= asked.until)


def answers_of(contract: KnownContract) -> ContractAnswers:
    """What was written down, as it was written."""
    return ContractAnswers(**{name: getattr(contract, name) for name in ContractAnswers.__slots__})


def _row_of(contract: KnownContract) -> RunningContract:
    ending = reckon(answers_of(contract))
    of_code = _sectors_of(contract.cpv or "")
    return RunningContract(
        title=contract.title,
        authority_code=contract.authority_code,
        supplier=contract.supplier,
        ending=ending,
        origin=ContractOrigin.PERSON,
        sectors=(contract.sector,) if contract.sector else of_code,
        starts_on=contract.starts_on,
        value_cents=contract.value_cents,
        notice_id=contract.notice_id,
        known_id=contract.id,
        is_own=contract.cooperative_id is not None,
        source=contract.source,
        source_on=contract.source_on,
        derived=ending.is_derived,
        cpv=contract.cpv or "",
        months=contract.months,
    )


def _of_notices(known: Sequence[KnownContract], asked: RadarRequest, today: date) -> list[RunningContract]:
    rows = []
    awards = db.session.execute(_awards(known, asked, today))
    for notice_id, title, end, derived, cpv, cents, currency, authority in awards:
        in_euros = currency in {None, "EUR"}
        rows.append(
            RunningContract(
                title=title,
                authority_code=authority,
                supplier="",
                ending=ReckonedEnd(end),
                origin=ContractOrigin.NOTICE,
                sectors=_sectors_of(cpv or ""),
                value_cents=cents if in_euros else None,
                notice_id=notice_id,
                derived=derived,
            )
        )
    return rows


def _awards(known: Sequence[KnownContract], asked: RadarRequest, today: date) -> Question:
    """Awards of contracts that run, without those of which a person wrote down something else."""
    kept = aliased(Organisation)
    code = func.coalesce(kept.authority_code, Organisation.authority_code)
    corrected = {contract.notice_id for contract in known} - {None}
    statement: Question = (
        select(
            *(Notice.id, Notice.title, Notice.contract_end, Notice.contract_end_derived, Notice.main_cpv),
            *(Notice.value_cents, Notice.value_currency, code),
        )
        .join(Organisation, Organisation.id == Notice.buyer_id)
        .outerjoin(kept, kept.id == Organisation.merged_into_id)
        .where(Notice.kind.in_(AWARDS), Notice.contract_end >= today, Notice.merged_into_id.is_(None), ~overtaken())
        .order_by(Notice.contract_end, Notice.id)
        .limit(MOST)
    )
    statement = statement.where(code.is_not(None) if asked.codes is None else code.in_(asked.codes))
    if asked.until is not None:
        statement = statement.where(Notice.contract_end <= asked.until)
    if corrected:
        statement = statement.where(Notice.family_id.not_in(_families_of(corrected)))
    return statement


def _families_of(notice_ids: Collection[int | None]) -> Select[int]:
    """The procurements that these notices belong to, also those that turned out to be another notice."""
    winner = aliased(Notice)
    statement = select(func.coalesce(winner.family_id, Notice.family_id)).select_from(Notice)
    return statement.outerjoin(winner, winner.id == Notice.merged_into_id).where(Notice.id.in_(notice_ids))


def _sectors_of(code: str) -> tuple[str, ...]:
    return tuple(sector.id for sector in sectors.sectors_of(code))


def known_contract(viewer: User, slug: str, known_id: int) -> KnownContract | None:
    """A contract that a cooperative wrote down, under its own address. A loader for `guarded`."""
    group, contract = cooperatives.cooperative(viewer, slug), db.session.get(KnownContract, known_id)
    if group is None or contract is None or contract.cooperative_id != group.id:
        return None
    return contract


def shared_contract(viewer: User, shared_id: int) -> KnownContract | None:
    """A contract of the incubator, for those who keep them. A loader for `guarded`."""
    contract = db.session.get(KnownContract, shared_id)
    if contract is None or contract.cooperative_id is not None or viewer.role not in STAFF:
        return None
    return contract


def seen_contract(number: int, group: Cooperative) -> KnownContract | None:
    """A contract that this group may see: its own, or of the incubator. What another wrote down does not exist for it."""
    statement = select(KnownContract).where(KnownContract.id == number, _seen_by(group))
    return db.session.scalars(statement).first()


def correction_of(notice_id: int, group: Cooperative | None) -> KnownContract | None:
    """What this group (or the incubator) wrote down about the contract of a notice."""
    owner = KnownContract.cooperative_id.is_(None) if group is None else KnownContract.cooperative_id == group.id
    statement = select(KnownContract).where(KnownContract.notice_id == notice_id, owner)
    return db.session.scalars(statement.order_by(KnownContract.id.desc())).first()


def near(group: Cooperative) -> frozenset[str]:
    """The municipalities where a group is and works, by its dossier; nothing when it says nowhere."""
    typed = cooperatives.holding_values(group).get("offer.places")
    codes = {group.municipality} if group.municipality else set()
    for place in typed if isinstance(typed, list) else ():
        codes |= _municipalities_in(places.place_code(str(place)) or "")
    return frozenset(codes)


def _municipalities_in(code: str) -> set[str]:
    """The municipality itself, or all of a province or region."""
    if code.startswith("GM"):
        return {code}
    inside = set()
    for municipality in municipalities.municipalities():
        if code and (municipality.nuts3.startswith(code) or municipality.nuts3_2021.startswith(code)):
            inside.add(municipality.code)
    return inside
