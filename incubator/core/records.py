"""Rows as lines of JSON and back, without loss: what a backup is made of.

Each line is a list of values in the order of the columns that the first line names. A JSON column's value is wrapped in a list,
because JSON's `null` and no value at all are not the same.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from enum import Enum
from itertools import islice
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    Function,
    LargeBinary,
    Table,
    bindparam,
    cast,
    func,
    select,
    text,
)
from sqlalchemy import Enum as EnumType
from sqlalchemy.dialects.postgresql import REGCLASS
from sqlalchemy.schema import AddConstraint, DropConstraint

from incubator.core.db import Base, UTCDateTime
from incubator.core.row_numbers import counts_its_rows

BATCH = 500
Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]


def _same(value: Any) -> Any:
    return value


def _value_of(member: Any) -> Any:
    if isinstance(member, Enum):
        return member.value
    return member


def _wrapped(value: Any) -> list[Any]:
    return [value]


def _unwrapped(wrapped: list[Any]) -> Any:
    if wrapped[0] is None:
        return JSON.NULL
    return wrapped[0]


def _codec(column: Column[Any]) -> Codec:
    """How a value of this column is written and read."""
    kind = column.type
    if isinstance(kind, LargeBinary):
        return lambda value: base64.b64encode(value).decode("ascii"), base64.b64decode
    if isinstance(kind, UTCDateTime | DateTime):
        return datetime.isoformat, datetime.fromisoformat
    if isinstance(kind, Date):
        return date.isoformat, date.fromisoformat
    if isinstance(kind, JSON):
        return _wrapped, _unwrapped
    if isinstance(kind, EnumType):
        members = {member.value: member for member in kind.enum_class or ()}
        return _value_of, lambda value: members.get(value, value)
    return _same, _same


def _columns(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column.computed is None]


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read_rows(table: Table, connection: Connection) -> Iterator[bytes]:
    """The names of the columns, then every row in the order of the primary key."""
    columns = _columns(table)
    yield _line([column.name for column in columns])
    writers = [_codec(column)[0] for column in columns]
    json_places = [place for place, column in enumerate(columns) if isinstance(column.type, JSON)]
    # JSON's null and no value at all look the same once they are read: the database is asked which it is.
    absences = [columns[place].is_(None).label(f"absent_{place}") for place in json_places]
    statement = select(*columns, *absences).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=BATCH).execute(statement):
        values = list(row[: len(columns)])
        absent = dict(zip(json_places, row[len(columns) :], strict=True))
        for place, write in enumerate(writers):
            if not absent.get(place, values[place] is None):
                values[place] = write(values[place])
        yield _line(values)


def write_rows(table: Table, connection: Connection, lines: Iterable[bytes]) -> int:
    """Insert the rows that `read_rows` gave, and say how many. Raises `ValueError` when the columns are others."""
    given = iter(lines)
    columns = _named_columns(table, json.loads(next(given)))
    readers = {f"p_{column.name}": _codec(column)[1] for column in columns}
    statement = table.insert().values({column.name: _parameter(column) for column in columns})
    count = 0
    while batch := list(islice(given, BATCH)):
        connection.execute(statement, [_parameters(readers, line) for line in batch])
        count += len(batch)
    return count


def _named_columns(table: Table, names: list[str]) -> list[Column[Any]]:
    """The columns of the table in the order of these names: all of them, and no others."""
    expected = {column.name: column for column in _columns(table)}
    if set(names) != expected.keys() or len(names) != len(expected):
        raise ValueError(f"the table {table.name} has other columns")
    return [expected[name] for name in names]


def _parameters(readers: dict[str, Callable[[Any], Any]], line: bytes) -> dict[str, Any]:
    parameters = {}
    for (name, read), value in zip(readers.items(), json.loads(line), strict=True):
        parameters[name] = None if value is None else read(value)
    return parameters


def _parameter(column: Column[Any]) -> Any:
    kind = JSON(none_as_null=True) if isinstance(column.type, JSON) else column.type
    return bindparam(f"p_{column.name}", type_=kind)


def last_number(table: Table, connection: Connection) -> int | None:
    """The highest number that was ever given to a row of this table, 0 before the first; none of a table that counts no rows."""
    if not counts_its_rows(table):
        return None
    if connection.dialect.name == "sqlite":
        given = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
        return connection.scalar(given, {"table": table.name}) or 0
    return connection.scalar(select(func.pg_sequence_last_value(cast(_sequence(table), REGCLASS)))) or 0


def _sequence(table: Table) -> Function[Any]:
    """The name of what counts the rows of a table of PostgreSQL."""
    return func.pg_get_serial_sequence(f'"{table.name}"', next(iter(table.primary_key.columns)).name)


@contextmanager
def replacing(connection: Connection, numbers: Mapping[str, int]) -> Iterator[None]:
    """A transaction in which rows come in any order; every reference is right at its end, or nothing is kept.

    New rows get numbers after the highest that was put back, and after those in `numbers` (by the name of a table).
    Raises `ValueError` (SQLite) or `IntegrityError` (PostgreSQL) when a reference leads nowhere.
    """
    how = _replacing_in_sqlite if connection.dialect.name == "sqlite" else _replacing_in_postgresql
    with how(connection, numbers):
        yield


@contextmanager
def _replacing_in_sqlite(connection: Connection, numbers: Mapping[str, int]) -> Iterator[None]:
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.commit()  # the pragma does nothing inside a transaction
    try:
        yield
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise ValueError(f"a row of {broken[0]} refers to a row of {broken[2]} that is not there")
        _continue_numbering(connection, numbers)
        connection.commit()
    finally:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.commit()


@contextmanager
def _replacing_in_postgresql(connection: Connection, numbers: Mapping[str, int]) -> Iterator[None]:
    # A restore that waits for a forgotten session would wait for ever.
    connection.execute(text("SET LOCAL lock_timeout = '30s'"))
    # A trigger that waits for the commit would keep its table from getting its references back.
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    tables = sorted(Base.metadata.tables.values(), key=lambda table: table.name)
    references = [constraint for table in tables for constraint in table.foreign_key_constraints]
    try:
        for constraint in references:
            connection.execute(DropConstraint(constraint))
        yield
        for constraint in references:
            connection.execute(AddConstraint(constraint, isolate_from_table=False))
        _continue_numbering(connection, numbers)
        connection.commit()
    finally:
        connection.rollback()


def _continue_numbering(connection: Connection, numbers: Mapping[str, int]) -> None:
    count_from = _count_from_in_sqlite if connection.dialect.name == "sqlite" else _count_from_in_postgresql
    for table in filter(counts_its_rows, Base.metadata.tables.values()):
        highest = connection.scalar(select(func.max(*table.primary_key.columns))) or 0
        count_from(connection, table, max(highest, numbers.get(table.name, 0)))


def _count_from_in_sqlite(connection: Connection, table: Table, number: int) -> None:
    connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :table"), {"table": table.name})
    given = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :number)")
    connection.execute(given, {"table": table.name, "number": number})


def _count_from_in_postgresql(connection: Connection, table: Table, number: int) -> None:
    connection.execute(select(func.setval(cast(_sequence(table), REGCLASS), max(number, 1), number > 0)))
