"""Buyers and winners become organisations: known by a number, else by their normalised name."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, tuple_

from incubator.core.db import db
from incubator.core.reference import authorities
from incubator.notices.models import Organisation, OrganisationIdentity
from incubator.notices.values import ReadNotice, ReadOrganisation

MEANINGLESS = frozenset({"", "-", "n.v.t.", "nvt", "onbekend", "unknown", "none", "0", "00000000", "n/a"})


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation in a notice, with its role and the numbers under which it may be known already."""

    said: ReadOrganisation
    role: str
    names: tuple[tuple[str, str], ...]


def normalised(name: str) -> str:
    """A name to compare with: no accents, case, punctuation or doubled blanks."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", plain.lower()).strip()


def numbers(said: ReadOrganisation) -> tuple[tuple[str, str], ...]:
    """The identities of an organisation: its numbers, else its normalised name with its country.

    KVK numbers have 8 digits, OINs 20; other numbers are kept with their country, since each country has its own.
    """
    found = []
    for raw in said.ids:
        compact = re.sub(r"[\s.\-]", "", raw).upper()
        if compact.lower() in MEANINGLESS or len(compact) < 5:
            continue
        found.append((_scheme(compact, said.country), compact))
    if not found:
        found.append(("name", f"{said.country or 'NL'}:{normalised(said.name)}"[:250]))
    return tuple(dict.fromkeys(found))


def _scheme(compact: str, country: str | None) -> str:
    if re.fullmatch(r"TN\d+", compact):
        return "tenderned"
    if re.fullmatch(r"\d{20}", compact):
        return "oin"
    if re.fullmatch(r"\d{8}", compact) and country in (None, "NL"):
        return "kvk"
    return f"other-{country or 'unknown'}"


def parties(notice: ReadNotice) -> list[Party]:
    """The organisations of a notice that are worth keeping: who buys, who won."""
    said = []
    if notice.buyer and notice.buyer.name:
        said.append((notice.buyer, "buyer"))
    said += [
        (one, one.role) for one in notice.organisations if one.role in {"buyer", "co-buyer", "winner"} and one.name
    ]
    named = {normalised(one.name) for one, role in said if role == "winner"}
    for winner in notice.winners:
        if winner.name and normalised(winner.name) not in named:
            named.add(normalised(winner.name))
            said.append((ReadOrganisation(winner.name, "winner", (winner.id,) if winner.id else ()), "winner"))
    return [Party(one, role, numbers(one)) for one, role in said]


def known(names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Which of these identities are known, and the organisation that each stands for (after mergers)."""
    wanted = sorted(set(names))
    found: dict[tuple[str, str], int] = {}
    for start in range(0, len(wanted), 400):
        statement = (
            select(
                OrganisationIdentity.scheme, OrganisationIdentity.value, Organisation.id, Organisation.merged_into_id
            )
            .join(OrganisationIdentity.organisation)
            .where(tuple_(OrganisationIdentity.scheme, OrganisationIdentity.value).in_(wanted[start : start + 400]))
            .order_by(OrganisationIdentity.id)
        )
        for scheme, value, organisation_id, merged_into in db.session.execute(statement):
            found[(scheme, value)] = merged_into or organisation_id
    return found


def resolve(groups: list[list[Party]], *, now: datetime) -> list[list[tuple[int, str]]]:
    """The organisation ids and roles for the parties of each notice; new organisations are made in one go."""
    index = known(name for group in groups for party in group for name in party.names)
    fresh: list[ReadOrganisation] = []
    fresh_names: list[tuple[tuple[str, str], ...]] = []
    waiting: dict[tuple[str, str], int] = {}
    for party in (party for group in groups for party in group):
        if any(name in index for name in party.names):
            continue
        position = next((waiting[name] for name in party.names if name in waiting), None)
        if position is None:
            position = len(fresh)
            fresh.append(party.said)
            fresh_names.append(())
        fresh_names[position] = tuple(dict.fromkeys((*fresh_names[position], *party.names)))
        waiting |= dict.fromkeys(party.names, position)
    ids = _insert(fresh, now)
    index |= {name: ids[position] for name, position in waiting.items()}
    _remember(groups, index)
    return [
        list(dict.fromkeys((next(index[name] for name in party.names if name in index), party.role) for party in group))
        for group in groups
    ]


def _insert(fresh: list[ReadOrganisation], now: datetime) -> list[int]:
    if not fresh:
        return []
    rows = [_row(said, now) for said in fresh]
    statement = insert(Organisation.__table__).returning(Organisation.id, sort_by_parameter_order=True)
    return list(db.session.scalars(statement, rows))


def _row(said: ReadOrganisation, now: datetime) -> dict[str, object]:
    authority = authorities.authority(said.name)
    return {
        "name": said.name[:500],
        "normalised_name": normalised(said.name)[:500],
        "city": said.city,
        "nuts": said.nuts,
        "country": said.country,
        "type": said.type,
        "authority_kind": authority.kind if authority else None,
        "authority_code": authority.code if authority else None,
        "first_seen_at": now,
    }


def _remember(groups: list[list[Party]], index: dict[tuple[str, str], int]) -> None:
    """Store the numbers that were not known yet, also of organisations that were."""
    stored = known(name for group in groups for party in group for name in party.names)
    rows: dict[tuple[str, str], int] = {}
    for party in (party for group in groups for party in group):
        organisation_id = next(index[name] for name in party.names if name in index)
        rows |= {name: organisation_id for name in party.names if name not in stored}
    if rows:
        values = [{"scheme": scheme, "value": value, "organisation_id": one} for (scheme, value), one in rows.items()]
        db.session.execute(insert(OrganisationIdentity.__table__), values)
