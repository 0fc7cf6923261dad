"""Verbs of duties. Nothing here commits; who and when are arguments."""

from incubator.duties.services.marking import extend, mark_done, mark_not_needed, reopen

__all__ = ["extend", "mark_done", "mark_not_needed", "reopen"]
