"""`incubator register distribute`: beside the commands of the register, on which capital stands."""

import json
from pathlib import Path

import click

from incubator.capital.messages import distributions as words
from incubator.capital.rules.distribution_file import KEYS, keys_nobody_reads, year_to_divide
from incubator.capital.rules.dividing import divide
from incubator.challenges.commands.asking import GIVEN, asked_in


@click.command("distribute")
@click.argument("file", type=GIVEN)
@click.option("--json", "want_json", is_flag=True, help="One JSON object.")
def distribute(file: Path, want_json: bool) -> None:
    """Divide the surplus or the loss of the year in FILE (JSON; - is standard input) over reserves and members, to the cent.

    Changes nothing. Exit 2 when the file cannot be read or a key is missing or wrong.
    """
    answer = words.as_json(divide(asked_in(file, year_to_divide, KEYS, keys_nobody_reads)))
    if want_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for fund, amount in answer["reserves"].items():
        click.echo(f"{fund}\t{amount}")
    for share in answer["members"]:
        click.echo(f"{share['id']}\t{share['allocation']}\t{share['credited']}\t{share['paid_out']}")
    for claim in answer["leaving"]:
        click.echo(f"{claim['id']}\t{claim['claim']}\t{claim['to_reserve']}")
    for finding in answer["findings"]:
        click.echo(f"! {finding['rule']} {finding['message']}")
