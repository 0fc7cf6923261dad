"""`incubator statutes`: schema, example, check and draft, on files of answers."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from incubator.core import clock, word
from incubator.core.failures import read_json, write_out
from incubator.core.quantities import write_day
from incubator.statutes import rules
from incubator.statutes.documents import DraftDetails, deed
from incubator.statutes.values import RuleFinding, Severity, read
from incubator.statutes.values.schema import example as example_answers
from incubator.statutes.values.schema import problems_of
from incubator.statutes.values.schema import schema as answers_schema

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
MARKS = {Severity.ERROR: "FOUT", Severity.WARNING: "LET OP", Severity.INFO: "GOED OM TE WETEN"}

group = click.Group("statutes", help="Statutes from answers: what the law asks of them, and the draft of the deed.")


@group.command("schema")
def schema() -> None:
    """Print the JSON Schema of a set of answers."""
    click.echo(json.dumps(answers_schema(), ensure_ascii=False, indent=2))


@group.command("example")
def example() -> None:
    """Print a complete valid set of answers of a fictional cooperative."""
    click.echo(json.dumps(example_answers(), ensure_ascii=False, indent=2))


@group.command("check")
@FILE
@click.option("--json", "as_json", is_flag=True, help="One JSON array with all findings.")
def check(file: Path, as_json: bool) -> None:
    """Check the answers in FILE against the law. Exit 1 when there is an error."""
    answers = read_json(file)
    findings = _shape(answers) + rules.check(read(answers), on=clock.today())
    if as_json:
        click.echo(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{MARKS[finding.severity]} {finding.rule} {finding.field}: {finding.message}")
            click.echo(f"   Wat te doen: {finding.remedy} ({finding.articles_in_words or 'vorm van het antwoord'})")
        click.echo(
            f"{len(findings)} bevindingen, getoetst aan de wet zoals bekend op {write_day(rules.STATE_OF_KNOWLEDGE)}."
        )
    if rules.has_errors(findings):
        sys.exit(1)


@group.command("draft")
@FILE
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The Word file to write.")
@click.option("--lang", type=click.Choice(["nl"]), default="nl", help="Language of the deed.")
def draft(file: Path, out: Path, lang: str) -> None:
    """Write the draft of the deed from the answers in FILE. What is missing or wrong is listed at its end.

    Exit 1, and nothing written, when the answers are not in the shape of the schema.
    """
    answers = read_json(file)
    problems = problems_of(answers)
    if problems:
        for path, sentence in problems:
            click.echo(f"{path}: {sentence}", err=True)
        sys.exit(1)
    statutes = read(answers)
    findings = rules.check(statutes, on=clock.today())
    details = DraftDetails(clock.now(), write_day(clock.today()), statutes.name or "Oprichters")
    write_out(out, word.to_bytes(deed(statutes, findings, details)))
    # A draft with errors is written all the same: the notary is who decides, and the list is at its end.
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    click.echo(f"{out}: ontwerp geschreven ({lang}); {errors} fouten volgens de wet, zie de lijst achterin.")


def _shape(answers: Any) -> list[RuleFinding]:
    """Answers in the wrong shape, in the same form as what the rules find."""
    return [
        RuleFinding(
            rule="SHAPE",
            name="answer-fits-the-schema",
            severity=Severity.ERROR,
            blocks=True,
            articles=(),
            field=path,
            message=sentence,
            remedy="Verbeter dit antwoord; zie `incubator statutes schema`.",
        )
        for path, sentence in problems_of(answers)
    ]
