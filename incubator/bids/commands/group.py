"""`incubator bids`."""

import click

group = click.Group("bids", help="Bids of cooperatives on public notices.")
