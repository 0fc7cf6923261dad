"""Reads about who bids together."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import String, cast, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from incubator.accounts.models import User
from incubator.bids.models import Bid, BidStage, Partner, PartnerRole, PartnerState
from incubator.bids.queries import bidding
from incubator.bids.rules.together import BiddingParty, SigningRule, in_two_bids, signing_rule
from incubator.cooperatives import queries as cooperatives
from incubator.cooperatives.models import Cooperative, Fact, FactState
from incubator.core.db import db
from incubator.notices.models import Notice
from incubator.register.queries import board

OVER = (BidStage.LOST, BidStage.WITHDRAWN)
OUT = (PartnerState.DECLINED, PartnerState.WITHDRAWN)
NOBODY = "-"  # no number of the trade register
ORDER = {role: position for position, role in enumerate(PartnerRole)}


def partners(bid: Bid) -> list[Partner]:
    """Everyone who was named in a bid, who leads first; also who withdrew."""
    statement = select(Partner).where(Partner.bid_id == bid.id).options(joinedload(Partner.cooperative))
    return sorted(db.session.scalars(statement.order_by(Partner.id)), key=lambda partner: ORDER[partner.role])


def taking_part(bid: Bid) -> list[Partner]:
    """Who takes part: said yes, or is named by who leads."""
    return [partner for partner in partners(bid) if partner.state not in OUT]


def has_no_leader(bid: Bid) -> bool:
    """Whether there are members of a combination, with their yes or asked, and none of them leads it."""
    roles = [partner.role for partner in taking_part(bid) if partner.role in {PartnerRole.LEAD, PartnerRole.MEMBER}]
    return bool(roles) and PartnerRole.LEAD not in roles


def own_partner(bid: Bid) -> Partner | None:
    """The row of the cooperative of the bid itself."""
    statement = select(Partner).where(Partner.bid_id == bid.id, Partner.cooperative_id == bid.cooperative_id)
    return db.session.scalar(statement)


def partner_of_bid(viewer: User, slug: str, bid_id: int, partner_id: int) -> Partner | None:
    """A partner, for who leads the bid. A loader for `guarded`."""
    bid = bidding.bid(viewer, slug, bid_id)
    if bid is None:
        return None
    return db.session.scalar(select(Partner).where(Partner.id == partner_id, Partner.bid_id == bid.id))


def own_part(viewer: User, slug: str, partner_id: int) -> Partner | None:
    """What a cooperative was asked to take part in, for that cooperative. A loader for `guarded`."""
    group = cooperatives.cooperative(viewer, slug)
    if group is None:
        return None
    statement = select(Partner).join(Partner.bid).where(Partner.id == partner_id, Partner.cooperative_id == group.id)
    return db.session.scalar(statement.where(Bid.cooperative_id != group.id))


def joined(group: Cooperative) -> Sequence[Partner]:
    """The bids of others in which a cooperative was asked to take part, the newest first."""
    statement = (
        select(Partner)
        .join(Partner.bid)
        .where(Partner.cooperative_id == group.id, Bid.cooperative_id != group.id)
        .options(joinedload(Partner.bid).joinedload(Bid.cooperative))
        .options(joinedload(Partner.bid).selectinload(Bid.notice), joinedload(Partner.bid).selectinload(Bid.request))
        .order_by(Partner.added_at.desc(), Partner.id.desc())
    )
    return db.session.scalars(statement).all()


def inside(name: str, kvk: str, *, without: Cooperative) -> Cooperative | None:
    """The cooperative of this incubator with this number of the trade register or exactly this name, the one of its deed too."""
    statement = (
        select(Cooperative)
        .outerjoin(Fact, (Fact.cooperative_id == Cooperative.id) & (Fact.state == FactState.APPROVED))
        .where(Cooperative.id != without.id)
        .where(
            or_(
                func.lower(Cooperative.name) == name.casefold(),
                (Fact.key == "identity.kvk") & (cast(Fact.value, String) == f'"{kvk or NOBODY}"'),
                Cooperative.id.in_(_named_in_deed(name)),
            )
        )
        .order_by(Cooperative.id)
    )
    # A name that two groups share finds the older one, always the same.
    candidates = db.session.scalars(statement).unique()
    return next(iter(candidates), None)


def _named_in_deed(name: str) -> list[int]:
    """Which cooperatives bear this name in their dossier; compared here, for databases write and lower letters each in their own way."""
    statement = select(Fact.cooperative_id, Fact.value).where(
        Fact.key == "identity.name", Fact.state == FactState.APPROVED
    )
    return [number for number, value in db.session.execute(statement) if str(value).casefold() == name.casefold()]


def identities(partners: Sequence[Partner]) -> dict[int, tuple[str, str]]:
    """The name and the number of the trade register of each, by its row: of a cooperative that said yes as its own dossier has them."""
    groups = []
    for partner in partners:
        if partner.cooperative is not None and partner.state is PartnerState.AGREED:
            groups.append(partner.cooperative)
    values = cooperatives.holding_values_of(groups)
    known = {}
    for partner in partners:
        # Before it says yes nothing of its dossier is shown to who leads.
        agreed = partner.state is PartnerState.AGREED
        held = values.get(partner.cooperative_id or 0, {}) if agreed else {}
        known[partner.id] = str(held.get("identity.name") or partner.name), str(held.get("identity.kvk") or partner.kvk)
    return known


def shown_to_leader(partners: Sequence[Partner], on: date) -> dict[int, SigningRule]:
    """Who signs for each, as who leads may know: of a cooperative of this incubator nothing before it says yes."""
    known = signing_of(partners, on)
    for partner in partners:
        if partner.cooperative_id is not None and partner.state is not PartnerState.AGREED:
            known[partner.id] = SigningRule("")
    return known


def who_signs(partner: Partner, on: date) -> SigningRule:
    """Who may sign for a partner: out of the statutes in force, or as it was entered."""
    return signing_of([partner], on)[partner.id]


def signing_of(partners: Sequence[Partner], on: date) -> dict[int, SigningRule]:
    """The same for several partners, by their row, in one question."""
    groups = _groups_of(partners)
    signing = board.signing_of(groups, on)
    rules = {}
    for partner in partners:
        if partner.cooperative_id is None:
            rules[partner.id] = SigningRule(", ".join(partner.signatories), two=partner.two_sign)
            continue
        # The statutes that were signed and the board that sits decide, not what somebody typed about them.
        known = signing.get(partner.cooperative_id)
        rules[partner.id] = signing_rule(known) if known is not None else SigningRule("")
    return rules


def without_deed(partners: Sequence[Partner]) -> list[Partner]:
    """Which of these are groups whose deed has not been signed: as a legal person they do not exist yet (art. 2:4 lid 1 BW)."""
    founded = cooperatives.founded(_groups_of(partners))
    return [row for row in partners if row.cooperative_id is not None and row.cooperative_id not in founded]


def _groups_of(partners: Sequence[Partner]) -> list[Cooperative]:
    return [partner.cooperative for partner in partners if partner.cooperative is not None]


def twice(bid: Bid) -> list[BiddingParty]:
    """Those of this bid who also take part in another bid on the same procurement; of that bid nothing is told.

    Who was only asked takes part in nothing yet, and of it nobody is told what else it was asked for.
    """
    ours, others = both_sides(bid)
    return in_two_bids(ours, others)


def would_be_twice(partner: Partner) -> bool:
    """Whether a cooperative that was asked takes part in another bid on the same procurement: for that cooperative alone."""
    ours, others = both_sides(partner.bid, asked=partner)
    return partner.cooperative_id in {party.cooperative_id for party in in_two_bids(ours, others)}


def both_sides(bid: Bid, *, asked: Partner | None = None) -> tuple[list[BiddingParty], list[BiddingParty]]:
    """Who takes part in this bid, with one who was asked, and who in the other bids on the same procurement that are not over."""
    # Work that a client asked of one group has no other bidders.
    if bid.notice is None:
        return [], []
    statement = (
        select(Bid)
        .join(Bid.notice)
        .where(Notice.family_id == bid.notice.family_id, Bid.stage.not_in(OVER))
        .options(selectinload(Bid.cooperative))
        .order_by(Bid.id)
    )
    all_bids = db.session.scalars(statement).all()
    number = None if asked is None else asked.id
    parties = _parties(all_bids, number)
    others = [party for other in all_bids if other.id != bid.id for party in parties[other.id]]
    return parties.get(bid.id) or _parties([bid], number)[bid.id], others


def _parties(of_bids: Sequence[Bid], asked: int | None) -> dict[int, list[BiddingParty]]:
    """Who takes part in each of these bids, in two questions however many there are."""
    ids = [bid.id for bid in of_bids]
    counted = or_(Partner.state == PartnerState.AGREED, Partner.id == asked)
    statement = select(Partner).where(Partner.bid_id.in_(ids), counted).order_by(Partner.id)
    named = db.session.scalars(statement.options(joinedload(Partner.cooperative))).all()
    numbers = _kvk_numbers([bid.cooperative for bid in of_bids], named)
    by_bid: dict[int, list[BiddingParty]] = defaultdict(list)
    bids = {bid.id: bid for bid in of_bids}
    for bid in of_bids:
        kvk = numbers.get(bid.cooperative_id, "")
        by_bid[bid.id].append(BiddingParty(bid.cooperative.name, bid.cooperative_id, kvk, frozenset(bid.lots)))
    for partner in named:
        bid = bids[partner.bid_id]
        if partner.cooperative_id != bid.cooperative_id:
            kvk = partner.kvk or numbers.get(partner.cooperative_id or 0, "")
            lots = frozenset(partner.lots or bid.lots)
            by_bid[bid.id].append(BiddingParty(partner.name, partner.cooperative_id, kvk, lots))
    return by_bid


def _kvk_numbers(leaders: Sequence[Cooperative], named: Sequence[Partner]) -> dict[int, str]:
    groups = [*leaders, *_groups_of(named)]
    values = cooperatives.holding_values_of(groups)
    return {number: str(held.get("identity.kvk") or "") for number, held in values.items()}


def members_working_in(group: Cooperative) -> list[User]:
    """Who works in a cooperative and gets its mail."""
    people = cooperatives.participants(group)
    return [part.user for part in people if part.role.value != "observer" and part.user.is_active]
