"""The tables of words that lie in `content`: CSV files, read when first asked for."""

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "content"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `content/<name>.csv` as texts by column name."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))
