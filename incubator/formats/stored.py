"""The JSON in which a reading is kept, and back: what is unknown or empty is left out."""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from typing import Any, Union, get_args, get_origin, get_type_hints

from incubator.formats.values import ReadNotice

_PLAIN = (str, int, bool, float)


def dump(notice: ReadNotice) -> dict[str, Any]:
    """The reading as JSON values: amounts as decimal strings, moments as ISO texts with offset."""
    dumped: dict[str, Any] = _dumper(ReadNotice)(notice)
    return dumped


@cache
def _dumper(kind: Any) -> Callable[[Any], Any]:
    """How a value of this type is written as JSON; None when it stays as it is."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _dumper(next(one for one in arguments if one is not type(None)))
    if origin is tuple:
        return list if arguments[0] in _PLAIN else partial(_dump_all, _dumper(arguments[0]))
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_dumper(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _value
    if kind is Decimal:
        return _digits
    if isinstance(kind, type) and issubclass(kind, datetime | date):
        return kind.isoformat
    return _same


def _dump_all(dump_one: Callable[[Any], Any], values: tuple[Any, ...]) -> list[Any]:
    return [dump_one(one) for one in values]


def _value(value: StrEnum) -> str:
    return str(value.value)


def _digits(value: Decimal) -> str:
    return format(value, "f")


def _same(value: Any) -> Any:
    return value


def _dataclass_dumper(kind: type) -> Callable[[Any], dict[str, Any]]:
    hints = get_type_hints(kind)
    dumpers = [(name, _dumper(hints[name])) for name in _field_names(kind)]

    def dump_one(value: Any) -> dict[str, Any]:
        described = {}
        for name, dumped in dumpers:
            inside = getattr(value, name)
            if inside is None or inside in ((), {}):
                continue
            described[name] = inside if dumped is _same else dumped(inside)
        return described

    return dump_one


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
