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
    """Leave the shadow tables of SQLite's full-text index alone: they belong to the index."""
    return not (kind == "table" and reflected and name is not None and "_fts" in name)


with current_app.app_context(), db.engine.connect() as connection:
    _run(connection)
