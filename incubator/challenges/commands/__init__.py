"""`incubator challenges`: the right to challenge."""

import click

from incubator.challenges.commands.authorities import authorities

group = click.Group("challenges", help="The right to challenge.", commands=[authorities])

__all__ = ["group"]
