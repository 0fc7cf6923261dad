"""Reads for watching: profiles out of dossiers, notices as the engine takes them, and the matches between them."""

from incubator.watch.queries.following import follow_of, news, publications_of, wants_mail
from incubator.watch.queries.matches import (
    known_matches,
    match,
    matches,
    matches_of_groups,
    matches_with,
    new_matches,
    still_new,
    unmailed,
)
from incubator.watch.queries.meanings import known_meanings, meanings_of, without_meaning
from incubator.watch.queries.requests import request_of, requests_of
from incubator.watch.queries.to_match import matchable, newest_to_match, notices_to_match, portions_to_match
from incubator.watch.queries.watches import (
    active_watches,
    locked_watches,
    profile_of,
    profiles_of,
    readers,
    watch_named,
    watch_of,
)

__all__ = [
    "active_watches",
    "follow_of",
    "known_matches",
    "known_meanings",
    "locked_watches",
    "match",
    "matchable",
    "matches",
    "matches_of_groups",
    "matches_with",
    "meanings_of",
    "new_matches",
    "newest_to_match",
    "news",
    "notices_to_match",
    "portions_to_match",
    "profile_of",
    "profiles_of",
    "publications_of",
    "readers",
    "request_of",
    "requests_of",
    "still_new",
    "unmailed",
    "wants_mail",
    "watch_named",
    "watch_of",
    "without_meaning",
]
