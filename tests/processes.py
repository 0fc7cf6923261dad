"""Real processes for tests, begun quickly: each is split off from one that has read the program already and does nothing else.

Reading the program takes longer than what most of them do. What a process finds on its way in - another database, another moment, a
signal that ends it - is the same; only `tests/core/test_serve.py` and its like begin the program as people do.
"""

import multiprocessing
from collections.abc import Callable
from multiprocessing.process import BaseProcess

PATIENCE = 120  # seconds

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["incubator.app"])


def begin(main: Callable[..., None], *arguments: object) -> BaseProcess:
    """A process that does `main` and ends; what goes wrong in it stands on stderr."""
    process = _context.Process(target=main, args=arguments, daemon=True)
    process.start()
    return process


def ended(process: BaseProcess) -> int | None:
    """Wait for it: its exit status, negative for the signal that ended it; nothing if it never ends."""
    process.join(PATIENCE)
    return process.exitcode
