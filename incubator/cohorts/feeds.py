"""A session as an iCalendar file: the same event in every calendar, however often it changes."""

from datetime import datetime

from icalendar import Calendar, Event

from incubator.cohorts.models import GroupGathering
from incubator.cohorts.values import joined
from incubator.core.agenda import uid_of
from incubator.core.mail import link
from incubator.core.web import settings


def calendar_of(gathering: GroupGathering, *, now: datetime) -> bytes:
    """The event with its UID and SEQUENCE; of one that was called off the cancellation (RFC 5546, 3.2.5)."""
    cancelled = gathering.cancelled_at is not None
    feed = Calendar()
    feed.add("prodid", f"-//{settings().name}//agenda//NL")
    feed.add("version", "2.0")
    feed.add("method", "CANCEL" if cancelled else "PUBLISH")
    event = Event()
    event.add("uid", uid_of(f"session-{gathering.id}"))
    # A calendar takes what has a higher number than what it knows of this UID (RFC 5545, 3.8.7.4).
    event.add("sequence", gathering.sequence)
    event.add("dtstamp", now)
    event.add("dtstart", gathering.starts_at)
    event.add("dtend", gathering.ends_at)
    event.add("summary", gathering.title)
    if gathering.place or gathering.video_url:
        event.add("location", joined(gathering.place, gathering.video_url))
    event.add("url", link("cohorts.gathering", gathering_id=gathering.id))
    if cancelled:
        event.add("status", "CANCELLED")
    feed.add_component(event)
    return bytes(feed.to_ical())
