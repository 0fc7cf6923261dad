"""What duties do by themselves."""

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.duties.services import reminding


def keep_duties() -> str:
    """The duties of every cooperative in its agenda, and reminders to whose turn it is."""
    with transaction(actor=SYSTEM):
        dates, mailed = reminding.keep_all(clock.today())
    return f"{dates} dates, {mailed} reminders"
