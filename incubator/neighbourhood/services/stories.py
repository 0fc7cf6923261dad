"""Writing the story of a neighbourhood together, and making a neighbourhood public."""

from datetime import datetime

from incubator.accounts.models import User
from incubator.core.db import db
from incubator.core.errors import Conflict, RuleViolation
from incubator.core.i18n import mark as N_
from incubator.neighbourhood import rules
from incubator.neighbourhood.models import Neighbourhood, StoryVersion
from incubator.neighbourhood.queries import stories as queries

WROTE_MEANWHILE = N_("Somebody wrote in the story while you looked. Read the newest version before you publish it.")


def write(place: Neighbourhood, text: str, *, by: User, now: datetime) -> StoryVersion:
    """Another version of the story; the same text makes none. The neighbourhood is locked. Raises `RuleViolation`."""
    # Blanks at the ends of lines would make a version in which nobody sees a change.
    text = "\n".join(line.rstrip() for line in text.strip().splitlines())
    rules.check_story(text)
    newest = queries.newest(place)
    if newest is not None and newest.text == text:
        return newest
    revision = newest.revision + 1 if newest is not None else 1
    version = StoryVersion(neighbourhood_id=place.id, revision=revision, text=text, written_by_id=by.id, written_at=now)
    db.session.add(version)
    db.session.flush()
    return version


def publish(place: Neighbourhood, *, seen: int, now: datetime) -> None:
    """Let every visitor read the neighbourhood, with the newest version of its story. The neighbourhood is locked.

    `seen` is the version that the driver read. Raises `Conflict` when somebody wrote since, `RuleViolation` without a story.
    """
    newest = queries.newest(place)
    if newest is None or not newest.text:
        raise RuleViolation(N_("Write the story first: it is what visitors read."))
    # A driver answers for what they read, not for what came in while they read it.
    if newest.revision != seen:
        raise Conflict(WROTE_MEANWHILE)
    if newest.published_at is None:
        newest.published_at = now
    if place.published_at is None:
        place.published_at = now
    db.session.flush()


def unpublish(place: Neighbourhood) -> None:
    """No visitor reads the neighbourhood any more; what was published stays for a next time. The neighbourhood is locked."""
    place.published_at = None
    db.session.flush()
