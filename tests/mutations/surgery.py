"""Putting a mutant in the place of what is right, and taking it out again, in modules that are imported already."""

import ast
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
    """Give the constants of a statement their wrong values, also where another module imported them by name."""
    changed: list[tuple[ModuleType, str, Any]] = []
    for name, value in _run(module, statement).items():
        old = vars(module).get(name)
        holders = [other for other in list(sys.modules.values()) if _holds(other, name, old)]
        for holder in holders:
            changed.append((holder, name, old))
            setattr(holder, name, value)

    def restore() -> None:
        for holder, name, old in changed:
            setattr(holder, name, old)

    return restore


def _holds(module: ModuleType, name: str, value: Any) -> bool:
    return isinstance(module, ModuleType) and getattr(module, "__dict__", {}).get(name, module) is value


def _forget(module: ModuleType) -> None:
    """What was remembered by the right rule must not answer for the wrong rule."""
    for value in vars(module).values():
        clear = getattr(value, "cache_clear", None)
        if clear is not None and getattr(value, "__module__", "") == module.__name__:
            clear()
