"""The fund of a neighbourhood, its terms, its money, and who is in it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from incubator.accounts.models import User
from incubator.cooperatives.models import Cooperative, Participation, ParticipationRole
from incubator.core import clock
from incubator.core.db import db
from incubator.ledger import queries as ledger
from incubator.ledger.models import LedgerEntry
from incubator.lending.models import CommitteeSeat, GrantedLoan, LendingFund, LendingGift, LendingMember, LendingTerms
from incubator.lending.rules.lending import in_force
from incubator.lending.values import FundFigures, FundTerms, LoanState
from incubator.neighbourhood.models import Neighbourhood, NeighbourhoodGroup
from incubator.neighbourhood.queries import places
from incubator.neighbourhood.queries.groups import agreed_groups
from incubator.neighbourhood.values import GroupAnswer

CASH, GIFTS, LOSSES = "kas", "inleg", "afgeboekt"
WORKING = (ParticipationRole.COORDINATOR, ParticipationRole.MEMBER)


def _of_own_groups(viewer: User) -> ColumnElement[bool]:
    """Neighbourhoods of which a group of the viewer is part: who works there need not take part in the neighbourhood."""
    mine = select(Participation.cooperative_id).where(Participation.user_id == viewer.id, Participation.until.is_(None))
    part = select(NeighbourhoodGroup.neighbourhood_id).where(
        NeighbourhoodGroup.answer == GroupAnswer.AGREED, NeighbourhoodGroup.cooperative_id.in_(mine)
    )
    return Neighbourhood.id.in_(part)


def sits(viewer: User) -> ColumnElement[bool]:
    """Whether the viewer sits in the committee of a fund today."""
    today = clock.today()
    seats = select(CommitteeSeat.fund_id).where(
        CommitteeSeat.user_id == viewer.id,
        CommitteeSeat.since <= today,
        or_(CommitteeSeat.until.is_(None), CommitteeSeat.until >= today),
    )
    return LendingFund.id.in_(seats)


def fund(viewer: User, slug: str) -> LendingFund | None:
    """The fund of a neighbourhood within sight, of one's own group, or in whose committee one sits. A loader for `guarded`."""
    within = or_(places.visible(viewer), _of_own_groups(viewer), sits(viewer))
    statement = select(LendingFund).join(LendingFund.neighbourhood).where(Neighbourhood.slug == slug, within)
    return db.session.scalar(statement.options(joinedload(LendingFund.neighbourhood), joinedload(LendingFund.book)))


def place_of_fund(viewer: User, slug: str) -> Neighbourhood | None:
    """The neighbourhood of a fund within sight, or one within sight that has no fund yet. A loader for `guarded`."""
    known = fund(viewer, slug)
    return known.neighbourhood if known else places.neighbourhood(viewer, slug)


def of_neighbourhood(neighbourhood_id: int) -> LendingFund | None:
    return db.session.scalar(select(LendingFund).where(LendingFund.neighbourhood_id == neighbourhood_id))


def all_funds() -> Sequence[LendingFund]:
    return db.session.scalars(select(LendingFund).order_by(LendingFund.id)).all()


def published(slug: str) -> LendingFund | None:
    """A fund that everyone may read about, in a neighbourhood that is public."""
    # Both have to be public: the page of a fund names its neighbourhood.
    statement = (
        select(LendingFund)
        .join(LendingFund.neighbourhood)
        .where(
            Neighbourhood.slug == slug,
            Neighbourhood.published_at.is_not(None),
            LendingFund.published_at.is_not(None),
        )
        .options(joinedload(LendingFund.neighbourhood), joinedload(LendingFund.book))
    )
    return db.session.scalar(statement)


def versions(of_fund: LendingFund) -> Sequence[LendingTerms]:
    """All terms, the newest first."""
    statement = select(LendingTerms).where(LendingTerms.fund_id == of_fund.id).order_by(LendingTerms.starts_on.desc())
    return db.session.scalars(statement).all()


def terms_on(of_fund: LendingFund, day: date) -> FundTerms | None:
    """The terms that hold on a day."""
    return in_force([each.terms for each in versions(of_fund)], day)


def gifts(of_fund: LendingFund) -> Sequence[LendingGift]:
    """What the fund got to lend, also what was taken back; the oldest first."""
    booked = joinedload(LendingGift.entry).selectinload(LedgerEntry.lines)
    statement = select(LendingGift).where(LendingGift.fund_id == of_fund.id).options(booked)
    return db.session.scalars(statement.order_by(LendingGift.id)).all()


def gift_of(entry: LedgerEntry) -> LendingGift | None:
    """The gift that was booked with this entry."""
    return db.session.scalar(select(LendingGift).where(LendingGift.entry_id == entry.id))


def gift(viewer: User, slug: str, gift_id: int) -> LendingGift | None:
    """A gift to a fund within sight. A loader for `guarded`."""
    known = fund(viewer, slug)
    if known is None:
        return None
    return db.session.scalar(select(LendingGift).where(LendingGift.id == gift_id, LendingGift.fund_id == known.id))


def members(of_fund: LendingFund) -> Sequence[LendingMember]:
    """The groups that take part today, by name."""
    statement = (
        select(LendingMember)
        .join(LendingMember.cooperative)
        .where(LendingMember.fund_id == of_fund.id, LendingMember.until.is_(None))
        .options(joinedload(LendingMember.cooperative))
    )
    return db.session.scalars(statement.order_by(Cooperative.name, Cooperative.id)).all()


def membership(of_fund: LendingFund, group: Cooperative) -> LendingMember | None:
    """That a group takes part, or took part before."""
    statement = select(LendingMember).where(
        LendingMember.fund_id == of_fund.id, LendingMember.cooperative_id == group.id
    )
    return db.session.scalar(statement)


def own_groups(viewer: User, of_fund: LendingFund) -> Sequence[Cooperative]:
    """The groups of the neighbourhood in which the viewer works, by name."""
    mine = select(Participation.cooperative_id).where(
        Participation.user_id == viewer.id, Participation.until.is_(None), Participation.role.in_(WORKING)
    )
    return db.session.scalars(agreed_groups(of_fund.neighbourhood_id).where(Cooperative.id.in_(mine))).all()


def seats(of_fund: LendingFund) -> Sequence[CommitteeSeat]:
    """The committee as it ever was, the newest appointment first."""
    statement = select(CommitteeSeat).where(CommitteeSeat.fund_id == of_fund.id).options(joinedload(CommitteeSeat.user))
    return db.session.scalars(statement.order_by(CommitteeSeat.since.desc(), CommitteeSeat.id)).all()


def seat(viewer: User, slug: str, seat_number: int) -> CommitteeSeat | None:
    """A seat in the committee of a fund within sight. A loader for `guarded`."""
    known = fund(viewer, slug)
    if known is None:
        return None
    statement = select(CommitteeSeat).where(CommitteeSeat.id == seat_number, CommitteeSeat.fund_id == known.id)
    return db.session.scalar(statement)


def seats_to_end(user: User, day: date) -> Sequence[CommitteeSeat]:
    """The seats of somebody, in any committee, that go on after a day."""
    statement = (
        select(CommitteeSeat)
        .where(CommitteeSeat.user_id == user.id, or_(CommitteeSeat.until.is_(None), CommitteeSeat.until > day))
        .options(joinedload(CommitteeSeat.fund))
    )
    return db.session.scalars(statement.order_by(CommitteeSeat.fund_id, CommitteeSeat.id)).all()


def sitting(of_fund: LendingFund, day: date) -> list[CommitteeSeat]:
    """Who sits in the committee on a day."""
    return [each for each in seats(of_fund) if each.sits(day)]


def is_in_committee(viewer: User, of_fund: LendingFund) -> bool:
    statement = select(LendingFund.id).where(LendingFund.id == of_fund.id, sits(viewer))
    return db.session.scalar(statement) is not None


def promised(of_fund: LendingFund, group: Cooperative | None = None) -> int:
    """What was granted and not paid out, in cents; to one group when asked."""
    statement = select(func.coalesce(func.sum(GrantedLoan.amount), 0)).where(
        GrantedLoan.fund_id == of_fund.id, GrantedLoan.state == LoanState.PROMISED
    )
    if group is not None:
        statement = statement.where(GrantedLoan.cooperative_id == group.id)
    return int(db.session.scalar(statement) or 0)


def figures(of_fund: LendingFund, day: date | None = None) -> FundFigures:
    """Where the money is, as it was booked until a day."""
    balances = ledger.balances_on(of_fund.book, day)

    def total(beginning: str) -> int:
        return sum(cents for code, cents in balances.items() if code.startswith(beginning))

    # Money that came from outside stands below zero in the book.
    return FundFigures(
        gifts=-balances.get(GIFTS, 0),
        borrowed=-total("achtergesteld-"),
        interest=-total("rente-"),
        # Interest that the fund paid its own lenders is gone for good, as what was written off is.
        losses=balances.get(LOSSES, 0) + total("ledenrente-"),
        cash=balances.get(CASH, 0),
        out=total("lening-"),
        promised=promised(of_fund),
    )
