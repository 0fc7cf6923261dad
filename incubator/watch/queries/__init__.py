"""Reads for watching: profiles out of dossiers, notices as the engine takes them, and the matches between them."""

from incubator.watch.queries.dates import dates_of, dates_that_fit, last_changes
from incubator.watch.queries.endings import earlier_of
from incubator.watch.queries.feeds import followed_matches, profile_behind, subject_of
from incubator.watch.queries.following import follow_of, news, publications_of, wants_mail
from incubator.watch.queries.learning import judgements_of
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
)
from incubator.watch.queries.meanings import known_meanings, meanings_of, without_meaning
from incubator.watch.queries.requests import request_of, requests_of
from incubator.watch.queries.subscriptions import (
    chosen_for_export,
    coordinators,
    due_subscriptions,
    hours_of,
    mailed_to,
    readable_profiles,
    subscription_of,
    subscriptions_of,
    takes_part,
    to_mail,
)
from incubator.watch.queries.to_match import matchable, newest_to_match, notices_to_match, portions_to_match
from incubator.watch.queries.to_preview import matchable_notices, notices_shown, recent_notices
from incubator.watch.queries.watches import (
    MOST_DIGITS,
    active_watches,
    answers_of,
    first_watch_of,
    locked_watches,
    profile_of,
    profiles_of,
    watch_within_sight,
    watches_named,
    watches_of,
)

__all__ = [
    "MOST_DIGITS",
    "active_watches",
    "answers_of",
    "chosen_for_export",
    "coordinators",
    "dates_of",
    "dates_that_fit",
    "due_subscriptions",
    "earlier_of",
    "first_watch_of",
    "follow_of",
    "followed_matches",
    "hours_of",
    "judged_by_this_profile_only",
    "judged_elsewhere",
    "judgements_of",
    "known_matches",
    "known_meanings",
    "last_changes",
    "locked_watches",
    "mailed_to",
    "match",
    "matchable",
    "matchable_notices",
    "matches",
    "matches_of_groups",
    "matches_with",
    "meanings_of",
    "new_matches",
    "newest_to_match",
    "news",
    "notices_shown",
    "notices_to_match",
    "portions_to_match",
    "profile_behind",
    "profile_of",
    "profiles_of",
    "profiles_that_fit",
    "publications_of",
    "readable_profiles",
    "recent_notices",
    "request_of",
    "requests_of",
    "still_new",
    "subject_of",
    "subscription_of",
    "subscriptions_of",
    "takes_part",
    "to_mail",
    "wants_mail",
    "watch_within_sight",
    "watches_named",
    "watches_of",
    "without_meaning",
]
