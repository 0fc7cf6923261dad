"""What meetings do by themselves."""

from incubator.core import clock
from incubator.core.db import SYSTEM, transaction
from incubator.meetings.queries.fates import meetings_with_mail_underway
from incubator.meetings.services.convening_fates import follow_mails


def note_fates() -> str:
    """What became of convocations by mail, written down where they stand; who called hears who has to get a letter."""
    noted = unreached = 0
    with transaction(actor=SYSTEM):
        meetings = meetings_with_mail_underway(clock.now())
        for meeting in meetings:
            unreached += follow_mails(meeting)
            noted += 1
    return f"{noted} meetings looked at, {unreached} members not reached"
