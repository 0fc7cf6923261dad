"""The number of a row that was deleted goes to no other: rounds of a coach, comments, mails and links name rows by their number."""

import importlib.util
import re
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Boolean, Date, DateTime, Integer, LargeBinary, Numeric, create_engine, text

import incubator
from incubator.core.db import Base, UTCDateTime, db
from incubator.core.row_numbers import counts_its_rows

COUNTED = sorted(name for name, table in Base.metadata.tables.items() if counts_its_rows(table))
# How features name a row elsewhere than by a foreign key.
NAMED = {
    "bids", "bid_sections", "bid_requirements", "bid_files", "statutes_versions", "review_cases", "review_rounds", "review_remarks",
    "threads", "thread_messages", "stored_files", "agenda_entries", "outgoing_mails", "audit_entries", "group_meetings",
}  # fmt: skip


def anything(column):
    """A value that fits the column, so that a row can be written without knowing what it means."""
    kind = column.type
    if isinstance(kind, UTCDateTime | DateTime):
        return "2026-01-01 00:00:00.000000"
    if isinstance(kind, Date):
        return "2026-01-01"
    if isinstance(kind, LargeBinary):
        return b"x"
    return 1 if isinstance(kind, Integer | Numeric | Boolean) else "x"


def write(connection, table):
    """Another row, and its number."""
    (key,) = table.primary_key.columns
    values = {column.name: anything(column) for column in table.columns if column is not key and not column.nullable}
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    how = f"({names}) VALUES ({marks})" if values else "DEFAULT VALUES"
    return connection.execute(f'INSERT INTO "{table.name}" {how}', list(values.values())).lastrowid


@pytest.mark.parametrize("name", COUNTED)
def test_the_number_of_the_newest_row_that_was_deleted_is_never_given_again(app, name):
    table = Base.metadata.tables[name]
    (key,) = table.primary_key.columns
    connection = sqlite3.connect(db.engine.url.database)
    try:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        first = write(connection, table)
        connection.execute(f'DELETE FROM "{name}" WHERE "{key.name}" = ?', (first,))
        assert write(connection, table) > first
    finally:
        connection.rollback()
        connection.close()


def test_every_table_that_is_named_elsewhere_counts_its_rows():
    known = set(Base.metadata.tables)
    assert {name for name in NAMED if name in known} <= set(COUNTED)
    # What the audit trail names by a number of its own is among them.
    named_by_trail = {mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__audit__}
    with_own_number = {kind.__tablename__ for kind in named_by_trail if counts_its_rows(kind.__table__)}
    assert with_own_number <= set(COUNTED)


OLD = """CREATE TABLE "things" (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	parent_id INTEGER, size INTEGER DEFAULT 3 NOT NULL, 
	CONSTRAINT pk_things PRIMARY KEY (id), 
	CONSTRAINT ck_things_name CHECK (name <> ''), 
	CONSTRAINT fk_things_parent_id_things FOREIGN KEY(parent_id) REFERENCES things (id) ON DELETE SET NULL
)"""  # noqa: W291 - as SQLAlchemy writes it


@pytest.fixture
def migration():
    path = Path(incubator.__file__).parent / "migrations" / "versions"
    (written,) = path.glob("*_numbers_once.py")
    spec = importlib.util.spec_from_file_location("numbers_once", written)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def old():
    """A table as an earlier version made it, with rows, an index on some of them, and a trigger."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        for statement in (
            "CREATE TABLE audit_entries (table_name VARCHAR, row_id VARCHAR)",
            OLD,
            "CREATE UNIQUE INDEX uq_things_name ON things (name) WHERE parent_id IS NULL",
            "CREATE TRIGGER things_kept AFTER DELETE ON things BEGIN UPDATE things SET size = size + 1; END",
            "INSERT INTO things (id, name) VALUES (1, 'een'), (4, 'vier')",
            "INSERT INTO audit_entries VALUES ('things', '9'), ('others', '70')",
        ):
            connection.exec_driver_sql(statement)
        yield connection
    engine.dispose()


def test_a_table_of_before_counts_on_after_what_the_trail_knows_and_loses_nothing(migration, old):
    old.exec_driver_sql("PRAGMA legacy_alter_table = ON")
    migration._number_anew(old, "things", OLD)
    assert old.exec_driver_sql("SELECT id, name, size FROM things ORDER BY id").all() == [(1, "een", 3), (4, "vier", 3)]
    made = old.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE tbl_name = 'things'").all()
    assert {(kind, name) for kind, name, _sql in made} == {
        ("table", "things"), ("index", "uq_things_name"), ("trigger", "things_kept")
    }  # fmt: skip
    (words,) = [sql for kind, _name, sql in made if kind == "table"]
    assert "ck_things_name" in words
    assert re.search(r"REFERENCES things \(id\) ON DELETE SET NULL", words)
    old.exec_driver_sql("INSERT INTO things (name) VALUES ('tien')")
    assert old.scalar(text("SELECT max(id) FROM things")) == 10
    # A second time there is nothing to do.
    migration._number_anew(old, "things", words)


def test_a_table_in_words_that_are_not_ours_is_never_guessed_at(migration):
    with pytest.raises(ValueError, match="other words"):
        migration._counting("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)", "id")
