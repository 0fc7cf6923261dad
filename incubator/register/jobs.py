"""What the register does by itself."""

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.register import queries, services


def count_members() -> str:
    """Tell the dossier of memberships that began or ended today, as was decided before."""
    # Nobody does anything on the day that a membership begins or ends by a decision of before.
    with transaction(actor=SYSTEM):
        changed = sum(services.count_again(group, now=clock.now()) for group in queries.with_register())
    return f"{changed} counts changed"
