"""The search form (everything in the address, nothing required), keeping a search, and which organisation another is merged with."""

from incubator.notices.forms.saving import SavedSearchForm, SubscriptionForm
from incubator.notices.forms.searching import (
    ACTIONABLE,
    MergeForm,
    cpv_choices,
    cpv_of,
    name_of,
    no_choice,
    page_of,
    place_of,
    places_of,
    request_of,
    unread,
)

__all__ = [
    "ACTIONABLE",
    "MergeForm",
    "SavedSearchForm",
    "SubscriptionForm",
    "cpv_choices",
    "cpv_of",
    "name_of",
    "no_choice",
    "page_of",
    "place_of",
    "places_of",
    "request_of",
    "unread",
]
