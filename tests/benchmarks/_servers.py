"""The servers as people start them, in processes of their own, for benchmarks that ask them something."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from incubator.config import ROOT

SECRET = "a-secret-for-benchmarks-long-enough"
PROGRAM = (sys.executable, "-c", "from incubator.cli import main; main()")
GUNICORN = (
    *(sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--threads", "8", "--workers", "3"),
    *("--bind", "127.0.0.1:{port}", "wsgi:app"),
)


@dataclass(frozen=True, slots=True)
class Served:
    """Where it answers, and its first process."""

    address: str
    pid: int

    def workers(self) -> list[int]:
        """The processes that the first one has started."""
        return list(map(int, Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()))

    def processor_seconds(self) -> float:
        """What it and its workers have used of the processor."""
        stats = [
            Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in (self.pid, *self.workers())
        ]
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def serving(command: tuple[str, ...], instance: Path, **settings: str) -> Iterator[Served]:
    """A server for as long as this lasts, from the moment that it answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("INCUBATOR_")}
    environment = kept | {"INCUBATOR_INSTANCE": str(instance), "INCUBATOR_SECRET_KEY": SECRET} | settings
    with (instance / "output").open("ab") as output:
        process = subprocess.Popen(
            [word.format(port=port) for word in command],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(port, process)
            yield Served(f"http://127.0.0.1:{port}", process.pid)
        finally:
            process.terminate()
            process.wait(60)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Return once it answers. Raises `RuntimeError` when it ended or stays silent."""
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
            connection.request("GET", "/gezond")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        time.sleep(0.2)
    raise RuntimeError("the server does not answer")
