"""`incubator register`."""

from incubator.register.commands import exporting, importing
from incubator.register.commands.group import group

__all__ = ["exporting", "group", "importing"]
