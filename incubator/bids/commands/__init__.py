"""`incubator bids`."""

from incubator.bids.commands import declaring, drafting, requirements
from incubator.bids.commands.group import group

__all__ = ["declaring", "drafting", "group", "requirements"]
