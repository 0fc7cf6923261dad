"""`incubator challenges window`: until when a challenge makes sense."""

import json
from functools import partial
from pathlib import Path

import click

from incubator.challenges.commands.asking import GIVEN, asked_in, known_rules
from incubator.challenges.commands.group import group
from incubator.challenges.messages import windows as words
from incubator.challenges.messages.routes import text
from incubator.challenges.rules.naming import authority_name
from incubator.challenges.rules.window_questions import KEYS, window_question
from incubator.challenges.rules.windows import window as reckoned
from incubator.core import clock


@group.command("window")
@click.argument("file", type=GIVEN)
@click.option("--json", "want_json", is_flag=True, help="One JSON object.")
def window(file: Path, want_json: bool) -> None:
    """The last sensible days before the end of the contract in FILE (JSON; - is standard input), with every step of the sum.

    Changes nothing. Exit 2 when the file cannot be read or a key is missing or wrong.
    """
    question = asked_in(file, partial(window_question, today=clock.today()), KEYS)
    answer = reckoned(question, known_rules(question.authority, question.on), authority_name(question.authority))
    as_json = words.as_json(answer)
    if want_json:
        click.echo(json.dumps(as_json, ensure_ascii=False))
        return
    click.echo(f"submit by {as_json['submit_by'] or '-'}, start by {as_json['start_by'] or '-'}")
    for step in as_json["steps"]:
        click.echo(
            f"{step['from'] or '-'}\t{step['until'] or '-'}\t{step['weeks'] or '-'}\t{step['words']}\t{step['source']}"
        )
    for reason in (*answer.unknown, *answer.notes, *answer.still_possible):
        click.echo(f"! {text(reason)}")
