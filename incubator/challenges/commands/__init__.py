"""`incubator challenges`."""

from incubator.challenges.commands import assessing
from incubator.challenges.commands.group import group

__all__ = ["assessing", "group"]
