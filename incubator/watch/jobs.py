"""What the watch does by itself: match what is new or changed, and tell who should know."""

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.core.runner import stop_asked
from incubator.watch import services
from incubator.watch.services import alerts, endings, from_notice


def match_and_tell() -> str:
    """Match changed profiles, then the notices in the queue, both portion by portion, then queue the mails."""
    new_matches = 0
    for match_some in (services.match_changed_profiles, services.match_changed_notices):
        taken = -1
        while taken and not stop_asked():
            with transaction(actor=SYSTEM):
                taken, fresh = match_some(now=clock.now())
            new_matches += fresh
    with transaction(actor=SYSTEM):
        mails = alerts.tell(now=clock.now())
    with transaction(actor=SYSTEM):
        mails += from_notice.tell_followers(now=clock.now())
    return f"{new_matches} new matches, {mails} mails"


def look_for_endings() -> str:
    """Have the contracts matched that end within the months ahead since a few days."""
    with transaction(actor=SYSTEM):
        return f"{endings.queue_endings(now=clock.now())} contracts"
