"""Questions that a script asks with a file of JSON, or on standard input."""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from incubator.challenges.queries.regulations import regulation_on, shipped_on
from incubator.challenges.rules.json_answers import unknown_keys
from incubator.challenges.values import Regulation
from incubator.core import schema
from incubator.core.errors import RuleViolation
from incubator.core.failures import WrongInput, parse_json, read_json

GIVEN = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
Asked = TypeVar("Asked")


def asked_in(
    file: Path,
    read: Callable[[Any], Asked],
    known: Iterable[str],
    unread_below: Callable[[Any], Iterable[str]] | None = None,
) -> Asked:
    """What a file asks; `unread_below` gives the keys further down that nobody reads.

    Raises `WrongInput` with one sentence that names the key.
    """
    name = str(file)
    if name == "-":
        name, raw = "stdin", parse_json(sys.stdin.buffer.read(), "stdin")
    else:
        raw = read_json(file)
    below = unread_below(raw) if unread_below is not None else ()
    for key in (*unknown_keys(raw, known), *below):
        click.echo(f"{name}: {key!r} is not known and is left out", err=True)
    try:
        return read(raw)
    except RuleViolation as broken_rule:
        raise WrongInput(f"{name}: {broken_rule}") from broken_rule


def known_rules(code: str | None, day: date) -> Regulation | None:
    """The rules of an authority on a day; those of the product alone where no database answers, and then stderr says so."""
    if schema.is_current():
        return regulation_on(code, day)
    click.echo("No database that is up to date: only the rules that come with the product are used.", err=True)
    return shipped_on(code, day)
