"""The minutes: what was talked about is written down by the secretary, the rest writes itself; a later meeting approves them."""

from datetime import datetime

from incubator.core import files
from incubator.core.db import db, lock
from incubator.core.errors import RuleViolation
from incubator.core.i18n import mark as N_
from incubator.core.word import to_bytes
from incubator.meetings.documents import minutes as documents
from incubator.meetings.models import AgendaItem, ApprovedMinutes, Meeting, MinuteNote
from incubator.meetings.queries import deciding, electorate
from incubator.meetings.queries import minutes as queries
from incubator.meetings.values import MeetingState

NOT_HELD = N_("Minutes are of a meeting that was held. Open it first.")
APPROVED = N_("These minutes were approved. What has to be put right stands in the minutes of the next meeting.")
NOT_CLOSED = N_("Minutes are approved after the meeting was closed.")


def write_note(item: AgendaItem, words: str) -> MinuteNote:
    """What was talked about at this item."""
    meeting = item.meeting
    lock(meeting.cooperative)
    if meeting.state is MeetingState.APPROVED:
        raise RuleViolation(APPROVED)
    if meeting.opened_at is None:
        raise RuleViolation(NOT_HELD)
    note = deciding.minute_note(item)
    if note is None:
        note = MinuteNote(meeting_id=meeting.id, item_id=item.id)
        db.session.add(note)
    note.words = words.strip()
    db.session.flush()
    return note


def approve(meeting: Meeting, *, in_meeting: Meeting, now: datetime) -> ApprovedMinutes:
    """The next meeting approved the minutes: they are kept as the document of this day and do not change any more."""
    if meeting.state is MeetingState.APPROVED:
        raise RuleViolation(APPROVED)
    if meeting.state is not MeetingState.CLOSED:
        raise RuleViolation(NOT_CLOSED)
    approved = ApprovedMinutes(meeting_id=meeting.id, approved_on=electorate.day_of(in_meeting))
    db.session.add(approved)
    meeting.state, meeting.approved_in_id = MeetingState.APPROVED, in_meeting.id
    meeting.revision += 1
    db.session.flush()
    content = to_bytes(documents.minutes(queries.minutes_source(meeting, made_at=now)))
    approved.file_id = files.keep(content, f"notulen-{meeting.number}.docx", now=now, kinds=(files.WORD,)).id
    db.session.flush()
    return approved
