"""Reads about who bid together when it was handed in, what each said yes to, and what changed afterwards."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.bids.models import (
    Bid,
    BidStage,
    Contract,
    Partner,
    PartnerAnswer,
    PartnerChange,
    PartnerState,
    Submission,
)
from incubator.bids.queries import bidding, partners
from incubator.bids.values.joint import PartyTerms, party_of
from incubator.cooperatives.models import Cooperative
from incubator.core import clock
from incubator.core.db import db

WITH_BUYER = (BidStage.SUBMITTED, BidStage.WON, BidStage.LOST)


def terms_of(partner: Partner, identity: tuple[str, str] | None = None) -> PartyTerms:
    """What is agreed with a partner now, under the name and number that papers give it."""
    name, kvk = identity or (partner.name, partner.kvk)
    lots = tuple(partner.lots)
    return PartyTerms(name, kvk, partner.role.value, lots, partner.share_hundredths, partner.task, partner.id)


def standing_parties(bid: Bid) -> list[PartyTerms]:
    """Who takes part now with its yes, as it would be handed in; nobody is named for a bid of one."""
    agreed = [partner for partner in partners.partners(bid) if partner.state is PartnerState.AGREED]
    if len(agreed) < 2:
        return []
    names = partners.identities(agreed)
    return [terms_of(partner, names[partner.id]) for partner in agreed]


def handed_in(bid: Bid) -> Submission | None:
    """What was handed in last and not taken back, a request to take part too."""
    statement = select(Submission).where(Submission.bid_id == bid.id, Submission.taken_back_at.is_(None))
    return db.session.scalars(statement.order_by(Submission.id.desc())).first()


def handed_in_on(bid: Bid) -> date | None:
    """Since which day who bids stands still; None as long as nothing is with the buyer."""
    submission = handed_in(bid)
    moment: datetime | None = None
    if submission is not None:
        moment = submission.handed_in_at
    elif bid.stage in WITH_BUYER:
        moment = bid.submitted_at or bid.decided_at or bid.started_at
    return None if moment is None else clock.local(moment).date()


def parties_handed_in(bid: Bid) -> list[PartyTerms]:
    """Who bid together when it was handed in; empty for who bid alone, and where it was not kept."""
    submission = handed_in(bid)
    kept = [] if submission is None else submission.parties
    return list(map(party_of, kept))


def bound(bid: Bid) -> list[Partner]:
    """The cooperatives of this incubator that bid along with what was handed in, or came in since; not the one whose bid it is."""
    numbers = {party.number for party in parties_handed_in(bid)}
    others = [row for row in partners.partners(bid) if row.cooperative_id not in {None, bid.cooperative_id}]
    if handed_in_on(bid) is None:
        return []
    return [row for row in others if row.id in numbers or row.state is PartnerState.AGREED]


def changes(bid: Bid) -> Sequence[PartnerChange]:
    """What changed in who bids after it was handed in, the first first; what was taken back with it is left out."""
    submission = handed_in(bid)
    statement = select(PartnerChange).where(PartnerChange.bid_id == bid.id)
    if submission is not None:
        statement = statement.where(PartnerChange.recorded_at >= submission.recorded_at)
    statement = statement.options(joinedload(PartnerChange.partner), joinedload(PartnerChange.recorded_by))
    return db.session.scalars(statement.order_by(PartnerChange.id)).all()


def change_of_bid(viewer: User, slug: str, bid_id: int, change_id: int) -> PartnerChange | None:
    """A change after handing in of a bid within sight. A loader for `guarded`."""
    bid = bidding.bid(viewer, slug, bid_id)
    if bid is None:
        return None
    return db.session.scalar(select(PartnerChange).where(PartnerChange.id == change_id, PartnerChange.bid_id == bid.id))


def answers(of_partners: Sequence[Partner]) -> dict[int, list[PartnerAnswer]]:
    """What each of these partners answered over time, the last first, by its row."""
    numbers = [partner.id for partner in of_partners]
    statement = select(PartnerAnswer).where(PartnerAnswer.partner_id.in_(numbers)).order_by(PartnerAnswer.id.desc())
    given: dict[int, list[PartnerAnswer]] = {number: [] for number in numbers}
    for row in db.session.scalars(statement):
        given[row.partner_id].append(row)
    return given


def last_yes(partner: Partner) -> PartyTerms | None:
    """What a partner agreed to last; None when it never did."""
    given = answers([partner])[partner.id]
    return next((party_of(row.terms) for row in given if row.state is PartnerState.AGREED), None)


def shared_contracts(group: Cooperative) -> list[tuple[Partner, Contract]]:
    """The contracts that a cooperative helped to win, in the bid of another, with its part in each."""
    statement = (
        select(Partner, Contract)
        .join(Bid, Bid.id == Partner.bid_id)
        .join(Contract, Contract.bid_id == Bid.id)
        .where(Partner.cooperative_id == group.id, Bid.cooperative_id != group.id)
        .where(Partner.state == PartnerState.AGREED)
        .options(joinedload(Partner.bid).joinedload(Bid.cooperative))
        .order_by(Contract.agreed_on.desc(), Contract.id.desc())
    )
    return [(partner, contract) for partner, contract in db.session.execute(statement)]


def may_enter(partner: Partner) -> bool:
    """Whether a partner belongs to what was handed in, or to a change of it that was noted; nobody does before handing in."""
    known = {party.number for party in parties_handed_in(partner.bid)}
    known |= {row.partner_id for row in changes(partner.bid)}
    return partner.id in known
