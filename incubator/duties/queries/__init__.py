"""Reads of duties: what follows from what is known of a group."""

from incubator.duties.queries.duties import duties_of, duty, entries_of, founded_groups, history, years_with_accounts
from incubator.duties.queries.overview import GroupDuties, overview

__all__ = [
    "GroupDuties",
    "duties_of",
    "duty",
    "entries_of",
    "founded_groups",
    "history",
    "overview",
    "years_with_accounts",
]
