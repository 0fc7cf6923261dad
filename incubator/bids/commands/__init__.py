"""`incubator bids`."""

from incubator.bids.commands import drafting, requirements
from incubator.bids.commands.group import group

__all__ = ["drafting", "group", "requirements"]
