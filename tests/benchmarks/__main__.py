"""`python -m tests.benchmarks [NAME...]`: run the benchmarks and print a table; exit 1 when one breaks its limit."""

import argparse
import importlib
import pkgutil
import sys
import time
from collections.abc import Iterator

from tests import benchmarks
from tests.benchmarks.measuring import Result

SHARED = {"__main__", "measuring"}
COLUMNS = "{:<34} {:>10} {:>10} {:>7} {:>7}  {:<8} {}"


def names() -> list[str]:
    """Every module of the package that is a benchmark."""
    modules = (module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    return sorted(name for name in modules if name not in SHARED and not name.startswith("_"))


def run(name: str) -> Iterator[Result]:
    """Each result as soon as it is there: some take minutes."""
    outcome = importlib.import_module(f"tests.benchmarks.{name}").run()
    yield from [outcome] if isinstance(outcome, Result) else outcome


def described(result: Result) -> str:
    number = "{:.4f} {}".format
    verdict = "holds" if result.holds else "BROKEN"
    ours, baseline = number(result.ours, result.unit), number(result.baseline, result.unit)
    return COLUMNS.format(
        result.name, ours, baseline, f"{result.ratio:.2f}x", f"{result.limit:.2f}x", verdict, result.note
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names()))
    chosen = parser.parse_args().names or names()
    if unknown := set(chosen) - set(names()):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))} (there are: {', '.join(names())})")
    results: list[Result] = []
    print(COLUMNS.format("benchmark", "ours", "baseline", "ratio", "limit", "", ""), flush=True)
    for name in chosen:
        started = time.perf_counter()
        for result in run(name):
            results.append(result)
            print(described(result), flush=True)
        print(f"  ({name} took {time.perf_counter() - started:.0f} s)", file=sys.stderr, flush=True)
    return 0 if all(result.holds for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
