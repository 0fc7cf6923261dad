"""Which tables of a PostgreSQL database something was done to: of two hundred a test touches a few, and only those are put back."""

from collections.abc import Iterable

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

# A table notes that something was done to it. Of what is rolled back no note remains, and nobody ever waits for anybody's note.
NOTES = """CREATE SCHEMA noted; CREATE TABLE noted.touched (name text);
 CREATE FUNCTION noted.touch() RETURNS trigger LANGUAGE plpgsql AS
 $$ BEGIN INSERT INTO noted.touched VALUES (TG_TABLE_NAME); RETURN NULL; END $$"""
NOTED = """CREATE TRIGGER noted_touch AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public."{}"
 FOR EACH STATEMENT EXECUTE FUNCTION noted.touch()"""


def note_what_is_touched(connection: Connection) -> None:
    """From here on every table notes that something was done to it: of two hundred a test touches a few."""
    connection.exec_driver_sql(NOTES)
    for table in inspect(connection).get_table_names(schema="public"):
        connection.exec_driver_sql(NOTED.format(table))


def touched(connection: Connection) -> set[str]:
    """The tables to which something was done since this was last asked."""
    return set(connection.execute(text("DELETE FROM noted.touched RETURNING name")).scalars())


def empty(connection: Connection, tables: Iterable[str]) -> None:
    """Delete row by row and start the numbers anew: TRUNCATE makes the files of all tables anew, and takes four times as long."""
    statements = [f'DELETE FROM "{table}"' for table in tables]
    in_any_order = "SET LOCAL session_replication_role = replica"
    connection.exec_driver_sql("; ".join([in_any_order, *statements]))
    numbers = "SELECT setval(format('%I.%I', schemaname, sequencename)\\:\\:regclass, 1, false) FROM pg_sequences"
    connection.execute(text(f"{numbers} WHERE last_value IS NOT NULL"))
