"""Files that only their owner may read: what people hand in, mails, the database. From the first byte, whatever the umask is."""

import os
from pathlib import Path

FILE, FOLDER = 0o600, 0o700


def make_folder(folder: Path) -> None:
    """Make a folder with those above it, which `mkdir` itself would leave open to everybody."""
    if not folder.parent.exists():
        make_folder(folder.parent)
    folder.mkdir(mode=FOLDER, exist_ok=True)


def write(path: Path, content: bytes) -> None:
    """Write a new file, or write over one."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE), "wb") as stream:
        os.fchmod(stream.fileno(), FILE)
        stream.write(content)


def keep(path: Path) -> None:
    """Take from everybody else the right to read a file that is ours."""
    if path.is_file() and path.stat().st_uid == os.getuid():
        path.chmod(FILE)
