"""What cohorts do by themselves."""

from incubator.cohorts.services import gatherings, intakes
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction


def remind_of_sessions() -> str:
    """Remind who comes to a session tomorrow."""
    with transaction(actor=SYSTEM):
        written = gatherings.remind(now=clock.now())
    return f"{written} reminders"


def forget_intakes() -> str:
    """Remove applications of more than a year ago."""
    with transaction(actor=SYSTEM):
        gone = intakes.forget_old(now=clock.now())
    return f"{gone} applications removed"
