"""`incubator bids`."""

from incubator.bids.commands import drafting
from incubator.bids.commands.group import group

__all__ = ["drafting", "group"]
