"""Who may see and keep the capital of a cooperative: who may see and keep its register."""

from incubator.accounts.models import User
from incubator.capital.models import CapitalYear
from incubator.ledger.models import LedgerEntry
from incubator.register import permissions as register

may_see = register.may_see
may_write = register.may_write
may_see_member = register.may_see_member
may_write_member = register.may_write_member


def may_see_year(viewer: User, year: CapitalYear) -> bool:
    return may_see(viewer, year.cooperative)


def may_write_year(viewer: User, year: CapitalYear) -> bool:
    return may_write(viewer, year.cooperative)


def may_write_entry(viewer: User, entry: LedgerEntry) -> bool:
    group = entry.book.cooperative
    return group is not None and may_write(viewer, group)
