"""Who may record contracts: the cooperative, and who guides it."""

from incubator.accounts.models import User
from incubator.bids.models import Contract
from incubator.cooperatives import permissions


def may_write_contract(viewer: User, contract: Contract) -> bool:
    return permissions.may_record(viewer, contract.cooperative)
