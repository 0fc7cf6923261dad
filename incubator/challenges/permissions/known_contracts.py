"""Who may write down what about authorities: a group for itself, coaches and managers for everybody."""

from incubator.accounts.models import User
from incubator.accounts.permissions import is_coach
from incubator.challenges.models import KnownContract
from incubator.cooperatives import permissions as groups


def may_write_known_contract(viewer: User, contract: KnownContract) -> bool:
    """Correct or remove a contract: who records for its group, or who keeps those of the incubator."""
    if contract.cooperative is None:
        return is_coach(viewer)
    return groups.may_record(viewer, contract.cooperative)
