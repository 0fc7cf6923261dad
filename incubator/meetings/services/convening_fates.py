"""Following the mails of a convocation: what became of them is written down, and who called the members hears who was not reached."""

from incubator.core.db import db
from incubator.meetings.messages import convening as messages
from incubator.meetings.models import Meeting
from incubator.meetings.services.convening_calls import write_fates
from incubator.meetings.values import MeetingState

# After the meeting a letter would help nobody.
STILL_MATTERS = frozenset({MeetingState.CONVENED, MeetingState.OPEN})


def follow_mails(meeting: Meeting) -> int:
    """Write down what became of the mails of a meeting. Gives how many members turn out not to have been reached."""
    unreached = write_fates(meeting)
    db.session.flush()
    sender = meeting.rounds[-1].sent_by if meeting.rounds else None
    if unreached and sender is not None and sender.is_active and meeting.state in STILL_MATTERS:
        messages.tell_unreached(meeting, unreached, sender)
    return len(unreached)
