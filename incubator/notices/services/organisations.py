"""Buyers and winners become organisations: known by a number, else by their normalised name."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy import insert, select, tuple_

from incubator.core.db import db
from incubator.core.reference import authorities
from incubator.formats.values import ReadNotice, ReadOrganisation
from incubator.notices.models import Organisation, OrganisationIdentity
from incubator.notices.services.columns import table

MEANINGLESS = frozenset({"nietvantoepassing", "onbekend", "unknown", "notapplicable", "12345678", "123456789"})
ROLES = frozenset({"buyer", "co-buyer", "winner"})
AT_ONCE = 400  # pairs in one statement
Name = tuple[str, str]  # scheme and value


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation in a notice, with its role and the numbers under which it may be known already."""

    organisation: ReadOrganisation
    role: str
    names: tuple[Name, ...]


def normalised(name: str) -> str:
    """A name to compare with: no accents, case, punctuation or doubled blanks."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", plain.lower()).strip()


def numbers(organisation: ReadOrganisation) -> tuple[Name, ...]:
    """The identities of an organisation: its numbers, else its normalised name with its country.

    KVK numbers have 8 digits, OINs 20; other numbers are kept with their country, since each country has its own.
    """
    names: list[Name] = []
    for raw in organisation.ids:
        compact = re.sub(r"[^0-9A-Z]", "", raw.upper())
        # A field that asks for a number gets one: 00000000 is nobody, nor is 99999999.
        if len(compact) >= 5 and compact.lower() not in MEANINGLESS and len(set(compact)) > 1:
            names += _numbers(compact, organisation.country)
    if not names:
        names.append(("name", f"{organisation.country or 'NL'}:{normalised(organisation.name)}"[:250]))
    return tuple(dict.fromkeys(names))


def _numbers(compact: str, country: str | None) -> list[tuple[str, str]]:
    """The names that one number gives. A Belgian number is written with and without BE; an OIN of an enterprise holds its KVK number."""
    if re.fullmatch(r"TN\d+", compact):
        return [("tenderned", compact)]
    if re.fullmatch(r"\d{20}", compact):
        of_enterprise = re.fullmatch(r"00000003(\d{8})\d{4}", compact)
        if of_enterprise is None:
            return [("oin", compact)]
        return [("oin", compact), ("kvk", of_enterprise[1])]
    if country in (None, "NL") and (kvk := re.fullmatch(r"(?:NL)?(?:KVK)?(?:NR)?(\d{8})(?:0000)?", compact)):
        return [("kvk", kvk[1])]
    if (belgian := re.fullmatch(r"(BE)?0?(\d{9})", compact)) and (belgian[1] or country == "BE"):
        return [("other-BE", f"0{belgian[2]}")]
    return [(f"other-{country or 'unknown'}", compact)]


def parties(notice: ReadNotice) -> list[Party]:
    """The organisations of a notice that are worth keeping: who buys, who won."""
    kept = []
    if notice.buyer and notice.buyer.name:
        kept.append((notice.buyer, "buyer"))
    for organisation in notice.organisations:
        if organisation.role in ROLES and organisation.name:
            kept.append((organisation, organisation.role))
    for winner in _other_winners(notice):
        kept.append((winner, "winner"))
    return [Party(organisation, role, numbers(organisation)) for organisation, role in kept]


def _other_winners(notice: ReadNotice) -> Iterator[ReadOrganisation]:
    """Winners of whom only the award itself speaks, each once."""
    named = set()
    for organisation in notice.organisations:
        if organisation.role == "winner":
            named.add(normalised(organisation.name))
    for winner in notice.winners:
        name = normalised(winner.name)
        if winner.name and name not in named:
            named.add(name)
            yield ReadOrganisation(winner.name, "winner", tuple(filter(None, [winner.id])))


def known(names: Iterable[Name]) -> dict[Name, int]:
    """Which of these identities are known, and the organisation that each stands for.

    What was merged keeps its own notices, so that splitting gives back exactly what was: `queries.organisations` shows them together.
    """
    ordered = sorted(set(names))
    organisations: dict[Name, int] = {}
    for start in range(0, len(ordered), AT_ONCE):
        statement = (
            select(OrganisationIdentity.scheme, OrganisationIdentity.value, OrganisationIdentity.organisation_id)
            .where(
                tuple_(OrganisationIdentity.scheme, OrganisationIdentity.value).in_(ordered[start : start + AT_ONCE])
            )
            .order_by(OrganisationIdentity.id)
        )
        for scheme, value, organisation_id in db.session.execute(statement):
            organisations[(scheme, value)] = organisation_id
    return organisations


def resolve(groups: list[list[Party]], *, now: datetime) -> list[list[tuple[int, str]]]:
    """The organisation ids and roles for the parties of each notice; new organisations are made in one go."""
    every = list(chain.from_iterable(groups))
    index = known(chain.from_iterable(party.names for party in every))
    stored = set(index)
    index |= _make_new(every, index, now)
    _remember(every, index, stored)
    return [_with_roles(group, index) for group in groups]


def _with_roles(group: list[Party], index: dict[Name, int]) -> list[tuple[int, str]]:
    """Each organisation of a notice with its role, once."""
    return list(dict.fromkeys((_organisation_of(party, index), party.role) for party in group))


def _organisation_of(party: Party, index: dict[Name, int]) -> int:
    """The organisation that the first known name of a party stands for."""
    # The order is that of `numbers`: two numbers in one notice may be of two organisations, and then the first decides.
    return next(index[name] for name in party.names if name in index)


def _make_new(parties: list[Party], index: dict[Name, int], now: datetime) -> dict[Name, int]:
    """Store the organisations of which no name is known. Two parties that share a name are one organisation."""
    fresh: list[ReadOrganisation] = []
    positions: dict[Name, int] = {}
    for party in parties:
        if not index.keys().isdisjoint(party.names):
            continue
        position = _first_position(party, positions)
        if position is None:
            position = len(fresh)
            fresh.append(party.organisation)
        positions |= dict.fromkeys(party.names, position)
    ids = _insert(fresh, now)
    return {name: ids[position] for name, position in positions.items()}


def _first_position(party: Party, positions: dict[Name, int]) -> int | None:
    for name in party.names:
        if name in positions:
            return positions[name]
    return None


def _insert(fresh: list[ReadOrganisation], now: datetime) -> list[int]:
    if not fresh:
        return []
    rows = [_row(organisation, now) for organisation in fresh]
    statement = insert(table(Organisation)).returning(Organisation.id, sort_by_parameter_order=True)
    return list(db.session.scalars(statement, rows))


def _row(organisation: ReadOrganisation, now: datetime) -> dict[str, object]:
    kind, code = _authority(organisation.name)
    return {
        "name": organisation.name[:500],
        "normalised_name": normalised(organisation.name)[:500],
        "city": organisation.city,
        "nuts": organisation.nuts,
        "country": organisation.country,
        "type": organisation.type,
        "authority_kind": kind,
        "authority_code": code,
        "first_seen_at": now,
    }


def _authority(name: str) -> tuple[str | None, str | None]:
    """Which kind of authority goes by exactly this name, and its code."""
    authority = authorities.authority(name)
    if authority is None:
        return None, None
    return authority.kind, authority.code


def _remember(parties: list[Party], index: dict[Name, int], stored: set[Name]) -> None:
    """Store the numbers that were not known yet, also of organisations that were."""
    fresh: dict[Name, int] = {}
    for party in parties:
        organisation_id = _organisation_of(party, index)
        for name in party.names:
            if name not in stored:
                fresh[name] = organisation_id
    rows = []
    for (scheme, value), organisation_id in fresh.items():
        rows.append({"scheme": scheme, "value": value, "organisation_id": organisation_id})
    if rows:
        db.session.execute(insert(table(OrganisationIdentity)), rows)
