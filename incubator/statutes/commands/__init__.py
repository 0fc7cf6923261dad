"""`incubator statutes`: on files of answers and deeds, and on the clause library."""

from incubator.statutes.commands import lint, radar
from incubator.statutes.commands.answers import group

__all__ = ["group", "lint", "radar"]
