"""`incubator challenges`: questions about the right to challenge."""

from incubator.challenges.commands import routes, windows
from incubator.challenges.commands.group import group

__all__ = ["group", "routes", "windows"]
