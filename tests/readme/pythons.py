"""Which Pythons this machine has: README promises 3.11 and newer, so the oldest and the newest are tried."""

import re
import subprocess
from pathlib import Path

OLDEST = (3, 11)
PLACES = (
    "/usr/bin/python3.*",
    "/usr/local/bin/python3.*",
    "~/.pyenv/versions/3.*/bin/python3",
    "~/.local/share/uv/python/cpython-3.*/bin/python3",
    "~/.local/bin/python3.*",
)
VERSION = "import sys, venv, ensurepip; print(*sys.version_info[:3])"


def installed() -> dict[tuple[int, ...], Path]:
    """Every Python that is new enough and can make environments, one a minor version, oldest first."""
    known: dict[tuple[int, ...], Path] = {}
    for place in PLACES:
        home = Path(place).expanduser()
        for path in sorted(Path("/").glob(str(home).lstrip("/"))):
            version = _version(path) if re.fullmatch(r"python3(\.\d+)?", path.name) else None
            if version is not None and version >= OLDEST:
                known.setdefault(version[:2], path)
    return dict(sorted(known.items()))


def _version(path: Path) -> tuple[int, ...] | None:
    try:
        answer = subprocess.run([path, "-c", VERSION], capture_output=True, text=True, check=False, timeout=30)
    except OSError:
        return None
    if answer.returncode:
        return None
    return tuple(map(int, answer.stdout.split()))
