"""The JSON in which a reading is kept, and back: what is unknown or empty is left out."""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from typing import Any, Union, get_args, get_origin, get_type_hints

from incubator.formats.tender_terms import DeadlineFor
from incubator.formats.values import Doubt, LotState, ReadNotice

OTHER_KEYS: dict[type, dict[str, str]] = {Doubt: {"value": "says"}}
# Fields that say what nearly always holds: stored only when they say something else.
USUAL: dict[str, Any] = {
    "deadline_day_only": False,
    "closed": False,
    "goes_on": False,
    "applied": False,
    "state": LotState.OPEN,
    "deadline_for": DeadlineFor.TENDER,
}
_PLAIN = (str, int, bool, float)


def dump(notice: ReadNotice) -> dict[str, Any]:
    """The reading as JSON values: amounts as decimal strings, moments as ISO texts with offset."""
    dumped: dict[str, Any] = _dumper(ReadNotice)(notice)
    return dumped


@cache
def _dumper(kind: Any) -> Callable[[Any], Any]:
    """How a value of this type is written as JSON; `_same` when it stays as it is."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _dumper(_without_none(arguments))
    if origin is tuple:
        return _tuple_dumper(arguments[0])
    if isinstance(kind, type):
        return _class_dumper(kind)
    return _same


def _tuple_dumper(kind: Any) -> Callable[[Any], Any]:
    if kind in _PLAIN:
        return list
    return partial(_dump_all, _dumper(kind))


def _class_dumper(kind: type) -> Callable[[Any], Any]:
    if is_dataclass(kind):
        return _dataclass_dumper(kind)
    if issubclass(kind, StrEnum):
        return _value
    if issubclass(kind, Decimal):
        return _digits
    if issubclass(kind, datetime | date):
        return kind.isoformat
    return _same


def _without_none(arguments: tuple[Any, ...]) -> Any:
    """`X` of `X | None`."""
    return next(argument for argument in arguments if argument is not type(None))


def _dump_all(dump_one: Callable[[Any], Any], values: tuple[Any, ...]) -> list[Any]:
    return [dump_one(value) for value in values]


def _value(value: StrEnum) -> str:
    return str(value.value)


def _digits(value: Decimal) -> str:
    return format(value, "f")


def _same(value: Any) -> Any:
    return value


def _dataclass_dumper(kind: type) -> Callable[[Any], dict[str, Any]]:
    hints = get_type_hints(kind)
    dumpers = [(name, key, _dumper(hints[name])) for name, key in _keys(kind).items()]

    def dump_one(value: Any) -> dict[str, Any]:
        described = {}
        for name, key, dumped in dumpers:
            inside = getattr(value, name)
            if inside is None or inside in ((), {}) or (name in USUAL and inside == USUAL[name]):
                continue
            described[key] = inside if dumped is _same else dumped(inside)
        return described

    return dump_one


@cache
def _keys(kind: type) -> dict[str, str]:
    """The key in JSON of each field: its name, unless what is stored and given out calls it otherwise."""
    own = OTHER_KEYS.get(kind, {})
    return {field.name: own.get(field.name, field.name) for field in fields(kind)}


def load(stored: dict[str, Any]) -> ReadNotice:
    """The reading that `dump` wrote. Keys of another version of the reader are left out."""
    loaded: ReadNotice = _loader(ReadNotice)(stored)
    return loaded


@cache
def _loader(kind: Any) -> Callable[[Any], Any]:
    """How a value of this type is read from JSON."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        inner = _loader(_without_none(arguments))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _loader(arguments[0])
        return lambda value: tuple(map(item, value))
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_loader(kind)
    if isinstance(kind, type) and issubclass(kind, datetime | date):
        return kind.fromisoformat
    if isinstance(kind, type) and issubclass(kind, StrEnum | Decimal):
        return kind
    return lambda value: value


def _dataclass_loader(kind: type) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    loaders = [(name, key, _loader(hints[name])) for name, key in _keys(kind).items()]

    def load_one(value: dict[str, Any]) -> Any:
        return kind(**{name: loader(value[key]) for name, key, loader in loaders if key in value})

    return load_one
