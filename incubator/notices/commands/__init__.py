"""`incubator notices` and `incubator sources`."""

from incubator.notices.commands.notices import group
from incubator.notices.commands.sources import group as sources_group

__all__ = ["group", "sources_group"]
