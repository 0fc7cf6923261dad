"""What accounts do by themselves."""

from incubator.accounts.services import invitations
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction


def forget_invitations() -> str:
    """Forget invitations of long ago, with the addresses in them."""
    with transaction(actor=SYSTEM):
        gone = invitations.forget_old(now=clock.now())
    return f"{gone} invitations forgotten"
