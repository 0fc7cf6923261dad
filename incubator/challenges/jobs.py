"""What challenges do by themselves."""

from incubator.challenges.services import following, reminding, signing_up
from incubator.core import clock
from incubator.core.db import SYSTEM, transaction


def remind() -> str:
    """Reminders of decisions and answers; the dates of the agenda as the rules are now."""
    with transaction(actor=SYSTEM):
        mailed = reminding.remind(clock.today())
    return f"{mailed} reminders"


def follow_publications() -> str:
    """Tell groups what was published about the tasks that they challenge."""
    with transaction(actor=SYSTEM):
        mailed = following.follow_publications()
    return f"{mailed} mails"


def erase_signatures() -> str:
    """Erase signatures that nobody confirmed, and those of challenges that ended long enough ago."""
    with transaction(actor=SYSTEM):
        erased = signing_up.erase_old(now=clock.now(), today=clock.today())
    return f"{erased} signatures erased"
