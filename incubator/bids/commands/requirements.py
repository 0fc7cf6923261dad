"""`incubator bids requirements`: what a paper of a buyer asks."""

import json
import sys
from pathlib import Path

import click

from incubator.bids.commands.group import group
from incubator.bids.rules.requirements import recognised
from incubator.bids.values.requirements import Recognised
from incubator.core.errors import RuleViolation
from incubator.formats import papers

GIVEN = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@group.command("requirements")
@click.argument("file", type=GIVEN)
@click.option("--json", "want_json", is_flag=True, help="One JSON object a line.")
def requirements(file: Path, want_json: bool) -> None:
    """List the exclusion grounds, requirements, criteria, terms and documents that a buyer's Word file, PDF or spreadsheet asks.

    FILE may be - for standard input. What is listed was recognised by its words and may be wrong; nothing is stored.
    Exit 1 when the file cannot be read: broken, locked, a scan, or something else; 2 when there is no such file.
    """
    content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    try:
        paper = papers.read(content)
    except papers.PaperUnreadable as refusal:
        raise RuleViolation(refusal.message, field=None, **refusal.params) from refusal
    if paper.is_cut:
        click.echo(f"Only the first {len(paper.pages)} of {paper.page_count} pages were read.", err=True)
    if paper.pictures:
        click.echo(f"Pages without text: {', '.join(map(str, paper.pictures))}.", err=True)
    for demand in recognised(paper):
        click.echo(json.dumps(_as_json(demand), ensure_ascii=False) if want_json else _line(demand))


def _as_json(demand: Recognised) -> dict[str, object]:
    return {
        "text": demand.text,
        "kind": demand.kind.value,
        "weight": demand.weight.number if demand.weight else None,
        "page": demand.page,
        "paragraph": demand.paragraph,
    }


def _line(demand: Recognised) -> str:
    weight = demand.weight.number if demand.weight else "-"
    return f"{demand.page}.{demand.paragraph}\t{demand.kind.value}\t{weight}\t{demand.text}"
