"""`incubator challenges`."""

from incubator.challenges.commands import assessing, routes, windows
from incubator.challenges.commands.authorities import authorities
from incubator.challenges.commands.buyers import group as buyers
from incubator.challenges.commands.group import group

group.add_command(authorities)
group.add_command(buyers)

__all__ = ["assessing", "group", "routes", "windows"]
