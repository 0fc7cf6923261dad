"""Run the blocks of README in clean folders; exit 1 when one fails.

A section that begins with `git clone` starts in a folder of its own; the others go on where the one before it ended. The section for
production installs everything from its lock, on the newest Python at hand. The others run on this Python and borrow its libraries, which
`make setup` installed from the lock a moment ago: to install them again would double the time and prove nothing.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from incubator.config import ROOT
from tests.mailbox import receiving
from tests.postgres import Server, running
from tests.readme import blocks, pythons
from tests.readme.blocks import Block

PATIENCE = 90  # seconds for a program to stop
LONG_PATIENCE = 900  # for an answer: `make run` installs first, beside the tests
PRODUCTION = "Running it for real"


class Failed(Exception):
    """A block did not do what README promises."""


class Reader:
    """Somebody who follows README: a folder, a Python, and what they fill in for the examples."""

    def __init__(self, folder: Path, shim: str, own: dict[str, str], environment: dict[str, str]) -> None:
        self.place = self.home = folder
        self.own = own
        programs = folder / "bin"
        programs.mkdir()
        (programs / "python3").write_text(shim)
        (programs / "python3").chmod(0o755)
        # The repository of a build machine may belong to somebody else, and git then refuses to clone it.
        (folder / ".gitconfig").write_text("[safe]\n\tdirectory = *\n")
        self.environment = environment | {"HOME": str(folder), "PATH": f"{programs}:{environment['PATH']}"}
        self.services: list[tuple[str, subprocess.Popen[bytes]]] = []

    def follow(self, section: str, listed: list[Block]) -> None:
        if listed[0].text.startswith("git clone"):
            self.place = self.home / section.replace(" ", "-")
            self.place.mkdir()
        try:
            for block in listed:
                if block.kind == blocks.SERVICE:
                    self.start(block)
                else:
                    self.run(block)
        finally:
            self.stop()

    def filled_in(self, text: str) -> str:
        for example, own in self.own.items():
            text = text.replace(example, own)
        return text

    def run(self, block: Block) -> None:
        """As if pasted in a shell, which stays in the folder where the block ended."""
        left = self.home / "place"
        script = f"{self.filled_in(block.text)}\npwd > {left}"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.place,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            output = done.stdout.decode(errors="replace")[-3000:]
            raise Failed(f"exit {done.returncode} of\n{block.text}\n{output}")
        self.place = Path(left.read_text().strip())

    def start(self, block: Block) -> None:
        """Each line is a program that goes on; README goes on when the site answers."""
        for line in filter(None, self.filled_in(block.text).splitlines()):
            output = (self.home / f"output-{len(self.services)}").open("wb")
            process = subprocess.Popen(
                ["bash", "-c", f"exec {line}"],
                cwd=self.place,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            self.services.append((line, process))
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + LONG_PATIENCE
        while time.monotonic() < deadline:
            for number, (line, process) in enumerate(self.services):
                if process.poll() is not None:
                    output = (self.home / f"output-{number}").read_text(errors="replace")[-3000:]
                    raise Failed(f"{line} ended with exit {process.returncode}:\n{output}")
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://{self.own[blocks.ADDRESS]}/gezond"):
                return
            time.sleep(0.3)
        raise Failed("The site does not answer")

    def stop(self) -> None:
        for _line, process in self.services:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for line, process in self.services:
            try:
                process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                raise Failed(f"{line} does not stop") from None
        self.services.clear()


def address() -> str:
    """The address of README, or another port where that one is taken."""
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):
            attempt.bind(("127.0.0.1", 8000))
            return blocks.ADDRESS
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"127.0.0.1:{listener.getsockname()[1]}"


@contextlib.contextmanager
def database_environment(server: Server) -> Iterator[dict[str, str]]:
    """`createdb` and `postgresql:///incubator` mean this server, and their databases are gone afterwards."""
    yield {"PGHOST": str(server.folder), "PGUSER": "tests", "PATH": f"{server.programs}:{os.environ['PATH']}"}
    for name in ("incubator", "incubator_drill"):
        server.run("dropdb", "-h", str(server.folder), "-U", "tests", "--if-exists", "--force", name)


def follow(shim: str, sections: dict[str, list[Block]], server: Server, mail_url: str) -> None:
    folder = Path(tempfile.mkdtemp(prefix="incubator-readme-"))
    (folder / "notices").mkdir()
    served = address()
    own = dict(
        zip(blocks.OWN, (str(ROOT), str(folder / "notices"), mail_url, "post@incubator.test", served), strict=True)
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("INCUBATOR_", "PYTHON"))}
    # Compiling all that is installed takes half of the time, and a program compiles what it uses.
    kept |= {
        "PIP_NO_COMPILE": "1",
        "PORT": served.rpartition(":")[2],
        "XDG_CACHE_HOME": str(Path("~/.cache").expanduser()),
    }
    try:
        with database_environment(server) as databases:
            reader = Reader(folder, shim, own, kept | databases)
            for section, listed in sections.items():
                began = time.monotonic()
                reader.follow(section, listed)
                print(f"  {section}: {len(listed)} blocks, {time.monotonic() - began:.0f} s", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    sections = blocks.sections(blocks.blocks(blocks.README.read_text(encoding="utf-8")))
    production = {PRODUCTION: sections.pop(PRODUCTION)}
    version, newest = pythons.newest()
    began = time.monotonic()
    with running() as server, receiving() as mailbox:
        if server is None:
            print("README: the PostgreSQL programs are missing (Debian: apt install postgresql)", file=sys.stderr)
            return 1
        try:
            print(f"README on this Python, {sys.version.split()[0]}", flush=True)
            follow(pythons.borrowing(), sections, server, mailbox.url)
            print(f"README on Python {'.'.join(map(str, version))} ({newest})", flush=True)
            follow(pythons.calling(newest), production, server, mailbox.url)
        except Failed as failure:
            print(f"README does not hold: {failure}", file=sys.stderr)
            return 1
    print(f"README holds: {time.monotonic() - began:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
