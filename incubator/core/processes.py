"""Several processes that do the work of one: started together, started again when they die, stopped together.

For `serve` with more than one process. They are copies of the first one (`fork`), so whatever they share (a socket that listens)
is made before, and whatever they may not share (connections with a database) is closed before.
"""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence

import structlog

log = structlog.get_logger(__name__)
PAUSE = 1.0  # seconds before a process that died is started again: one that cannot start does not take the machine
PATIENCE = 30.0  # seconds that processes have to end their work when they are asked to stop


def stop_on_request() -> None:
    """A service manager asks with SIGTERM: then stop as after Ctrl-C."""

    def stop(_number: int, _frame: object) -> None:
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)


class Processes:
    """The first process: it starts the others, watches them, and does nothing else."""

    def __init__(self, tasks: Sequence[Callable[[], None]]) -> None:
        self._tasks = tasks
        self._running: dict[int, Callable[[], None]] = {}
        # Nobody writes in this pipe: that its other end closes is how the others notice that the first one is gone.
        self._lifeline, self._first_ones_end = os.pipe()

    def run(self) -> None:
        """Start a process for each task and keep them alive, until this one is asked to stop."""
        try:
            for task in self._tasks:
                self._start(task)
            while True:
                number, status = os.wait()
                task = self._running.pop(number)
                log.warning("process_died", pid=number, status=os.waitstatus_to_exitcode(status))
                time.sleep(PAUSE)
                self._start(task)
        finally:
            self._stop()

    def _start(self, task: Callable[[], None]) -> None:
        # What is not written yet would be written by both.
        sys.stdout.flush()
        sys.stderr.flush()
        number = os.fork()
        if number:
            self._running[number] = task
        else:
            self._work(task)

    def _work(self, task: Callable[[], None]) -> None:
        """Do the task in this process and end it: nothing of what the first process cleans up is cleaned up here."""
        status = 1
        try:
            os.close(self._first_ones_end)
            threading.Thread(target=self._end_with_the_first, daemon=True).start()
            task()
            status = 0
        except (KeyboardInterrupt, SystemExit):
            status = 0
        except BaseException:
            log.exception("process_failed")
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _end_with_the_first(self) -> None:
        os.read(self._lifeline, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    def _stop(self) -> None:
        """Ask all to stop; kill what does not."""
        os.close(self._first_ones_end)
        for number in self._running:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for number in self._running:
            if not _ended(number, deadline):
                log.warning("process_killed", pid=number)
                os.kill(number, signal.SIGKILL)
                os.waitpid(number, 0)


def _ended(number: int, deadline: float) -> bool:
    """Whether this process of ours ends in time."""
    for _look in _looks_until(deadline):
        ended, _status = os.waitpid(number, os.WNOHANG)
        if ended:
            return True
    return False


def _looks_until(deadline: float) -> Iterator[None]:
    while time.monotonic() < deadline:
        yield
        time.sleep(0.05)
