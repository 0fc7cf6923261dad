"""The JSON in which a reading is kept, and back: what is unknown or empty is left out."""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from incubator.notices.values import ReadNotice

_PLAIN = (str, int, bool, float)


def dump(notice: ReadNotice) -> dict[str, Any]:
    """The reading as JSON values: amounts as decimal strings, moments as ISO texts with offset."""
    dumped = _dumped(notice)
    return dumped if isinstance(dumped, dict) else {}


def _dumped(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        described = {}
        for name in _field_names(type(value)):
            inside = getattr(value, name)
            if inside is None or inside in ((), {}):
                continue
            described[name] = _dumped(inside)
        return described
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        return [_dumped(one) for one in value]
    if isinstance(value, dict):
        return {key: _dumped(one) for key, one in value.items()}
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat()


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def load(stored: dict[str, Any]) -> ReadNotice:
    """The reading that `dump` wrote. Keys of another version of the reader are left out."""
    loaded: ReadNotice = _loader(ReadNotice)(stored)
    return loaded


@cache
def _loader(kind: Any) -> Callable[[Any], Any]:
    """How a value of this type is read from JSON."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = _loader(next(one for one in arguments if one is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _loader(arguments[0])
        return lambda value: tuple(item(one) for one in value)
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_loader(kind)
    if isinstance(kind, type) and issubclass(kind, datetime | date):
        return kind.fromisoformat
    if isinstance(kind, type) and issubclass(kind, StrEnum | Decimal):
        return kind
    return lambda value: value


def _dataclass_loader(kind: type) -> Callable[[Any], Any]:
    loaders = {name: _loader(hint) for name, hint in get_type_hints(kind).items() if name in _field_names(kind)}

    def load_one(value: dict[str, Any]) -> Any:
        return kind(**{name: loader(value[name]) for name, loader in loaders.items() if name in value})

    return load_one
