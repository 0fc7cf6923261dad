"""What someone may do with a fund, an application or a loan that they may know of."""

from typing import Any

from incubator.accounts.models import User
from incubator.cooperatives import permissions as groups
from incubator.lending.models import (
    CommitteeSeat,
    GrantedLoan,
    LendingFund,
    LendingGift,
    LoanApplication,
    LoanGuarantee,
    SubordinatedLoan,
)
from incubator.lending.queries import funds
from incubator.neighbourhood import permissions as places


def may_read(viewer: User, known: Any) -> bool:
    """Loading within sight has already decided."""
    return known is not None


def may_keep(viewer: User, fund: LendingFund) -> bool:
    """Keep the books: drivers, and the manager."""
    return places.may_drive(viewer, fund.neighbourhood)


def may_look_into(viewer: User, fund: LendingFund) -> bool:
    """See all loans: who keeps the books, and the committee."""
    return may_keep(viewer, fund) or funds.is_in_committee(viewer, fund)


def may_keep_part(viewer: User, known: LendingGift | CommitteeSeat | GrantedLoan) -> bool:
    """Change what belongs to a fund."""
    return may_keep(viewer, known.fund)


def may_pay_back(viewer: User, known: SubordinatedLoan) -> bool:
    """Write down what the fund paid back: of its own loans alone."""
    return known.cooperative_id is None and may_keep(viewer, known.fund)


def may_apply(viewer: User, application: LoanApplication) -> bool:
    """Write the application: who works in the group."""
    return groups.may_work(viewer, application.cooperative)


def may_change_guarantee(viewer: User, known: LoanGuarantee) -> bool:
    return may_apply(viewer, known.application)


def may_advise(viewer: User, application: LoanApplication) -> bool:
    """Sit in the committee. Who is tied to the group reads there that they step aside."""
    return funds.is_in_committee(viewer, application.fund)


def may_write_off(viewer: User, loan: GrantedLoan) -> bool:
    return funds.is_in_committee(viewer, loan.fund)
