"""Connections to PostgreSQL that keep the statements they have prepared.

PostgreSQL reads and plans a statement anew each time unless the connection has prepared it. Planning the statements of a page takes it ten
times as long as carrying them out, so it matters that a connection remembers them.
"""

from collections.abc import Sequence
from typing import Any, Final

import psycopg
from psycopg.pq import ExecStatus, TransactionStatus

# A statement that comes back on the same connection is prepared; psycopg counts the times that it was seen before.
SEEN_BEFORE: Final = 1
# More than the pages that people walk through need; the statement used longest ago makes room for the next one.
KEPT_STATEMENTS: Final = 500
CONNECTIONS: Final = 15  # of a process
# All stay open: with those of the default beyond five, a busy process would open one for each page, and plan all of it anew.
POOL: Final = {"pool_pre_ping": True, "pool_size": CONNECTIONS, "max_overflow": 0}


class KeepingConnection(psycopg.Connection[Any]):
    """A connection whose prepared statements outlive `rollback`, with which every page that only reads ends.

    psycopg forgets them there, since tables may have been made in what is undone. PostgreSQL itself keeps them
    (https://www.postgresql.org/docs/current/sql-prepare.html: until the session ends), and no page makes tables.
    """

    def rollback(self) -> None:
        """Undo what was not committed. After an error the statements are forgotten as well, as psycopg does."""
        if self.pgconn.transaction_status == TransactionStatus.INTRANS and self._undo():
            return
        super().rollback()

    def _undo(self) -> bool:
        """True when the transaction has ended."""
        with self.lock:
            return self.pgconn.exec_(b"ROLLBACK").status == ExecStatus.COMMAND_OK


def connect(arguments: Sequence[Any], settings: dict[str, Any]) -> KeepingConnection:
    """A connection with the arguments and settings of `psycopg.connect`."""
    connection = KeepingConnection.connect(*arguments, prepare_threshold=SEEN_BEFORE, **settings)
    connection.prepared_max = KEPT_STATEMENTS
    return connection
