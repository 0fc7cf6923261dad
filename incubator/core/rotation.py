"""Which backups to keep: the newest of each of the last days, weeks and months; plain Python."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

UNITS = {"d": "%Y-%m-%d", "w": "%G-%V", "m": "%Y-%m", "y": "%Y"}
NAME = re.compile(r"incubator-(\d{8}T\d{6})Z\.zip")
WRITTEN = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many of each unit are kept, as in `7d/4w/12m`."""

    numbers: dict[str, int]

    @classmethod
    def read(cls, written: str) -> "Keeping":
        """Raises `ValueError` when it is not like `7d/4w/12m`."""
        numbers: dict[str, int] = {}
        for part in re.split(r"[/,]", written):
            match = re.fullmatch(r"\s*([1-9]\d{0,3})([dwmy])\s*", part, re.ASCII)
            if match is None:
                raise ValueError(
                    f"{written!r} is not like 7d/4w/12m: numbers of days (d), weeks (w), months (m) or years (y)"
                )
            numbers[match[2]] = int(match[1])
        return cls(numbers)

    def kept(self, moments: Iterable[datetime]) -> set[datetime]:
        """The newest of all, and the newest of each of the last days, weeks ... of which there is a backup."""
        newest_first = sorted(moments, reverse=True)
        kept = set(newest_first[:1])
        for unit, number in self.numbers.items():
            newest: dict[str, datetime] = {}
            for moment in newest_first:
                newest.setdefault(moment.strftime(UNITS[unit]), moment)
            kept.update(list(newest.values())[:number])
        return kept


def name_of(moment: datetime) -> str:
    """The name of a backup that was made at this moment (UTC)."""
    return f"incubator-{moment:{WRITTEN}}Z.zip"


def remove_old(folder: Path, keeping: Keeping) -> list[Path]:
    """Remove the backups in a folder that need not be kept. Files of another name are not ours, and stay."""
    backups = {}
    for path in sorted(folder.iterdir()):
        match = NAME.fullmatch(path.name)
        if match is not None:
            backups[datetime.strptime(match[1], WRITTEN)] = path  # noqa: DTZ007 - compared with its like only
    kept = keeping.kept(backups)
    removed = [path for moment, path in backups.items() if moment not in kept]
    for path in removed:
        path.unlink()
    return removed
