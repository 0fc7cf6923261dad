"""What statutes do by themselves."""

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.statutes.services import founders


def erase_founder_details() -> str:
    """Erase personal data for deeds that need not be kept any longer."""
    with transaction(actor=SYSTEM):
        erased = founders.erase_old(now=clock.now())
    return f"{erased} founders erased"
