"""Full-text search behind one interface: FTS5 on SQLite, a GIN index on PostgreSQL.

Texts are stemmed and taken apart once in Python (`core.text`), so that both databases find the same; they only store and rank
terms. A table takes part with two columns of terms: one for its title, one for all else. The title weighs ten times more.
"""

import re
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

TITLE_WEIGHT = 10.0
# A longer question is a pasted text; every word of it would have to occur.
MOST_TYPED = 400
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CPV_WITH_CHECK_DIGIT = re.compile(r"(\d{8})-\d")
TN_NUMBER = re.compile(r"tn-?(\d{4,})")
HYPHENATED = re.compile(r"[a-z]+(?:-[a-z]+)+")
# Second parts that say only that it is work: "schoonmaakwerkzaamheden" are found where "schoonmaak" is asked.
HOLLOW = frozenset({"werkzam", "dienst", "verlen", "dienstverlen", "activiteit"})

Terms = tuple[str, ...]
Holds = Callable[[ColumnElement[int], str], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing that was typed: any of these ways of saying it, and of each way all terms.

    Of words between quotation marks (`phrase`) there is one way, whose terms follow each other, and exactly these words occur.
    """

    ways: tuple[Terms, ...]
    phrase: str = ""


def _is_number(term: str) -> bool:
    """A number or a code with digits, long enough to name one thing."""
    return len(term) >= 4 and re.search(r"\d", term) is not None


@dataclass(frozen=True, slots=True)
class SearchQuestion:
    """What someone typed: what must all occur, and what must not. `hollow`: only words that mean nothing, such as "de"."""

    required: tuple[Sought, ...] = ()
    excluded: tuple[Sought, ...] = ()
    hollow: bool = False

    @property
    def empty(self) -> bool:
        return not self.required and not self.excluded

    @property
    def only_codes(self) -> bool:
        """Whether it names one thing by its number."""
        ways = [way for term in self.required for way in term.ways[:1]]
        return bool(ways) and all(_is_number(way[0]) for way in ways)


def understand(typed: str) -> SearchQuestion:
    """Read a query: words (all must occur, in any form), "exactly these words", -without."""
    required: dict[Sought, None] = {}
    excluded: dict[Sought, None] = {}
    hollow = False
    for minus, phrase, word in dutch.query_parts(typed[:MOST_TYPED]):
        sought = _phrase(phrase) if phrase else _word(word)
        if sought is not None:
            (excluded if minus else required)[sought] = None
        elif not minus:
            hollow = True
    return SearchQuestion(tuple(required), tuple(excluded), hollow and not required and not excluded)


def _phrase(phrase: str) -> Sought | None:
    terms = dutch.sequence(phrase)
    if terms:
        return Sought((tuple(terms),), dutch.plain(phrase))
    return None


def _word(typed: str) -> Sought | None:
    word = dutch.fold(typed).strip("\"'.,;:!?()[]{}*").replace("\u2010", "-")
    # Identities are found as they are pasted: whole, with a check digit, with or without TN.
    if UUID.fullmatch(word):
        return Sought(((compact_code(word),),))
    if match := CPV_WITH_CHECK_DIGIT.fullmatch(word):
        return Sought(((match[1],),))
    if match := TN_NUMBER.fullmatch(word):
        return Sought(((f"tn{match[1]}",), (match[1],)))
    parts = _parts(word)
    if not HYPHENATED.fullmatch(word):
        if parts:
            return Sought(_ways(word, parts))
        return None
    whole = (dutch.stem(dutch.joined(word)),)
    short = any(len(part) == 1 for part in word.split("-"))  # e-bike is no bike
    return Sought((whole,) if short or not parts else (parts, whole))


def _ways(word: str, parts: Terms) -> tuple[Terms, ...]:
    """The parts of a compound, or the word itself: a longer compound holds it whole ("schoonmaak" in "schoonmaakwerkzaamheden")."""
    whole = tuple(term for part in dutch.words(word) for term in dutch.analysed(part)[:1])
    if len(parts) < 2 or len(whole) != 1:
        return (parts,)
    return (parts, whole)


def _parts(word: str) -> Terms:
    """The terms of a word; of a compound its parts, without those that only say that it is work."""
    parts: list[str] = []
    for part in dutch.words(word):
        terms = dutch.query_terms(part)
        telling = [term for term in terms if term not in HOLLOW]
        parts += telling or terms
    return tuple(dict.fromkeys(parts))


def compact_code(code: str) -> str:
    """A UUID as one term: its pieces mean nothing alone. Other codes stay as they are."""
    if UUID.fullmatch(code):
        return code.replace("-", "")
    return code


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
