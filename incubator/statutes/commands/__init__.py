"""`incubator statutes`: on files of answers and deeds, and on the clause library."""

from incubator.statutes.commands import library, lint, radar
from incubator.statutes.commands.answers import group

__all__ = ["group", "library", "lint", "radar"]
