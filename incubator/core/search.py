"""Full-text search behind one interface: FTS5 on SQLite, a GIN index on PostgreSQL.

Texts are stemmed and taken apart once in Python (`core.text`), so that both databases find the same; they only store and rank
terms. A table takes part with two columns of terms: one for its title, one for all else. The title weighs ten times more.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import DDL, ColumnElement, Float, Select, Table, bindparam, event, func, literal_column, text

from incubator.core import text as dutch

TITLE_WEIGHT = 10.0


@dataclass(frozen=True, slots=True)
class Question:
    """What someone typed: groups of terms that must all occur, phrases as typed, terms that must not occur."""

    wanted: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    unwanted: tuple[tuple[str, ...], ...] = ()

    @property
    def empty(self) -> bool:
        return not self.wanted and not self.phrases


def understand(typed: str) -> Question:
    """Read a query: words (all must occur, in any form), "exact words", -without."""
    wanted: list[str] = []
    phrases: list[str] = []
    unwanted: list[tuple[str, ...]] = []
    for minus, phrase, word in dutch.query_parts(typed[:400]):
        terms = dutch.query_terms(phrase or word)
        if minus:
            if terms:
                unwanted.append(tuple(terms))
            continue
        wanted += terms
        if phrase:
            phrases.append(phrase)
    return Question(tuple(dict.fromkeys(wanted)), tuple(phrases), tuple(unwanted))


@dataclass(frozen=True, slots=True)
class FullText:
    """The full-text index of one table."""

    table: Table
    title: str
    body: str

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
        return self._sqlite() if dialect == "sqlite" else self._postgresql()

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

    def narrow(
        self, statement: Select[Any], question: Question, dialect: str
    ) -> tuple[Select[Any], ColumnElement[float]]:
        """The statement with only what answers the question, and how well it does (higher is better)."""
        if dialect == "sqlite":
            return self._narrow_sqlite(statement, question)
        return self._narrow_postgresql(statement, question)

    def _narrow_sqlite(self, statement: Select[Any], question: Question) -> tuple[Select[Any], ColumnElement[float]]:
        said = " AND ".join(f'"{term}"' for term in question.wanted)
        for terms in question.unwanted:
            said += " NOT (" + " AND ".join(f'"{term}"' for term in terms) + ")"
        source = text(
            f"SELECT rowid AS found_id, -bm25({self.index}, {TITLE_WEIGHT}, 1.0) AS rank "  # noqa: S608 - our own names
            f"FROM {self.index} WHERE {self.index} MATCH :fts_question"
        ).bindparams(bindparam("fts_question", said))
        found = source.columns(found_id=self.table.c.id.type, rank=Float()).subquery("found")
        return statement.join(found, found.c.found_id == self.table.c.id), found.c.rank

    def _narrow_postgresql(
        self, statement: Select[Any], question: Question
    ) -> tuple[Select[Any], ColumnElement[float]]:
        said = " & ".join(f"'{term}'" for term in question.wanted)
        for terms in question.unwanted:
            said += " & !(" + " & ".join(f"'{term}'" for term in terms) + ")"
        vector: ColumnElement[Any] = literal_column(f"{self.table.name}.search_vector")
        asked = func.to_tsquery("simple", said)
        rank = func.ts_rank(text("'{0.1, 0.1, 0.1, 1.0}'::float4[]"), vector, asked)
        return statement.where(vector.op("@@")(asked)), rank
