"""What is asked in or near a neighbourhood: calls that are open, contracts that end, and what anchors tell that they need.

A further kind of demand is one more function in `PROVIDERS`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from incubator.anchors.queries import needs as anchor_needs_known
from incubator.anchors.values.institutions import NeedOfAnchor
from incubator.challenges.queries import contracts
from incubator.challenges.queries.contracts import RadarRequest
from incubator.challenges.queries.routes import codes_of_sector
from incubator.challenges.rules.naming import authority_name
from incubator.challenges.values.contracts import RunningContract
from incubator.chances.values import FROM_ANCHOR, LocalNeed
from incubator.core import clock
from incubator.core.db import db
from incubator.core.reference import municipalities
from incubator.moneymap.queries.awards import buys_for
from incubator.neighbourhood.models import Neighbourhood
from incubator.notices.models import Notice, Organisation
from incubator.watch.queries.endings import last_day
from incubator.watch.queries.to_match import can_be_matched, matchable
from incubator.watch.values import MatchableNotice

MOST = 60  # of each kind: what more there is does not fit in a page that people read


def of_place(place: Neighbourhood, *, now: datetime, ending: bool = True) -> list[LocalNeed]:
    """Everything that is asked (with `ending`: also what contracts that end leave); each has its place in the list as its number."""
    # What people wrote down has no number of a notice: the place in this list is what all have.
    providers = [provider for provider in PROVIDERS if ending or provider is not ending_contracts]
    known = [need for provider in providers for need in provider(place, now)]
    return [replace(need, content=replace(need.content, id=number)) for number, need in enumerate(known)]


def open_calls(place: Neighbourhood, now: datetime) -> list[LocalNeed]:
    """Notices of the municipality and of buyers in its town, as long as one can answer; the first to close first."""
    town = municipalities.name_of(place.municipality).lower()
    near = or_(buys_for(place), func.lower(Organisation.city) == town)
    statement = (
        select(Notice)
        .join(Organisation, Organisation.id == Notice.buyer_id)
        .where(near, can_be_matched(now))
        .options(joinedload(Notice.buyer))
        # SQLite puts an empty day first and PostgreSQL last: asked for here, both put it last.
        .order_by(Notice.deadline.is_(None), Notice.deadline, Notice.id)
        .limit(MOST)
    )
    return [_of_call(notice, now) for notice in db.session.scalars(statement)]


def _of_call(notice: Notice, now: datetime) -> LocalNeed:
    content = matchable(notice, now)
    closes = clock.local(content.deadline).date() if content.deadline else None
    return LocalNeed(
        key=f"notice:{notice.id}",
        title=notice.title,
        asker=notice.buyer.name if notice.buyer else "",
        content=content,
        day=closes,
        notice_id=notice.id,
    )


def ending_contracts(place: Neighbourhood, now: datetime) -> list[LocalNeed]:
    """Contracts of the municipality that end before long: what comes after them is not asked for yet."""
    rows = running(place, now)
    numbers = [row.notice_id for row in rows if row.notice_id is not None]
    statement = select(Notice).where(Notice.id.in_(numbers)).order_by(Notice.id)
    notices = {notice.id: notice for notice in db.session.scalars(statement)}
    return [_of_contract(row, notices.get(row.notice_id or 0), now) for row in rows]


def running(place: Neighbourhood, now: datetime) -> Sequence[RunningContract]:
    """The contracts of the radar that everybody may see, of this municipality, the first to end first."""
    today = clock.local(now).date()
    asked = RadarRequest(frozenset({place.municipality}), until=last_day(today))
    return contracts.running(asked, None, today=today)[:MOST]


def contract_key(row: RunningContract) -> str:
    """By which a contract is known, whoever finds it."""
    if row.notice_id is not None:
        return f"notice:{row.notice_id}"
    return f"contract:{row.known_id}"


def _of_contract(row: RunningContract, notice: Notice | None, now: datetime) -> LocalNeed:
    # What a person wrote down holds over the notice that it corrects.
    content = matchable(notice, now) if notice is not None and row.known_id is None else _in_shape(row)
    return LocalNeed(
        key=contract_key(row),
        title=row.title,
        asker=authority_name(row.authority_code),
        content=content,
        day=row.ending.end,
        ends=True,
        notice_id=row.notice_id,
    )


def _in_shape(row: RunningContract) -> MatchableNotice:
    """A contract that a person wrote down is no notice: the engine gets it in the shape of one."""
    codes = (row.cpv,) if row.cpv else codes_of_sector(next(iter(row.sectors), None))
    return MatchableNotice(
        id=0,
        title=row.title,
        cpv=codes,
        main_cpv=row.cpv or None,
        places=(row.authority_code,),
        value=None if row.value_cents is None else row.value_cents // 100,
        ends=row.ending.end,
    )


def anchor_needs(place: Neighbourhood, now: datetime) -> list[LocalNeed]:
    """What anchors told that they need or will buy, as long as the day on which they need it is not past."""
    today = clock.local(now).date()
    listed = anchor_needs_known.of_neighbourhood(place.id)
    open_still = [need for need in listed if need.expected_on is None or need.expected_on >= today]
    return [_of_anchor(need, place) for need in open_still[:MOST]]


def _of_anchor(need: NeedOfAnchor, place: Neighbourhood) -> LocalNeed:
    title = need.what.strip().partition("\n")[0]
    content = MatchableNotice(
        id=0,
        title=title,
        # Its own words for the kind of purchase tell as much as a code, which most anchors do not know.
        description=f"{need.what}\n{need.category}",
        cpv=tuple(filter(None, [need.cpv])),
        main_cpv=need.cpv or None,
        places=(place.municipality,),
        value=None if need.cents is None else need.cents // 100,
    )
    return LocalNeed(
        key=f"anchor-need:{need.need_id}",
        title=title,
        asker=need.anchor,
        content=content,
        day=need.expected_on,
        anchor_id=need.anchor_id,
        # Who said it stays with the anchor.
        source=need.ground.source or FROM_ANCHOR,
        said_on=need.ground.said_on,
        certainty=need.ground.certainty,
    )


NeedProvider = Callable[[Neighbourhood, datetime], list[LocalNeed]]
PROVIDERS: tuple[NeedProvider, ...] = (open_calls, ending_contracts, anchor_needs)
