"""`incubator statutes lint`: the clause library, or the deed of a set of answers, read as an editor reads."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from incubator.core.failures import WrongInput, parse_json, read_json
from incubator.statutes.commands.answers import GIVEN, content_of, group
from incubator.statutes.documents.linting import LintFinding, lint_deed, lint_library, lint_papers
from incubator.statutes.values import read
from incubator.statutes.values.schema import example, problems_of


@group.command("lint")
@click.argument("file", type=GIVEN, required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON array with all findings.")
def lint(file: Path | None, as_json: bool) -> None:
    """Read texts of statutes as an editor: terms, references, contradictions, conditions, capitals, persons, amounts.

    With FILE (answers; - is standard input) the deed that these answers give; without it the clause library, the papers beside the deed
    and the deed of the example. Exit 0 when all is well, 1 with findings.
    """
    findings = lint_everything() if file is None else lint_answers(given_answers(file), str(file))
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
    return [*lint_library(), *lint_papers(), *lint_answers(example(), "example.json")]


def lint_answers(answers: Any, file: str) -> list[LintFinding]:
    """What is wrong with the deed of these answers. Raises `WrongInput` when they are no set of answers."""
    problems = problems_of(answers)
    if problems:
        raise WrongInput("; ".join(f"{path}: {sentence}" for path, sentence in problems))
    return lint_deed(read(answers), file)


def given_answers(file: Path) -> Any:
    """The JSON of a file, or of standard input. Raises `WrongInput`."""
    if str(file) != "-":
        return read_json(file)
    return parse_json(content_of(file), "standard input")


def _count(number: int) -> str:
    return "1 bevinding." if number == 1 else f"{number} bevindingen."
