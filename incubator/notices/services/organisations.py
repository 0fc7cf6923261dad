"""Buyers and winners become organisations: known by a number, else by their normalised name."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, tuple_

from incubator.core.db import db
from incubator.core.reference import authorities
from incubator.formats.values import ReadNotice, ReadOrganisation
from incubator.notices.models import Organisation, OrganisationIdentity
from incubator.notices.services.columns import table

MEANINGLESS = frozenset({"nietvantoepassing", "onbekend", "unknown", "notapplicable", "12345678", "123456789"})


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
    found: list[tuple[str, str]] = []
    for raw in said.ids:
        compact = re.sub(r"[^0-9A-Z]", "", raw.upper())
        if len(compact) >= 5 and compact.lower() not in MEANINGLESS and len(set(compact)) > 1:
            found += _numbers(compact, said.country)
    if not found:
        found.append(("name", f"{said.country or 'NL'}:{normalised(said.name)}"[:250]))
    return tuple(dict.fromkeys(found))


def _numbers(compact: str, country: str | None) -> list[tuple[str, str]]:
    """What one number says. A Belgian number is written with and without BE; an OIN of an enterprise holds its KVK number."""
    if re.fullmatch(r"TN\d+", compact):
        return [("tenderned", compact)]
    if re.fullmatch(r"\d{20}", compact):
        of_enterprise = re.fullmatch(r"00000003(\d{8})\d{4}", compact)
        return [("oin", compact), *([("kvk", of_enterprise[1])] if of_enterprise else [])]
    if country in (None, "NL") and (kvk := re.fullmatch(r"(?:NL)?(?:KVK)?(?:NR)?(\d{8})(?:0000)?", compact)):
        return [("kvk", kvk[1])]
    if (belgian := re.fullmatch(r"(BE)?0?(\d{9})", compact)) and (belgian[1] or country == "BE"):
        return [("other-BE", f"0{belgian[2]}")]
    return [(f"other-{country or 'unknown'}", compact)]


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
    """Which of these identities are known, and the organisation that each stands for.

    What was merged keeps its own notices, so that splitting gives back exactly what was: `queries.organisations` shows them as one.
    """
    wanted = sorted(set(names))
    found: dict[tuple[str, str], int] = {}
    for start in range(0, len(wanted), 400):
        statement = (
            select(OrganisationIdentity.scheme, OrganisationIdentity.value, OrganisationIdentity.organisation_id)
            .where(tuple_(OrganisationIdentity.scheme, OrganisationIdentity.value).in_(wanted[start : start + 400]))
            .order_by(OrganisationIdentity.id)
        )
        for scheme, value, organisation_id in db.session.execute(statement):
            found[(scheme, value)] = organisation_id
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
    statement = insert(table(Organisation)).returning(Organisation.id, sort_by_parameter_order=True)
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
        db.session.execute(insert(table(OrganisationIdentity)), values)
