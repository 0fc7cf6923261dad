"""The group of commands that the modules beside this one add theirs to."""

import click

group = click.Group("meetings", help="General meetings: is this meeting lawful, and what did its votes come to?")
