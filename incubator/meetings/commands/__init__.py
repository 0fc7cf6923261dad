"""`incubator meetings`."""

from incubator.meetings.commands import checking
from incubator.meetings.commands.group import group

__all__ = ["checking", "group"]
