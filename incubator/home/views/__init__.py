"""Start pages, the phase of a group, and the manager's view of what runs by itself."""

from incubator.home.views import (
    agenda,
    audit_log,
    first_steps,
    front,
    groups,
    operations,
    progress,
    related_lessons,
    results,
    site_search,
    sitemap,
)
from incubator.home.views.blueprint import pages
from incubator.home.views.cards import group_card, group_exit_list, group_menu

__all__ = [
    "agenda",
    "audit_log",
    "first_steps",
    "front",
    "group_card",
    "group_exit_list",
    "group_menu",
    "groups",
    "operations",
    "pages",
    "progress",
    "related_lessons",
    "results",
    "site_search",
    "sitemap",
]
