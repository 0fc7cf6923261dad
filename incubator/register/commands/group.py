"""The group of commands that the modules of this room hang on."""

import click

group = click.Group("register", help="The register of members.")
