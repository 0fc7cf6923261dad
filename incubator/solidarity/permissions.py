"""What someone may do with a fund that they may know of."""

from typing import Any

from incubator.accounts.models import User
from incubator.core import clock
from incubator.neighbourhood import permissions as places
from incubator.solidarity.models import PeopleLoan, SolidarityContribution, SolidarityFund, SolidarityMember
from incubator.solidarity.queries import funds


def may_read(viewer: User, known: SolidarityFund) -> bool:
    """Loading within sight has already decided."""
    return known is not None


def may_manage(viewer: User, known: SolidarityFund) -> bool:
    """Begin the agreement and decide what is public: drivers, and the manager."""
    return places.may_drive(viewer, known.neighbourhood)


def may_join(viewer: User, known: SolidarityFund) -> bool:
    """Look whether a group of one's own can join: who takes part in the neighbourhood."""
    return places.may_build(viewer, known.neighbourhood)


def sees_amounts(viewer: User, known: Any) -> bool:
    """Who works in one of the cooperatives that put in. Not the manager, and not a driver from elsewhere: it is not their money."""
    fund = known if isinstance(known, SolidarityFund) else known.fund
    return bool(funds.own_members(viewer, fund, signs=False, day=clock.today()))


def may_sign(viewer: User, known: Any) -> bool:
    """Decide for one of the cooperatives: its coordinators."""
    fund = known if isinstance(known, SolidarityFund) else known.fund
    return bool(funds.own_members(viewer, fund, signs=True, day=clock.today()))


def may_act(viewer: User, member: SolidarityMember) -> bool:
    """Act for this cooperative in the fund."""
    return member.id in _signed_for(viewer, member.fund)


def _signed_for(viewer: User, fund: SolidarityFund) -> set[int]:
    return {each.id for each in funds.own_members(viewer, fund, signs=True, day=clock.today())}


def may_take_back(viewer: User, booked: SolidarityContribution) -> bool:
    return may_act(viewer, booked.member)


def may_agree(viewer: User, loan: PeopleLoan) -> bool:
    """Act for either side of an agreement to lend people."""
    return not _signed_for(viewer, loan.fund).isdisjoint((loan.lender_id, loan.borrower_id))


def may_settle(viewer: User, month: Any) -> bool:
    return may_agree(viewer, month.loan)
