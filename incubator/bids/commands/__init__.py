"""`incubator bids`."""

from incubator.bids.commands import declaring, drafting
from incubator.bids.commands.group import group

__all__ = ["declaring", "drafting", "group"]
