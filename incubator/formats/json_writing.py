"""JSON with exact numbers: a `Decimal` is written digit by digit, where the library would make a float of it."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain
from typing import Any

ENCODER = json.JSONEncoder(ensure_ascii=False)


def pieces(value: Any) -> Iterator[str]:
    """The JSON of a value, piece by piece. Raises `TypeError` for what JSON does not know."""
    if isinstance(value, Decimal):
        yield format(value, "f")
    elif isinstance(value, dict):
        yield from _joined(("{", "}"), (_pair(key, inside) for key, inside in value.items()))
    elif isinstance(value, list | tuple):
        yield from _joined(("[", "]"), map(pieces, value))
    else:
        yield ENCODER.encode(value)


def _pair(key: str, value: Any) -> Iterator[str]:
    return chain((ENCODER.encode(key), ": "), pieces(value))


def _joined(brackets: tuple[str, str], parts: Iterable[Iterator[str]]) -> Iterator[str]:
    opening, closing = brackets
    yield opening
    for number, part in enumerate(parts):
        if number:
            yield ", "
        yield from part
    yield closing


def text(value: Any) -> str:
    """The JSON of a value on one line."""
    return "".join(pieces(value))
