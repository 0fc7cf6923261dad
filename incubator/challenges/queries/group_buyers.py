"""The buyers that a group keeps an eye on, with contacts and talks: only ever of one group, that its reader may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.challenges.models.buyers import BuyerContact, BuyerTalk, GroupBuyer
from incubator.challenges.queries.buyers import buyers_with
from incubator.challenges.values.buyers import KnownBuyer
from incubator.cooperatives.models import Cooperative
from incubator.core.db import db


@dataclass(frozen=True, slots=True)
class ListedBuyer:
    """A buyer on the list of a group: the last talk, and what was agreed that nobody did yet."""

    buyer: KnownBuyer
    last_talk: BuyerTalk | None
    next_talk: BuyerTalk | None
    contacts: int


def listed(group: Cooperative) -> list[ListedBuyer]:
    """All buyers of a group: first those with something to do, the nearest day first, then by name."""
    statement = select(GroupBuyer).where(GroupBuyer.cooperative_id == group.id).order_by(GroupBuyer.id)
    statement = statement.options(selectinload(GroupBuyer.talks), selectinload(GroupBuyer.contacts))
    rows = db.session.scalars(statement).all()
    known = buyers_with([row.code for row in rows])
    shown = []
    for row in rows:
        # An organisation can be gone from the notices; its talks stay, and so does the row.
        buyer = known.get(row.code, KnownBuyer(row.code, row.code, "organisation"))
        shown.append(ListedBuyer(buyer, next(iter(row.talks), None), next_of(row), len(row.contacts)))
    return sorted(shown, key=_urgency)


def next_of(row: GroupBuyer) -> BuyerTalk | None:
    """The first thing that was agreed and that nobody did yet."""
    waiting = filter(_waits, row.talks)
    return min(waiting, key=_due, default=None)


def _waits(talk: BuyerTalk) -> bool:
    return talk.waits


def _due(talk: BuyerTalk) -> str:
    return f"{talk.next_on} {talk.id:012}"


def _urgency(row: ListedBuyer) -> tuple[bool, str, str]:
    due = _due(row.next_talk) if row.next_talk else ""
    return row.next_talk is None, due, row.buyer.name


def group_buyer(group: Cooperative, code: str) -> GroupBuyer | None:
    """A buyer of this group, with contacts and talks."""
    statement = select(GroupBuyer).where(GroupBuyer.cooperative_id == group.id, GroupBuyer.code == code)
    statement = statement.options(
        selectinload(GroupBuyer.contacts), selectinload(GroupBuyer.talks).joinedload(BuyerTalk.author)
    )
    return db.session.scalar(statement)


def contact(group: Cooperative, code: str, contact_id: int) -> BuyerContact | None:
    """Somebody at a buyer of this group."""
    statement = select(BuyerContact).join(BuyerContact.buyer).options(joinedload(BuyerContact.buyer))
    return db.session.scalar(
        statement.where(BuyerContact.id == contact_id, GroupBuyer.code == code, GroupBuyer.cooperative_id == group.id)
    )


def talk(group: Cooperative, code: str, talk_id: int) -> BuyerTalk | None:
    """A talk of this group with a buyer."""
    statement = select(BuyerTalk).join(BuyerTalk.buyer).options(joinedload(BuyerTalk.buyer))
    return db.session.scalar(
        statement.where(BuyerTalk.id == talk_id, GroupBuyer.code == code, GroupBuyer.cooperative_id == group.id)
    )


def just_talked(buyer: GroupBuyer, author: User, text: str, *, since: datetime) -> BuyerTalk | None:
    """The same that the same person wrote a moment ago."""
    statement = select(BuyerTalk).where(
        BuyerTalk.buyer_id == buyer.id,
        BuyerTalk.author_id == author.id,
        BuyerTalk.text == text,
        BuyerTalk.written_at > since,
    )
    return db.session.scalars(statement.order_by(BuyerTalk.id)).first()


def same_contact(buyer: GroupBuyer, name: str, email: str) -> BuyerContact | None:
    """The same person at the same buyer."""
    statement = select(BuyerContact).where(
        BuyerContact.buyer_id == buyer.id, BuyerContact.name == name, BuyerContact.email == email
    )
    return db.session.scalars(statement.order_by(BuyerContact.id)).first()


def talks_of(group: Cooperative) -> Sequence[BuyerTalk]:
    """All talks of a group, with all buyers."""
    statement = select(BuyerTalk).join(BuyerTalk.buyer).where(GroupBuyer.cooperative_id == group.id)
    return db.session.scalars(statement.order_by(BuyerTalk.id)).all()


def contacts_of(group: Cooperative) -> Sequence[BuyerContact]:
    """Everybody at the buyers of a group."""
    statement = select(BuyerContact).join(BuyerContact.buyer).where(GroupBuyer.cooperative_id == group.id)
    return db.session.scalars(statement.order_by(BuyerContact.id)).all()


def written_by(user: User) -> dict[str, list[dict[str, str]]]:
    """What somebody wrote about buyers, for their own download."""
    talks = db.session.scalars(select(BuyerTalk).where(BuyerTalk.author_id == user.id).order_by(BuyerTalk.id))
    contacts = db.session.scalars(
        select(BuyerContact).where(BuyerContact.author_id == user.id).order_by(BuyerContact.id)
    )
    own_talks = [{"on": row.on_date.isoformat(), "text": row.text} for row in talks]
    own_contacts = [{"name": row.name, "role": row.role} for row in contacts]
    return {"talks": own_talks, "contacts": own_contacts}
