"""Which Pythons this machine has: README promises 3.11 and newer, so besides the one that runs the tests the newest is tried."""

import re
import subprocess
import sys
import sysconfig
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


def newest() -> tuple[tuple[int, ...], Path]:
    """The newest Python with its version; this one where the machine has no other."""
    at_hand = installed() or {sys.version_info[:2]: Path(sys.executable)}
    version = max(at_hand)
    return version, at_hand[version]


def calling(python: Path) -> str:
    """The text of a program `python3` that is this one."""
    return f'#!/bin/sh\nexec {python} "$@"\n'


def borrowing() -> str:
    """The text of a program `python3` that is the Python of these tests, whose new environments borrow the libraries of the tests."""
    here = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    libraries = sysconfig.get_path("purelib")
    folder = f"lib/python3.{sys.version_info.minor}/site-packages"
    return f"""#!/bin/sh
{here} "$@" || exit
if [ "$1 $2" = "-m venv" ]; then echo {libraries} > "$3/{folder}/borrowed.pth"; fi
"""


def _version(path: Path) -> tuple[int, ...] | None:
    try:
        answer = subprocess.run([path, "-c", VERSION], capture_output=True, text=True, check=False, timeout=30)
    except OSError:
        return None
    if answer.returncode:
        return None
    return tuple(map(int, answer.stdout.split()))
