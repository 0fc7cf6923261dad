"""Which tests are the likeliest to notice a mistake: those that speak of the same rule, the same answers, the same words."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pytest


def likeliest_first(tests: Sequence[pytest.Item], statement: ast.stmt) -> list[pytest.Item]:
    """The tests by how many words they share with the statement; equal ones stay in the order that they have."""
    words = {text for node in ast.walk(statement) if isinstance(node, ast.Constant) for text in _texts(node.value)}
    return sorted(tests, key=lambda test: len(words & _words(test)), reverse=True)


@cache
def _words(test: pytest.Item) -> frozenset[str]:
    function = getattr(test, "function", None)
    written = function.__code__.co_consts if function is not None else ()
    parameters = test.callspec.params if hasattr(test, "callspec") else {}
    return frozenset(_texts([*written, parameters]))


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value; a name of an answer such as `board__min` as its path, `board.min`."""
    if isinstance(value, str):
        yield value.replace("__", ".")
    elif isinstance(value, Mapping):
        yield from _texts([*value, *value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _texts(part)
