"""`incubator challenges`."""

import click

from incubator.challenges.commands import buyers

group = click.Group("challenges", help="The right to challenge, and the buyers that one talks to.")
group.add_command(buyers.group)

__all__ = ["group"]
