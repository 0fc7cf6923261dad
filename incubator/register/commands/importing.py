"""`incubator register import`: members from a file."""

import json
from pathlib import Path
from typing import Any

import click

from incubator.cooperatives import queries as cooperatives_queries
from incubator.core import clock, schema
from incubator.core.brought_files import text_of
from incubator.core.current import this_app
from incubator.core.db import SYSTEM, transaction
from incubator.core.errors import RuleViolation
from incubator.register import rules, services
from incubator.register.commands.group import group
from incubator.register.values import MemberLine, TakenIn


@group.command("import")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--coop", "slug", required=True, help="The cooperative, by its slug.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--with-alike", is_flag=True, help="Also who seems to be in the register already.")
@click.option("--json", "want_json", is_flag=True)
def import_members(file: str, slug: str, dry_run: bool, with_alike: bool, want_json: bool) -> None:
    """Take members in from a CSV or XLSX file (- is CSV from standard input): all of them, or nothing when a line is wrong."""
    # This group of commands also works without a database, so what writes looks at the schema by itself.
    schema.require_current(this_app())
    cooperative = cooperatives_queries.cooperative_by_slug(slug)
    if cooperative is None:
        raise click.UsageError(f"No cooperative is called {slug!r}.")
    now = clock.now()
    try:
        with click.open_file(file, "rb") as stream:
            read = rules.read_members(text_of(stream.read(), "-.csv" if file == "-" else Path(file).name))
        outcome = services.look(cooperative, read, with_alike=with_alike, now=now)
        if not dry_run and not outcome.troubles:
            with transaction(actor=SYSTEM):
                outcome = services.take_in(cooperative, read, with_alike=with_alike, author=None, now=now)
    except RuleViolation as broken_rule:
        raise click.ClickException(str(broken_rule)) from broken_rule
    stored = not dry_run and not outcome.troubles
    click.echo(json.dumps(_as_json(outcome, stored), ensure_ascii=False) if want_json else _in_words(outcome, stored))
    if outcome.troubles:
        raise SystemExit(1)


def _as_json(outcome: TakenIn, stored: bool) -> dict[str, Any]:
    troubles = []
    for trouble in outcome.troubles:
        troubles.append({"line": trouble.line, "column": trouble.column, "message": str(trouble.broken_rule)})
    answer: dict[str, Any] = {
        "stored": stored,
        "entered": list(map(_line, outcome.entered)),
        "alike": list(map(_line, outcome.alike)),
        "troubles": troubles,
    }
    if outcome.early:
        answer["before_deed"] = [line.line for line in outcome.early]
    return answer


def _line(line: MemberLine) -> dict[str, Any]:
    return {
        "line": line.line,
        "name": line.person.name,
        "member_from": line.admission.on.isoformat(),
        "last_day": line.end.on.isoformat() if line.end else None,
        "paid_cents": line.paid_cents,
    }


def _in_words(outcome: TakenIn, stored: bool) -> str:
    lines = [f"line {trouble.line} {trouble.column}: {trouble.broken_rule}" for trouble in outcome.troubles]
    lines += [f"line {line.line} lid sinds: this is before the deed of the cooperative" for line in outcome.early]
    verb = "entered" if stored else "would be entered"
    lines.append(f"{len(outcome.entered)} {verb}, {len(outcome.alike)} seem to be there already")
    return "\n".join(lines)
