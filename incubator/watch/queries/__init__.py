"""Reads for watching: profiles out of dossiers, notices as the engine takes them, and the matches between them."""

from incubator.watch.queries.following import follow_of, news, publications_of, wants_mail
from incubator.watch.queries.matches import (
    judged_by_this_profile_only,
    judged_elsewhere,
    known_matches,
    match,
    matches,
    matches_of_groups,
    matches_with,
    new_matches,
    profiles_that_fit,
    still_new,
    unmailed,
)
from incubator.watch.queries.requests import request_of, requests_of
from incubator.watch.queries.to_match import matchable, newest_to_match, notices_to_match, portions_to_match
from incubator.watch.queries.to_preview import matchable_notices, notices_shown, recent_notices
from incubator.watch.queries.watches import (
    MOST_DIGITS,
    active_watches,
    answers_of,
    first_watch_of,
    profile_of,
    profiles_of,
    readers,
    watch_within_sight,
    watches_named,
    watches_of,
)

__all__ = [
    "MOST_DIGITS",
    "active_watches",
    "answers_of",
    "first_watch_of",
    "follow_of",
    "judged_by_this_profile_only",
    "judged_elsewhere",
    "known_matches",
    "match",
    "matchable",
    "matchable_notices",
    "matches",
    "matches_of_groups",
    "matches_with",
    "new_matches",
    "newest_to_match",
    "news",
    "notices_shown",
    "notices_to_match",
    "portions_to_match",
    "profile_of",
    "profiles_of",
    "profiles_that_fit",
    "publications_of",
    "readers",
    "recent_notices",
    "request_of",
    "requests_of",
    "still_new",
    "unmailed",
    "wants_mail",
    "watch_within_sight",
    "watches_named",
    "watches_of",
]
