"""LibreOffice beside this program, where it is installed: a document becomes a PDF. What people type never reaches a shell or a path."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = ("soffice", "libreoffice")
PATIENCE = 90  # seconds; what takes longer is stopped
LARGEST_PDF = 50 * 1024 * 1024


class NoPdf(Exception):
    """LibreOffice is not there, was too slow, or made nothing of it."""


def program() -> str | None:
    """Where LibreOffice is; None on a machine without."""
    for name in PROGRAMS:
        path = shutil.which(name)
        if path is not None:
            return path
    return None


def to_pdf(content: bytes, suffix: str, *, patience: float = PATIENCE) -> bytes:
    """The PDF of an office file. Raises `NoPdf`."""
    # Asked each time: it may be installed while this program runs.
    office = program()
    if office is None:
        raise NoPdf("LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="incubator-pdf-") as name:
        folder = Path(name)
        # The name is ours, whatever the document is called.
        source = folder / f"document{suffix}"
        source.write_bytes(content)
        _convert(office, folder, source, patience)
        made = folder / "document.pdf"
        if not made.is_file() or made.stat().st_size > LARGEST_PDF:
            raise NoPdf("LibreOffice made no PDF of it")
        return made.read_bytes()


def _convert(office: str, folder: Path, source: Path, patience: float) -> None:
    command = [
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(source),
    ]
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LANG": "C.UTF-8"}
    # A group of its own: LibreOffice starts other processes, and all of them stop when it is too slow.
    started = subprocess.Popen(  # noqa: S603 - a list, never a shell; nothing in it is typed by people
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        status = started.wait(timeout=patience)
    except subprocess.TimeoutExpired as error:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        raise NoPdf("LibreOffice was too slow") from error
    if status:
        raise NoPdf(f"LibreOffice stopped with {status}")
