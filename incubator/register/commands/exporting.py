"""`incubator register export`: the register as it stood on a day."""

import sys
from datetime import datetime
from pathlib import Path

import click

from incubator.cooperatives import queries as cooperatives_queries
from incubator.core import clock, schema
from incubator.core.current import this_app
from incubator.core.failures import write_out
from incubator.register import documents, queries
from incubator.register.commands.group import group
from incubator.statutes.queries.legal_person import legal_person


@group.command("export")
@click.option("--coop", "slug", required=True, help="The cooperative, by its slug.")
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="The day; today when left out.")
@click.option("--format", "form", type=click.Choice(list(documents.MEDIA)), default="csv")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file; else standard output.")
def export(slug: str, on: datetime | None, form: str, out: Path | None) -> None:
    """Write the register as it stood on a day, as CSV, XLSX or Word. Reads only."""
    schema.require_current(this_app())
    cooperative = cooperatives_queries.cooperative_by_slug(slug)
    if cooperative is None:
        raise click.UsageError(f"No cooperative is called {slug!r}.")
    day = on.date() if on is not None else clock.today()
    several = queries.gives_more_votes(cooperative, day)
    register = documents.Register(
        legal_person(cooperative, day),
        day,
        queries.register_on(cooperative, day),
        clock.now(),
        private=True,
        several_votes=several,
    )
    content = documents.export(register, form)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    write_out(out, content)
    click.echo(f"{out}: {len(register.rows)} rows", err=True)
