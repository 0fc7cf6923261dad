"""Full-text search behind one interface: FTS5 on SQLite, a GIN index on PostgreSQL.

Texts are stemmed and taken apart once in Python (`core.text`), so that both databases find the same; they only store and rank
terms. A table takes part with two columns of terms: one for its title, one for all else. The title weighs ten times more.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    DDL,
    BindParameter,
    ColumnElement,
    Engine,
    Float,
    Subquery,
    Table,
    bindparam,
    event,
    func,
    literal,
    literal_column,
    null,
    select,
    text,
)

from incubator.core import text as dutch
from incubator.core.asking import SearchQuestion, Sought, Terms

TITLE_WEIGHT = 10.0
Holds = Callable[[ColumnElement[int], str], ColumnElement[bool]]


@event.listens_for(Engine, "connect")
def _teach_sqlite(connection: Any, _record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.create_function(
            "plain_words", 1, lambda typed: None if typed is None else dutch.plain(typed), deterministic=True
        )


def plain(column: ColumnElement[Any], dialect: str) -> ColumnElement[str]:
    """In the database what `core.text.plain` is in Python."""
    if dialect == "sqlite":
        return func.plain_words(column)
    unmarked = func.regexp_replace(func.normalize(func.lower(column), literal_column("NFKD")), dutch.MARKS, "", "g")
    return literal(" ").concat(func.regexp_replace(unmarked, "[^a-z0-9]+", " ", "g")).concat(" ")


@dataclass(frozen=True, slots=True)
class FullText:
    """The full-text index of one table. `columns` are what filters need; `covering` is the index on id and these columns."""

    table: Table
    title: str
    body: str
    columns: tuple[str, ...] = ()
    covering: str = ""

    @property
    def index(self) -> str:
        return f"{self.table.name}_fts"

    def attach(self) -> None:
        """Make the index whenever the table is made (tests); migrations run `statements` themselves."""
        for dialect in ("sqlite", "postgresql"):
            for statement in self.statements(dialect):
                made = DDL(statement.replace("%", "%%"))  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
                event.listen(self.table, "after_create", made.execute_if(dialect=dialect))

    def statements(self, dialect: str) -> list[str]:
        """The DDL that makes the index on this database."""
        if dialect == "sqlite":
            return self._sqlite()
        return self._postgresql()

    def _sqlite(self) -> list[str]:
        name, fts, columns = self.table.name, self.index, f"{self.title}, {self.body}"
        new = f"new.id, new.{self.title}, new.{self.body}"
        old = f"'delete', old.id, old.{self.title}, old.{self.body}"
        insert = f"INSERT INTO {fts}(rowid, {columns}) VALUES ({new});"  # noqa: S608 - our own names
        remove = f"INSERT INTO {fts}({fts}, rowid, {columns}) VALUES ({old});"  # noqa: S608 - our own names
        return [
            f"CREATE VIRTUAL TABLE {fts} USING fts5({columns}, content='{name}', content_rowid='id', "
            "tokenize='unicode61 remove_diacritics 0')",
            f"CREATE TRIGGER {fts}_insert AFTER INSERT ON {name} BEGIN {insert} END",
            f"CREATE TRIGGER {fts}_delete AFTER DELETE ON {name} BEGIN {remove} END",
            f"CREATE TRIGGER {fts}_update AFTER UPDATE OF {columns} ON {name} BEGIN {remove} {insert} END",
        ]

    def _postgresql(self) -> list[str]:
        name = self.table.name
        vector = (
            f"setweight(to_tsvector('simple', left({self.title}, 20000)), 'A') || "
            f"setweight(to_tsvector('simple', left({self.body}, 400000)), 'D')"
        )
        return [
            f"ALTER TABLE {name} ADD COLUMN search_vector tsvector GENERATED ALWAYS AS ({vector}) STORED",
            f"CREATE INDEX ix_{name}_search_vector ON {name} USING gin (search_vector)",
        ]

    def rows(self, question: SearchQuestion, dialect: str, *, ranked: bool) -> Subquery:
        """The rows that hold what is required: `id`, `columns`, and `rank` (higher is better) where that is asked.

        Quotation marks and what is excluded are for `exactly`.
        """
        if not question.required:
            given = [self.table.c[name] for name in ("id", *self.columns)]
            return select(*given, null().label("rank")).subquery("searched")
        if dialect == "sqlite":
            return self._rows_of_sqlite(question, ranked)
        given = [self.table.c[name] for name in ("id", *self.columns)]
        asked = func.to_tsquery("simple", " & ".join(_for_postgresql(sought) for sought in question.required))
        weights = text("'{0.1, 0.1, 0.1, 1.0}'::float4[]")
        rank = func.ts_rank(weights, self._vector, asked) if ranked else null()
        return select(*given, rank.label("rank")).where(self._vector.op("@@")(asked)).subquery("searched")

    def _rows_of_sqlite(self, question: SearchQuestion, ranked: bool) -> Subquery:
        """Joined through the covering index: a row of the table itself is long, and there may be tens of thousands.

        In SQLite CROSS JOIN and the plus fix the order: words first, never a look into the full text for each row that a filter leaves.
        """
        columns = "".join(f", {self.table.name}.{name} AS {name}" for name in self.columns)
        rank = f"-bm25({self.index}, {TITLE_WEIGHT}, 1.0)" if ranked else "NULL"
        through = f" INDEXED BY {self.covering}" if self.covering else ""
        source = text(
            f"SELECT +{self.index}.rowid AS id{columns}, {rank} AS rank "  # noqa: S608 - our own names
            f"FROM {self.index} CROSS JOIN {self.table.name}{through} ON {self.table.name}.id = +{self.index}.rowid "
            f"WHERE {self.index} MATCH :fts_required"
        ).bindparams(bindparam("fts_required", " AND ".join(_for_sqlite(sought) for sought in question.required)))
        types = {name: self.table.c[name].type for name in ("id", *self.columns)}
        return source.columns(**types, rank=Float()).subquery("searched")

    def exactly(
        self, row_id: ColumnElement[int], question: SearchQuestion, dialect: str, holds: Holds
    ) -> list[ColumnElement[bool]]:
        """Conditions for quotation marks and for what is excluded. `holds` says whether a row holds " exactly these words "."""
        kept = [holds(row_id, sought.phrase) for sought in question.required if sought.phrase]
        for sought in question.excluded:
            holding = self._holding(sought, dialect)
            ids = select(holding.c.id)
            kept.append(row_id.not_in(ids.where(holds(holding.c.id, sought.phrase)) if sought.phrase else ids))
        return kept

    def _holding(self, sought: Sought, dialect: str) -> Subquery:
        """The ids of all rows that hold this: found apart, never looked for again in each row that a search leaves."""
        if dialect == "sqlite":
            matching = text(f"SELECT rowid AS id FROM {self.index} WHERE {self.index} MATCH :asked")  # noqa: S608 - our own names
            asked: BindParameter[str] = bindparam("asked", _for_sqlite(sought), unique=True)
            return matching.bindparams(asked).columns(id=self.table.c.id.type).subquery()
        query = func.to_tsquery("simple", _for_postgresql(sought))
        return select(self.table.c.id).where(self._vector.op("@@")(query)).subquery()

    @property
    def _vector(self) -> ColumnElement[Any]:
        return literal_column(f"{self.table.name}.search_vector")


def _for_sqlite(sought: Sought) -> str:
    """Terms are letters and digits only: nothing in them can be taken for an operator."""
    if sought.phrase:
        return f'"{" ".join(sought.ways[0])}"'
    return _any_of(sought.ways, mark='"', both=" AND ", either=" OR ")


def _for_postgresql(sought: Sought) -> str:
    if sought.phrase:
        return "(" + " <-> ".join(f"'{term}'" for term in sought.ways[0]) + ")"
    return _any_of(sought.ways, mark="'", both=" & ", either=" | ")


def _any_of(ways: tuple[Terms, ...], *, mark: str, both: str, either: str) -> str:
    """(a and b) or (c): each way in brackets, so that a longer question can be put around it."""
    alternatives = []
    for way in ways:
        marked = [f"{mark}{term}{mark}" for term in way]
        alternatives.append(f"({both.join(marked)})")
    return f"({either.join(alternatives)})"
