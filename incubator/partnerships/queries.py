"""Partnerships within somebody's sight: of the neighbourhood, and of a group that is a party."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.challenges.models.challenges import Challenge
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db
from incubator.core.prepared import IDS, Question
from incubator.neighbourhood.models import Neighbourhood, NeighbourhoodGroup
from incubator.neighbourhood.queries.groups import agreed_groups
from incubator.neighbourhood.queries.places import visible
from incubator.neighbourhood.values import GroupAnswer
from incubator.partnerships.models import Partnership, PartnershipParty, PartnershipVersion, PartnershipYes
from incubator.partnerships.rules import checks
from incubator.partnerships.values import PartnershipStanding, PartyKind
from incubator.steps.models import Commitment, CommitmentEntry
from incubator.steps.values.commitments import HeardKind

WHOLE = (
    selectinload(Partnership.versions).selectinload(PartnershipVersion.answers),
    selectinload(Partnership.parties).joinedload(PartnershipParty.cooperative),
    selectinload(Partnership.commitment).selectinload(Commitment.entries).joinedload(CommitmentEntry.file),
)


def of_neighbourhood(neighbourhood_id: int) -> Sequence[Partnership]:
    """The partnerships of a neighbourhood, the newest first."""
    statement = select(Partnership).where(Partnership.neighbourhood_id == neighbourhood_id).options(*WHOLE)
    return db.session.scalars(statement.order_by(Partnership.id.desc())).all()


def under_way(neighbourhood_ids: Iterable[int]) -> Sequence[Partnership]:
    """The partnerships of these neighbourhoods that did not end, with their versions."""
    return db.session.scalars(_under_way(), {"ids": list(neighbourhood_ids)}).all()


@cache
def _under_way() -> Question:
    statement: Question = select(Partnership)
    statement = statement.where(Partnership.neighbourhood_id.in_(IDS), Partnership.ended_on.is_(None))
    return statement.options(WHOLE[0]).order_by(Partnership.id)


def partnership(viewer: User, slug: str, number: int) -> Partnership | None:
    """A partnership of a neighbourhood within sight. A loader for `guarded`."""
    statement = select(Partnership).join(Partnership.neighbourhood).where(Partnership.id == number)
    return db.session.scalar(statement.where(Neighbourhood.slug == slug, visible(viewer)).options(*WHOLE))


def party(viewer: User, slug: str, number: int, party_id: int) -> PartnershipParty | None:
    """A party of the newest version, of a partnership within sight. A loader for `guarded`."""
    known = partnership(viewer, slug, number)
    row = db.session.get(PartnershipParty, party_id)
    if known is None or row is None or row.partnership_id != known.id:
        return None
    return row if newest(known).text.party(row.id) else None


def of_group(group: Cooperative) -> list[PartnershipParty]:
    """Where a group is a party in the newest version, or was in the version that was agreed on."""
    statement = (
        select(PartnershipParty)
        .where(PartnershipParty.cooperative_id == group.id)
        .options(joinedload(PartnershipParty.partnership).options(*WHOLE))
    )
    rows = db.session.scalars(statement.order_by(PartnershipParty.id.desc())).all()
    return [row for row in rows if _takes_part(row)]


def party_of_group(viewer: User, slug: str, number: int) -> PartnershipParty | None:
    """A group within sight as a party of a partnership. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    statement = select(PartnershipParty).where(
        PartnershipParty.partnership_id == number, PartnershipParty.cooperative_id == group.id
    )
    row = db.session.scalar(statement.options(joinedload(PartnershipParty.partnership).options(*WHOLE)))
    return row if row is not None and _takes_part(row) else None


def _takes_part(row: PartnershipParty) -> bool:
    """Who was taken out reads along no longer, apart from what it agreed to."""
    known = row.partnership
    texts = [newest(known).text]
    agreed = agreed_version(known)
    if agreed is not None:
        texts.append(agreed.text)
    return any(text.party(row.id) for text in texts)


def newest(known: Partnership) -> PartnershipVersion:
    """The text that is on the table; each partnership begins with one."""
    return known.versions[0]


def agreed_version(known: Partnership) -> PartnershipVersion | None:
    """The last text to which each of its parties said yes."""
    return next((version for version in known.versions if version.agreed_at is not None), None)


def version(known: Partnership, number: int | None) -> PartnershipVersion | None:
    """A version by its number."""
    return next((each for each in known.versions if each.number == number), None)


def day_written(known: PartnershipVersion) -> date:
    """The day on which a version was proposed, as people here count days."""
    return clock.local(known.written_at).date()


def yeses(known: PartnershipVersion) -> dict[int, PartnershipYes]:
    """Who said yes to a version, by party."""
    return {each.party_id: each for each in known.answers}


def proofs(known: Partnership) -> list[CommitmentEntry]:
    """What proves the promise behind it, the newest first."""
    entries = known.commitment.entries if known.commitment else []
    return [entry for entry in entries if entry.kind is HeardKind.PROOF]


def heard_on(known: Partnership) -> date:
    """The last day on which anything was heard: a version, a yes, proof or news of the commitment behind it."""
    days = [day_written(each) for each in known.versions]
    days += [answer.on_date for each in known.versions for answer in each.answers]
    entries = known.commitment.entries if known.commitment else []
    # We write a change of state ourselves: it is no sign of life of a government.
    days += [entry.on_date for entry in entries if entry.kind is not HeardKind.STATE]
    return max(days)


def standing(known: Partnership, *, today: date) -> PartnershipStanding:
    """How far a partnership is, and why it asks for attention; what holds counts, else what is on the table."""
    agreed, latest = agreed_version(known), newest(known)
    ended = known.ended_on is not None
    state = checks.state_of(ended=ended, agreed=agreed.number if agreed else None, newest=latest.number)
    heard = heard_on(known)
    terms = (agreed or latest).text.terms
    return PartnershipStanding(state, heard, checks.stale_reasons(terms, heard, ended=ended, today=today))


def groups_to_ask(place: Neighbourhood) -> Sequence[Cooperative]:
    """The groups that agreed to be part of the neighbourhood: they can be a party."""
    return db.session.scalars(agreed_groups(place.id)).all()


def places_of(group: Cooperative) -> Sequence[Neighbourhood]:
    """The neighbourhoods of which a group agreed to be part."""
    statement = (
        select(Neighbourhood)
        .join(NeighbourhoodGroup, NeighbourhoodGroup.neighbourhood_id == Neighbourhood.id)
        .where(NeighbourhoodGroup.cooperative_id == group.id, NeighbourhoodGroup.answer == GroupAnswer.AGREED)
    )
    return db.session.scalars(statement.order_by(Neighbourhood.name, Neighbourhood.id)).all()


def begun_from(challenge: Challenge, place: Neighbourhood) -> Partnership | None:
    """The partnership that this challenge began in a neighbourhood: two presses of a button make one."""
    statement = select(Partnership).where(
        Partnership.challenge_id == challenge.id, Partnership.neighbourhood_id == place.id
    )
    return db.session.scalars(statement.options(*WHOLE).order_by(Partnership.id)).first()


def just_begun(place: Neighbourhood, title: str, since: datetime) -> Partnership | None:
    """The partnership with the same title that was begun a moment ago."""
    statement = select(Partnership).where(
        Partnership.neighbourhood_id == place.id, Partnership.title == title, Partnership.written_at >= since
    )
    return db.session.scalars(statement.order_by(Partnership.id)).first()


def published(neighbourhood_id: int) -> list[Partnership]:
    """What the drivers made public: only texts to which each party said yes."""
    rows = of_neighbourhood(neighbourhood_id)
    return [row for row in rows if row.published_at is not None and agreed_version(row) is not None]


def public_name(known: Partnership, party_id: int, name: str, *, unnamed: str) -> str:
    """What visitors read of a party: a group only with its own yes to that."""
    row = next((each for each in known.parties if each.id == party_id), None)
    shown = row is not None and (row.kind is not PartyKind.GROUP or row.is_public)
    return name if shown else unnamed
