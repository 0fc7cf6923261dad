"""Putting a mutant in the place of what is right, and taking it out again, in modules that are imported already."""

import ast
import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from tests.mutations.mutants import Mutant


@contextmanager
def wrong(module: ModuleType, mutant: Mutant) -> Iterator[None]:
    """Within, the module is the mutant for everyone who imported something of it. Raises what its constants raise."""
    _forget(module)
    restore = _put_in(module, mutant.statement)
    try:
        yield
    finally:
        restore()
        _forget(module)


def _put_in(module: ModuleType, statement: ast.stmt) -> Callable[[], None]:
    match statement:
        case ast.FunctionDef():
            return _transplant([(_function(vars(module)[statement.name]), _made(module, statement))])
        case ast.ClassDef():
            return _transplant(list(_methods(module, statement)))
        case _:
            return _rebind(module, statement)


def _made(module: ModuleType, function: ast.FunctionDef) -> FunctionType:
    """The function without its decorators: a rule is not declared a second time."""
    function.decorator_list = []
    return _run(module, function)[function.name]  # type: ignore[no-any-return]


def _run(module: ModuleType, statement: ast.stmt) -> dict[str, Any]:
    made: dict[str, Any] = {}
    code = compile(ast.Module([statement], []), str(module.__file__), "exec")
    exec(code, vars(module), made)
    return made


def _methods(module: ModuleType, statement: ast.ClassDef) -> Iterator[tuple[FunctionType, FunctionType]]:
    old = vars(module)[statement.name]
    new = _run(module, statement)[statement.name]
    for inner in statement.body:
        if isinstance(inner, ast.FunctionDef):
            yield _function(vars(old)[inner.name]), _function(vars(new)[inner.name])


def _function(member: Any) -> FunctionType:
    """The function under a property, a class method or a cache."""
    for name in ("fget", "__func__", "__wrapped__"):
        inner = getattr(member, name, None)
        if inner is not None:
            return _function(inner)
    return member  # type: ignore[no-any-return]


def _transplant(pairs: list[tuple[FunctionType, FunctionType]]) -> Callable[[], None]:
    """Give functions the code and defaults of others; the functions stay the same objects, whoever holds them."""
    kept = [(old, old.__code__, old.__defaults__, old.__kwdefaults__) for old, _new in pairs]
    for old, new in pairs:
        old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__

    def restore() -> None:
        for function, code, defaults, named in kept:
            function.__code__, function.__defaults__, function.__kwdefaults__ = code, defaults, named

    return restore


def _rebind(module: ModuleType, statement: ast.stmt) -> Callable[[], None]:
    """Give the constants of a statement, and those that are made of them, their wrong values wherever they are held."""
    undo: list[Callable[[], None]] = []
    names: set[str] = set()
    for constant in (statement, *_constants_after(module, statement)):
        if constant is not statement and not names & _names_in(constant):
            continue
        for name, value in _run(module, constant).items():
            names.add(name)
            undo += _renamed(name, vars(module).get(name), value)

    def restore() -> None:
        for step in reversed(undo):
            step()

    return restore


def _renamed(name: str, old: Any, value: Any) -> list[Callable[[], None]]:
    """Put a value in the place of the old one, also where another module imported it by name; how to undo that."""
    holders: list[tuple[object, str, Any, Any]] = [
        (other, name, old, value) for other in list(sys.modules.values()) if _holds(other, name, old)
    ]
    for before, after in _days_that_differ(old, value):
        holders += [(heir, field, before, after) for heir, field in _heirs(before)]
    for holder, field, _before, after in holders:
        object.__setattr__(holder, field, after)
    return [_putting_back(holder, field, before) for holder, field, before, _after in holders]


def _putting_back(holder: object, field: str, value: Any) -> Callable[[], None]:
    return lambda: object.__setattr__(holder, field, value)


def _constants_after(module: ModuleType, statement: ast.stmt) -> Iterator[ast.stmt]:
    """The constants that stand below this statement: what is made of it was made when the module was imported."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    for other in tree.body:
        if isinstance(other, ast.Assign | ast.AnnAssign) and other.lineno > statement.lineno:
            yield other


def _names_in(statement: ast.stmt) -> set[str]:
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def _days_that_differ(old: Any, new: Any) -> Iterator[tuple[date, date]]:
    """The days in a constant that the mutant changed. A day is an object of its own, so who holds it has it from here."""
    if isinstance(old, date) and isinstance(new, date) and old != new:
        yield old, new
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _days_that_differ(tuple(old.values()), tuple(new.values()))
    elif isinstance(old, tuple) and isinstance(new, tuple):
        for before, after in zip(old, new, strict=False):
            yield from _days_that_differ(before, after)


def _heirs(day: date) -> Iterator[tuple[object, str]]:
    """What was declared with a constant, such as a rule with its first day, holds the day itself: where, and in which field."""
    for holder in gc.get_referrers(day):
        for field in getattr(type(holder), "__slots__", ()):
            if getattr(holder, field, None) is day:
                yield holder, field


def _holds(module: ModuleType, name: str, value: Any) -> bool:
    return isinstance(module, ModuleType) and getattr(module, "__dict__", {}).get(name, module) is value


def _forget(module: ModuleType) -> None:
    """What was remembered by the right rule must not answer for the wrong rule."""
    for value in vars(module).values():
        clear = getattr(value, "cache_clear", None)
        if clear is not None and getattr(value, "__module__", "") == module.__name__:
            clear()
