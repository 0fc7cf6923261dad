"""`python -m tests.benchmarks [NAME...]`: run the benchmarks and print a table; exit 1 when one breaks its limit."""

import argparse
import importlib
import pkgutil
import sys
import time

from tests import benchmarks
from tests.benchmarks.measuring import Result

SHARED = {"__main__", "measuring"}
COLUMNS = "{:<34} {:>10} {:>10} {:>7} {:>7}  {:<8} {}"


def names() -> list[str]:
    """Every module of the package that is a benchmark."""
    found = (one.name for one in pkgutil.iter_modules(benchmarks.__path__))
    return sorted(name for name in found if name not in SHARED and not name.startswith("_"))


def run(name: str) -> list[Result]:
    found = importlib.import_module(f"tests.benchmarks.{name}").run()
    return [found] if isinstance(found, Result) else list(found)


def described(one: Result) -> str:
    number = "{:.4f} {}".format
    verdict = "holds" if one.holds else "BROKEN"
    ours, baseline = number(one.ours, one.unit), number(one.baseline, one.unit)
    return COLUMNS.format(one.name, ours, baseline, f"{one.ratio:.2f}x", f"{one.limit:.2f}x", verdict, one.note)


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
        for one in run(name):
            results.append(one)
            print(described(one), flush=True)
        print(f"  ({name} took {time.perf_counter() - started:.0f} s)", file=sys.stderr, flush=True)
    return 0 if all(one.holds for one in results) else 1


if __name__ == "__main__":
    sys.exit(main())
