"""What a command that lists prints when there is nothing to list."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

Row = TypeVar("Row")


def or_say_none(rows: Iterable[Row], words: str) -> Iterator[Row]:
    """The rows; when there are none, these words on stderr: a person who reads nothing at all cannot tell it from a failure."""
    are_there_any = False
    for row in rows:
        are_there_any = True
        yield row
    if not are_there_any:
        # Scripts read stdout, and nothing is what is there.
        click.echo(words, err=True)
