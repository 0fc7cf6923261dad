"""Reads of duties: what follows from what is known of a group."""

from incubator.duties.queries.duties import duties_of, duty, entries_of, founded_groups, history

__all__ = ["duties_of", "duty", "entries_of", "founded_groups", "history"]
