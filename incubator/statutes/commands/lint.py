"""`incubator statutes lint`: the clause library, or the deed of a set of answers, read as an editor reads."""

import json
import sys
from pathlib import Path

import click

from incubator.core.failures import WrongInput, parse_json, read_json
from incubator.statutes.commands.answers import GIVEN, content_of, group
from incubator.statutes.documents.linting import LintFinding, lint_deed, lint_library, lint_papers
from incubator.statutes.values import Statutes, read
from incubator.statutes.values.schema import example, problems_of


@group.command("lint")
@click.argument("file", type=GIVEN, required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON array with all findings.")
def lint(file: Path | None, as_json: bool) -> None:
    """Read texts of statutes as an editor: terms, references, contradictions, conditions, capitals, persons, amounts.

    With FILE (answers; - is standard input) the deed that these answers give; without it the clause library, the papers beside the deed
    and the deed of the example. Exit 0 when all is well, 1 with findings.
    """
    findings = lint_everything() if file is None else lint_deed(statutes_in(file), str(file))
    if as_json:
        click.echo(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{finding.place}: {finding.kind.value}: “{finding.words}”")
            click.echo(f"   Wat te doen: {finding.remedy}")
        click.echo(_count(len(findings)))
    if findings:
        sys.exit(1)


def lint_everything() -> list[LintFinding]:
    """What is wrong with all that the product itself writes."""
    return [*lint_library(), *lint_papers(), *lint_deed(read(example()), "example.json")]


def statutes_in(file: Path) -> Statutes:
    """The answers of a file, or of standard input. Raises `WrongInput` when they are no set of answers."""
    answers = read_json(file) if str(file) != "-" else parse_json(content_of(file), "standard input")
    problems = problems_of(answers)
    if problems:
        raise WrongInput("; ".join(f"{path}: {sentence}" for path, sentence in problems))
    return read(answers)


def _count(number: int) -> str:
    return "1 bevinding." if number == 1 else f"{number} bevindingen."
