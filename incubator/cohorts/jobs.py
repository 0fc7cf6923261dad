"""What cohorts do by themselves."""

from incubator.cohorts.services import gatherings
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction


def remind_of_sessions() -> str:
    """Remind who comes to a session tomorrow."""
    with transaction(actor=SYSTEM):
        written = gatherings.remind(now=clock.now())
    return f"{written} reminders"
