"""Rows that the database itself keeps as they were written: they go with what they belong to, and change never."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, Table, event


@dataclass(frozen=True, slots=True)
class AppendOnly:
    """A table, and the columns that nobody can change once they were written."""

    table: str
    columns: Sequence[str]

    @property
    def trigger(self) -> str:
        return f"{self.table}_unaltered"

    def attach(self, metadata: MetaData) -> None:
        """Make the trigger when the tables are made (tests); migrations run `statements` themselves."""

        @event.listens_for(metadata, "after_create")
        def make_trigger(
            _metadata: MetaData, connection: Connection, tables: Sequence[Table], **_state: object
        ) -> None:
            if self.table in {table.name for table in tables}:
                for statement in self.statements(connection.dialect.name):
                    connection.exec_driver_sql(statement)

    def statements(self, dialect: str) -> list[str]:
        """The DDL that guards the table on this database."""
        before = f"BEFORE UPDATE OF {', '.join(self.columns)} ON {self.table}"
        if dialect == "sqlite":
            refuse = f"SELECT RAISE(ABORT, '{self.table} are never altered')"
            return [f"CREATE TRIGGER {self.trigger} {before} BEGIN {refuse}; END"]
        return [
            f"CREATE FUNCTION {self.trigger}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.table} are never altered'; END $$",
            f"CREATE TRIGGER {self.trigger} {before} FOR EACH ROW EXECUTE FUNCTION {self.trigger}()",
        ]

    def removal(self, dialect: str) -> list[str]:
        """The DDL that takes the guard away again."""
        if dialect == "sqlite":
            return [f"DROP TRIGGER {self.trigger}"]
        return [f"DROP TRIGGER {self.trigger} ON {self.table}", f"DROP FUNCTION {self.trigger}()"]
