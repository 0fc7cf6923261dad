"""What the watch does by itself: match what is new, and tell who should know."""

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.watch import queries, services


def match_and_tell() -> str:
    """Match new notices with all profiles, then queue the mails, in one transaction each."""
    with transaction(actor=SYSTEM):
        found = services.match_new(queries.active_watches(), now=clock.now())
    with transaction(actor=SYSTEM):
        mails = services.tell(now=clock.now())
    return f"{found} new matches, {mails} mails"
