"""`incubator challenges buyers`: how authorities buy, as a table out and in."""

import json
import sys
from pathlib import Path

import click

from incubator.challenges.documents.buying_policies import policies_as_csv
from incubator.challenges.queries.buying import latest_policies
from incubator.challenges.rules.buying_files import PolicyLine, read_policies
from incubator.challenges.services import buying as services
from incubator.core import clock, schema
from incubator.core.current import this_app
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.core.failures import Failure, read_text, write_out

group = click.Group("buyers", help="How authorities buy: below which amount they ask one quote, or several.")


@group.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Write the purchasing policies that are known to FILE, as CSV; `-` is standard output. Reads only."""
    schema.require_current(this_app())
    policies = latest_policies()
    content = policies_as_csv(policies)
    if str(file) == "-":
        sys.stdout.buffer.write(content)
        return
    write_out(file, content)
    click.echo(f"{file}: {len(policies)} policies", err=True)


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON on stdout.")
def import_(file: Path, as_json: bool) -> None:
    """Record the purchasing policies of a CSV as `export` writes it: everything, or nothing when one line is wrong.

    Lines that say what is known already change nothing. Exit 1, and nothing stored, when anything is wrong: each line is named.
    """
    schema.require_current(this_app())
    lines, problems = read_policies(read_text(file))
    recorded = 0
    if not problems:
        recorded, problems = _record(lines)
    if problems:
        for problem in problems:
            click.echo(problem, err=True)
        raise Failure("Nothing was stored.")
    counts = {"read": len(lines), "recorded": recorded, "unchanged": len(lines) - recorded}
    words = f"{counts['read']} read, {counts['recorded']} recorded, {counts['unchanged']} unchanged"
    click.echo(json.dumps(counts) if as_json else words)


class _Undo(RuleViolation):
    """Something is wrong with a line: what was recorded of the others goes too."""


def _record(lines: list[PolicyLine]) -> tuple[int, list[str]]:
    problems: list[str] = []
    try:
        with transaction(actor=SYSTEM):
            recorded, problems = services.record_all(lines, by=None, now=clock.now(), today=clock.today())
            if problems:
                raise _Undo("A line is wrong.")
    except _Undo:
        return 0, problems
    return recorded, problems
