"""`incubator challenges authorities`: the register of rules as a file, out and in."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from flask_babel import force_locale

from incubator.challenges.documents.regulation_files import FileProblem, read_file, written_file
from incubator.challenges.queries import regulations as register
from incubator.challenges.rules.regulation_table import COLUMNS
from incubator.challenges.services import registering
from incubator.challenges.values import Imported
from incubator.core import clock, schema
from incubator.core.current import this_app
from incubator.core.db import SYSTEM, transaction
from incubator.core.failures import WrongInput, write_out
from incubator.core.i18n import explain

authorities = click.Group("authorities", help="The register of rules of municipalities, provinces and water boards.")
EXPLAINED = "\n".join(f"  {column.heading}: {column.explained}" for column in COLUMNS)
HELP = f"""{{what}}

\b
Columns (CSV, semicolons, UTF-8; a line for each regulation of an authority, in the order in which they were recorded):
{EXPLAINED}
"""
WRITE = "Write everything that is recorded to FILE (- for standard output). Reads only."
READ = """Record what FILE (- for standard input) holds: of each authority in it, in place of what was recorded.

All of it or nothing: with a mistake anywhere nothing changes, each is named with its line and column, and the exit status is 1.
The same file again changes nothing. Groups of a place whose rules changed get a mail.
"""


@authorities.command("export", help=HELP.format(what=WRITE))
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Say as JSON what was written.")
def export(file: Path, as_json: bool) -> None:
    """Write the register."""
    schema.require_current(this_app())
    known = register.all_recorded()
    content = written_file(known)
    if str(file) == "-":
        sys.stdout.buffer.write(content)
        return
    write_out(file, content)
    counts = {"path": str(file), "authorities": len(known), "regulations": sum(map(len, known.values()))}
    if as_json:
        click.echo(json.dumps(counts))
    else:
        click.echo(f"{file}: {counts['regulations']} regulations of {counts['authorities']} authorities", err=True)


@authorities.command("import", help=HELP.format(what=READ))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--json", "as_json", is_flag=True, help="Say as JSON what changed, or what is wrong.")
def bring(file: Path, dry_run: bool, as_json: bool) -> None:
    """Record the register of a file."""
    schema.require_current(this_app())
    read = read_file(_content(file), clock.today())
    if read.problems:
        _refuse(read.problems, as_json=as_json)
    if dry_run:
        outcome = registering.compare(read.rules)
    else:
        with transaction(actor=SYSTEM):
            outcome = registering.import_rules(read.rules, by=None, now=clock.now())
    if as_json:
        click.echo(json.dumps(_as_json(outcome, read.lines)))
    else:
        begins = "Would record" if dry_run else "Recorded"
        numbers = f"{len(outcome.new)} new, {len(outcome.changed)} changed, {len(outcome.unchanged)} as they were"
        click.echo(f"{begins}: {numbers}")


def _content(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise WrongInput(f"{file} cannot be read: {error.strerror}") from error


def _as_json(outcome: Imported, lines: int) -> dict[str, Any]:
    return {
        "read": lines,
        "new": list(outcome.new),
        "changed": list(outcome.changed),
        "unchanged": list(outcome.unchanged),
        "problems": [],
    }


def _refuse(problems: tuple[FileProblem, ...], *, as_json: bool) -> None:
    """Say where what is wrong, in Dutch as the file is, and end: nothing was changed."""
    listed = []
    with force_locale("nl"):
        for problem in problems:
            listed.append({"line": problem.line, "column": problem.column, "says": explain(problem.broken_rule)})
    if as_json:
        click.echo(
            json.dumps({"read": 0, "new": [], "changed": [], "unchanged": [], "problems": listed}, ensure_ascii=False)
        )
    else:
        for entry in listed:
            click.echo(f"Regel {entry['line']}, kolom {entry['column'] or '-'}: {entry['says']}", err=True)
    sys.exit(1)
