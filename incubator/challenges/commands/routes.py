"""`incubator challenges routes`: by which roads a task could come to a group."""

import json
from pathlib import Path

import click

from incubator.challenges.commands.asking import GIVEN, asked_in, known_rules
from incubator.challenges.commands.group import group
from incubator.challenges.messages import routes as words
from incubator.challenges.rules.routes import roads
from incubator.challenges.rules.routes.questions import KEYS, question_from_json
from incubator.challenges.values.routes import RouteAnswer


@group.command("routes")
@click.argument("file", type=GIVEN)
@click.option("--json", "want_json", is_flag=True, help="One JSON array.")
def routes(file: Path, want_json: bool) -> None:
    """Twelve roads to the task of FILE (JSON; - is standard input): open or not, what speaks for and against, what each needs.

    Changes nothing. Exit 2 when the file cannot be read or a key is missing or wrong.
    """
    question = asked_in(file, question_from_json, KEYS)
    answers = roads(question, known_rules(question.buyer_code, question.on))
    if want_json:
        click.echo(json.dumps(list(map(words.as_json, answers)), ensure_ascii=False))
        return
    for answer in answers:
        _print(answer)


def _print(answer: RouteAnswer) -> None:
    click.echo(f"{words.NAMES[answer.name]}: {words.OPENNESS[answer.open]}")
    for sign, reasons in (("+", answer.speaks_for), ("-", answer.against), ("?", answer.needs), ("!", answer.risks)):
        for reason in reasons:
            click.echo(f"  {sign} {words.text(reason)}")
    click.echo(f"  > {words.text(answer.next_step)}")
