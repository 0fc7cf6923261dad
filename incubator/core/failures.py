"""What can go wrong around a command - a database that is away, a full disk, a file that is no JSON - as one sentence and an exit status.

1: refused or failed, nothing changed. 2: wrong usage, to which belong a wrong setting and a file that is not there or not what the
command reads. A mistake of ours stays a traceback: nobody can mend it by doing something else.
"""

import errno
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import OperationalError

from incubator.config import ConfigurationError
from incubator.core.errors import RuleViolation
from incubator.core.schema import reason_of

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Failure(click.ClickException):
    """It was refused or it failed; nothing changed."""

    exit_code = 1


class WrongInput(click.ClickException):
    """What was given cannot be used: a setting, a file."""

    exit_code = 2


@contextmanager
def in_a_sentence() -> Iterator[None]:
    """What is expected to go wrong, as what click prints in one line."""
    try:
        yield
    except ConfigurationError as error:
        raise WrongInput(str(error)) from error
    except RuleViolation as error:
        raise Failure(str(error)) from error
    except OperationalError as error:
        raise Failure(_of_database(error)) from error
    except OSError as error:
        if error.errno == errno.EPIPE:  # who reads our output has gone: click ends in silence
            raise
        raise Failure(_of_system(error)) from error


def _of_database(error: OperationalError) -> str:
    reason = reason_of(error)
    if "full" in reason or "I/O error" in reason:
        return f"The database cannot store this, nothing was changed: {reason}"
    return f"The database does not answer: {reason}"


def _of_system(error: OSError) -> str:
    reason = error.strerror or str(error)
    if error.errno in FULL:
        reason = f"the disk is full ({reason})"
    if error.filename:
        return f"{error.filename} cannot be used: {reason}"
    return f"It cannot be done: {reason}"


def read_text(file: Path) -> str:
    """The text of a file that was given, or of standard input for `-`. Raises `WrongInput`."""
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise WrongInput(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise WrongInput(f"{file} is no text: {error}") from error


def read_json(file: Path) -> Any:
    """What a JSON file that was given holds. Raises `WrongInput`."""
    return parse_json(read_text(file), str(file))


def parse_json(text: str | bytes, name: str) -> Any:
    """What a text that was given as JSON holds. Raises `WrongInput`, which names where it came from."""
    try:
        return json.loads(text, object_pairs_hook=_keys_once)
    except (ValueError, RecursionError) as error:
        raise WrongInput(f"{name} is no JSON: {error}") from error


def _keys_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; a key that stands there twice is a mistake, and which of its values is meant nobody can tell."""
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [name for name, _value in pairs]
        raise ValueError(f"{max(names, key=names.count)!r} stands there twice")
    return read


def write_out(file: Path, content: bytes) -> None:
    """Write what was asked for. Raises `Failure` when there is no room or no right."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise Failure(f"{file} cannot be written: {error.strerror}") from error
