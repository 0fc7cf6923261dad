"""Alembic's entry: online only, both databases, tables of the models."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from incubator.core.db import Base, db


def _run(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        # A batch migration copies a table and drops the old one; with foreign keys on, ON DELETE CASCADE would silently
        # delete every child row. The pragma only works outside a transaction.
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        include_object=_ours,
    )
    with context.begin_transaction():
        context.run_migrations()
    if connection.dialect.name == "sqlite":
        connection.commit()
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")


def _ours(_object: object, name: str | None, kind: str, reflected: bool, _compared: object) -> bool:
    """Leave the full-text index alone: SQLite's shadow tables, PostgreSQL's generated column. `core.search` makes them."""
    named = name or ""
    return not (reflected and ("search_vector" in named or (kind == "table" and "_fts" in named)))


with current_app.app_context(), db.engine.connect() as connection:
    _run(connection)
