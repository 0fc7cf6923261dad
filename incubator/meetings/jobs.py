"""What meetings do by themselves."""

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.meetings.queries.fates import meetings_with_mail_underway
from incubator.meetings.services.convening_fates import follow_mails
from incubator.meetings.services.reminding import remind_all


def note_fates() -> str:
    """What became of convocations by mail, written down where they stand; who called hears who has to get a letter."""
    noted = unreached = 0
    with transaction(actor=SYSTEM):
        meetings = meetings_with_mail_underway(clock.now())
        for meeting in meetings:
            unreached += follow_mails(meeting)
            noted += 1
    return f"{noted} meetings looked at, {unreached} members not reached"


def remind_of_meetings() -> str:
    """The last day to call the members comes near, or a meeting is tomorrow: one mail to each person for that moment."""
    with transaction(actor=SYSTEM):
        # The outbox refuses what it has written about before, so the job can run again at any time.
        written = remind_all(now=clock.now())
    return f"{written} reminders"
