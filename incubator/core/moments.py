"""The latest of many moments, kept up to date by the database itself: whoever writes one of them, by whatever road.

Which of 500 groups was quiet longest is asked on every start page of a coach. Looking through all that was ever written takes longer
than the rest of the page; keeping the newest moment in the program would miss every statement that does not pass through it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, Table, event


@dataclass(frozen=True, slots=True)
class DatedColumn:
    """A column that tells when somebody did something for a group.

    `group` gives the number of the group in SQL, about the row `new`. A moment that is empty does not count, nor does one of a row
    that does not meet `condition`.
    """

    table: str
    column: str
    group: str = "new.cooperative_id"
    condition: str = ""

    @property
    def trigger(self) -> str:
        return f"{self.table}_{self.column}_kept"

    @property
    def counts(self) -> str:
        """The condition under which the moment of a row counts."""
        filled = f"new.{self.column} IS NOT NULL"
        return f"{filled} AND {self.condition}" if self.condition else filled


@dataclass(frozen=True, slots=True)
class LatestMoment:
    """A table with the columns `cooperative_id` (its key) and `at`: the latest of these moments of each group."""

    table: str
    moments: Sequence[DatedColumn]

    def attach(self, metadata: MetaData) -> None:
        """Make the triggers when the tables are made (tests); migrations run `statements` themselves."""

        @event.listens_for(metadata, "after_create")
        def make_triggers(
            _metadata: MetaData, connection: Connection, tables: Sequence[Table], **_state: object
        ) -> None:
            # Where the table was there already, so are its triggers.
            if self.table in {table.name for table in tables}:
                for statement in self.statements(connection.dialect.name):
                    connection.exec_driver_sql(statement)

    def statements(self, dialect: str) -> list[str]:
        """The DDL that keeps the table up to date on this database."""
        make = self._sqlite if dialect == "sqlite" else self._postgresql
        return [statement for moment in self.moments for statement in make(moment)]

    def removal(self, dialect: str) -> list[str]:
        """The DDL that takes it away again."""
        statements = []
        for moment in self.moments:
            if dialect == "sqlite":
                statements += [f"DROP TRIGGER {moment.trigger}_{action}" for action in ("insert", "update")]
            else:
                statements.append(f"DROP TRIGGER {moment.trigger} ON {moment.table}")
                statements.append(f"DROP FUNCTION {moment.trigger}()")
        return statements

    def _keep(self, moment: DatedColumn) -> str:
        # Asked of the groups, so that a row whose group is not there (a restore fills tables in any order) leaves no trace.
        return (
            f"INSERT INTO {self.table} (cooperative_id, at) "  # noqa: S608 - our own names
            f"SELECT cooperatives.id, new.{moment.column} FROM cooperatives WHERE cooperatives.id = {moment.group} "
            f"ON CONFLICT (cooperative_id) DO UPDATE SET at = excluded.at WHERE {self.table}.at < excluded.at"
        )

    def _sqlite(self, moment: DatedColumn) -> list[str]:
        keep = f"WHEN {moment.counts} BEGIN {self._keep(moment)}; END"
        return [
            f"CREATE TRIGGER {moment.trigger}_insert AFTER INSERT ON {moment.table} {keep}",
            f"CREATE TRIGGER {moment.trigger}_update AFTER UPDATE OF {moment.column} ON {moment.table} {keep}",
        ]

    def _postgresql(self, moment: DatedColumn) -> list[str]:
        return [
            f"CREATE FUNCTION {moment.trigger}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {self._keep(moment)}; RETURN NULL; END $$",
            # At the commit: two people of one group then wait for each other only at the very end, when neither wants anything more.
            f"CREATE CONSTRAINT TRIGGER {moment.trigger} AFTER INSERT OR UPDATE OF {moment.column} ON {moment.table} "
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ({moment.counts}) EXECUTE FUNCTION {moment.trigger}()",
        ]
