"""`incubator register`."""

from incubator.register.commands import exporting
from incubator.register.commands.group import group

__all__ = ["exporting", "group"]
