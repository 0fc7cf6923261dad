"""Alembic's entry: online only, both databases, tables of the models; all that is missing is done in one transaction.

Killed, out of disk or started twice, the same command does the work afterwards: nothing of a half-done upgrade is kept, and of two
that start at once the second waits, and then finds nothing left to do.
"""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from incubator.core.db import Base, db

LOCK = 5_730_311_921  # of PostgreSQL's advisory locks, this number is ours
PATIENCE = 600_000  # milliseconds that an upgrade waits for another one


def _run(connection: Connection) -> None:
    _begin_alone(connection)
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        include_object=_ours,
        transactional_ddl=True,
    )
    context.run_migrations()
    if connection.dialect.name == "sqlite":
        _refuse_broken_references(connection)
    connection.commit()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def _begin_alone(connection: Connection) -> None:
    """Begin the transaction, once nobody else is migrating or writing."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE}")
    # A batch migration copies a table and drops the old one; with foreign keys on, ON DELETE CASCADE would silently delete
    # every child row. The pragma only works outside a transaction.
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.commit()
    # Python's driver begins no transaction before DDL: without this line each statement would be kept by itself.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _refuse_broken_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RuntimeError(f"After the migration a row of {broken[0]} refers to a row of {broken[2]} that is not there")


def _ours(_object: object, name: str | None, kind: str, reflected: bool, _compared: object) -> bool:
    """Leave alone what others make: the full-text index (`core.search`), and the tables of the queue (`core.queue`)."""
    named = name or ""
    return not (
        reflected
        and (named.startswith("procrastinate_") or "search_vector" in named or (kind == "table" and "_fts" in named))
    )


with current_app.app_context(), db.engine.connect() as connection:
    _run(connection)
