"""The group of commands that the modules beside this one add theirs to."""

import click

group = click.Group("challenges", help="The right to challenge: what can be challenged, by when and by which road.")
