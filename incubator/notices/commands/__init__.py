"""`incubator notices`."""

from incubator.notices.commands.notices import group

__all__ = ["group"]
