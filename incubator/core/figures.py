"""Figures of requests for Prometheus, added up over the processes of one machine: each writes its own in the instance folder."""

import json
import os
import threading
import time
from collections import Counter
from pathlib import Path
from secrets import token_hex

from incubator.core import private

BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
WRITE_EVERY = 2.0  # seconds
FORGOTTEN_AFTER = 86_400  # seconds without a word from a process
MICROSECONDS = 1_000_000  # a sum of whole numbers is exact
TIMES = "request_duration_seconds"


class Figures:
    """How many requests there were and how long they took, by rule of the address; of one process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._begin()

    def _begin(self) -> None:
        self._process = os.getpid()
        self._path = self.folder / f"{self._process}-{token_hex(4)}.json"
        self._counts: Counter[str] = Counter()
        self._written = 0.0

    def note(self, method: str, rule: str, status: int, seconds: float) -> None:
        """Count one request."""
        with self._lock:
            if self._process != os.getpid():  # a server that loads the application before it forks
                self._begin()
            self._counts[sample("requests_total", method=method, route=rule, status=str(status))] += 1
            self._counts[sample(f"{TIMES}_sum", method=method, route=rule)] += round(seconds * MICROSECONDS)
            self._counts[sample(f"{TIMES}_count", method=method, route=rule)] += 1
            for bucket in (*map(str, BUCKETS), "+Inf"):
                if seconds <= float(bucket):
                    self._counts[sample(f"{TIMES}_bucket", method=method, route=rule, le=bucket)] += 1
            if time.monotonic() - self._written >= WRITE_EVERY:
                self._write()

    def _write(self) -> None:
        self._written = time.monotonic()
        private.make_folder(self.folder)
        unfinished = self._path.with_suffix(".part")
        private.write(unfinished, json.dumps(self._counts).encode())
        unfinished.replace(self._path)

    def lines(self) -> list[str]:
        """What all processes on this machine have counted, in Prometheus' text format."""
        counted = self._of_all_processes()
        lines = ["# TYPE incubator_requests_total counter", f"# TYPE incubator_{TIMES} histogram"]
        for line, number in sorted(counted.items()):
            value = str(number)
            if line.startswith(f"incubator_{TIMES}_sum"):
                value = f"{number / MICROSECONDS:.6f}"
            lines.append(f"{line} {value}")
        return lines

    def _of_all_processes(self) -> Counter[str]:
        with self._lock:
            self._write()
        total: Counter[str] = Counter()
        for path in sorted(self.folder.glob("*.json")):
            if time.time() - path.stat().st_mtime > FORGOTTEN_AFTER:
                path.unlink(missing_ok=True)
            else:
                total.update(json.loads(path.read_bytes()))
        return total


def sample(name: str, **labels: str) -> str:
    """The beginning of a line in Prometheus' text format."""
    written = ",".join(f'{label}="{_quoted(value)}"' for label, value in labels.items())
    if not written:
        return f"incubator_{name}"
    return f"incubator_{name}{{{written}}}"


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
