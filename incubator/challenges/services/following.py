"""What was published of the task of a challenge, and what changed of its notice: seen by the group, and mailed. Nothing here commits."""

import hashlib
import json

from incubator.challenges.messages import reminding as messages
from incubator.challenges.models.challenges import Challenge
from incubator.challenges.queries import challenging as queries
from incubator.challenges.queries import following
from incubator.cooperatives.queries import participants
from incubator.core.db import lock


def look_at_publications(challenge: Challenge) -> None:
    """The group has seen what was published since, and what its notice says now."""
    lock(challenge)
    seen = [publication.id for publication in queries.later_publications(challenge)]
    challenge.known_publications = [*challenge.known_publications, *seen]
    note_terms(challenge)


def note_terms(challenge: Challenge) -> None:
    """Keep what the notice says at this moment, to see later what changed of it."""
    if challenge.notice is not None:
        challenge.notice_terms = following.terms_of(challenge.notice)


def follow_publications() -> int:
    """Mail each group what was published about its challenge, and what changed of its notice, once. Gives the number of mails."""
    mailed = 0
    for challenge in queries.under_way():
        readers = [participation.user for participation in participants(challenge.cooperative)]
        published = queries.later_publications(challenge)
        if published:
            mailed += messages.tell_of_publications(challenge, published, readers)
        if challenge.notice_terms is None:
            # Begun before this was kept: from here on a change is seen.
            note_terms(challenge)
        changed = following.changed_terms(challenge)
        if changed:
            mailed += messages.tell_of_changes(challenge, changed, _digest(challenge), readers)
    return mailed


def _digest(challenge: Challenge) -> str:
    """The same for the same change: from what the group has seen to what the notice says now."""
    now = None if challenge.notice is None else following.terms_of(challenge.notice)
    written = json.dumps([challenge.notice_terms, now], sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]
