"""All dates of a person or a group in one list, whichever feature knows them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from operator import attrgetter

from incubator.accounts.models import User
from incubator.bids.queries import bidding as bids
from incubator.bids.queries import contracts
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative
from incubator.core import agenda
from incubator.core.agenda import DueDate
from incubator.core.db import db
from incubator.core.secret_addresses import behind
from incubator.home.queries.neighbourhood_days import days_of
from incubator.meetings.queries.calendar import meetings_of_member
from incubator.watch import queries as watching

SHOWN_AFTERWARDS = timedelta(days=30)  # a calendar keeps what has just been
OWN = "agenda"


def subject_of(group: Cooperative | None) -> str:
    """What a secret address is for: the agenda of one group, or of all groups of a person."""
    if group is None:
        return OWN
    return f"{OWN}:{group.id}"


def agenda_behind(token: str) -> tuple[User, Cooperative | None] | None:
    """Whose agenda is read at a secret address, and of which group alone; None when that person may not know of it any more."""
    address = behind(token)
    if address is None:
        return None
    kind, _colon, number = address.subject.partition(":")
    reader = db.session.get(User, address.user_id)
    if kind != OWN or reader is None or not reader.is_active:
        return None
    if not number:
        return reader, None
    group = db.session.get(Cooperative, int(number))
    if group is None or cooperatives.cooperative(reader, group.slug) is None:
        return None
    return reader, group


def dates_of(reader: User, group: Cooperative | None, *, now: datetime, since: datetime) -> list[DueDate]:
    """What is due for this person, or for one group, the nearest first: what was put in the agenda, what closes, what ends."""
    group_ids = _numbers(reader, group)
    dates = agenda.entries(group_ids, since=since)
    if group is None:
        dates += meetings_of_member(reader, since=since, besides=group_ids)
        dates += days_of(reader, since=since)
    # What a person follows is no business of one group.
    follower = reader if group is None else None
    bid_on = bids.procurements_bid_on(group_ids)
    closing = watching.dates_of(group_ids, follower, now=now, since=since, bid_on=bid_on)
    dates += filter(lambda date: date.due_at >= since, closing)
    dates += contracts.contract_ends(group_ids, since=since)
    return sorted(agenda.shown_once(dates), key=attrgetter("due_at", "id", "uid"))


def _numbers(reader: User, group: Cooperative | None) -> Sequence[int]:
    if group is not None:
        return [group.id]
    return list(map(attrgetter("id"), cooperatives.known_groups(reader)))
