"""A database of long ago: the tables of the first revision, with the demo as the program of 25 November 2026 stored it."""

import gzip
import json
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from flask_migrate import upgrade
from sqlalchemy import inspect, text

from incubator.core.db import Base, db

ROWS = Path(__file__).parent / "data" / "rows_at_0005.json.gz"
FIRST = "0005"


def fill() -> None:
    """Make the tables of the first revision, with their rows."""
    upgrade(revision=FIRST)
    content = json.loads(gzip.decompress(ROWS.read_bytes()))
    tables = sa.MetaData()
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))  # rows in any order
        for name, stored in content.items():
            table = sa.Table(name, tables, autoload_with=connection, resolve_fks=False)
            columns = [table.columns[column] for column in stored["columns"]]
            rows = [
                {column.name: _value(column, value) for column, value in zip(columns, row, strict=True)}
                for row in stored["rows"]
            ]
            if rows:
                connection.execute(table.insert(), rows)


def _value(column, value):
    """A value of SQLite's file as the column of the other database takes it."""
    if value is None:
        return None
    if isinstance(column.type, sa.JSON):
        return json.loads(value)
    if isinstance(column.type, sa.DateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, sa.Date):
        return date.fromisoformat(value)
    if isinstance(column.type, sa.Boolean):
        return bool(value)
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value


def counts() -> dict[str, int]:
    """How many rows each table of ours has that is there."""
    with db.engine.connect() as connection:
        names = sorted(set(inspect(connection).get_table_names()) & Base.metadata.tables.keys())
        return {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) for name in names}
