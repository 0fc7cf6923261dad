"""Run the fast rule tests of each feature over every mutant of its rules. Exit 1 when fewer than 90 in 100 are noticed."""

import importlib
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutations.likelihood import likeliest_first
from tests.mutations.mutants import Mutant, mutants_of
from tests.mutations.surgery import wrong

HOUSE = Path(__file__).resolve().parents[2]
NEEDED = 90  # of a hundred
SLOW = {"app", "make_app", "client", "session", "database"}  # fixtures of tests that are no fast rule tests
PATIENCE = 5.0  # seconds of the processor for one test: a mutant may never come to an end, and a busy machine is no proof of that


class _TooLong(BaseException):
    """No test may catch this."""


class Mutations:
    """A pytest plug-in: instead of running the collected tests once, it runs them over every mutant."""

    def __init__(self, modules: dict[str, list[Path]]) -> None:
        self.modules = modules
        self.killed = self.total = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        tests: dict[str, list[pytest.Item]] = defaultdict(list)
        for item in session.items:
            if not SLOW & set(getattr(item, "fixturenames", ())):
                tests[_feature_of(item)].append(item)
        for feature, paths in self.modules.items():
            self._feature(feature, paths, tests[feature])
        share = 100 * self.killed / max(1, self.total)
        print(f"\n{self.killed} of {self.total} mutants noticed: {share:.1f} %")
        if share < NEEDED:
            session.testsfailed = self.total - self.killed
        return True

    def _feature(self, feature: str, paths: list[Path], tests: list[pytest.Item]) -> None:
        start = time.monotonic()
        ran = {}
        for test in tests:
            with _lines_run(paths) as lines:
                problem = _problem_of(test)
            if problem is not None:
                raise pytest.UsageError(f"{test.nodeid} fails without any mutant: {problem}")
            ran[test] = lines
        for path in paths:
            self._module(path, ran)
        print(f"  {feature}: {len(tests)} tests, {time.monotonic() - start:.1f} s")

    def _module(self, path: Path, ran: dict[pytest.Item, set[tuple[str, int]]]) -> None:
        name = ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__")
        module = importlib.import_module(name)
        tests = list(ran)
        survivors, killed = [], 0
        for mutant in mutants_of(path.read_text(encoding="utf-8")):
            able = [test for test in tests if _could_notice(mutant, path, ran[test])]
            killer = _killer(module, mutant, likeliest_first(able, mutant.statement))
            if killer is None:
                survivors.append(
                    f"    {path.relative_to(HOUSE)}:{mutant.line}  {mutant.what} ({len(able)} tests ran it)"
                )
                continue
            killed += 1
            if isinstance(killer, pytest.Item):
                tests.remove(killer)
                tests.insert(0, killer)  # what notices one mistake often notices the next
        total = killed + len(survivors)
        if total:
            print(f"{name}: {killed} of {total} ({100 * killed / total:.0f} %)")
            print(*survivors, sep="\n", end="\n" if survivors else "")
        self.killed, self.total = self.killed + killed, self.total + total


def _could_notice(mutant: Mutant, path: Path, lines: set[tuple[str, int]]) -> bool:
    """Constants at the top of a module can matter to every test."""
    if not hasattr(mutant.statement, "body"):
        return True
    return any((str(path), line) in lines for line in mutant.lines)


def _killer(module: ModuleType, mutant: Mutant, tests: list[pytest.Item]) -> object:
    """The test that notices the mutant, or the mistake that stops it from being made; None when it survives.

    Raises `pytest.UsageError` when that test fails without the mutant too: then something of a mutant stayed behind.
    """
    try:
        with wrong(module, mutant):
            killer = next((test for test in tests if _problem_of(test) is not None), None)
    except Exception as error:  # noqa: BLE001 - a constant that cannot be made is noticed at once
        return error
    if killer is not None and _problem_of(killer) is not None:
        raise pytest.UsageError(f"{killer.nodeid} fails after the mutant of line {mutant.line} ({mutant.what}) is gone")
    return killer


def _problem_of(test: pytest.Item) -> str | None:
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        reports = runtestprotocol(test, log=False, nextitem=test)
    except _TooLong:
        test.session._setupstate.teardown_exact(None)
        return "it does not come to an end"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    test.session._setupstate.teardown_exact(None)
    failures = [report.longreprtext for report in reports if report.failed]
    return failures[0] if failures else None


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    raise _TooLong


@contextmanager
def _lines_run(paths: list[Path]) -> Iterator[set[tuple[str, int]]]:
    """Which lines of these modules run meanwhile."""
    names = {str(path) for path in paths}
    lines: set[tuple[str, int]] = set()

    def trace(frame: FrameType, _event: str, _argument: Any) -> Any:
        if frame.f_code.co_filename not in names:
            return None
        lines.add((frame.f_code.co_filename, frame.f_lineno))
        return trace

    sys.settrace(trace)
    try:
        yield lines
    finally:
        sys.settrace(None)


def _feature_of(item: pytest.Item) -> str:
    return item.path.relative_to(HOUSE / "tests").parts[0]


def _rules_of(features: list[str]) -> dict[str, list[Path]]:
    """The modules of rules by feature."""
    modules: dict[str, list[Path]] = {}
    for path in sorted((HOUSE / "incubator").glob("*/rules.py")) + sorted(
        (HOUSE / "incubator").glob("*/rules/**/*.py")
    ):
        feature = path.relative_to(HOUSE / "incubator").parts[0]
        if not features or feature in features:
            modules.setdefault(feature, []).append(path)
    return modules


def main(features: list[str]) -> int:
    modules = _rules_of(features)
    unknown = set(features) - set(modules)
    if unknown:
        print(f"No rules: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    signal.signal(signal.SIGPROF, _give_up)
    files = [str(file) for feature in modules for file in sorted((HOUSE / "tests" / feature).glob("test_rules*.py"))]
    options = [
        "-q",
        "-s",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:hypothesispytest",
        "--no-header",
        "--no-summary",
    ]
    return int(pytest.main([*options, *(files or [str(Path(__file__))])], plugins=[Mutations(modules)]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
